"""Publishing an edition: receive its files, make it in the spare folder, let the two change places."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dayline.write import addresses, manifest
from dayline.write.errors import explained
from dayline.write.look import Found
from dayline.write.manifest import Digest
from dayline.write.now import begin, current, others_of_spare, remember
from dayline.write.place import Place, opened, remove_tree
from dayline.write.receive import Content, Received, receive, without_taken
from dayline.write.stage import Stage
from dayline.write.swap import swap


@dataclass(frozen=True, slots=True)
class Written:
    """What a new edition changed: paths written and removed, sorted, and how many stayed as they were."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def publish(files: Iterable[tuple[str, Content]], output: Path, *, trust: bool = False) -> Written:
    """Makes `files` (relative POSIX path, content) the edition in `output`, whole or not at all.

    With `trust` the folder is not looked through first: its manifest is believed, which is right when
    this process published last. Call `settle` after it; what others put there comes along only then.

    Raises ValueError for unsafe or colliding paths, `Missing` for kept files that aren't there, and
    `OutputTaken` or `OutputUnusable` for the user to read. After any of these the output is as it was.
    """
    with opened(output) as place:
        with explained(place.output):
            now = current(place, trust=trust)
            listed = manifest.edition(place.output)
        received = receive(files, now.ours, place.inbox)
        if received.wanted.keys() != listed.keys():
            addresses.check(received.wanted)
        with explained(place.output):
            received = without_taken(received, now, place.output)
            if received.drafts or received.wanted != listed:
                _stage(place, received, now)
                _show(place, trust=trust)
    return _written(received, now)


def settle(output: Path) -> bool:
    """Gets the spare ready, so that publishing the next edition costs only what changes in it.

    Comes back with False if files of the edition are gone or changed by hand: publish without `trust`.
    Also carries over what others put into the output, if the last publishing trusted the manifest. Our
    own files don't depend on it. Takes about a second for 28,000 files where there is no spare yet.
    """
    with opened(output) as place, explained(place.output):
        listed = manifest.edition(place.output)
        now = current(place, trust=False)
        whole = now.ours == listed
        if whole and listed:
            _stage(place, Received(listed, {}), now)
    return whole


def _stage(place: Place, received: Received, now: Found) -> None:
    has, stage, wanted = _spare(place), Stage(place.spare), received.wanted
    others = now.others - wanted.keys()
    kept = (wanted.items() - has.items()) & now.ours.items()
    # What others put there after the last look is known only from the folder itself.
    stage.must_be_free(sorted(wanted.keys() - has.keys() - now.others) if place.unlooked.exists() else ())
    begin(place, has.keys() | wanted.keys())
    stage.remove(sorted(has.keys() - wanted.keys()))
    stage.remove(sorted(others_of_spare(place) - others - wanted.keys()))
    stage.link(sorted([path for path, _ in kept] + list(now.others)), place.output)
    for path, draft in received.drafts.items():
        stage.move_in(path, draft)
    remember(place, others)
    manifest.write(place.spare, wanted)


def _spare(place: Place) -> dict[str, Digest]:
    has = manifest.read(place.spare)
    if has is None or not place.others.exists():
        remove_tree(place.spare)
        place.others.unlink(missing_ok=True)
        place.spare.mkdir()
        return {}
    return has


def _show(place: Place, *, trust: bool) -> None:
    if trust:
        place.unlooked.touch()
    if place.output.exists():
        shutil.copymode(place.output, place.spare)
    swap(place.output, place.spare, place.aside)


def _written(received: Received, now: Found) -> Written:
    written = tuple(sorted(received.drafts))
    removed = tuple(sorted(now.ours.keys() - received.wanted.keys()))
    return Written(written, removed, len(received.wanted) - len(written))

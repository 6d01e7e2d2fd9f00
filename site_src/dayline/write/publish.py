"""Publishing an edition: receive its files, make it in the spare folder, let the two change places."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dayline.write import addresses, foreign, manifest
from dayline.write.errors import Missing, OutputTaken, explained
from dayline.write.incoming import Content, Received, receive
from dayline.write.layout import Place, opened
from dayline.write.manifest import Digest
from dayline.write.staging import Spare, give_back
from dayline.write.verify import Found, look


@dataclass(frozen=True, slots=True)
class Written:
    """What a new edition changed: paths written and removed, sorted, and how many stayed as they were.

    `edition`, the digest of the manifest, names the edition for `amend` and `is_whole`.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    edition: Digest = field(default=Digest(""), compare=False)


def publish(files: Iterable[tuple[str, Content]], output: Path, *, trust: bool = False) -> Written:
    """Makes `files` (relative POSIX path, content) the edition in `output`, whole or not at all.

    With `trust` only the top of the folder is looked at first: its manifest is believed, which is right when
    this process published last. Call `settle` after it.

    Raises ValueError for unsafe or colliding paths, `Missing` for kept files that aren't there, and
    `OutputTaken` or `OutputUnusable` for the user to read. After any of these the output is as it was.
    """
    with _begun(output, trust=trust) as (now, spare):
        return _published(receive(files, now.ours, spare.draft), now, spare)


def amend(
    changed: Iterable[tuple[str, Content]],
    removed: Iterable[str],
    output: Path,
    *,
    base: str | None = None,
    trust: bool = False,
) -> Written:
    """Publishes the current edition but for these paths, as `publish` does, without naming all the others.

    A path in both is changed. Raises `Missing` too if there is no edition, if it is not whole, or if it
    isn't `base` (`Written.edition`) because somebody else has published since: publish all files then.
    """
    with _begun(output, trust=trust) as (now, spare):
        if not now.listed or base not in (None, manifest.mark(spare.place.output)):
            raise Missing((manifest.NAME,))
        if gone := now.listed.keys() - now.ours.keys():
            raise Missing(tuple(sorted(gone)))
        received = receive(changed, now.ours, spare.draft)
        kept = {**now.listed}
        for path in removed:
            kept.pop(path, None)
        return _published(Received({**kept, **received.wanted}, received.drafts), now, spare)


def settle(output: Path) -> bool:
    """Gets the spare ready, so that publishing the next edition costs only what changes in it.

    Comes back with False if files of the edition are gone or changed by hand, or others are there: publish
    without `trust`, which says so. What was put into the output while the last publishing trusted the manifest is
    moved back into it. Takes about a second for 28,000 files where there is no spare yet.
    """
    try:
        with _begun(output) as (now, spare), explained(spare.place.output):
            if now.listed and now.is_whole:
                spare.stage(Received(now.listed, {}), now)
            return now.is_whole
    except OutputTaken:
        return False


@contextmanager
def _begun(output: Path, *, trust: bool = False) -> Iterator[tuple[Found, Spare]]:
    with opened(output) as place:
        with explained(place.output):
            now, trust = _found(place, trust=trust)
            spare = Spare.of(place, trust=trust)
        try:
            yield now, spare
        except BaseException:
            spare.abandon()
            raise


def _found(place: Place, *, trust: bool) -> tuple[Found, bool]:
    """What the output has, and whether its manifest was trusted in that."""
    interrupted = place.unlooked.exists() or foreign.carried_in(place.spare)
    trust = not (interrupted and give_back(place)) and trust
    manifest.check(place.output)
    listed = manifest.read(place.output) or {}
    if trust and listed and manifest.read(place.spare) is not None:
        return Found(listed, listed), True
    now = look(place.output, listed)
    if now.foreign:
        raise OutputTaken(now.foreign, place.output)
    return now, False


def _published(received: Received, now: Found, spare: Spare) -> Written:
    place = spare.place
    if received.wanted.keys() != now.listed.keys():
        addresses.check(received.wanted)
    with explained(place.output):
        if received.drafts or received.wanted != now.listed:
            spare.stage(received, now)
            spare.show(now, received.wanted)
        else:
            spare.tidy(now)
        mark = manifest.mark(place.output)
    written = tuple(sorted(received.drafts))
    removed = tuple(sorted(now.ours.keys() - received.wanted.keys()))
    return Written(written, removed, len(received.wanted) - len(written), mark)

"""The spare: a second copy of the current edition, which becomes the next one and then changes places with it.

Between builds both copies are the same. Unchanged files are hard links, so the spare takes folders but no space.
"""

import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from dayline.write import foreign, journal
from dayline.write.addresses import MANIFEST
from dayline.write.errors import OutputTaken
from dayline.write.files_tree import Stage
from dayline.write.layout import Place, remove_tree
from dayline.write.manifest import Changes, Manifest, hex_digest
from dayline.write.swap import swap
from dayline.write.verify import READ_NOTHING, Inspection, changed_since, inspect


def drafts(place: Place) -> Path:
    """Where new files wait until the spare is changed."""
    return place.inbox / "drafts"


def bring_back(place: Place) -> None:
    """Move what is carried along back into the output; a build may have been killed while it was in the spare."""
    for path in foreign.carried_in(place.spare):
        place.output.mkdir(exist_ok=True)
        Stage(place.output).take(path, place.spare)


def level(place: Place, edition: Manifest) -> None:
    """Make the spare the same as the current edition again, after a swap and after a build that was killed."""
    entry, spare = journal.read(place), Stage(place.spare)
    paths: Collection[str] = ()
    if entry and edition.name in entry.editions and place.spare.is_dir():
        paths = entry.paths
        spare.remove([*paths, MANIFEST])
    elif edition.text is None or place.journal.exists() or Manifest(place.spare).text != edition.text:
        _discard(place, edition)
        paths = edition.everything()
    else:
        return
    if edition.text is not None:
        place.spare.mkdir(exist_ok=True)
        spare.link(sorted(path for path in paths if edition.get(path)), place.output)
        spare.write(MANIFEST, edition.text)  # last, because it says that the rest is there
    place.journal.unlink(missing_ok=True)


def _discard(place: Place, edition: Manifest) -> None:
    """Remove the spare; what others had put into the output while it was there goes back."""
    listed = Manifest(place.spare)
    files = listed.everything()
    if files and not listed.lost and not place.journal.exists():
        expected = foreign.expected_in(files | edition.everything())
        for path in inspect(place.spare, expected, READ_NOTHING).foreign:
            place.output.mkdir(exist_ok=True)
            Stage(place.output).take(path, place.spare)
        (place.spare / MANIFEST).unlink()  # first, because without all lists our own files would seem foreign
    remove_tree(place.spare)


def inspect_both(place: Place, edition: Manifest, checked: int, only: Collection[str] | None = None) -> Inspection:
    """Inspect both copies, all folders or `only` some; a file that only the spare lacks is linked to it.

    Raises `OutputTaken` if one of them holds what no build put there. What is in the spare was put into the output
    before the two changed places, and is moved back first.
    """
    expected = foreign.expected_in(edition.everything() if only is None else edition.around(only))
    current, spare = (inspect(folder, expected, checked, only) for folder in (place.output, place.spare))
    for path in spare.foreign:
        Stage(place.output).take(path, place.spare)
    if names := sorted({*current.foreign, *spare.foreign}):
        raise OutputTaken(names, place.output)
    if place.spare.exists():
        Stage(place.spare).remove(sorted(spare.missing))
        Stage(place.spare).link(sorted(spare.missing - current.missing), place.output)
    return current


def stage(place: Place, edition: Manifest, changes: Changes, lists: Mapping[str, bytes | None]) -> None:
    """Make the spare the next edition: move drafts in, remove files, write lists."""
    place.fingerprint.unlink(missing_ok=True)
    journal.write(place, (edition.name, hex_digest(lists[MANIFEST] or b"")), {*changes, *lists})
    spare = Stage(place.spare)
    if place.spare.exists():
        spare.remove([*(path for path, digest in changes.items() if digest is None), *lists])
        for path, digest in changes.items():
            if digest is not None:
                spare.move_in(path, drafts(place))
    else:
        drafts(place).rename(place.spare)
    for path, text in lists.items():
        if text is not None:
            spare.write(path, text)


def show(place: Place, edition: Manifest, inspection: Inspection) -> None:
    """Let the spare and the output change places; what was put into the output since the inspection stays in it."""
    if place.output.exists():
        shutil.copymode(place.output, place.spare)
    with _carried(place.output, place.spare):
        swap(place.output, place.spare, place.aside)
    folders = {"", *changed_since(place.spare, inspection)}
    expected = foreign.expected_in(edition.around(folders))
    for path in inspect(place.spare, expected, READ_NOTHING, folders).foreign:
        Stage(place.output).take(path, place.spare)


@contextmanager
def _carried(output: Path, spare: Path) -> Iterator[None]:
    """Move what is carried along to the spare, and back if the two don't change places."""
    try:
        for path in foreign.carried_in(output):
            Stage(spare).take(path, output)
        yield
    except BaseException:
        for path in foreign.carried_in(spare) if output.exists() else ():
            Stage(output).take(path, spare)
        raise

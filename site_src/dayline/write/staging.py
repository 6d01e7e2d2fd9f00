"""The spare: a second copy of the current edition, which is turned into the next one and then swapped in.

Between builds both copies are the same. Unchanged files are hard links, so the spare takes folders but no space.
"""

import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from dayline.write import foreign, journal
from dayline.write.addresses import MANIFEST
from dayline.write.errors import OutputTaken
from dayline.write.files_tree import FilesTree
from dayline.write.layout import Place, remove_tree
from dayline.write.manifest import Changes, Manifest, hex_digest
from dayline.write.swap import swap
from dayline.write.verify import READ_NOTHING, Inspection, changed_since, inspect


def drafts(place: Place) -> Path:
    """Where new files wait until the spare is changed."""
    return place.inbox / "drafts"


def return_carried(place: Place) -> None:
    """Move carried files that a killed build left in the spare back to the output."""
    for path in foreign.carried_in(place.spare):
        place.output.mkdir(exist_ok=True)
        FilesTree(place.output).take(path, place.spare)


def sync_spare(place: Place, edition: Manifest) -> None:
    """Make the spare equal to the current edition again, after a swap or a build that was killed."""
    entry, spare = journal.read(place), FilesTree(place.spare)
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
        spare.write(MANIFEST, edition.text)  # last, as the sign that the spare is complete
    place.journal.unlink(missing_ok=True)


def _discard(place: Place, edition: Manifest) -> None:
    """Remove the spare, after moving files that others put into it while it was the output back to the output."""
    listed = Manifest(place.spare)
    files = listed.everything()
    if files and not listed.lost and not place.journal.exists():
        expected = foreign.expected_in(files | edition.everything())
        for path in inspect(place.spare, expected, READ_NOTHING).foreign:
            place.output.mkdir(exist_ok=True)
            FilesTree(place.output).take(path, place.spare)
        (place.spare / MANIFEST).unlink()  # first, because without all lists our own files would seem foreign
    remove_tree(place.spare)


def inspect_both(place: Place, edition: Manifest, checked: int, only: Collection[str] | None = None) -> Inspection:
    """Inspect both copies, all folders or `only` some; a file that only the spare lacks is linked to it.

    Raises `OutputTaken` if one of them holds files that no build put there. Such files in the spare were put into the
    output before a swap, and are moved back first.
    """
    expected = foreign.expected_in(edition.everything() if only is None else edition.around(only))
    current, spare = (inspect(folder, expected, checked, only) for folder in (place.output, place.spare))
    for path in spare.foreign:
        FilesTree(place.output).take(path, place.spare)
    if names := sorted({*current.foreign, *spare.foreign}):
        raise OutputTaken(names, place.output)
    if place.spare.exists():
        FilesTree(place.spare).remove(sorted(spare.missing))
        FilesTree(place.spare).link(sorted(spare.missing - current.missing), place.output)
    return current


def stage(place: Place, edition: Manifest, changes: Changes, lists: Mapping[str, bytes | None]) -> None:
    """Make the spare the next edition: move drafts in, remove files, write lists."""
    place.fingerprint.unlink(missing_ok=True)
    journal.write(place, (edition.name, hex_digest(lists[MANIFEST] or b"")), {*changes, *lists})
    spare = FilesTree(place.spare)
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


def swap_in(place: Place, edition: Manifest, inspection: Inspection) -> None:
    """Swap the spare and the output; files that others put into the output since the inspection stay in it."""
    if place.output.exists():
        shutil.copymode(place.output, place.spare)
    with _carried(place.output, place.spare):
        swap(place.output, place.spare, place.aside)
    folders = {"", *changed_since(place.spare, inspection)}
    expected = foreign.expected_in(edition.around(folders))
    for path in inspect(place.spare, expected, READ_NOTHING, folders).foreign:
        FilesTree(place.output).take(path, place.spare)


@contextmanager
def _carried(output: Path, spare: Path) -> Iterator[None]:
    """Move carried files to the spare, and back if the swap fails."""
    with ExitStack() as undo:
        undo.callback(_carry, spare, output)
        _carry(output, spare)
        yield
        undo.pop_all()


def _carry(source: Path, target: Path) -> None:
    for path in foreign.carried_in(source) if target.exists() else ():
        FilesTree(target).take(path, source)

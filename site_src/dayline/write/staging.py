"""The spare: a second copy of the current edition, which becomes the next one and then changes places with it.

Between builds both copies are the same. Unchanged files are hard links, so the spare takes folders but no space.
"""

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from dayline.write import foreign, journal
from dayline.write.addresses import MANIFEST
from dayline.write.errors import OutputTaken
from dayline.write.files_tree import Stage
from dayline.write.incoming import Received
from dayline.write.layout import Place, remove_tree
from dayline.write.manifest import Manifest, hex_digest, list_path, part_of
from dayline.write.swap import swap
from dayline.write.verify import READ_NOTHING, Inspection, changed_since, inspect


def drafts(place: Place) -> Path:
    """Where new files are until the spare is changed."""
    return place.inbox / "drafts"


def bring_back(place: Place) -> None:
    """Moves what is carried along back into the output; a build may have been killed while it was in the spare."""
    for path in foreign.carried_in(place.spare):
        place.output.mkdir(exist_ok=True)
        Stage(place.output).take(path, place.spare)


def level(place: Place, edition: Manifest) -> None:
    """Makes the spare the same as the current edition again, whatever a build was cut short in."""
    differing = journal.read(place)
    if differing and edition.digest in differing.editions and place.spare.is_dir():
        _relink(place, edition, differing.paths)
    elif place.journal.exists() or Manifest(place.spare).text != edition.text:
        _copy(place, edition)
    place.journal.unlink(missing_ok=True)


def inspect_both(place: Place, edition: Manifest, checked: int, only: Collection[str] | None = None) -> Inspection:
    """Inspect both copies, all folders or `only` some; what the spare alone lacks it gets back.

    Raises `OutputTaken` if one of them holds what no build put there; what is in the spare was put into the output
    before they changed places, and is moved back first.
    """
    listed = edition.everything() if only is None else edition.around(only)
    current, spare = (inspect(folder, listed, checked, only) for folder in (place.output, place.spare))
    for path in spare.foreign:
        Stage(place.output).take(path, place.spare)
    if names := sorted({*current.foreign, *spare.foreign}):
        raise OutputTaken(names, place.output)
    if place.spare.exists():
        Stage(place.spare).remove(sorted(spare.missing))
        Stage(place.spare).link(sorted(spare.missing - current.missing), place.output)
    return current


def stage(
    place: Place, edition: Manifest, received: Received, gone: Iterable[str], lists: Mapping[str, bytes | None]
) -> None:
    """Makes the spare the next edition: its new files, without those that are gone, with its lists."""
    place.fingerprint.unlink(missing_ok=True)
    journal.write(place, (edition.digest, hex_digest(lists[MANIFEST] or b"")), {*received.drafts, *gone})
    spare = Stage(place.spare)
    if place.spare.exists():
        spare.remove(sorted({*gone, *lists}))
        for path in sorted(received.drafts):
            spare.move_in(path, drafts(place))
    else:
        drafts(place).rename(place.spare)
    for path, text in lists.items():
        if text is not None:
            spare.write(path, text)


def show(place: Place, edition: Manifest, inspection: Inspection) -> None:
    """Lets the spare and the output change places; what was put into the output since the inspection stays in it."""
    if place.output.exists():
        shutil.copymode(place.output, place.spare)
    with _carried(place.output, place.spare):
        swap(place.output, place.spare, place.aside)
    folders = {"", *changed_since(place.spare, inspection)}
    for path in inspect(place.spare, edition.around(folders), READ_NOTHING, folders).foreign:
        Stage(place.output).take(path, place.spare)


def _relink(place: Place, edition: Manifest, paths: Collection[str]) -> None:
    parts = {part_of(path) for path in paths} - {""}
    spare, lists = Stage(place.spare), {list_path(part) for part in parts}
    spare.remove(sorted({*paths, *lists, MANIFEST}))
    kept = {path for path in paths if edition.get(path)} | {list_path(part) for part in parts & edition.parts.keys()}
    spare.link(sorted(kept), place.output)
    if edition.text is not None:
        spare.write(MANIFEST, edition.text)


def _copy(place: Place, edition: Manifest) -> None:
    remove_tree(place.spare)
    if edition.text is not None:
        copy = Stage(place.inbox / "spare")
        copy.folder.mkdir()
        copy.link(sorted(edition.everything()), place.output)
        copy.write(MANIFEST, edition.text)
        copy.folder.rename(place.spare)


@contextmanager
def _carried(output: Path, spare: Path) -> Iterator[None]:
    """Takes what is carried along to the spare, and brings it back if the two don't change places."""
    try:
        for path in foreign.carried_in(output):
            Stage(spare).take(path, output)
        yield
    except BaseException:
        for path in foreign.carried_in(spare) if output.exists() else ():
            Stage(output).take(path, spare)
        raise

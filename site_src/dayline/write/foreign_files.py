"""What the current edition really has, and what others put beside our files."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from dayline.disk import read_regular
from dayline.write import addresses, manifest
from dayline.write.files_tree import Stage
from dayline.write.layout import Place
from dayline.write.manifest import Digest
from dayline.write.verify import Found, look


def trusted(place: Place) -> Found | None:
    """The output as its manifest says it is, if the spare and our note are there too."""
    listed, spare = manifest.read(place.output), manifest.read(place.spare)
    if not listed or spare is None or not place.others.exists():
        return None
    return Found(listed, listed, others_of_spare(place) - listed.keys())


def current(place: Place) -> Found:
    """The output as it is."""
    manifest.check(place.output)
    listed = manifest.read(place.output) or {}
    if place.unlooked.exists():
        _catch_up(place, listed)
        place.unlooked.unlink()
        place.unfinished.unlink(missing_ok=True)
    return look(place.output, listed)


def begin(place: Place, ours: Iterable[str]) -> None:
    """Marks the spare as unfinished; what it may hold of others' is told from `ours` if this never ends."""
    if place.unlooked.exists():
        _save(place, place.unfinished, ours)
    (place.spare / manifest.NAME).unlink(missing_ok=True)


def others_of_spare(place: Place) -> frozenset[str]:
    """Paths in the spare that somebody else put into the output and that were carried over."""
    return _load(place.others)


def remember(place: Place, others: Iterable[str]) -> None:
    """Notes which files in the spare are others'."""
    _save(place, place.others, others)


def forget(place: Place) -> None:
    """Removes the note, so that no spare is made use of until the next note."""
    place.others.unlink(missing_ok=True)


def tidy(place: Place, spare: Found, wanted: Mapping[str, Digest]) -> None:
    """Removes from the spare what the current edition doesn't have: spoilt files, and what may have been withheld."""
    kept = {path: mark for path, mark in spare.ours.items() if wanted.get(path) == mark}
    if kept.keys() == spare.listed.keys():
        return
    Stage(place.spare).remove(sorted(spare.listed.keys() - kept.keys() - spare.others))
    looked = (place.spare / manifest.NAME).lstat().st_mtime_ns
    manifest.write(place.spare, kept)
    os.utime(place.spare / manifest.NAME, ns=(looked, looked))  # files touched since are still to be read


def _catch_up(place: Place, ours: Mapping[str, Digest]) -> None:
    # What others did to the edition before ours, after it had been looked through for the last time.
    finished = manifest.read(place.spare)
    listed = dict.fromkeys(_load(place.unfinished), Digest("")) if finished is None else finished
    before, found = others_of_spare(place), look(place.spare, listed)
    stage = Stage(place.output)
    stage.remove(sorted(before - found.others - ours.keys()))
    stage.link(sorted(found.others - ours.keys() - addresses.above(ours)), place.spare)
    remember(place, found.others)
    if finished is not None and not found.is_whole:
        os.utime(place.output / manifest.NAME, (0, 0))  # some may be the same files: all are read again
        tidy(place, found, ours)


def _load(note: Path) -> frozenset[str]:
    try:
        return frozenset(filter(addresses.is_inside, os.fsdecode(read_regular(note)).split("\0")))
    except FileNotFoundError:
        return frozenset()


def _save(place: Place, note: Path, paths: Iterable[str]) -> None:
    draft = place.inbox / note.name
    draft.write_bytes(os.fsencode("\0".join(sorted(paths))))
    draft.replace(note)

"""What the current edition really has, and what others put beside our files."""

import os
from collections.abc import Iterable
from pathlib import Path

from dayline.write import addresses, manifest
from dayline.write.look import Found, look
from dayline.write.manifest import Digest
from dayline.write.place import Place
from dayline.write.stage import Stage


def current(place: Place, *, trust: bool) -> Found:
    """The output as it is; with `trust` as its manifest says it is."""
    listed = manifest.edition(place.output)
    if trust and listed:
        return Found(listed, others_of_spare(place))
    if place.unlooked.exists():
        _catch_up(place)
        place.unlooked.unlink()
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


def _catch_up(place: Place) -> None:
    # What others did to the edition before ours, after it had been looked through for the last time.
    listed = manifest.read(place.spare)
    if listed is None:
        listed = dict.fromkeys(_load(place.unfinished), Digest(""))
    before, left = others_of_spare(place), look(place.spare, listed).others
    ours = manifest.edition(place.output)
    stage = Stage(place.output)
    stage.remove(sorted(before - left - ours.keys()))
    stage.link(sorted(left - ours.keys() - addresses.above(ours)), place.spare)
    remember(place, left)


def _load(note: Path) -> frozenset[str]:
    try:
        return frozenset(os.fsdecode(note.read_bytes()).split("\0")) - {""}
    except FileNotFoundError:
        return frozenset()


def _save(place: Place, note: Path, paths: Iterable[str]) -> None:
    draft = place.inbox / note.name
    draft.write_bytes(os.fsencode("\0".join(sorted(paths))))
    draft.replace(note)

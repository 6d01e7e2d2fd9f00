"""Whether an edition's folder holds what its manifest lists, and nothing else."""

import os
import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from stat import S_ISREG
from types import MappingProxyType
from typing import NamedTuple

from dayline.disk import read_regular
from dayline.write import fingerprint
from dayline.write.addresses import above, parent
from dayline.write.errors import explained
from dayline.write.foreign import Expected, at_top, expected_in, scanned
from dayline.write.layout import place_of
from dayline.write.manifest import Digest, Manifest, hex_digest
from dayline.write.real_folders import RealFolders

READ_NOTHING = sys.maxsize
"""As `checked`: no file is read."""


class Inspection(NamedTuple):
    """What is wrong in the folders of an edition that were inspected.

    `missing` are listed files that are absent or differ, `foreign` are files and folders that no build put there,
    `folders` are the inspected folders with the times of their last changes.
    """

    missing: frozenset[str] = frozenset()
    foreign: tuple[str, ...] = ()
    folders: Mapping[str, int] = MappingProxyType({})


def inspect(top: Path, expected: Expected, checked: int, only: Collection[str] | None = None) -> Inspection:
    """Compare all folders of an edition, or `only` some, with what is expected there.

    Files are read, except those last written before `checked` (ns). A folder's own time is never trusted: clocks are
    set back, and copies and mounts have other times.
    """
    listed = expected.files
    inspected = {"", *expected.folders} if only is None else {*only}
    real, folders = RealFolders(str(top)), {}
    missing = {path for path in listed if parent(path) in inspected}
    foreign: set[str] = set()
    for folder in sorted(inspected | above(inspected)):
        if not real.has(folder):
            if real.has(parent(folder)) and folder not in listed and os.path.lexists(real.at(folder)):
                foreign.add(folder)
        elif folder in inspected:
            folders[folder] = _changed_at(top, folder)
            for path, entry in _entries(top, folder):
                if not expected.has(path, entry):
                    foreign.add(path)
                elif path in missing and _is_as_listed(entry, listed[path], checked):
                    missing.remove(path)
    return Inspection(frozenset(missing), tuple(sorted(foreign)), folders)


def changed_since(top: Path, inspection: Inspection) -> set[str]:
    """The inspected folders whose entries have changed since."""
    return {folder for folder, time in inspection.folders.items() if _changed_at(top, folder) != time}


def is_whole(output: Path, base: str | None = None, *, verify: bool = False) -> bool:
    """Whether the output is as the last build left it, or holds its whole edition and nothing else.

    With `base` (`Written.edition`) it must be that edition; with `verify` every file is read. Doesn't wait for
    other builds and writes nothing; if it returns False, `publish` finds out why. Raises `OutputUnusable` if the output
    can't be read.
    """
    place = place_of(output.resolve())
    with explained(place.output):
        edition = Manifest(place.output)
        cut_short = place.journal.exists() or place.inbox.exists()
        if edition.text is None or cut_short or base not in (None, edition.name) or at_top(place.output):
            return False
        recorded = fingerprint.read(place)
        if not verify and fingerprint.is_current(recorded, place, edition):
            return True
        checked = 0 if verify else fingerprint.checked_at(recorded, place, edition)
        inspection = inspect(place.output, expected_in(edition.everything()), checked)
        return not (inspection.missing or inspection.foreign)


def _changed_at(top: Path, folder: str) -> int:
    try:
        return os.lstat(f"{top}/{folder}").st_mtime_ns
    except FileNotFoundError:
        return 0


def _entries(top: Path, folder: str) -> Iterable[tuple[str, os.DirEntry[str]]]:
    start = f"{folder}/" if folder else ""
    return ((start + entry.name, entry) for entry in scanned(f"{top}/{folder}"))


def _is_as_listed(entry: os.DirEntry[str], expected: Digest, checked: int) -> bool:
    stat = entry.stat(follow_symlinks=False)
    if not S_ISREG(stat.st_mode):
        return False
    # An old mtime only saves reading the file; `<`, not `<=`, because file times are coarse.
    return stat.st_mtime_ns < checked or hex_digest(read_regular(entry.path)) == expected

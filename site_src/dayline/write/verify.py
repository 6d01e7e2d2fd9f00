"""What is really in an edition's folder, as against what its manifest says."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from stat import S_ISREG
from types import MappingProxyType
from typing import NamedTuple

from dayline.disk import read_regular
from dayline.write import foreign, manifest
from dayline.write.addresses import above
from dayline.write.errors import explained
from dayline.write.layout import around
from dayline.write.manifest import NAME, Digest, hex_digest


class Found(NamedTuple):
    """`ours`: files of `listed` that are there as listed; `foreign`: what no build put there, without what is in it.

    `folders` are those that were looked through, but for the top, each with the time of its last change before that.
    """

    listed: Mapping[str, Digest]
    ours: Mapping[str, Digest]
    foreign: tuple[str, ...] = ()
    folders: Mapping[str, int] = MappingProxyType({})

    @property
    def is_whole(self) -> bool:
        """Whether everything is there as listed."""
        return self.ours == self.listed


def look(folder: Path, listed: Mapping[str, Digest]) -> Found:
    """Goes through the whole folder; a file touched since the manifest was written is read again.

    No folder is skipped because its times say that nothing was added: clocks are set back, copies and
    mounts bring times of their own, and a file of somebody else that was overlooked would be left behind.
    """
    ours: dict[str, Digest] = {}
    strange: list[str] = []
    folders: dict[str, int] = {}
    written, known = _written(folder), foreign.of_edition(listed)
    prefixes = [""]
    for prefix in prefixes:
        for entry in foreign.scanned(f"{folder}/{prefix}"):
            path = prefix + entry.name
            if not known.has(path, entry):
                strange.append(path)
            elif path in known.folders:
                folders[path] = entry.stat(follow_symlinks=False).st_mtime_ns
                prefixes.append(f"{path}/")
            elif path in listed and _is_as_listed(entry.path, entry.stat(follow_symlinks=False), listed[path], written):
                ours[path] = listed[path]
    return Found(listed, ours, tuple(sorted(strange)), folders)


def has_changed(folder: Path, seen: Mapping[str, int]) -> bool:
    """Whether one of the folders in `folder` has other entries than when it was seen (`Found.folders`)."""
    try:
        return any(os.lstat(f"{folder}/{path}").st_mtime_ns != at for path, at in seen.items())
    except FileNotFoundError:
        return True


def has_all(folder: Path, listed: Mapping[str, Digest]) -> bool:
    """Whether all listed files are there as listed, in folders that are no links."""
    written, folders = _written(folder), above(listed)
    try:
        if not folders <= _subfolders(folder, above(folders) | {""}):
            return False
        places = ((f"{folder}/{path}", expected) for path, expected in listed.items())
        return all(_is_as_listed(at, os.lstat(at), expected, written) for at, expected in places)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _subfolders(folder: Path, parents: Iterable[str]) -> set[str]:
    # Asks the few folders that hold others, not each of the others.
    places = [(f"{parent}/" if parent else "", foreign.scanned(f"{folder}/{parent}")) for parent in parents]
    return {start + entry.name for start, entries in places for entry in entries if entry.is_dir(follow_symlinks=False)}


def _written(folder: Path) -> int:
    try:
        return (folder / NAME).lstat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _is_as_listed(at: str, stat: os.stat_result, expected: Digest, written: int) -> bool:
    # An mtime saves reading the file, no more; `<` because the clock of a disk ticks slowly.
    if not S_ISREG(stat.st_mode):
        return False
    return stat.st_mtime_ns < written or hex_digest(read_regular(at)) == expected


def is_whole(output: Path, base: str | None = None) -> bool:
    """Whether the output holds every file of its edition as listed, and nothing is left to be finished.

    With `base` (`Written.edition`) it must be that edition. Doesn't wait for its turn, writes nothing and
    looks for foreign files at the top alone. Where this says False, `publish` finds out why. Raises
    `OutputUnusable` if the output can't be read.
    """
    place = around(output.resolve())
    with explained(place.output):
        text = manifest.load(place.output)
        interrupted = place.unlooked.exists() or place.inbox.exists()
        if text is None or interrupted or base not in (None, hex_digest(text)):
            return False
        listed = manifest.parse(text)
        if listed is None or foreign.at_top(place.output):
            return False
        return has_all(place.output, listed)

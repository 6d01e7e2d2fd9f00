"""What is really in an edition's folder, as against what its manifest says."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dayline.write.manifest import NAME, Digest, digest


@dataclass(frozen=True, slots=True)
class Found:
    """`ours`: listed files that are there as listed; `others`: paths of everything else but folders."""

    ours: Mapping[str, Digest]
    others: frozenset[str]


def look(folder: Path, listed: Mapping[str, Digest]) -> Found:
    """Goes through the whole folder; a file touched since the manifest was written is read again."""
    ours: dict[str, Digest] = {}
    others: set[str] = set()
    written = _written(folder)
    for path, entry in _entries(folder, ""):
        if path not in listed or not entry.is_file(follow_symlinks=False):
            others.add(path)
        elif _is_as_listed(entry, listed[path], written):
            ours[path] = listed[path]
    return Found(ours, frozenset(others) - {NAME, f"{NAME}.draft"})


def _written(folder: Path) -> int:
    try:
        return (folder / NAME).stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _is_as_listed(entry: os.DirEntry[str], expected: Digest, written: int) -> bool:
    # An mtime saves reading the file, no more; `<` because the clock of a disk ticks slowly.
    if entry.stat(follow_symlinks=False).st_mtime_ns < written:
        return True
    return digest(Path(entry.path).read_bytes()) == expected


def _entries(folder: Path | str, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry

"""Whether Dayline made the hidden folder beside the output, and everything in it, on this machine."""

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG

from dayline.disk import NotRegular, read_regular
from dayline.write.errors import OutputUnusable


def check(hidden_folder: Path) -> None:
    """Raises `OutputUnusable` for the first entry that Dayline can't have put there; opens and changes no file."""
    for at, stat in _entries(hidden_folder):
        if S_ISLNK(stat.st_mode):
            raise OutputUnusable(f"`{at}` is a link, and Dayline makes none there; delete it and build again")
        if not S_ISREG(stat.st_mode) and not S_ISDIR(stat.st_mode):
            raise OutputUnusable(f"`{at}` is neither a file nor a folder; delete it and build again")
        if hasattr(os, "geteuid") and stat.st_uid != os.geteuid():
            raise OutputUnusable(f"`{at}` belongs to another user; build as that user, or delete `{hidden_folder}`")


def seal(at: Path) -> None:
    """Make a file that contains its own inode and time, which no copy, clone or archive preserves."""
    at.unlink(missing_ok=True)
    at.touch()
    stat = at.stat()
    at.write_bytes(_identity(stat))
    os.utime(at, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def is_sealed(at: Path) -> bool:
    """Whether this file was made by `seal`, and is no copy."""
    try:
        return read_regular(at, 100) == _identity(at.lstat())
    except (FileNotFoundError, NotADirectoryError, NotRegular):
        return False


def _entries(hidden_folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    try:
        stat = hidden_folder.lstat()
    except FileNotFoundError:
        return
    yield hidden_folder, stat
    if S_ISDIR(stat.st_mode):
        yield from ((at, at.lstat()) for at in sorted(hidden_folder.iterdir()))


def _identity(stat: os.stat_result) -> bytes:
    return f"{stat.st_ino} {stat.st_mtime_ns}\n".encode()

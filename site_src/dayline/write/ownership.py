"""The hidden folder beside the output: whether Dayline made it and everything in it, on this machine."""

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG

from dayline.disk import NotRegular, read_regular
from dayline.write.errors import OutputUnusable


def check(room: Path) -> None:
    """Raises `OutputUnusable` for the first thing that Dayline wouldn't put there; reads and changes nothing."""
    for at, stat in _entries(room):
        if S_ISLNK(stat.st_mode):
            raise OutputUnusable(f"`{at}` is a link, and Dayline makes none there; delete it and build again")
        if not S_ISREG(stat.st_mode) and not S_ISDIR(stat.st_mode):
            raise OutputUnusable(f"`{at}` is neither a file nor a folder; delete it and build again")
        if hasattr(os, "geteuid") and stat.st_uid != os.geteuid():
            raise OutputUnusable(f"`{at}` belongs to another user; build as that user, or delete `{room}`")


def seal(at: Path) -> None:
    """Make a file that contains its own inode and time, which no copy, clone or archive preserves."""
    at.unlink(missing_ok=True)
    at.touch()
    stat = at.stat()
    at.write_bytes(_identity(stat))
    os.utime(at, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def is_sealed(at: Path) -> bool:
    """Whether this very file was made by `seal`."""
    try:
        return read_regular(at, 100) == _identity(at.lstat())
    except (FileNotFoundError, NotADirectoryError, NotRegular):
        return False


def _entries(room: Path) -> Iterator[tuple[Path, os.stat_result]]:
    try:
        stat = room.lstat()
    except FileNotFoundError:
        return
    yield room, stat
    if S_ISDIR(stat.st_mode):
        yield from ((at, at.lstat()) for at in sorted(room.iterdir()))


def _identity(stat: os.stat_result) -> bytes:
    return f"{stat.st_ino} {stat.st_mtime_ns}\n".encode()

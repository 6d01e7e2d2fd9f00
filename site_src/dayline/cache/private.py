"""Folders and files that nobody else can have written: this user's own, no links, closed to others."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shlex import quote
from stat import S_ISDIR, S_ISLNK, S_ISREG

from dayline.cache.errors import NoCache
from dayline.disk import open_regular

WRITE, ANY = 0o022, 0o077  # what others may not do
CACHE = "DAYLINE_CACHE"  # the variable that names another folder
_HAS_OWNERS = hasattr(os, "geteuid")  # elsewhere the mode says nothing of other users either
_NEW = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def check(folder: Path) -> None:
    """Raises NoCache if another user can have changed a folder, the one above it, or a file in it; it may be missing.

    Folders in it are passed over: they hold previews, from which nothing is read.
    """
    if not (check_folder(folder.parent) and check_folder(folder)):
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                found = entry.stat(follow_symlinks=False)
                _check(Path(entry.path), found, S_ISREG(found.st_mode), WRITE, CACHE)


def check_folder(folder: Path, others: int = WRITE, variable: str = CACHE) -> bool:
    """Whether there is a folder; raises NoCache if it isn't this user's, or others may do any of `others` with it."""
    try:
        found = folder.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    _check(folder, found, S_ISDIR(found.st_mode), others, variable)
    return True


def read(path: Path, others: int = WRITE, variable: str = CACHE) -> bytes:
    """The bytes of a file of this user's that others may do none of `others` with.

    Raises NoCache if it is none, and OSError as `disk.open_regular` does.
    """
    found = path.lstat()
    _check(path, found, S_ISREG(found.st_mode), others, variable)  # for its words; what counts is the next look
    with os.fdopen(open_regular(path), "rb") as stream:
        _check(path, os.fstat(stream.fileno()), True, others, variable)
        return stream.read()


def make(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for this user alone."""
    for level in reversed([level for level in (folder, *folder.parents) if not level.exists()]):
        with suppress(FileExistsError):
            level.mkdir(0o700)


def write(path: Path, pieces: Iterable[bytes | memoryview]) -> None:
    """Write a file for this user alone, in place of what has its name."""
    with _draft(path, pieces) as draft:
        draft.replace(path)


def write_once(path: Path, content: bytes) -> None:
    """Write a file for this user alone, unless there is one already; others see all of it or nothing."""
    with _draft(path, (content,)) as draft, suppress(FileExistsError):
        path.hardlink_to(draft)


@contextmanager
def _draft(path: Path, pieces: Iterable[bytes | memoryview]) -> Iterator[Path]:
    """A new file beside another, under a name that nobody can have taken before."""
    draft = path.with_name(f"{path.name}.{os.urandom(8).hex()}.draft")
    with os.fdopen(os.open(draft, _NEW, 0o600), "wb") as stream:
        try:
            stream.writelines(pieces)
            stream.close()
            yield draft
        finally:
            draft.unlink(missing_ok=True)


def _check(path: Path, found: os.stat_result, is_kind: bool, others: int, variable: str) -> None:
    if S_ISLNK(found.st_mode):
        raise NoCache(f"`{path}` is a link; remove it with `rm {quote(str(path))}`")
    if not is_kind:
        raise NoCache(f"`{path}` is not what belongs there; remove it with `rm -r {quote(str(path))}`")
    if not _HAS_OWNERS:
        return
    if found.st_uid != os.geteuid():
        raise NoCache(f"`{path}` belongs to another user; remove it, or name a folder of your own in `{variable}`")
    if found.st_mode & others:
        may, mode = ("read", "go-rwx") if others == ANY else ("write to", "go-w")
        raise NoCache(f"other users can {may} `{path}`; run `chmod {mode} {quote(str(path))}`")

"""Folders and files that belong to this user, are no links, and that nobody else can write to."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shlex import quote
from stat import S_ISDIR, S_ISLNK, S_ISREG

from dayline.cache.errors import NoCache
from dayline.disk import open_regular

WRITE, ANY = 0o022, 0o077  # permissions that others must not have
CACHE = "DAYLINE_CACHE"  # the variable that names another folder
_HAS_OWNERS = hasattr(os, "geteuid")  # elsewhere file modes say nothing about other users
_NEW = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def check(folder: Path) -> None:
    """Raises NoCache if another user could have changed a folder, its parent, or a file in it; it may be missing.

    Subfolders are skipped: they hold previews, from which nothing is read.
    """
    if not (check_folder(folder.parent) and check_folder(folder)):
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                stat = entry.stat(follow_symlinks=False)
                _check(Path(entry.path), stat, S_ISREG(stat.st_mode), WRITE, CACHE)


def check_folder(folder: Path, others: int = WRITE, variable: str = CACHE) -> bool:
    """Whether a folder exists; raises NoCache if it isn't this user's, or others have a permission in `others`."""
    try:
        stat = folder.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    _check(folder, stat, S_ISDIR(stat.st_mode), others, variable)
    return True


def read(path: Path, others: int = WRITE, variable: str = CACHE) -> bytes:
    """The bytes of a file that belongs to this user and for which others have no permission in `others`.

    Raises NoCache for any other file, and OSError as `disk.open_regular` does.
    """
    stat = path.lstat()
    _check(path, stat, S_ISREG(stat.st_mode), others, variable)  # for its messages; the check that counts follows
    with os.fdopen(open_regular(path), "rb") as stream:
        _check(path, os.fstat(stream.fileno()), True, others, variable)
        return stream.read()


def opened(path: Path) -> int:
    """The descriptor of such a file, for reading parts of it; raises the same."""
    stat = path.lstat()
    _check(path, stat, S_ISREG(stat.st_mode), WRITE, CACHE)
    descriptor = open_regular(path)
    try:
        _check(path, os.fstat(descriptor), True, WRITE, CACHE)
    except NoCache:
        os.close(descriptor)
        raise
    return descriptor


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents, closed to other users."""
    for level in reversed([level for level in (folder, *folder.parents) if not level.exists()]):
        with suppress(FileExistsError):
            level.mkdir(0o700)


def write(path: Path, pieces: Iterable[bytes | memoryview]) -> None:
    """Write a file atomically, closed to other users; replaces an existing one."""
    with _temporary(path, pieces) as draft:
        draft.replace(path)


def write_once(path: Path, content: bytes) -> None:
    """Write a file atomically, closed to other users, unless it already exists."""
    with _temporary(path, (content,)) as draft, suppress(FileExistsError):
        path.hardlink_to(draft)


@contextmanager
def _temporary(path: Path, pieces: Iterable[bytes | memoryview]) -> Iterator[Path]:
    """A temporary file beside another, with a name that nobody can guess."""
    draft = path.with_name(f"{path.name}.{os.urandom(8).hex()}.draft")
    with os.fdopen(os.open(draft, _NEW, 0o600), "wb") as stream:
        try:
            stream.writelines(pieces)
            stream.close()
            yield draft
        finally:
            draft.unlink(missing_ok=True)


def _check(path: Path, stat: os.stat_result, is_kind: bool, others: int, variable: str) -> None:
    if S_ISLNK(stat.st_mode):
        raise NoCache(f"`{path}` is a link; remove it with `rm {quote(str(path))}`")
    if not is_kind:
        raise NoCache(f"`{path}` is not what belongs there; remove it with `rm -r {quote(str(path))}`")
    if not _HAS_OWNERS:
        return
    if stat.st_uid != os.geteuid():
        raise NoCache(f"`{path}` belongs to another user; remove it, or name a folder of your own in `{variable}`")
    if stat.st_mode & others:
        may, mode = ("read", "go-rwx") if others == ANY else ("write to", "go-w")
        raise NoCache(f"other users can {may} `{path}`; run `chmod {mode} {quote(str(path))}`")

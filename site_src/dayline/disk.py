"""Safe reading of files that someone else may have put there: regular files only, links are never followed."""

import errno
import os
from stat import S_ISREG

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # opening a named pipe must not block
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class NotRegular(OSError):
    """The path is a link, a folder, a pipe, a socket or a device."""


def open_regular(path: str | os.PathLike[str]) -> int:
    """A file descriptor for reading; raises NotRegular if it is not a regular file, and OSError like `os.open`."""
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK, errno.ENXIO):
            raise _not_regular(path) from error
        raise
    if not S_ISREG(os.fstat(descriptor).st_mode) or (not hasattr(os, "O_NOFOLLOW") and os.path.islink(path)):  # noqa: PTH114
        os.close(descriptor)
        raise _not_regular(path)
    return descriptor


def read_regular(path: str | os.PathLike[str], limit: int = -1) -> bytes:
    """The bytes of a regular file, at most `limit` if given; raises the same as `open_regular`."""
    with open(open_regular(path), "rb") as stream:
        return stream.read(limit)


def _not_regular(path: str | os.PathLike[str]) -> NotRegular:
    return NotRegular(errno.EINVAL, "not a regular file", os.fspath(path))

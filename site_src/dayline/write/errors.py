"""Errors that keep an edition from being written, with messages for the person who builds."""

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_ADVICE = {
    errno.EACCES: "it may not be written to; change its owner or its permissions",
    errno.EPERM: "it may not be written to; change its owner or its permissions",
    errno.EROFS: "it is on a disk that can only be read",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EXDEV: "it is a disk of its own (a mount point); name a folder inside it",
    errno.EBUSY: "it is a disk of its own (a mount point) or in use; name a folder inside it",
    errno.ENOTDIR: "there is a file where a folder must be",
    errno.EISDIR: "there is a folder where a file must be",
    errno.ENAMETOOLONG: "an address of a page is longer than this disk allows",
}

_NAMED = 3


class OutputError(Exception):
    """The edition was not written; the output is as it was. `code` is the exit code of a command."""

    code = 2


class OutputTaken(OutputError):
    """The output holds files or folders that no build put there: `paths`, relative to `folder`."""

    code = 1

    def __init__(self, paths: Sequence[str], folder: Path) -> None:
        self.paths = tuple(paths)
        named = ", ".join(f"`{path}`" for path in paths[:_NAMED])
        more = f" and {len(paths) - _NAMED:,} more" if len(paths) > _NAMED else ""
        super().__init__(
            f"`{folder}` holds what no build put there: {named}{more}\n"
            "help: move files of the site to `static/` beside `content/`, from where every build copies them, and "
            "move all else away; or build into another folder with `--output`"
        )


class OutputUnusable(OutputError):
    """The output folder cannot be written to."""


class Missing(OutputError):
    """The current edition lacks files that were to be kept: `paths`."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self.paths = paths
        super().__init__(f"{len(paths)} files are not in the current edition, the first is `{paths[0]}`")


@contextmanager
def explained(output: Path) -> Iterator[None]:
    """Turn an error of the file system into an `OutputUnusable` that says what to do."""
    try:
        yield
    except OSError as error:
        raise unusable(output, error) from error


def unusable(output: Path, error: OSError) -> OutputUnusable:
    """What an error of the file system means for the output, in words."""
    advice = _ADVICE.get(error.errno or 0, error.strerror or str(error))
    where = f" (at `{error.filename}`)" if error.filename else ""
    return OutputUnusable(f"cannot write to `{output}`{where}: {advice}")

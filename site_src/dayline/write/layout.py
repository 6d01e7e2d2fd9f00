"""Where editions are: the output, and a hidden folder beside it with the spare; locked while in use."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from dayline.write import foreign
from dayline.write.errors import OutputUnusable, explained
from dayline.write.ownership import check, is_sealed, seal
from dayline.write.swap import finish_swap

_NAMES = ("spare", "aside", "inbox", "journal", "fingerprint", "seal")


class Place(NamedTuple):
    """All paths that writing touches; everything but `output` is inside the hidden folder beside it.

    `spare` is the second copy of the edition, `aside` its place during a swap in three steps, `inbox` the temporary
    files of one build. `journal`, `fingerprint` and `seal` are files, described in the modules named after them
    or, for the seal, in `ownership`.
    """

    output: Path
    spare: Path
    aside: Path
    inbox: Path
    journal: Path
    fingerprint: Path
    seal: Path


def place_of(output: Path) -> Place:
    """The paths that writing to `output` touches; `output` must be resolved."""
    hidden_folder = output.with_name(f".{output.name}.editions")
    return Place(output, *(hidden_folder / name for name in _NAMES))


@contextmanager
def locked(output: Path) -> Iterator[Place]:
    """Lock the output until the end of the block, after finishing a swap that was interrupted.

    Waits for other builds. If `foreign.check` fails, nothing is touched.
    """
    place = place_of(output.resolve())
    if Path.cwd().is_relative_to(place.output):
        raise OutputUnusable(f"the output `{place.output}` is the folder you are in, or holds it; name another one")
    foreign.check(place.output)
    with explained(place.output):
        hidden_folder = place.spare.parent
        check(hidden_folder)
        hidden_folder.mkdir(parents=True, exist_ok=True)
        lock = _lock(hidden_folder / "lock")
    with lock:
        with explained(place.output):
            _wait_for(lock)
            _clear_unless_sealed(place)
            finish_swap(place.output, place.spare, place.aside)
            remove_tree(place.inbox)
            place.inbox.mkdir()
        try:
            yield place
        finally:
            remove_tree(place.inbox)


def remove_tree(folder: Path) -> None:
    """Remove a folder with everything in it, if it exists."""
    import shutil

    with suppress(FileNotFoundError):
        shutil.rmtree(folder)


def _clear_unless_sealed(place: Place) -> None:
    if is_sealed(place.seal):
        return
    for path in place[1:]:
        if path.is_dir():
            remove_tree(path)
        else:
            path.unlink(missing_ok=True)
    seal(place.seal)


def _lock(at: Path) -> BinaryIO:
    return os.fdopen(os.open(at, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666), "r+b")


def _wait_for(lock: BinaryIO) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX)

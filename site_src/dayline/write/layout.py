"""Where editions are: the output, and beside it a hidden folder with the spare, locked while in use."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from dayline.write import foreign
from dayline.write.errors import OutputUnusable, explained
from dayline.write.ownership import check, is_sealed, seal
from dayline.write.swap import heal

_NAMES = ("spare", "aside", "inbox", "journal", "fingerprint", "seal")


class Place(NamedTuple):
    """All paths that writing touches; everything but `output` is inside the hidden folder beside it.

    `spare` is the second copy of the edition, `aside` its place during a swap in three steps, `inbox` has what one
    build needs until it ends. `journal`, `fingerprint` and `seal` are files, described in the modules named after them
    or, for the seal, in `ownership`.
    """

    output: Path
    spare: Path
    aside: Path
    inbox: Path
    journal: Path
    fingerprint: Path
    seal: Path


def around(output: Path) -> Place:
    """The place around `output`, which must be resolved."""
    room = output.with_name(f".{output.name}.editions")
    return Place(output, *(room / name for name in _NAMES))


@contextmanager
def opened(output: Path) -> Iterator[Place]:
    """The place around `output`, locked until the end of the block, with a swap that was cut short finished.

    Waits for other builds. Where `foreign.check` finds something, nothing is touched.
    """
    place = around(output.resolve())
    if Path.cwd().is_relative_to(place.output):
        raise OutputUnusable(f"the output `{place.output}` is the folder you are in, or holds it; name another one")
    foreign.check(place.output)
    with explained(place.output):
        room = place.spare.parent
        check(room)
        room.mkdir(parents=True, exist_ok=True)
        lock = _lock(room / "lock")
    with lock:
        with explained(place.output):
            _wait_for(lock)
            _clear_unless_sealed(place)
            heal(place.output, place.spare, place.aside)
            remove_tree(place.inbox)
            place.inbox.mkdir()
        try:
            yield place
        finally:
            remove_tree(place.inbox)


def remove_tree(folder: Path) -> None:
    """Remove a folder and all that is in it, if it is there."""
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

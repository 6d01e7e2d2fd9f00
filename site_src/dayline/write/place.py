"""Where editions live: the output, and beside it a hidden folder with the spare, locked while in use."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dayline.write.errors import OutputUnusable, explained
from dayline.write.swap import heal

_NAMES = ("spare", "aside", "inbox", "others", "unlooked", "unfinished")


@dataclass(frozen=True, slots=True)
class Place:
    """All paths that writing touches; everything but `output` is inside the hidden folder beside it."""

    output: Path
    spare: Path
    aside: Path
    inbox: Path
    others: Path
    unlooked: Path
    unfinished: Path


@contextmanager
def opened(output: Path) -> Iterator[Place]:
    """The place around `output`, healed and ours alone until the end of the block; waits for its turn."""
    output = output.resolve()
    if Path.cwd().is_relative_to(output):
        raise OutputUnusable(f"the output `{output}` is the folder you are in, or holds it; name another one")
    room = output.with_name(f".{output.name}.editions")
    place = Place(output, *(room / name for name in _NAMES))
    with explained(output):
        room.mkdir(parents=True, exist_ok=True)
        lock = (room / "lock").open("ab")
    with lock:
        with explained(output):
            _wait_for(lock)
            heal(place.output, place.spare, place.aside)
            remove_tree(place.inbox)
            place.inbox.mkdir()
        try:
            yield place
        finally:
            remove_tree(place.inbox)


def remove_tree(folder: Path) -> None:
    """Removes a folder and all that is in it, if it is there."""
    with suppress(FileNotFoundError):
        shutil.rmtree(folder)


def _wait_for(lock: BinaryIO) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX)

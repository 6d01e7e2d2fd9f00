"""The journal: the files in which the two copies of an edition may differ during a swap.

It is written before the spare is touched and deleted when both copies are the same again, so there is one only while
a build publishes, or after a build that was interrupted. Then it is all that the next build needs for the repair:
the two copies change places in one step, and differ at the same files before and after.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from dayline.disk import NotRegular, read_regular
from dayline.write.addresses import is_inside
from dayline.write.layout import Place


class Journal(NamedTuple):
    """The previous and the next edition, one of which is current, and the files and lists that differ."""

    editions: tuple[str, str]
    paths: tuple[str, ...]


def write(place: Place, editions: Iterable[str], paths: Collection[str]) -> None:
    """Write a journal."""
    draft = place.inbox / "journal"
    draft.write_bytes("\n".join([*editions, *sorted(paths)]).encode())
    draft.replace(place.journal)


def read(place: Place) -> Journal | None:
    """The journal of a build that was interrupted; None if there is none, or it is unusable."""
    try:
        before, after, *paths = read_regular(place.journal).decode().split("\n")
    except (FileNotFoundError, NotRegular, ValueError):
        return None
    return Journal((before, after), tuple(paths)) if all(map(is_inside, paths)) else None

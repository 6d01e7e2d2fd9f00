"""The points of charts and sparklines, and the pieces of a line between gaps."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dayline.timeline.timeline import Value


class Point(NamedTuple):
    """A value on a day, counted from 1 January of year 1; `marked` if it was corrected."""

    day: int
    best: float | None
    low: float | None
    high: float | None
    qualifier: str
    marked: bool = False

    @property
    def level(self) -> float:
        """The number to draw: the value itself, else the middle of its bounds or the only bound there is."""
        ends = [end for end in (self.low, self.high) if end is not None]
        return self.best if self.best is not None else sum(ends) / len(ends)


def point(value: Value, marked: bool = False) -> Point | None:
    """A value as a point; None if it has no day or no number."""
    if value.day is None or (value.best is None and value.low is None and value.high is None):
        return None
    return Point(value.day.toordinal(), value.best, value.low, value.high, value.qualifier, marked)


def pieces(points: Sequence[Point]) -> list[list[Point]]:
    """Points split at gaps, which are longer than one and a half times the usual distance."""
    distances = [later.day - earlier.day for earlier, later in pairwise(points)]
    usual = max(1, sorted(distances)[(len(distances) - 1) // 2]) if len(distances) > 1 else 1
    parts: list[list[Point]] = []
    for number, point in enumerate(points):
        if number and distances[number - 1] <= usual * 1.5:
            parts[-1].append(point)
        else:
            parts.append([point])
    return parts


def lone(parts: Sequence[list[Point]]) -> list[Point]:
    """The points that are pieces of their own."""
    return [part[0] for part in parts if len(part) == 1]

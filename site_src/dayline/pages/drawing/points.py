"""The points of charts and sparklines, and the pieces of a line between gaps."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dayline.timeline.timeline import Value

DAY = 24 * 60  # minutes
ENOUGH = 3  # values at an hour of the day, to tell when the next is usual


class Point(NamedTuple):
    """A value at a time, in days from 1 January of year 1: a whole number for a value of a day.

    It is `marked` if it was corrected; with `first` the claimant began to count anew.
    """

    day: float
    best: float | None
    low: float | None
    high: float | None
    qualifier: str
    marked: bool = False
    first: bool = False

    @property
    def level(self) -> float:
        """The number to draw: the value itself, else the middle of its bounds or the only bound there is."""
        ends = [end for end in (self.low, self.high) if end is not None]
        return self.best if self.best is not None else sum(ends) / len(ends)


def point(value: Value, marked: bool = False, first: bool = False) -> Point | None:
    """A value as a point; None if it has no day or no number."""
    if value.day is None or (value.best is None and value.low is None and value.high is None):
        return None
    day = value.day.toordinal() if value.minutes is None else value.day.toordinal() + value.minutes / DAY
    return Point(day, value.best, value.low, value.high, value.qualifier, marked, first)


def pieces(points: Sequence[Point]) -> list[list[Point]]:
    """Points split where a claimant began to count anew, and at gaps.

    A gap is longer than one and a half times the distance that is usual for that hour of the day, so that a night
    between 18:00 and 06:00 is none where nights have no values.
    """
    usual = _usual_distances(points)
    parts: list[list[Point]] = []
    for number, point in enumerate(points):
        before = points[number - 1]
        if number and not point.first and point.day - before.day <= usual[_hour(before)] * 1.5:
            parts[-1].append(point)
        else:
            parts.append([point])
    return parts


def _usual_distances(points: Sequence[Point]) -> dict[int, float]:
    """The usual distance from a value to the next, by the hour of the first; by that of all where there are few."""
    least = 1 if all(isinstance(point.day, int) for point in points) else 1 / 24
    after: dict[int, list[float]] = {}
    for earlier, later in pairwise(points):
        after.setdefault(_hour(earlier), []).append(later.day - earlier.day)
    every = [distance for distances in after.values() for distance in distances]
    usual = max(least, _median(every)) if len(every) > 1 else 1
    known = {hour: max(least, _median(distances)) for hour, distances in after.items() if len(distances) >= ENOUGH}
    return {_hour(point): known.get(_hour(point), usual) for point in points}


def _hour(point: Point) -> int:
    """The full hour next to a point's time of day."""
    return round(point.day % 1 * 24) % 24


def _median(numbers: Sequence[float]) -> float:
    return sorted(numbers)[(len(numbers) - 1) // 2]


def lone(parts: Sequence[list[Point]]) -> list[Point]:
    """The points that are pieces of their own."""
    return [part[0] for part in parts if len(part) == 1]

"""Simplification of lines."""

from collections.abc import Sequence
from typing import TypeVar

from dayline.geo.window import Point

AnyPoint = TypeVar("AnyPoint", bound=Point)


def simplified(points: Sequence[AnyPoint], tolerance: float) -> list[AnyPoint]:
    """A line without the points within `tolerance` of it, both ends kept (Ramer 1972, Douglas and Peucker 1973)."""
    if len(points) < 3:
        return list(points)
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        furthest, squared = _furthest(points, first, last)
        if squared > tolerance * tolerance:
            keep.add(furthest)
            spans += [(first, furthest), (furthest, last)]
    return [points[number] for number in sorted(keep)]


def _furthest(points: Sequence[Point], first: int, last: int) -> tuple[int, float]:
    """The point between two others that is furthest from the segment between them, and its squared distance."""
    (ax, ay), (bx, by) = points[first], points[last]
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    furthest, greatest = first, 0.0
    for number in range(first + 1, last):
        x, y = points[number]
        x, y = x - ax, y - ay
        along = x * dx + y * dy
        if along >= length > 0:
            x, y = x - dx, y - dy
        elif along > 0 and length:
            along /= length
            x, y = x - along * dx, y - along * dy
        squared = x * x + y * y
        if squared > greatest:
            furthest, greatest = number, squared
    return furthest, greatest

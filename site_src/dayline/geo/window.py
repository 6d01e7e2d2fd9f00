"""Points, and rectangles of degrees or of units."""

from collections.abc import Sequence
from typing import NamedTuple

Point = tuple[float, float]


class Window(NamedTuple):
    """A rectangle by its west, south, east and north edges."""

    west: float
    south: float
    east: float
    north: float

    def touches(self, box: Sequence[float], shift: float = 0) -> bool:
        """Whether a part of a box (west, south, east, north), moved by `shift`, is in the window."""
        beside = box[0] + shift > self.east or box[2] + shift < self.west
        return not (beside or box[1] > self.north or box[3] < self.south)

    def contains(self, box: Sequence[float], shift: float = 0) -> bool:
        """Whether all of a box, moved by `shift`, is in the window."""
        inside = box[0] + shift >= self.west and box[2] + shift <= self.east
        return inside and box[1] >= self.south and box[3] <= self.north


def bounds(points: Sequence[Point]) -> Window:
    """The smallest window that contains some points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Window(min(xs), min(ys), max(xs), max(ys))


def union(boxes: Sequence[Window]) -> Window:
    """The smallest window that contains some boxes."""
    west, south = min(box.west for box in boxes), min(box.south for box in boxes)
    return Window(west, south, max(box.east for box in boxes), max(box.north for box in boxes))

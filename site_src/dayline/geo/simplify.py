"""Lines: fewer points, and the parts of them within a window."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

Point = tuple[float, float]
AnyPoint = TypeVar("AnyPoint", bound=Point)


class Window(NamedTuple):
    """A rectangle: west, south, east and north of it."""

    west: float
    south: float
    east: float
    north: float

    def touches(self, box: Sequence[float], shift: float = 0) -> bool:
        """Whether a box (west, south, east, north), moved by `shift`, has a part in the window."""
        beside = box[0] + shift > self.east or box[2] + shift < self.west
        return not (beside or box[1] > self.north or box[3] < self.south)

    def holds(self, box: Sequence[float], shift: float = 0) -> bool:
        """Whether a box lies in the window as a whole."""
        inside = box[0] + shift >= self.west and box[2] + shift <= self.east
        return inside and box[1] >= self.south and box[3] <= self.north


def simplified(points: Sequence[AnyPoint], tolerance: float) -> list[AnyPoint]:
    """A line without the points that lie within `tolerance` of it (Ramer 1972, Douglas and Peucker 1973).

    Both ends stay.
    """
    if len(points) < 3:
        return list(points)
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        place, distance = _furthest(points, first, last)
        if distance > tolerance * tolerance:
            keep.add(place)
            spans += [(first, place), (place, last)]
    return [points[place] for place in sorted(keep)]


def _furthest(points: Sequence[Point], first: int, last: int) -> tuple[int, float]:
    """The point between two others that is furthest from the stretch between them, and the square of how far."""
    (ax, ay), (bx, by) = points[first], points[last]
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    best, found = 0.0, first
    for place in range(first + 1, last):
        x, y = points[place]
        x, y = x - ax, y - ay
        along = x * dx + y * dy
        if along >= length > 0:
            x, y = x - dx, y - dy
        elif along > 0 and length:
            along /= length
            x, y = x - along * dx, y - along * dy
        away = x * x + y * y
        if away > best:
            best, found = away, place
    return found, best


def parts_within(points: Iterable[Point], window: Window) -> list[list[Point]]:
    """The parts of a line that lie in a window, cut at its edges (Liang and Barsky 1984)."""
    parts: list[list[Point]] = []
    west, south, east, north = window
    before: Point | None = None
    is_in = was_in = False
    for point in points:
        was_in, is_in = is_in, west <= point[0] <= east and south <= point[1] <= north
        cut = None
        if before:
            cut = (before, point) if is_in and was_in else _cut(before, point, window)
        if cut:
            if parts and parts[-1][-1] == cut[0]:
                parts[-1].append(cut[1])
            else:
                parts.append(list(cut))
        before = point
    return parts


def _cut(one: Point, two: Point, window: Window) -> tuple[Point, Point] | None:
    """The part of a stretch in a window."""
    (x, y), (dx, dy) = one, (two[0] - one[0], two[1] - one[1])
    start, end = 0.0, 1.0
    edges = ((-dx, x - window.west), (dx, window.east - x), (-dy, y - window.south), (dy, window.north - y))
    for step, room in edges:
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            start = max(start, room / step)
        else:
            end = min(end, room / step)
    if start > end:
        return None
    first = one if start == 0 else (x + start * dx, y + start * dy)
    return first, two if end == 1 else (x + end * dx, y + end * dy)

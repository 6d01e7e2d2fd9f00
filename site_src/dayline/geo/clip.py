"""Closed lines: what lies in them, and the part of them within a window."""

from collections.abc import Iterable, Sequence

from dayline.geo.simplify import Point, Window


def holds(rings: Iterable[Sequence[Point]], x: float, y: float) -> bool:
    """Whether a point lies in an area with these rings, holes among them: an odd number of edges is to its east."""
    inside = False
    for ring in rings:
        before = ring[-1]
        for point in ring:
            if (point[1] > y) != (before[1] > y):
                edge = point[0] + (y - point[1]) * (before[0] - point[0]) / (before[1] - point[1])
                inside ^= x < edge
            before = point
    return inside


def within(ring: Sequence[Point], window: Window) -> list[Point]:
    """The part of an area in a window, along whose edges it is closed (Sutherland and Hodgman 1974)."""
    found = list(ring)
    for axis, edge, sign in ((0, window.west, 1), (0, window.east, -1), (1, window.south, 1), (1, window.north, -1)):
        found = _beyond(found, axis, edge, sign)
    return found


def _beyond(ring: list[Point], axis: int, edge: float, sign: int) -> list[Point]:
    """The part of an area on one side of a line: of greater coordinates than `edge` on an axis, or of smaller ones."""
    found: list[Point] = []
    if not ring:
        return found
    before = ring[-1]
    was = sign * (before[axis] - edge)
    for point in ring:
        now = sign * (point[axis] - edge)
        if (now >= 0) != (was >= 0):
            part = was / (was - now)
            found.append((before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])))
        if now >= 0:
            found.append(point)
        before, was = point, now
    return found

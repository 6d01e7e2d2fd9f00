"""Clipping of lines and rings to a window, and whether rings contain a point."""

from collections.abc import Iterable, Sequence

from dayline.geo.window import Point, Window


def contains(rings: Iterable[Sequence[Point]], x: float, y: float) -> bool:
    """Whether an area with these rings, holes included, contains a point: an odd number of edges is to its east."""
    inside = False
    for ring in rings:
        before = ring[-1]
        for point in ring:
            if (point[1] > y) != (before[1] > y):
                crossing = point[0] + (y - point[1]) * (before[0] - point[0]) / (before[1] - point[1])
                inside ^= x < crossing
            before = point
    return inside


def clip_ring(ring: Sequence[Point], window: Window) -> list[Point]:
    """The part of an area in a window, closed along the window's edges (Sutherland and Hodgman 1974)."""
    clipped = list(ring)
    for axis, edge, sign in ((0, window.west, 1), (0, window.east, -1), (1, window.south, 1), (1, window.north, -1)):
        clipped = _beyond(clipped, axis, edge, sign)
    return clipped


def clip_line(points: Iterable[Point], window: Window) -> list[list[Point]]:
    """The parts of a line that are in a window, cut at its edges (Liang and Barsky 1984)."""
    parts: list[list[Point]] = []
    west, south, east, north = window
    before: Point | None = None
    is_in = was_in = False
    for point in points:
        was_in, is_in = is_in, west <= point[0] <= east and south <= point[1] <= north
        segment = None
        if before:
            segment = (before, point) if is_in and was_in else _clip_segment(before, point, window)
        if segment:
            if parts and parts[-1][-1] == segment[0]:
                parts[-1].append(segment[1])
            else:
                parts.append(list(segment))
        before = point
    return parts


def _beyond(ring: list[Point], axis: int, edge: float, sign: int) -> list[Point]:
    """The part of an area on one side of an edge: with greater coordinates on `axis`, or smaller if `sign` is -1."""
    kept: list[Point] = []
    if not ring:
        return kept
    before = ring[-1]
    was = sign * (before[axis] - edge)
    for point in ring:
        now = sign * (point[axis] - edge)
        if (now >= 0) != (was >= 0):
            part = was / (was - now)
            kept.append((before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])))
        if now >= 0:
            kept.append(point)
        before, was = point, now
    return kept


def _clip_segment(start: Point, end: Point, window: Window) -> tuple[Point, Point] | None:
    """The part of a segment in a window."""
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    first, last = 0.0, 1.0
    edges = ((-dx, x - window.west), (dx, window.east - x), (-dy, y - window.south), (dy, window.north - y))
    for step, room in edges:
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    if first > last:
        return None
    entry = start if first == 0 else (x + first * dx, y + first * dy)
    return entry, end if last == 1 else (x + last * dx, y + last * dy)

"""Outlines as data of SVG paths, in whole units of a frame."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dayline.geo.clip import within
from dayline.geo.country_lookup import country_at
from dayline.geo.memory import remembered
from dayline.geo.outlines import Outlines, Ring, countries, outlines_of, regions
from dayline.geo.simplify import Point, Window, parts_within, simplified
from dayline.geo.viewport import Frame

FINE, COARSE = 0.9, 1.4  # units: what is nearer than this to a line is left out
WIDE = 12  # degrees: in windows higher than that lines are coarse, and there are no regions
SMALL = 3  # units: rings smaller than this are left out
MOST_OF_REGIONS = 3000  # characters: more lines than that are a thicket


class Base(NamedTuple):
    """A base map: the paths of land, of borders, of borders in dispute, and of borders between regions."""

    land: str
    borders: str
    disputed: str
    regions: str


@remembered
def base(frame: Frame) -> Base:
    """The base map of a frame."""
    world, fine = countries(), fineness(frame)
    seen = list(_touched(world, range(len(world.boxes)), frame))
    kinds = {kind: [world.arc(n) for n in seen if world.kinds[n] == kind] for kind in "bd"}
    borders, disputed = (path(lines(kinds[kind], frame), fine=fine) for kind in "bd")
    return Base(path(areas(world, world.land, frame), closed=True, fine=fine), borders, disputed, _regions(frame))


@remembered
def outline(code: str, frame: Frame) -> str:
    """The area of a country or a region; empty if it is not known or not in the frame."""
    found = outlines_of(code)
    return path(areas(*found, frame), closed=True, fine=fineness(frame)) if found else ""


@remembered
def middle(code: str, frame: Frame, part: int) -> Point | None:
    """The middle of the largest part of a country or region in a frame, if it is more than one in `part` of that."""
    found = outlines_of(code)
    sized = [(_size(ring), ring) for ring in areas(*found, frame)] if found else []
    size, ring = max(sized, default=(0.0, []))
    return _centroid(ring) if size * part > frame.width * frame.height else None


def fineness(frame: Frame) -> float:
    """How near to a line points are left out, in units."""
    return COARSE if frame.window.north - frame.window.south > WIDE * frame.height / 200 else FINE


def path(lines: Iterable[Sequence[Point]], *, closed: bool = False, fine: float = FINE) -> str:
    """The data of a path: whole units, each point by its steps from the one before."""
    parts: list[str] = []
    x = y = 0
    for line in lines:
        points = [(round(u), round(v)) for u, v in simplified(line, fine)]
        kept = [points[0], *(b for a, b in pairwise(points) if a != b)]
        if len(kept) > (2 if closed else 1):
            steps = [(u - p, v - q) for (p, q), (u, v) in pairwise(kept)]
            first = (kept[0][0] - x, kept[0][1] - y)
            parts.append("m" + _numbers([first]) + "l" + _numbers(steps) + ("z" if closed else ""))
            x, y = kept[0] if closed else kept[-1]
    return "".join(parts)


def areas(outlines: Outlines, rings: Iterable[Ring], frame: Frame) -> Iterator[list[Point]]:
    """The parts of rings within a frame, in units."""
    window = frame.wider
    for shift in frame.shifts:
        for ring in rings:
            box = outlines.box(ring)
            if window.touches(box, shift) and _is_seen(box, frame):
                near = _near(outlines, ring, window, shift)
                clipped = near if window.holds(box, shift) else within(near, window)
                if len(clipped) > 2:
                    yield frame.flat(clipped)


def lines(arcs: Iterable[Sequence[Point]], frame: Frame) -> Iterator[list[Point]]:
    """The parts of lines within a frame, in units."""
    window = frame.wider
    for shift in frame.shifts:
        for arc in arcs:
            moved = [(lon + shift, lat) for lon, lat in arc] if shift else arc
            yield from (frame.flat(part) for part in parts_within(moved, window))


def _regions(frame: Frame) -> str:
    """The lines between the regions of the country in the middle, where there is room for them."""
    west, south, east, north = frame.window
    if fineness(frame) == COARSE:
        return ""
    code = country_at((west + east) / 2, (south + north) / 2)
    found = regions(code) if code else None
    if found is None:
        return ""
    drawn = path(lines(map(found.arc, _touched(found, found.inner, frame)), frame), fine=COARSE)
    return drawn if len(drawn) <= MOST_OF_REGIONS * frame.width / 320 else ""


def _touched(outlines: Outlines, arcs: Iterable[int], frame: Frame) -> Iterator[int]:
    """Those of some arcs that may have a part in a frame; most are told apart by their latitude."""
    window, shifts = frame.wider, frame.shifts
    for n in arcs:
        box = outlines.boxes[n]
        at_its_height = box.south <= window.north and box.north >= window.south
        if at_its_height and any(window.touches(box, shift) for shift in shifts):
            yield n


def _near(outlines: Outlines, ring: Ring, window: Window, shift: float) -> list[Point]:
    """A ring, in which arcs that are outside the window on one side of it go straight to their end.

    What is cut out of it by the window stays the same.
    """
    points: list[Point] = []
    for n in ring:
        run = outlines.run(n)
        if not window.touches(outlines.boxes[n if n >= 0 else ~n], shift):
            run = [run[0], run[-1]]
        points += [(lon + shift, lat) for lon, lat in run] if shift else run
    return points


def _size(ring: Sequence[Point]) -> float:
    """The area within a ring."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def _centroid(ring: Sequence[Point]) -> Point:
    x = y = signed = 0.0
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        x, y, signed = x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross, signed + cross
    return round(x / (3 * signed), 1), round(y / (3 * signed), 1)


def _is_seen(box: Window, frame: Frame) -> bool:
    (left, top), (right, bottom) = frame.flat([(box.west, box.north), (box.east, box.south)])
    return right - left > SMALL or bottom - top > SMALL


def _numbers(points: Iterable[tuple[int, int]]) -> str:
    text = " ".join(f"{x} {y}" for x, y in points)
    return text.replace(" -", "-")

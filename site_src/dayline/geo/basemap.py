"""Outlines in a viewport, as data of SVG paths in whole units."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from dayline.geo.clip import clip_line, clip_ring
from dayline.geo.country_lookup import country_at
from dayline.geo.outlines import Outlines, Ring, countries, outlines_of, regions
from dayline.geo.viewport import OUTLINED, Viewport
from dayline.geo.window import Point, Window

WITH_REGIONS = 12  # degrees: higher viewports of 200 units have no lines between regions
FINE, COARSE = 1.0, 1.5  # units: the tolerance of outlines, with and without lines between regions
SMALL = 3  # units: smaller rings are left out
MOST_OF_REGIONS = 2800  # characters: more lines than that are a thicket

Step = tuple[int, int]


class BaseMap(NamedTuple):
    """A base map: the paths of land, of borders, of borders in dispute, and of lines between regions."""

    land: str
    borders: str
    disputed: str
    regions: str


PLAIN = BaseMap("", "", "", "")


@lru_cache(4096)
def base_map(viewport: Viewport) -> BaseMap:
    """The base map of a viewport: plain ground where the outlines are not exact enough."""
    if is_plain(viewport):
        return PLAIN
    world = countries().at(_tolerance(viewport))
    borders, disputed = (path(lines(_touched(world, world.borders[kind], viewport), viewport)) for kind in "bd")
    land = path(areas(world, world.boxed_land, viewport), closed=True)
    return BaseMap(land, borders, disputed, _regions(viewport))


def is_plain(viewport: Viewport) -> bool:
    """Whether a viewport is too low for outlines."""
    return viewport.degrees < OUTLINED


@lru_cache(4096)
def outline(code: str, viewport: Viewport) -> str:
    """The area of a country or a region; empty if there is no outline of it in the viewport."""
    return path(_areas_of(code, viewport), closed=True)


@lru_cache(4096)
def middle(code: str, viewport: Viewport, part: int) -> Point | None:
    """The middle of the largest part of a country or region that is in view, if it fills more than 1/`part` of that."""
    size, ring = max(((_size(ring), ring) for ring in _areas_of(code, viewport)), default=(0.0, []))
    return _centroid(ring) if size * part > viewport.width * viewport.height else None


def path(lines: Iterable[Sequence[Point]], *, closed: bool = False) -> str:
    """The data of a path: whole units, each point by its step from the one before."""
    parts: list[str] = []
    x = y = 0
    for kept in _drawable(lines, closed=closed):
        steps = [(kept[0][0] - x, kept[0][1] - y), *((u - p, v - q) for (p, q), (u, v) in pairwise(kept))]
        parts.append("m" + _numbers(steps) + ("z" if closed else ""))
        x, y = kept[0] if closed else kept[-1]
    return "".join(parts)


def areas(outlines: Outlines, rings: Sequence[tuple[Ring, Window]], viewport: Viewport) -> Iterator[list[Point]]:
    """The parts of rings, given with their boxes, that are in view, in units."""
    window, least = viewport.margin, SMALL * viewport.unit
    wide = SMALL * (viewport.window.east - viewport.window.west) / viewport.width
    for shift in viewport.shifts:
        west, south, east, north = window.west - shift, window.south, window.east - shift, window.north
        for ring, box in rings:
            left, bottom, right, top = box
            if bottom > north or top < south or left > east or right < west:
                continue
            if right - left > wide or top - bottom > least:
                near = _near(outlines, ring, window, shift)
                clipped = near if window.contains(box, shift) else clip_ring(near, window)
                if len(clipped) > 2:
                    yield viewport.flat(clipped)


def lines(arcs: Sequence[Sequence[Point]], viewport: Viewport) -> Iterator[list[Point]]:
    """The parts of lines that are in view, in units."""
    window = viewport.margin
    for shift in viewport.shifts:
        for arc in arcs:
            moved = [(lon + shift, lat) for lon, lat in arc] if shift else arc
            yield from (viewport.flat(part) for part in clip_line(moved, window))


def _tolerance(viewport: Viewport) -> float:
    """How exact outlines are, in degrees."""
    return (COARSE if viewport.unit > WITH_REGIONS / 200 else FINE) * viewport.unit


def _areas_of(code: str, viewport: Viewport) -> Iterator[list[Point]]:
    """The parts of a country or a region that are in view, in units."""
    known = outlines_of(code)
    if known:
        outlines, rings = known
        boxed = [(ring, outlines.box(ring)) for ring in rings]
        yield from areas(outlines.at(_tolerance(viewport)), boxed, viewport)


def _regions(viewport: Viewport) -> str:
    """The lines between the regions of the country in the middle, where there is room for them."""
    west, south, east, north = viewport.window
    if viewport.unit > WITH_REGIONS / 200:
        return ""
    code = country_at((west + east) / 2, (south + north) / 2)
    known = regions(code) if code else None
    if known is None:
        return ""
    known = known.at(_tolerance(viewport))
    drawn = path(lines(_touched(known, known.inner, viewport), viewport))
    return drawn if len(drawn) <= MOST_OF_REGIONS * viewport.width / 320 else ""


def _touched(outlines: Outlines, numbers: Iterable[int], viewport: Viewport) -> list[Sequence[Point]]:
    """The arcs that may be in view; latitude alone rules out most of the others."""
    window, shifts, boxes = viewport.margin, viewport.shifts, outlines.boxes
    at_its_height = (n for n in numbers if boxes[n].south <= window.north and boxes[n].north >= window.south)
    return [outlines.arc(n) for n in at_its_height if any(window.touches(boxes[n], shift) for shift in shifts)]


def _near(outlines: Outlines, ring: Ring, window: Window, shift: float) -> list[Point]:
    """A ring in which arcs that are outside the window on one side of it go straight to their end.

    Clipping it to the window gives the same result.
    """
    points: list[Point] = []
    for number in ring:
        run = outlines.run(number)
        if not window.touches(outlines.boxes[number if number >= 0 else ~number], shift):
            run = [run[0], run[-1]]
        points += [(lon + shift, lat) for lon, lat in run] if shift else run
    return points


def _drawable(lines: Iterable[Sequence[Point]], *, closed: bool) -> list[list[Step]]:
    """Lines in whole units without points on the one before; open lines that end where another starts go on there."""
    rounded = ([(round(u), round(v)) for u, v in line] for line in lines)
    kept = [[points[0], *(b for a, b in pairwise(points) if a != b)] for points in rounded]
    return [line for line in kept if len(line) > 2] if closed else _joined([line for line in kept if len(line) > 1])


def _joined(lines: Iterable[list[Step]]) -> list[list[Step]]:
    """Lines put together at their ends, in either direction, so that a path has fewer and longer ones."""
    joined: dict[Step, list[Step]] = {}  # each line by both its ends
    for line in lines:
        longer = line
        for end in dict.fromkeys((line[0], line[-1])):
            if end in joined:
                other = joined.pop(end)
                joined.pop(other[0] if other[-1] == end else other[-1], None)
                longer = _end_to_end(other, longer, end)
        joined[longer[0]] = joined[longer[-1]] = longer
    return list({id(line): line for line in joined.values()}.values())


def _end_to_end(first: list[Step], second: list[Step], end: Step) -> list[Step]:
    """Two lines as one, through an end that they share."""
    before = first if first[-1] == end else first[::-1]
    after = second if second[0] == end else second[::-1]
    return [*before, *after[1:]]


def _size(ring: Sequence[Point]) -> float:
    """The area inside a ring."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def _centroid(ring: Sequence[Point]) -> Point:
    x = y = signed = 0.0
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        x, y, signed = x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross, signed + cross
    return round(x / (3 * signed), 1), round(y / (3 * signed), 1)


def _numbers(points: Iterable[Step]) -> str:
    text = " ".join(f"{x} {y}" for x, y in points)
    return text.replace(" -", "-")

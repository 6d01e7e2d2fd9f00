"""Shapes of a site's overlays as data of SVG paths."""

from collections.abc import Iterable, Iterator

from dayline.geo.basemap import path
from dayline.geo.clip import clip_line, clip_ring
from dayline.geo.shapes import Shapes, unpacked
from dayline.geo.simplify import simplified
from dayline.geo.viewport import Viewport
from dayline.geo.window import Point

RADIUS = 3.0  # of a point's mark, in units
TOLERANCE = 0.9  # units: of a site's outlines, which may have any number of points


def is_in(shapes: Shapes, viewport: Viewport) -> bool:
    """Whether shapes may be in view."""
    return bool(_shifts(shapes, viewport))


def areas(shapes: Shapes, viewport: Viewport) -> str:
    """The path of the rings in a viewport."""
    return path((simplified(ring, TOLERANCE) for ring in _areas(shapes, viewport)), closed=True)


def lines(shapes: Shapes, viewport: Viewport, *, rings: bool) -> str:
    """The path of the lines in a viewport, with `rings` also of the rings as lines."""
    packed = (*shapes.lines, *(shapes.rings if rings else ()))
    return path(simplified(line, TOLERANCE) for line in _lines(shapes, packed, viewport))


def dots(shapes: Shapes, viewport: Viewport) -> str:
    """The path of small squares on their corners at the points in a viewport."""
    positions = (viewport.position(*point) for point in unpacked(shapes.points) if viewport.contains(*point))
    squares = ([(x - RADIUS, y), (x, y - RADIUS), (x + RADIUS, y), (x, y + RADIUS)] for x, y in positions)
    return path(squares, closed=True)


def _shifts(shapes: Shapes, viewport: Viewport) -> list[int]:
    """By how many degrees shapes are moved to be in view."""
    return [shift for shift in (-360, 0, 360) if viewport.window.touches(shapes.box, shift)]


def _areas(shapes: Shapes, viewport: Viewport) -> Iterator[list[Point]]:
    for shift, ring in _moved(shapes, shapes.rings, viewport):
        clipped = clip_ring([(x + shift, y) for x, y in ring], viewport.margin)
        if len(clipped) > 2:
            yield viewport.flat(clipped)


def _lines(shapes: Shapes, packed: Iterable[bytes], viewport: Viewport) -> Iterator[list[Point]]:
    for shift, line in _moved(shapes, packed, viewport):
        for part in clip_line([(x + shift, y) for x, y in line], viewport.margin):
            yield viewport.flat(part)


def _moved(shapes: Shapes, packed: Iterable[bytes], viewport: Viewport) -> Iterator[tuple[float, list[Point]]]:
    shifts = _shifts(shapes, viewport)
    for raw in packed:
        points = unpacked(raw)
        for shift in shifts:
            yield shift, points

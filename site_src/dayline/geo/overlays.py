"""Shapes of a site's own maps as data of SVG paths."""

from collections.abc import Iterable, Iterator

from dayline.geo.basemap import path
from dayline.geo.clip import within
from dayline.geo.shapes import Shapes, unpacked
from dayline.geo.simplify import Point, parts_within
from dayline.geo.viewport import Frame

ROUND = 3.0  # half the width of a point's mark, in units of a frame


def is_in(shapes: Shapes, frame: Frame) -> bool:
    """Whether shapes can have a part in a frame."""
    return bool(_shifts(shapes, frame))


def areas(shapes: Shapes, frame: Frame) -> str:
    """The path of the rings within a frame."""
    return path(_areas(shapes, frame), closed=True)


def lines(shapes: Shapes, frame: Frame, *, rings: bool) -> str:
    """The path of the lines within a frame, and of the rings as lines."""
    return path(_lines(shapes, (*shapes.lines, *(shapes.rings if rings else ())), frame))


def dots(shapes: Shapes, frame: Frame) -> str:
    """The path of small squares on their corners at the points within a frame."""
    shown = (frame.shown(*point) for point in unpacked(shapes.points) if frame.holds(*point))
    return path(([(x - ROUND, y), (x, y - ROUND), (x + ROUND, y), (x, y + ROUND)] for x, y in shown), closed=True)


def _shifts(shapes: Shapes, frame: Frame) -> list[int]:
    """By how many degrees shapes are moved to be seen in a frame."""
    return [shift for shift in (-360, 0, 360) if frame.window.touches(shapes.box, shift)]


def _areas(shapes: Shapes, frame: Frame) -> Iterator[list[Point]]:
    for shift, ring in _moved(shapes, shapes.rings, frame):
        clipped = within([(x + shift, y) for x, y in ring], frame.wider)
        if len(clipped) > 2:
            yield frame.flat(clipped)


def _lines(shapes: Shapes, packs: Iterable[bytes], frame: Frame) -> Iterator[list[Point]]:
    for shift, line in _moved(shapes, packs, frame):
        for part in parts_within([(x + shift, y) for x, y in line], frame.wider):
            yield frame.flat(part)


def _moved(shapes: Shapes, packs: Iterable[bytes], frame: Frame) -> Iterator[tuple[float, list[Point]]]:
    shifts = _shifts(shapes, frame)
    for raw in packs:
        points = unpacked(raw)
        for shift in shifts:
            yield shift, points

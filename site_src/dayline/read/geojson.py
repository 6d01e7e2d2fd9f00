"""GeoJSON (RFC 7946) to shapes: what can't be drawn as it is meant is a problem that says where."""

import json
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Any, NamedTuple

from dayline.geo.outlines import box_of
from dayline.geo.shapes import Shapes, packed
from dayline.geo.simplify import Point
from dayline.problems import Problem, Span, Spot, Step
from dayline.read.text import Source

MOST = 5  # mistakes that are told of one file
DEEPEST = 20  # collections in collections
HALF_TURN = 180  # degrees: a longer step crosses the 180th meridian
AT_POLE = 89.9  # degrees
Way = tuple[Step, ...]
DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
HELP = "export it again as GeoJSON from the program it comes from"
WGS84 = "export it with longitude and latitude in degrees (WGS 84, EPSG:4326)"


class Mistake(Exception):
    """Something in a GeoJSON that is not as it must be: where, and what."""

    def __init__(self, way: Way, message: str, help: str = HELP, code: str = "E06") -> None:
        super().__init__(message)
        self.way, self.message, self.help, self.code = way, message, help, code


class Geometry(NamedTuple):
    """A geometry that is not a collection, and the way to it."""

    type: str
    coordinates: Any
    way: Way


def read_outlines(source: str, file: str) -> tuple[Shapes | None, list[Problem]]:
    """The shapes in a text, or what is wrong with it."""
    try:
        document = json.loads(source, parse_constant=_no_number, parse_int=_whole)
    except json.JSONDecodeError as error:
        return None, [_broken(error, source, file)]
    except RecursionError:
        return None, [_hopeless("there are thousands of brackets within brackets", file)]
    except ValueError as error:
        return None, [_hopeless(f"`{error}` is not a number", file)]
    found = list(islice(_mistakes(document), MOST))
    if found:
        return None, [Problem(one.code, Spot(file, one.way), one.message, one.help) for one in found]
    shapes = _shapes(_geometries(document, (), 0))
    if shapes is None:
        return None, [Problem("E06", Spot(file), "there is nothing in this file that can be drawn", HELP)]
    return shapes, []


def _no_number(name: str) -> float:
    raise ValueError(name)


def _whole(digits: str) -> float:
    return float(digits)


def _hopeless(message: str, file: str) -> Problem:
    return Problem("E01", Spot(file, span=Span(1, 1, 2)), message, HELP)


def _broken(error: json.JSONDecodeError, source: str, file: str) -> Problem:
    what = {"Expecting value": "a value is missing", "Extra data": "there is something after the end",
            "Expecting ',' delimiter": "a comma or a closing bracket is missing",
            "Expecting ':' delimiter": "a colon is missing"}.get(error.msg, "this is not JSON")  # fmt: skip
    span = Source(source, file).span(error.pos, error.pos + 1)
    cut = not source[error.pos :].strip()
    return Problem("E01", Spot(file, span=span), "the file ends in the middle" if cut else what, HELP)


def _mistakes(document: Any) -> Iterator[Mistake]:
    """What is wrong, once for each geometry."""
    try:
        for geometry in _geometries(document, (), 0):
            try:
                _check(geometry)
            except Mistake as mistake:
                yield mistake
    except Mistake as mistake:
        yield mistake


def _geometries(value: Any, way: Way, depth: int) -> Iterator[Geometry]:
    """The geometries in a document, in a feature, or in a collection."""
    if not isinstance(value, dict):
        raise Mistake(way, "this should be a GeoJSON object, in curly brackets")
    kind = _type(value, way)
    if kind in DEPTHS:
        yield Geometry(kind, value.get("coordinates"), (*way, "coordinates") if "coordinates" in value else way)
    elif kind == "Feature":
        if value.get("geometry") is not None:
            yield from _geometries(value["geometry"], (*way, "geometry"), depth + 1)
    elif kind in ("FeatureCollection", "GeometryCollection") and depth < DEEPEST:
        part = "features" if kind == "FeatureCollection" else "geometries"
        members = value.get(part)
        if not isinstance(members, list):
            raise Mistake((*way, part) if part in value else way, f"a `{kind}` needs a list of `{part}`")
        for number, member in enumerate(members):
            yield from _geometries(member, (*way, part, number), depth + 1)
    else:
        raise Mistake((*way, "type"), f"`{kind}` is not a type of GeoJSON")


def _type(value: dict[str, Any], way: Way) -> str:
    kind = value.get("type")
    if not isinstance(kind, str):
        raise Mistake((*way, "type") if "type" in value else way, "this has no `type`")
    return kind


def _check(geometry: Geometry) -> None:
    """Raise `Mistake` for the first thing that is wrong with a geometry."""
    kind = geometry.type
    for line, way in _lines(geometry.coordinates, DEPTHS[kind], geometry.way):
        for number, position in enumerate(line):
            _check_position(position, (*way, number) if kind != "Point" else way)
        if kind in ("LineString", "MultiLineString") and len(line) < 2:
            raise Mistake(way, "a line needs two points or more")
        if kind in ("Polygon", "MultiPolygon") and (len(line) < 4 or line[0] != line[-1]):
            raise Mistake(way, "a ring needs four points or more, and the last must be the first again")
        if kind in ("Polygon", "MultiPolygon") and _goes_round(line):
            message = "this ring goes round a pole, which a flat map can't show"
            raise Mistake(way, message, "cut it along the 180th meridian, as RFC 7946 asks")


def _lines(value: Any, depth: int, way: Way) -> Iterator[tuple[list[Any], Way]]:
    """The lists of positions in coordinates, and the ways to them."""
    if depth == 0:
        yield [value], way
    elif not isinstance(value, list):
        raise Mistake(way, "this should be a list of coordinates")
    elif depth == 1:
        yield value, way
    else:
        for number, part in enumerate(value):
            yield from _lines(part, depth - 1, (*way, number))


def _check_position(position: Any, way: Way) -> None:
    if not isinstance(position, list) or len(position) < 2 or not all(map(_is_number, position[:2])):
        raise Mistake(way, "a point is written as two numbers, its longitude and its latitude")
    lon, lat = position[:2]
    if abs(lon) <= 180 and abs(lat) <= 90:
        return
    swapped = abs(lon) <= 90 and abs(lat) <= 180
    field = 1 if abs(lat) > 90 else 0
    message = f"`{position[field]:.10g}` is not a {'latitude' if field else 'longitude'}"
    raise Mistake((*way, field), message, "GeoJSON puts longitude first: swap them" if swapped else WGS84, "E23")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _goes_round(ring: list[Any]) -> bool:
    """Whether a ring goes round a pole and isn't closed along it."""
    points = [(x, y) for x, y, *_ in ring]
    turned = unwrapped(points)
    return turned[0][0] != turned[-1][0] and max(abs(y) for _, y in points) < AT_POLE


def unwrapped(points: list[Point]) -> list[Point]:
    """A line that goes on beyond 180° where it crosses that meridian; a ring round a pole does not close then."""
    turns, found = 0, points[:1]
    for (west, _), (east, lat) in pairwise(points):
        turns += (west - east > HALF_TURN) - (east - west > HALF_TURN)
        found.append((east + turns * 360, lat))
    turned = 360 if min(lon for lon, _ in found) < -HALF_TURN else 0
    return [(lon + turned, lat) for lon, lat in found]


def _flat(points: list[Point]) -> list[Point]:
    """A line as it is drawn: a ring that is closed along a pole stays as it was written."""
    turned = unwrapped(points)
    is_ring = points[0] == points[-1]
    return points if is_ring and turned[0] != turned[-1] else turned


def _shapes(geometries: Iterator[Geometry]) -> Shapes | None:
    rings: list[list[Point]] = []
    lines: list[list[Point]] = []
    points: list[Point] = []
    for geometry in geometries:
        depth = DEPTHS[geometry.type]
        found = [[(float(x), float(y)) for x, y, *_ in line] for line, _ in _lines(geometry.coordinates, depth, ())]
        if "Polygon" in geometry.type:
            rings += map(_flat, found)
        elif "Line" in geometry.type:
            lines += map(_flat, found)
        else:
            points += [point for line in found for point in line]
    every = [*points, *(point for line in (*rings, *lines) for point in line)]
    if not every:
        return None
    return Shapes(tuple(map(packed, rings)), tuple(map(packed, lines)), packed(points), box_of(every))

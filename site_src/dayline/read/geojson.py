"""GeoJSON (RFC 7946) to shapes; whatever can't be drawn correctly is a problem with its position."""

import json
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Any, NamedTuple

from dayline.geo.outlines import box_of
from dayline.geo.shapes import Shapes, packed
from dayline.geo.simplify import Point
from dayline.problems import Problem, Span, Spot, Step
from dayline.read.text import Source

MAX_MISTAKES = 5  # reported for one file
MAX_DEPTH = 20  # of nested collections
HALF_TURN = 180  # degrees: a longer step crosses the 180th meridian
AT_POLE = 89.9  # degrees
Path = tuple[Step, ...]
DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
HELP = "export it again as GeoJSON from the program it comes from"
WGS84 = "export it with longitude and latitude in degrees (WGS 84, EPSG:4326)"


class Mistake(Exception):
    """Something invalid in a GeoJSON file: the path to it, and what is wrong."""

    def __init__(self, path: Path, message: str, help: str = HELP, code: str = "E06") -> None:
        super().__init__(message)
        self.path, self.message, self.help, self.code = path, message, help, code

    def problem(self, file: str) -> Problem:
        """The mistake as a value."""
        return Problem(self.code, Spot(file, self.path), self.message, self.help)


class Geometry(NamedTuple):
    """A geometry that is not a collection, with the path to its coordinates."""

    type: str
    coordinates: Any
    path: Path


def read(source: str, file: str) -> tuple[Shapes | None, list[Problem]]:
    """The shapes in a text, or what is wrong with it."""
    try:
        document = json.loads(source, parse_constant=_refuse_constant, parse_int=float)
    except json.JSONDecodeError as error:
        return None, [_broken(error, source, file)]
    except RecursionError:
        return None, [_unreadable("thousands of brackets are nested in each other", file)]
    except ValueError as error:
        return None, [_unreadable(f"`{error}` is not a number", file)]
    mistakes = list(islice(_mistakes(document), MAX_MISTAKES))
    if mistakes:
        return None, [mistake.problem(file) for mistake in mistakes]
    shapes = _shapes(_geometries(document, (), 0))
    if shapes is None:
        return None, [Problem("E06", Spot(file), "this file holds nothing that can be drawn", HELP)]
    return shapes, []


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _unreadable(message: str, file: str) -> Problem:
    return Problem("E01", Spot(file, span=Span(1, 1, 2)), message, HELP)


def _broken(error: json.JSONDecodeError, source: str, file: str) -> Problem:
    message = {"Expecting value": "a value is missing", "Extra data": "there is text after the end",
            "Expecting ',' delimiter": "a comma or a closing bracket is missing",
            "Expecting ':' delimiter": "a colon is missing"}.get(error.msg, "this is not JSON")  # fmt: skip
    span = Source(source, file).span(error.pos, error.pos + 1)
    is_cut_off = not source[error.pos :].strip()
    return Problem("E01", Spot(file, span=span), "the file ends in the middle" if is_cut_off else message, HELP)


def _mistakes(document: Any) -> Iterator[Mistake]:
    """The mistakes in a document, at most one for each geometry."""
    try:
        for geometry in _geometries(document, (), 0):
            try:
                _check(geometry)
            except Mistake as mistake:
                yield mistake
    except Mistake as mistake:
        yield mistake


def _geometries(value: Any, path: Path, depth: int) -> Iterator[Geometry]:
    """The geometries in a document, a feature or a collection."""
    if not isinstance(value, dict):
        raise Mistake(path, "this should be a GeoJSON object, in curly brackets")
    kind = _type(value, path)
    if kind in DEPTHS:
        yield Geometry(kind, value.get("coordinates"), (*path, "coordinates") if "coordinates" in value else path)
    elif kind == "Feature":
        if value.get("geometry") is not None:
            yield from _geometries(value["geometry"], (*path, "geometry"), depth + 1)
    elif kind in ("FeatureCollection", "GeometryCollection") and depth < MAX_DEPTH:
        part = "features" if kind == "FeatureCollection" else "geometries"
        members = value.get(part)
        if not isinstance(members, list):
            raise Mistake((*path, part) if part in value else path, f"a `{kind}` needs a list of `{part}`")
        for number, member in enumerate(members):
            yield from _geometries(member, (*path, part, number), depth + 1)
    else:
        raise Mistake((*path, "type"), f"`{kind}` is not a type of GeoJSON")


def _type(value: dict[str, Any], path: Path) -> str:
    kind = value.get("type")
    if not isinstance(kind, str):
        raise Mistake((*path, "type") if "type" in value else path, "this has no `type`")
    return kind


def _check(geometry: Geometry) -> None:
    """Raises the first mistake in a geometry."""
    kind = geometry.type
    for line, path in _lines(geometry.coordinates, DEPTHS[kind], geometry.path):
        for number, position in enumerate(line):
            _check_position(position, (*path, number) if kind != "Point" else path)
        if kind in ("LineString", "MultiLineString") and len(line) < 2:
            raise Mistake(path, "a line needs two points or more")
        if kind in ("Polygon", "MultiPolygon") and (len(line) < 4 or line[0] != line[-1]):
            raise Mistake(path, "a ring needs four points or more, and the last must be the first again")
        if kind in ("Polygon", "MultiPolygon") and _circles_pole(line):
            message = "this ring circles a pole, which a flat map can't show"
            raise Mistake(path, message, "cut it along the 180th meridian, as RFC 7946 asks")


def _lines(value: Any, depth: int, path: Path) -> Iterator[tuple[list[Any], Path]]:
    """The lists of positions in coordinates, with the paths to them."""
    if depth == 0:
        yield [value], path
    elif not isinstance(value, list):
        raise Mistake(path, "this should be a list of coordinates")
    elif depth == 1:
        yield value, path
    else:
        for number, part in enumerate(value):
            yield from _lines(part, depth - 1, (*path, number))


def _check_position(position: Any, path: Path) -> None:
    if not isinstance(position, list) or len(position) < 2 or not all(map(_is_number, position[:2])):
        raise Mistake(path, "a point is written as two numbers, its longitude and its latitude")
    lon, lat = position[:2]
    if abs(lon) <= 180 and abs(lat) <= 90:
        return
    swapped = abs(lon) <= 90 and abs(lat) <= 180
    field = 1 if abs(lat) > 90 else 0
    message = f"`{position[field]:.10g}` is not a {'latitude' if field else 'longitude'}"
    raise Mistake((*path, field), message, "GeoJSON puts longitude first: swap them" if swapped else WGS84, "E23")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _circles_pole(ring: list[Any]) -> bool:
    """Whether a ring circles a pole without being closed along it."""
    points = [(x, y) for x, y, *_ in ring]
    flat = unwrapped(points)
    return flat[0][0] != flat[-1][0] and max(abs(y) for _, y in points) < AT_POLE


def unwrapped(points: list[Point]) -> list[Point]:
    """A line whose longitudes continue beyond 180° where it crosses that meridian; a ring round a pole is then open."""
    turns, flat = 0, points[:1]
    for (west, _), (east, lat) in pairwise(points):
        turns += (west - east > HALF_TURN) - (east - west > HALF_TURN)
        flat.append((east + turns * 360, lat))
    shift = 360 if min(lon for lon, _ in flat) < -HALF_TURN else 0
    return [(lon + shift, lat) for lon, lat in flat]


def _drawn(points: list[Point]) -> list[Point]:
    """A line as it is drawn: unwrapped, except for a ring that is closed along a pole."""
    flat = unwrapped(points)
    is_ring = points[0] == points[-1]
    return points if is_ring and flat[0] != flat[-1] else flat


def _shapes(geometries: Iterator[Geometry]) -> Shapes | None:
    rings: list[list[Point]] = []
    lines: list[list[Point]] = []
    points: list[Point] = []
    for geometry in geometries:
        depth = DEPTHS[geometry.type]
        parts = [[(float(x), float(y)) for x, y, *_ in part] for part, _ in _lines(geometry.coordinates, depth, ())]
        if "Polygon" in geometry.type:
            rings += map(_drawn, parts)
        elif "Line" in geometry.type:
            lines += map(_drawn, parts)
        else:
            points += [point for part in parts for point in part]
    all_points = [*points, *(point for line in (*rings, *lines) for point in line)]
    if not all_points:
        return None
    return Shapes(tuple(map(packed, rings)), tuple(map(packed, lines)), packed(points), box_of(all_points))

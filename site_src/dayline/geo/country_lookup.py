"""The country that a point is in, and its distance from another."""

from collections.abc import Iterable
from math import cos, hypot, inf, radians

from dayline.geo.clip import contains
from dayline.geo.outlines import Outlines, countries
from dayline.geo.viewport import FURTHEST, KM
from dayline.geo.window import Point, Window


def country_at(lon: float, lat: float) -> str:
    """The code of the country that a point is in, empty at sea."""
    world, lon = countries(), lon + 360 if lon < FURTHEST - 360 else lon
    return _country(world, lon, lat) or (_country(world, lon - 360, lat) if lon > 180 else "")


def _country(world: Outlines, lon: float, lat: float) -> str:
    for code, extent in world.extents.items():
        if not _is_inside(extent, lon, lat):
            continue
        near = [ring for ring in world.shapes[code] if _is_inside(world.box(ring), lon, lat)]
        if near and contains([world.ring(ring) for ring in near], lon, lat):
            return code
    return ""


def distance_km(code: str, lon: float, lat: float) -> float:
    """The distance from a point to a country in km, 0 inside it; infinite for a country without an outline."""
    world = countries()
    rings = world.shapes.get(code)
    if not rings:
        return inf
    outlines = [world.ring(ring) for ring in rings]
    if any(contains(outlines, lon + shift, lat) for shift in (0, 360)):
        return 0
    return min(
        _to_ring(outline, _beside(world.box(ring), lon), lat) for ring, outline in zip(rings, outlines, strict=True)
    )


def is_known(code: str) -> bool:
    """Whether there is an outline of a country."""
    return code in countries().shapes


def _is_inside(box: Iterable[float], lon: float, lat: float) -> bool:
    west, south, east, north = box
    return west <= lon <= east and south <= lat <= north


def _beside(box: Window, lon: float) -> float:
    """A longitude, moved by a full turn if that is nearer to the middle of a box."""
    middle = (box.west + box.east) / 2
    return (lon - middle + 180) % 360 - 180 + middle


def _to_ring(points: list[Point], lon: float, lat: float) -> float:
    """The distance from a point to a ring in km, as on flat ground, which is exact enough for short distances."""
    km_across = KM * cos(radians(lat))
    flat = [((x - lon) * km_across, (y - lat) * KM) for x, y in points]
    return min(_to_segment(a, b) for a, b in zip(flat, [*flat[1:], flat[0]], strict=True))


def _to_segment(start: Point, end: Point) -> float:
    """The distance from the origin to a segment."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = min(1.0, max(0.0, -(start[0] * dx + start[1] * dy) / length)) if length else 0.0
    return hypot(start[0] + along * dx, start[1] + along * dy)

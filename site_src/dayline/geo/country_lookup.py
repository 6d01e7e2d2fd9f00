"""In which country a point lies, and how far it is from another."""

from collections.abc import Iterable
from math import cos, hypot, inf, radians

from dayline.geo.clip import holds
from dayline.geo.outlines import Outlines, countries
from dayline.geo.simplify import Point, Window
from dayline.geo.viewport import FURTHEST, KM


def country_at(lon: float, lat: float) -> str:
    """The code of the country that a point lies in, empty at sea."""
    world, lon = countries(), lon + 360 if lon < FURTHEST - 360 else lon
    return _country(world, lon, lat) or (_country(world, lon - 360, lat) if lon > 180 else "")


def _country(world: Outlines, lon: float, lat: float) -> str:
    for code, extent in world.extents.items():
        if not _about(extent, lon, lat):
            continue
        near = [ring for ring in world.shapes[code] if _about(world.box(ring), lon, lat)]
        if near and holds([world.ring(ring) for ring in near], lon, lat):
            return code
    return ""


def distance_km(code: str, lon: float, lat: float) -> float:
    """How far a point is from a country, 0 inside it, in km; infinite for a country that is not known."""
    world = countries()
    rings = world.shapes.get(code)
    if not rings:
        return inf
    outlines = [world.ring(ring) for ring in rings]
    if any(holds(outlines, lon + shift, lat) for shift in (0, 360)):
        return 0
    return min(
        _to_ring(outline, _beside(world.box(ring), lon), lat) for ring, outline in zip(rings, outlines, strict=True)
    )


def is_known(code: str) -> bool:
    """Whether there is an outline of a country."""
    return code in countries().shapes


def _about(box: Iterable[float], lon: float, lat: float) -> bool:
    west, south, east, north = box
    return west <= lon <= east and south <= lat <= north


def _beside(box: Window, lon: float) -> float:
    """A longitude, a whole turn away if it is nearer to the middle of a box so."""
    middle = (box.west + box.east) / 2
    return (lon - middle + 180) % 360 - 180 + middle


def _to_ring(points: list[Point], lon: float, lat: float) -> float:
    """The distance from a point to a ring, in km: flat, which is right for short ones."""
    wide = KM * cos(radians(lat))
    flat = [((x - lon) * wide, (y - lat) * KM) for x, y in points]
    return min(_to_stretch(a, b) for a, b in zip(flat, [*flat[1:], flat[0]], strict=True))


def _to_stretch(one: Point, two: Point) -> float:
    dx, dy = two[0] - one[0], two[1] - one[1]
    length = dx * dx + dy * dy
    along = min(1.0, max(0.0, -(one[0] * dx + one[1] * dy) / length)) if length else 0.0
    return hypot(one[0] + along * dx, one[1] + along * dy)

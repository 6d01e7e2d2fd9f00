"""The site's maps, and whether places are where their records say."""

from collections.abc import Iterator

from dayline.geo.country_lookup import country_at, distance_km, is_known
from dayline.geo.outlines import ACCURACY_KM
from dayline.geo.viewport import HIGHEST
from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.id_index import Known
from dayline.rules.rule import IDS, WHOLE, records, rule
from dayline.schema.registry import PlaceRecord
from dayline.schema.vocabulary import PLACE_PRECISION, PRECISION_KM
from dayline.timeline.timeline import Timeline

AROUND = 5  # degrees around outlines in which a map may still show them
AT_SEA_KM = 30  # from a coast: small islands are not in the outlines, and ships anchor off ports


@rule(
    "E04",
    "outlines in `content/maps/` lack the file that says whose they are, or such a file its outlines",
    on=IDS,
    fix="Add the file that is missing.",
)
def missing_counterpart(known: Known) -> Iterator[Problem]:
    timeline, broken = known.timeline, known.broken
    for id, shapes in timeline.map_shapes.items():
        if id not in timeline.maps and not broken.covers("map", id):
            help = f"write `title`, `credit` and `licence` into `content/maps/{id}.yaml`"
            yield Problem("E04", shapes.spot, f"nothing says what the map `{id}` shows and whose it is", help)
    for id, entry in timeline.maps.items():
        if id not in timeline.map_shapes and not broken.covers("map-shapes", id):
            help = f"add the outlines as `content/maps/{id}.geojson`, or delete this file"
            yield Problem("E04", entry.spot, f"the map `{id}` has no outlines", help)


@rule(
    "W60",
    "outlines are far from every place of the site",
    on=WHOLE,
    fix="Write longitude first in outlines.",
)
def far_from_places(timeline: Timeline) -> Iterator[Problem]:
    places = [entry.record for entry in timeline.written_places.values()]
    points = [(float(one.lon), float(one.lat)) for one in places if one.lat and one.lon]
    for id, shapes in timeline.map_shapes.items():
        west, south, east, north = shapes.record.box
        if points and not any(_beside(point, (west, south, east, north)) for point in points):
            swapped = any(_beside(point, (south, west, north, east)) for point in points)
            help = "GeoJSON puts longitude first: swap them" if swapped else "correct them, or take them out"
            message = f"no place is near the outlines of `{id}`, so no map shows them"
            yield Problem("W60", shapes.spot, message, help)


def _beside(point: tuple[float, float], box: tuple[float, float, float, float]) -> bool:
    (lon, lat), (west, south, east, north) = point, box
    across = any(west - AROUND <= lon + shift <= east + AROUND for shift in (-360, 0, 360))
    return across and south - AROUND <= lat <= north + AROUND


@rule("W60", "a place is so near to a pole that it is on no map", on=records("place"))
def near_pole(entry: Entry[PlaceRecord]) -> Iterator[Problem]:
    lat = float(entry.record.lat or 0)
    if HIGHEST < abs(lat) <= 90:
        message = f"`{entry.record.lat}` is so near the pole that no map shows the place"
        help = f"leave it if it is right; maps end at {HIGHEST}° north and south"
        yield Problem("W60", entry.spot.at("lat"), message, help)


@rule(
    "W60",
    "a place's coordinates are in another country, or far out at sea: beyond what its `uncertainty_m` or its "
    "kind and the outlines' own accuracy (10 km) allow",
    on=records("place"),
    fix="Correct `lat`, `lon` or `country`; if the country is contested, say so under `disputed`.",
)
def wrong_country(entry: Entry[PlaceRecord]) -> Iterator[Problem]:
    place = entry.record
    if not (place.lat and place.lon and place.country) or place.disputed:
        return
    lat, lon = float(place.lat), float(place.lon)
    if abs(lat) > 90 or abs(lon) > 180:
        return
    if not is_known(place.country):
        return
    away = distance_km(place.country, lon, lat)
    given = place.uncertainty_m / 1000 if place.uncertainty_m else PRECISION_KM[PLACE_PRECISION[place.kind]]
    if away <= ACCURACY_KM + given:
        return
    there = country_at(lon, lat)
    if there or away > ACCURACY_KM + given + AT_SEA_KM:
        where = f"in `{there}`" if there else "at sea"
        message = f"`{place.lat}`, `{place.lon}` is {where}, {_far(away)} from `{place.country}`"
        yield Problem("W60", entry.spot.at("lat"), message, _advice(place, lat, lon))


def _far(km: float) -> str:
    return f"{round(km, -1 if km < 1000 else -2):.0f} km"


def _advice(place: PlaceRecord, lat: float, lon: float) -> str:
    """The most likely slip."""
    country = place.country or ""
    if abs(lon) <= 90 and country_at(lat, lon) == country:
        return f"`lat` and `lon` are swapped: write `lat: {place.lon}` and `lon: {place.lat}`"
    for field, written, u, v in (("lon", place.lon, -lon, lat), ("lat", place.lat, lon, -lat)):
        if country_at(u, v) == country:
            turned = (written or "").removeprefix("-") if (written or "").startswith("-") else f"-{written}"
            return f"with `{field}: {turned}` it would be in `{country}`"
    return "correct `lat`, `lon` or `country`; if the country is contested, say so under `disputed`"

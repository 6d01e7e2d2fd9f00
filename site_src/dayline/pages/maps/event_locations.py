"""Locations of events, as precise as they may be shown: the input of maps."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dayline.geo.outlines import largest_part
from dayline.geo.viewport import HIGHEST, circle
from dayline.geo.window import Window
from dayline.pages.index import SiteIndex
from dayline.pages.kinds.lists import sort_key
from dayline.schema.event import PlaceRole
from dayline.schema.registry import PlaceRecord
from dayline.schema.vocabulary import PLACE_PRECISION, PRECISION_KM
from dayline.timeline.redaction import hidden_location
from dayline.timeline.timeline import Event


class Location(NamedTuple):
    """A place and its events. `point` is its longitude and latitude, `km` the radius of uncertainty; `code` is the
    country or region whose outline represents it. Without either, or near a pole, it is on no map."""

    id: str
    name: str
    point: tuple[float, float] | None
    km: float
    code: str
    events: tuple[Event, ...]

    @property
    def is_drawn(self) -> bool:
        return bool(self.code or (self.point and abs(self.point[1]) <= HIGHEST))

    @property
    def box(self) -> Window:
        """The window that shows all of it: the outline's largest part, or the circle."""
        part = largest_part(self.code) if self.code else None
        lon, lat = self.point or (0, 0)
        return part or circle(lon, lat, self.km)


def locations(events: Iterable[Event], index: SiteIndex) -> tuple[Location, ...]:
    """The places of these events, most events first; each is as precise as its least precise event."""
    by_place: dict[str, dict[str, tuple[Event, Location]]] = {}
    for event in events:
        for scene in event.record.scenes:
            by_place.setdefault(scene.place, {}).setdefault(event.id, (event, _of_scene(event, scene, index)))
    merged = [_merged(by_event.values()) for by_event in by_place.values()]
    return tuple(sorted(merged, key=lambda place: (-len(place.events), sort_key(place.name))))


def location(id: str, index: SiteIndex, events: tuple[Event, ...] = ()) -> Location:
    """A place as its registry entry describes it."""
    record = index.timeline.places[id].record
    return _location(id, record, PLACE_PRECISION[record.kind], index)._replace(events=events)


def _merged(pairs: Iterable[tuple[Event, Location]]) -> Location:
    """A place of several events, as precise as the least precise of them that may be shown."""
    pairs = tuple(pairs)
    drawn = [place for _, place in pairs if place.is_drawn]
    coarsest = max(drawn or [place for _, place in pairs], key=lambda place: (bool(place.code), place.km))
    return coarsest._replace(events=tuple(event for event, _ in pairs))


def _of_scene(event: Event, scene: PlaceRole, index: SiteIndex) -> Location:
    """A place as precise as an event says, without a position if the event withholds it."""
    record = index.timeline.places[scene.place].record
    if hidden_location(event.record).withheld:
        return Location(scene.place, index.text(record.name), None, 0, "", ())
    precision = scene.precision or PLACE_PRECISION[record.kind]
    return _location(scene.place, record, precision, index)


def _location(id: str, record: PlaceRecord, precision: str, index: SiteIndex) -> Location:
    point = (float(record.lon), float(record.lat)) if record.lat and record.lon else None
    km = float(PRECISION_KM[precision])
    if record.uncertainty_m and precision == PLACE_PRECISION[record.kind]:
        km = record.uncertainty_m / 1000
    if id in index.timeline.redacted:
        km = max(km, index.timeline.redacted[id].km)
    return Location(id, index.text(record.name), point, km, next(_codes(record, precision), ""), ())


def _codes(record: PlaceRecord, precision: str) -> Iterator[str]:
    """The code of the outline that represents a place, if there is one."""
    if precision == "admin1" and record.admin1 and "-" in record.admin1 and largest_part(record.admin1):
        yield record.admin1
    if precision == "country" and record.country and largest_part(record.country):
        yield record.country

"""Event locations that may be shown: the input of maps."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dayline.geo.outlines import largest_part
from dayline.geo.simplify import Window
from dayline.geo.viewport import HIGHEST, circle
from dayline.pages.index import SiteIndex
from dayline.pages.kinds.lists import sort_key
from dayline.schema.event import PlaceRole
from dayline.schema.registry import PlaceRecord
from dayline.schema.vocabulary import PLACE_PRECISION, PRECISION_KM
from dayline.timeline.redaction import hidden_location
from dayline.timeline.timeline import Event


class Located(NamedTuple):
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
        """The window needed to show it: the outline's largest part, or the circle."""
        part = largest_part(self.code) if self.code else None
        lon, lat = self.point or (0, 0)
        return part or circle(lon, lat, self.km)


def located(events: Iterable[Event], index: SiteIndex) -> tuple[Located, ...]:
    """The places of these events, most events first; each is as precise as its least precise event."""
    parts: dict[str, dict[str, tuple[Event, Located]]] = {}
    for event in events:
        for scene in event.record.scenes:
            parts.setdefault(scene.place, {}).setdefault(event.id, (event, _scene(event, scene, index)))
    found = [_together([one for _, one in there.values()], there.values()) for there in parts.values()]
    return tuple(sorted(found, key=lambda one: (-len(one.events), sort_key(one.name))))


def place(id: str, index: SiteIndex, events: tuple[Event, ...] = ()) -> Located:
    """A place as its registry entry describes it."""
    record = index.timeline.places[id].record
    return _located(id, record, PLACE_PRECISION[record.kind], index)._replace(events=events)


def _together(shown: list[Located], pairs: Iterable[tuple[Event, Located]]) -> Located:
    """A place of several events, as precise as the least precise of them that may be shown."""
    drawn = [one for one in shown if one.is_drawn]
    coarsest = max(drawn or shown, key=lambda one: (bool(one.code), one.km))
    return coarsest._replace(events=tuple(event for event, _ in pairs))


def _scene(event: Event, scene: PlaceRole, index: SiteIndex) -> Located:
    record = index.timeline.places[scene.place].record
    if hidden_location(event.record).withheld:
        return Located(scene.place, index.text(record.name), None, 0, "", ())
    precision = scene.precision or PLACE_PRECISION[record.kind]
    return _located(scene.place, record, precision, index)


def _located(id: str, record: PlaceRecord, precision: str, index: SiteIndex) -> Located:
    point = (float(record.lon), float(record.lat)) if record.lat and record.lon else None
    km = float(PRECISION_KM[precision])
    if record.uncertainty_m and precision == PLACE_PRECISION[record.kind]:
        km = record.uncertainty_m / 1000
    if id in index.timeline.redacted:
        km = max(km, index.timeline.redacted[id].km)
    return Located(id, index.text(record.name), point, km, next(_codes(record, precision), ""), ())


def _codes(record: PlaceRecord, precision: str) -> Iterator[str]:
    """The code of the outline that represents a place, if there is one."""
    if precision == "admin1" and record.admin1 and "-" in record.admin1 and largest_part(record.admin1):
        yield record.admin1
    if precision == "country" and record.country and largest_part(record.country):
        yield record.country

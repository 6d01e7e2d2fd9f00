"""Maps on pages: a base map, the site's overlays, and marks with links."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from dayline import urls
from dayline.geo import overlays
from dayline.geo.basemap import is_plain, outline
from dayline.geo.clusters import clustered
from dayline.geo.labels import Wanted
from dayline.geo.outlines import BORDERS
from dayline.geo.viewport import Viewport
from dayline.geo.window import Window
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.maps.event_locations import Location
from dayline.pages.maps.map_labels import LEAST, Name, names_on, number
from dayline.pages.maps.viewport import viewport_of
from dayline.pages.wording import comma_separated, event_count, listing
from dayline.schema.map import MapRecord
from dayline.timeline.timeline import Event
from dayline.words import gettext

NEAR = 11.0  # units: marks closer than this are merged
SMALL, LARGE = (320, 200, 11.5), (960, 560, 14.0)  # width, height, size of type
BAR_KM = (1, 2, 5, 10, 20, 50, 100)  # possible lengths of a scale bar
BAR_PART = 0.3  # the longest scale bar, as a part of the map's width
EDGE = 8.0  # units between a scale bar and the edge


class Mark(NamedTuple):
    """A circle: `kind` is exact, about, or many for several places, `places` their ids; `weight` (1 to 4) grows with
    the number of events. A mark of several places links to the first of them in the list on the same page."""

    kind: str
    weight: int
    x: str
    y: str
    rx: str
    ry: str
    url: str
    title: str
    places: tuple[str, ...]


class Area(NamedTuple):
    """A country or region in which events took place."""

    path: str
    url: str
    title: str
    place: str


class Row(NamedTuple):
    """A place in the list beside the map; `id` is its anchor."""

    id: str
    link: Link
    total: str


class ScaleBar(NamedTuple):
    """A scale bar that begins at `x` and `y`, with its length in words."""

    x: str
    y: str
    width: str
    text: str


class MapView(NamedTuple):
    """A map of `width` by `height` units with a list of everything on it.

    `base` is the address of the base map, a picture of the same size that other pages show too, or empty;
    `has_disputes` says that a border on it is in dispute. `scale` is there on plain ground. `outside` are places beyond
    its edges, `unplaced` those that can't be drawn; `borders` and `credits` name the sources of the outlines.
    """

    width: int
    height: int
    title: str
    base: str
    has_disputes: bool
    scale: ScaleBar | None
    areas: tuple[Area, ...]
    marks: tuple[Mark, ...]
    names: tuple[Name, ...]
    rows: tuple[Row, ...]
    outside: tuple[Link, ...]
    unplaced: tuple[Link, ...]
    borders: str
    credits: tuple[str, ...]


class Spot(NamedTuple):
    """A place in a viewport, with the radii of its ellipse."""

    place: Location
    x: float
    y: float
    rx: float
    ry: float


def map_of(
    places: Sequence[Location],
    index: SiteIndex,
    zoom: str = "",
    size: tuple[int, int, float] = SMALL,
    near: float = NEAR,
) -> MapView | None:
    """A map of places, most important first, or None if none can be drawn; `zoom` says how close it is."""
    viewport = viewport_of(places, *size[:2], zoom)
    if viewport is None:
        return None
    shown = tuple(place for place in places if place.is_drawn and _is_in(place, viewport))
    if not shown:
        return None
    spots = [spot(place, viewport) for place in shown if not place.code]
    marks, areas = _marks(spots, near), [place for place in shown if place.code]
    scale, taken = _scale(viewport, size[2])
    overlays = _overlays(viewport, [event for place in places for event in place.events], index)
    base = index.base_maps.file(viewport, overlays)
    return MapView(
        width=viewport.width,
        height=viewport.height,
        title=_title([place.name for place in shown]),
        base=base.url,
        has_disputes=base.has_disputes,
        scale=scale,
        areas=tuple(_area(place, viewport) for place in _filled(areas, spots, index)),
        marks=tuple(mark for mark, _ in marks),
        names=names_on(
            tuple(name for _, name in marks),
            tuple((place.name, place.code) for place in areas),
            index.countries(),
            taken,
            viewport,
            size[2],
        ),
        rows=tuple(Row(anchor(place.id), _link(place), _events(len(place.events))) for place in places),
        outside=tuple(_link(place) for place in places if place.is_drawn and place not in shown),
        unplaced=tuple(_link(place) for place in places if not place.is_drawn),
        borders="" if is_plain(viewport) else gettext(BORDERS),
        credits=tuple(_credit(index.timeline.maps[id].record, index) for id in base.overlays),
    )


def base_maps_of(view: Any) -> tuple[str, ...]:
    """The addresses of the base maps that the view of a page shows."""
    map_ = getattr(view, "map", None)
    return (map_.base,) if isinstance(map_, MapView) and map_.base else ()


def _title(names: Sequence[str]) -> str:
    """The title of a map: the first few places on it."""
    places = listing(list(names[:5]))
    if len(names) > 5:
        return gettext("Map: {places} and more", places=places)
    return gettext("Map: {places}", places=places)


def _events(number: int) -> str:
    """The number of events in words; empty for none."""
    return event_count(number) if number else ""


def spot(place: Location, viewport: Viewport) -> Spot:
    """The position and the radii of a place with coordinates."""
    lon, lat = place.point or (0, 0)
    rx, ry = viewport.radii(place.km, lat)
    return Spot(place, *viewport.position(lon, lat), max(rx, LEAST), max(ry, LEAST))


def anchor(place: str) -> str:
    """The anchor of a place's entry in a list on the same page."""
    return f"at-{place}"


def weight(events: int) -> int:
    """The weight of a mark by its number of events, from 1 to 4."""
    return 1 + (events > 1) + (events > 3) + (events > 7)


def _is_in(place: Location, viewport: Viewport) -> bool:
    return bool(outline(place.code, viewport)) if place.code else bool(place.point and viewport.contains(*place.point))


def _scale(viewport: Viewport, size: float) -> tuple[ScaleBar | None, tuple[Window, ...]]:
    """The scale bar of a map on plain ground, in a corner, and the space that it takes up."""
    if not is_plain(viewport):
        return None, ()
    km = max(length for length in BAR_KM if length == BAR_KM[0] or length / viewport.km <= BAR_PART * viewport.width)
    width, y = km / viewport.km, viewport.height - EDGE
    bar = ScaleBar(number(EDGE), number(y), number(width), gettext("{distance} km", distance=km))
    return bar, (Window(0, y - 2 * size, EDGE + width, viewport.height),)


def _filled(areas: Sequence[Location], spots: Sequence[Spot], index: SiteIndex) -> list[Location]:
    """The shaded areas, countries below regions; countries only if there is nothing finer."""
    records = index.timeline.places
    finer = [place for place in areas if place.id not in records or records[place.id].record.kind != "country"]
    return sorted(finer or ([] if spots else areas), key=lambda place: ("-" in place.code, place.code))


def _marks(spots: Sequence[Spot], near: float) -> list[tuple[Mark, Wanted]]:
    """Marks with their labels, most important first; small ones that touch are merged."""
    small = [spot for spot in spots if spot.rx <= 2 * LEAST]
    groups = clustered([(spot.x, spot.y, max(1, len(spot.place.events))) for spot in small], near)
    marks = [_mark([small[n] for n in group.members], group.x, group.y) for group in groups]
    marks += [_mark([spot], spot.x, spot.y) for spot in spots if spot.rx > 2 * LEAST]
    order = {spot.place.id: number for number, spot in enumerate(spots)}
    return sorted(marks, key=lambda pair: order[pair[0].places[0]])


def _mark(members: Sequence[Spot], x: float, y: float) -> tuple[Mark, Wanted]:
    first = members[0]
    events = len({event.id for spot in members for event in spot.place.events})
    names = listing([spot.place.name for spot in members])
    title = comma_separated(filter(None, (names, _events(events))))
    many = len(members) > 1
    rx, ry = (LEAST + 2.5, LEAST + 2.5) if many else (first.rx, first.ry)
    kind = "many" if many else "exact" if first.place.km == 0 else "about"
    url = f"#{anchor(first.place.id)}" if many else _link(first.place).url
    ids = tuple(spot.place.id for spot in members)
    mark = Mark(kind, weight(events), number(x), number(y), number(rx), number(ry), url, title, ids)
    name = first.place.name + (f" +{len(members) - 1}" if many else "")
    return mark, Wanted(name, x, y, rx, ry)


def _area(place: Location, viewport: Viewport) -> Area:
    title = comma_separated(filter(None, (place.name, _events(len(place.events)))))
    return Area(outline(place.code, viewport), _link(place).url, title, anchor(place.id))


def _link(place: Location) -> Link:
    return Link(place.name, urls.entry("place", place.id))


def _credit(record: MapRecord, index: SiteIndex) -> str:
    note = f"; {index.text(record.note)}" if record.note else ""
    return f"{record.title}: {record.credit} ({record.licence}{note})"


def _overlays(viewport: Viewport, events: Iterable[Event], index: SiteIndex) -> tuple[str, ...]:
    """The ids of the site's overlays that may be in view and applied at the time of the events."""
    maps, shapes = index.timeline.maps, index.timeline.map_shapes
    days = [day for event in events for day in event.when.days] if maps else []
    return tuple(
        id
        for id, entry in sorted(maps.items())
        if _applies(entry.record, days) and overlays.is_in(shapes[id].record, viewport)
    )


def _applies(record: MapRecord, days: Sequence[date]) -> bool:
    """Whether an overlay applied on any of these days."""
    is_later = record.from_ and record.from_.earliest and days and max(days) < record.from_.earliest
    is_earlier = record.to and record.to.latest and days and min(days) > record.to.latest
    return not is_later and not is_earlier

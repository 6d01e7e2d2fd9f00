"""Maps on pages: a base map, the site's overlays, and marks with links."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dayline import urls
from dayline.geo import overlays
from dayline.geo.basemap import Base, base, outline
from dayline.geo.clusters import clustered
from dayline.geo.labels import Wanted
from dayline.geo.outlines import BORDERS
from dayline.geo.viewport import Frame
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.maps.event_locations import Located
from dayline.pages.maps.map_labels import LEAST, Name, names_on, number
from dayline.pages.maps.viewport import frame_of
from dayline.pages.wording import comma_separated, listing
from dayline.schema.map import MapRecord
from dayline.timeline.timeline import Event
from dayline.words import gettext, ngettext

NEAR = 11.0  # units: marks nearer to each other are one
SMALL, LARGE = (320, 200, 11.5), (960, 560, 14.0)  # width, height, size of type


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


class Layer(NamedTuple):
    """An overlay of the site: paths to fill, to draw as lines, and of points."""

    areas: str
    lines: str
    dots: str


class Row(NamedTuple):
    """A place in the list beside the map; `id` is its anchor."""

    id: str
    link: Link
    total: str


class MapView(NamedTuple):
    """A map of `width` by `height` units with a list of everything on it.

    `outside` are places beyond its edges, `unplaced` those that can't be drawn; `borders` and `credits` name
    the sources of the outlines.
    """

    width: int
    height: int
    title: str
    base: Base
    layers: tuple[Layer, ...]
    areas: tuple[Area, ...]
    marks: tuple[Mark, ...]
    names: tuple[Name, ...]
    rows: tuple[Row, ...]
    outside: tuple[Link, ...]
    unplaced: tuple[Link, ...]
    borders: str
    credits: tuple[str, ...]


class Shown(NamedTuple):
    """A place within a frame, with the radii of its ellipse."""

    place: Located
    x: float
    y: float
    rx: float
    ry: float


def map_of(
    places: Sequence[Located], index: SiteIndex, size: tuple[int, int, float] = SMALL, near: float = NEAR
) -> MapView | None:
    """A map of places, most important first, or None if none can be drawn."""
    frame = frame_of(places, *size[:2])
    if frame is None:
        return None
    shown = tuple(one for one in places if one.is_drawn and _is_in(one, frame))
    if not shown:
        return None
    spots = [spot(one, frame) for one in shown if not one.code]
    marks, names = _marks(spots, near), [one for one in shown if one.code]
    labels = _names(marks, names, index, frame, size[2])
    own = tuple(_layers(frame, [event for one in places for event in one.events], index))
    return MapView(
        frame.width,
        frame.height,
        _title([one.name for one in shown]),
        _ground(frame, [record for record, _ in own]),
        tuple(layer for _, layer in own),
        tuple(_area(one, frame) for one in _filled(names, spots, index)),
        tuple(mark for mark, _ in marks),
        labels,
        tuple(Row(anchor(one.id), _link(one), _events(len(one.events))) for one in places),
        tuple(_link(one) for one in places if one.is_drawn and one not in shown),
        tuple(_link(one) for one in places if not one.is_drawn),
        gettext(BORDERS),
        tuple(_credit(record, index) for record, _ in own),
    )


def _title(names: Sequence[str]) -> str:
    """The title of a map: the first few places on it."""
    places = listing(list(names[:5]))
    if len(names) > 5:
        return gettext("Map: {places} and more", places=places)
    return gettext("Map: {places}", places=places)


def _events(number: int) -> str:
    """The number of events in words; empty for none."""
    return ngettext("{number} event", "{number} events", number) if number else ""


def spot(one: Located, frame: Frame) -> Shown:
    """The position and the radii of a place with coordinates."""
    lon, lat = one.point or (0, 0)
    rx, ry = frame.radii(one.km, lat)
    return Shown(one, *frame.shown(lon, lat), max(rx, LEAST), max(ry, LEAST))


def anchor(place: str) -> str:
    """The anchor of a place's entry in a list on the same page."""
    return f"at-{place}"


def weight(events: int) -> int:
    """The weight of a mark by its number of events, from 1 to 4."""
    return 1 + (events > 1) + (events > 3) + (events > 7)


def _is_in(one: Located, frame: Frame) -> bool:
    return bool(outline(one.code, frame)) if one.code else bool(one.point and frame.holds(*one.point))


def _filled(areas: Sequence[Located], spots: Sequence[Shown], index: SiteIndex) -> list[Located]:
    """The shaded areas, countries below regions; countries only if there is nothing finer."""
    records = index.timeline.places
    finer = [one for one in areas if one.id not in records or records[one.id].record.kind != "country"]
    return sorted(finer or ([] if spots else areas), key=lambda one: ("-" in one.code, one.code))


def _marks(spots: Sequence[Shown], near: float) -> list[tuple[Mark, Wanted]]:
    """Marks with their labels, most important first; small ones that touch are merged."""
    small = [one for one in spots if one.rx <= 2 * LEAST]
    groups = clustered([(one.x, one.y, max(1, len(one.place.events))) for one in small], near)
    found = [_mark([small[n] for n in group.members], group.x, group.y) for group in groups]
    found += [_mark([one], one.x, one.y) for one in spots if one.rx > 2 * LEAST]
    order = {one.place.id: place for place, one in enumerate(spots)}
    return sorted(found, key=lambda pair: order[pair[0].places[0]])


def _mark(members: Sequence[Shown], x: float, y: float) -> tuple[Mark, Wanted]:
    first = members[0]
    events = len({event.id for one in members for event in one.place.events})
    names = listing([one.place.name for one in members])
    title = comma_separated(filter(None, (names, _events(events))))
    many = len(members) > 1
    rx, ry = (LEAST + 2.5, LEAST + 2.5) if many else (first.rx, first.ry)
    kind = "many" if many else "exact" if first.place.km == 0 else "about"
    url = f"#{anchor(first.place.id)}" if many else _link(first.place).url
    ids = tuple(one.place.id for one in members)
    mark = Mark(kind, weight(events), number(x), number(y), number(rx), number(ry), url, title, ids)
    name = first.place.name + (f" +{len(members) - 1}" if many else "")
    return mark, Wanted(name, x, y, min(rx, 4 * LEAST), min(ry, 4 * LEAST), 0)


def _names(
    marks: Sequence[tuple[Mark, Wanted]], areas: Sequence[Located], index: SiteIndex, frame: Frame, size: float
) -> tuple[Name, ...]:
    """The labels that fit: of marks, of areas, and of neighbouring countries."""
    named = tuple((one.name, one.code) for one in areas)
    return names_on(tuple(name for _, name in marks), named, index.countries, frame, size)


def _area(one: Located, frame: Frame) -> Area:
    title = comma_separated(filter(None, (one.name, _events(len(one.events)))))
    return Area(outline(one.code, frame), _link(one).url, title, anchor(one.id))


def _link(one: Located) -> Link:
    return Link(one.name, urls.entry("place", one.id))


def _ground(frame: Frame, own: Iterable[MapRecord]) -> Base:
    """The base map, without regional borders if an overlay of the site replaces them."""
    ground = base(frame)
    return ground._replace(regions="") if any(record.replaces for record in own) else ground


def _credit(record: MapRecord, index: SiteIndex) -> str:
    note = f"; {index.text(record.note)}" if record.note else ""
    return f"{record.title}: {record.credit} ({record.licence}{note})"


def _layers(frame: Frame, events: Iterable[Event], index: SiteIndex) -> Iterator[tuple[MapRecord, Layer]]:
    """The site's overlays that fall within a frame and were valid at the time of the events."""
    timeline = index.timeline
    days = [day for event in events for day in event.when.days] if timeline.maps else []
    for id, entry in sorted(timeline.maps.items()):
        record, shapes = entry.record, timeline.map_shapes[id].record
        late = record.from_ and record.from_.earliest and days and max(days) < record.from_.earliest
        over = record.to and record.to.latest and days and min(days) > record.to.latest
        if not late and not over and overlays.is_in(shapes, frame):
            filled = overlays.areas(shapes, frame) if record.style == "area" else ""
            drawn = overlays.lines(shapes, frame, rings=record.style != "area") if record.style != "points" else ""
            yield record, Layer(filled, drawn, overlays.dots(shapes, frame))

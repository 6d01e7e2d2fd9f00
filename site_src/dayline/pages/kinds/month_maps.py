"""Maps: where the events of a month took place, with a list of the same places."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.geo.viewport import Viewport
from dayline.pages.by_month import Month
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.maps.event_locations import Location, locations
from dayline.pages.maps.map_labels import number
from dayline.pages.maps.viewport import viewport_of
from dayline.pages.page import Page
from dayline.pages.parts.map import LARGE, MapView, anchor, map_of, spot
from dayline.pages.parts.month_links import MonthPager, month_link, month_pager
from dayline.pages.wording import event_count, month_name
from dayline.queries.query import query
from dayline.timeline.timeline import Event
from dayline.words import gettext, ngettext

APART = 24.0  # units of the drawing; marks closer than this are merged


class DayCount(NamedTuple):
    """A link to a day, and the number of events that a place has on it."""

    day: Link
    events: int


class PlaceEntry(NamedTuple):
    """A place in the list: its events by day, and its position on the map.

    `days` has the day of the month of each event, or 0 where no day of the month is known. `x` and `y` are empty for a
    place without a point; `is_area` says that it is drawn as an outline.
    """

    id: str
    link: Link
    total: str
    on: tuple[DayCount, ...]
    undated: int
    days: str
    x: str
    y: str
    rx: str
    ry: str
    is_exact: bool
    is_area: bool


class MarkGroup(NamedTuple):
    """Places that share a mark on the map; `title` names them if there are several."""

    title: str
    entries: tuple[PlaceEntry, ...]


class MonthMapView(NamedTuple):
    """The map of a month; `last` is its last day, `month` its name as written after a day."""

    head: Head
    month: str
    last: int
    total: str
    map: MapView | None
    groups: tuple[MarkGroup, ...]
    pager: MonthPager
    months: tuple[Link, ...]


class Shown(NamedTuple):
    """What the map of a month shows."""

    total: str
    map: MapView | None
    groups: tuple[MarkGroup, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """A map for each month with events at places, and the newest one at `map/`."""
    in_month = index.lookups.in_month.items()
    months = sorted(month for month, ids in in_month if any(e.record.scenes for e in index.events(ids)))
    begun = [month for month in months if _has_come(month, index)]
    newest = max(begun, default=min(months, default=None))
    for month in months:
        url = urls.map(*month)
        yield Page(url, "month-map.html", partial(_view, url, month, months))
    view = partial(_view, urls.map(), newest, months)
    yield Page(urls.map(), "month-map.html", view)


def _has_come(month: Month, index: SiteIndex) -> bool:
    """Whether anything on the map of a month has happened, and is not only planned."""
    events = index.events(index.lookups.in_month[month])
    return any(event.record.scenes and event.record.event_status != "planned" for event in events)


def _view(url: str, month: Month | None, months: Sequence[Month], index: SiteIndex) -> MonthMapView:
    """The view of the map of a month."""
    head = Head(url, gettext("Map"), "maps", gettext("Where it happened, month by month."))
    if month is None:
        return MonthMapView(head, "", 0, "", None, (), MonthPager(), ())
    title = month_name(*month)
    if url != urls.map():
        description = gettext("Where the events of {month} were.", month=title)
        trail = (Link(gettext("Map"), urls.map()),)
        head = Head(url, gettext("Map of {month}", month=title), "atlas", description, trail)
    shown = _shown(month, index)
    return MonthMapView(
        head=head,
        month=title,
        last=monthrange(*month)[1],
        total=shown.total,
        map=shown.map,
        groups=shown.groups,
        pager=month_pager(month, months, urls.map),
        months=tuple(month_link(other, urls.map) for other in reversed(months)) if months[1:] else (),
    )


@query
def _shown(month: Month, index: SiteIndex) -> Shown:
    events = index.events(index.lookups.in_month[month])
    places = locations(events, index)
    map_ = map_of(places, index, size=LARGE, near=APART)
    total = gettext(
        "{events} at {places}",
        events=event_count(sum(bool(event.record.scenes) for event in events)),
        places=ngettext("{number} place", "{number} places", len(places)),
    )
    return Shown(total, map_, tuple(_groups(map_, places, month, index)))


def _groups(map_: MapView | None, places: Sequence[Location], month: Month, index: SiteIndex) -> Iterator[MarkGroup]:
    """The places in order, grouped with those that share their mark."""
    viewport = viewport_of(places, *LARGE[:2])
    marks = {mark.places[0]: mark.places for mark in map_.marks} if map_ else {}
    by_id = {place.id: place for place in places}
    merged = {id for ids in marks.values() for id in ids[1:]}
    for place in places:
        if place.id not in merged:
            members = [by_id[id] for id in marks.get(place.id, (place.id,))]
            title = _title(place.name, len(members) - 1)
            yield MarkGroup(title, tuple(_entry(member, viewport, month, index) for member in members))


def _title(name: str, others: int) -> str:
    """The title of places that share a mark; empty for a single place."""
    if not others:
        return ""
    return ngettext("{name} and {number} place near it", "{name} and {number} places near it", others, name=name)


def _entry(place: Location, viewport: Viewport | None, month: Month, index: SiteIndex) -> PlaceEntry:
    days = [_first(event, month) for event in place.events]
    is_mark = viewport and place.point and not place.code and viewport.contains(*place.point)
    x, y, rx, ry = (number(value) for value in spot(place, viewport)[1:]) if viewport and is_mark else ("",) * 4
    return PlaceEntry(
        anchor(place.id),
        index.link("place", place.id),
        event_count(len(place.events)),
        tuple(DayCount(_day(day, month, index), days.count(day)) for day in sorted(set(days)) if day),
        days.count(0),
        " ".join(map(str, sorted(days))),
        x,
        y,
        rx,
        ry,
        is_exact=place.km == 0,
        is_area=bool(place.code),
    )


def _first(event: Event, month: Month) -> int:
    """The day of the month on which an event began, or 0 if it began in another month or on no known day."""
    first = event.when.days[0] if event.when.days else None
    return first.day if first and (first.year, first.month) == month else 0


def _day(day: int, month: Month, index: SiteIndex) -> Link:
    full = date(*month, day)
    return Link(str(day), urls.day(full) if index.has_day(full) else "")

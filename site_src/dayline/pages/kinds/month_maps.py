"""The map: where the events of a month were, with a list of the same."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.digests import digest
from dayline.geo.viewport import Frame
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.maps.event_locations import Located, located
from dayline.pages.maps.map_labels import number
from dayline.pages.maps.viewport import frame_of
from dayline.pages.page import Page
from dayline.pages.parts.map import LARGE, MapView, anchor, map_of, spot
from dayline.pages.wording import count, month_name
from dayline.timeline.timeline import Event

APART = 24.0  # units: marks nearer to each other are one
Month = tuple[int, int]


class OnDay(NamedTuple):
    """How many events a place has on a day, and the day's page."""

    day: Link
    events: int


class Entry(NamedTuple):
    """A place in the list: its events by days, and where it stands on the map.

    `days` are the numbers of the days of its events, one for each, 0 where no day of the month is known; `x` and
    `y` are empty for what has no point, `is_area` says that it is an outline.
    """

    id: str
    link: Link
    total: str
    on: tuple[OnDay, ...]
    undated: int
    days: str
    x: str
    y: str
    rx: str
    ry: str
    is_exact: bool
    is_area: bool


class Group(NamedTuple):
    """Places that are one mark on the map; `title` names them if there are several."""

    title: str
    entries: tuple[Entry, ...]


class MonthMapView(NamedTuple):
    """The map of a month. `last` is the number of its last day, `month` its name after the number of a day."""

    head: Head
    month: str
    last: int
    total: str
    map: MapView | None
    groups: tuple[Group, ...]
    previous: Link | None
    next: Link | None
    months: tuple[Link, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """A map for each month with events at places, and the newest of them at an address of its own."""
    months = sorted(month for month, events in index.in_month.items() if any(e.record.scenes for e in events))
    for nth, (year, month) in enumerate(months):
        made = partial(_view, urls.map(year, month), nth, months)
        yield Page(urls.map(year, month), "month-map.html", partial(_key, nth, months), made)
    newest = partial(_view, urls.map(), len(months) - 1, months)
    yield Page(urls.map(), "month-map.html", partial(_key, len(months) - 1, months), newest)


def _key(number: int, months: list[Month], index: SiteIndex) -> bytes:
    """No word of an event is on the map: what counts is where and when they were."""
    keys = index.keys
    events = index.in_month[months[number]] if months else []
    parts = [repr([(event.id, event.when.days, scene) for event in events for scene in event.record.scenes])]
    parts += [repr((event.id, event.record.sensitivity)) for event in events if event.record.sensitivity]
    places = dict.fromkeys(scene.place for event in events for scene in event.record.scenes)
    own = [keys.entry("place", id) for id in places]
    shown = keys.day_cells(day for event in events for day in event.when.days)
    return digest(keys.site, keys.maps, number, repr(months), shown, *parts, *own)


def _view(url: str, number: int, months: list[Month], index: SiteIndex) -> MonthMapView:
    """Everything that the map of a month shows."""
    head = Head(url, "Map", "maps", "Where it happened, month by month.")
    if not months:
        return MonthMapView(head, "", 0, "", None, (), None, None, ())
    year, month = months[number]
    title = month_name(year, month)
    if url != urls.map():
        head = Head(url, f"Map of {title}", "atlas", f"Where the events of {title} were.", (Link("Map", urls.map()),))
    events = index.in_month[months[number]]
    places = located(events, index)
    made = map_of(places, index, LARGE, APART)
    around = [months[n] if 0 <= n < len(months) else None for n in (number - 1, number + 1)]
    previous, following = (Link(month_name(*one), urls.map(*one)) if one else None for one in around)
    last = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    return MonthMapView(
        head=head,
        month=title,
        last=last,
        total=f"{count(_with_place(events), 'event')} at {count(len(places), 'place')}",
        map=made,
        groups=tuple(_groups(made, places, months[number], index)),
        previous=previous,
        next=following,
        months=tuple(Link(month_name(*one), urls.map(*one)) for one in reversed(months)) if months[1:] else (),
    )


def _with_place(events: Sequence[Event]) -> int:
    return sum(bool(event.record.scenes) for event in events)


def _groups(made: MapView | None, places: Sequence[Located], month: Month, index: SiteIndex) -> Iterator[Group]:
    """The places in their order, after each those that are one mark with it."""
    frame = frame_of(places, *LARGE[:2])
    marks = {mark.places[0]: mark.places for mark in made.marks} if made else {}
    known = {one.id: one for one in places}
    others = {id for ids in marks.values() for id in ids[1:]}
    for one in places:
        if one.id not in others:
            members = [known[id] for id in marks.get(one.id, (one.id,))]
            title = f"{one.name} and {count(len(members) - 1, 'place')} near it" if len(members) > 1 else ""
            yield Group(title, tuple(_entry(member, frame, month, index) for member in members))


def _entry(one: Located, frame: Frame | None, month: Month, index: SiteIndex) -> Entry:
    days = [_first(event, month) for event in one.events]
    shown = spot(one, frame) if frame and one.point and not one.code and frame.holds(*one.point) else None
    x, y, rx, ry = (number(value) for value in shown[1:]) if shown else ("",) * 4
    return Entry(
        anchor(one.id),
        index.link("place", one.id),
        count(len(one.events), "event"),
        tuple(OnDay(_day(day, month, index), days.count(day)) for day in sorted(set(days)) if day),
        days.count(0),
        " ".join(map(str, sorted(days))),
        x,
        y,
        rx,
        ry,
        is_exact=one.km == 0,
        is_area=bool(one.code),
    )


def _first(event: Event, month: Month) -> int:
    """The first day of an event if it is one of a month, else 0."""
    first = event.when.days[0] if event.when.days else None
    return first.day if first and (first.year, first.month) == month else 0


def _day(day: int, month: Month, index: SiteIndex) -> Link:
    found = date(*month, day)
    return Link(str(day), urls.day(found) if index.has_day(found) else "")

"""Day pages: everything that happened on one day."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.pages.by_month import month_of
from dayline.pages.data.social_cards import day_card
from dayline.pages.day_names import DayName, after, before, day_name
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.maps.event_locations import locations
from dayline.pages.page import Page
from dayline.pages.parts.brief import BriefView, brief_view
from dayline.pages.parts.change_badge import Badge
from dayline.pages.parts.citation import UNCITED, Cite, cite_day
from dayline.pages.parts.day_strip import Strip, strip
from dayline.pages.parts.event_card import EventCard, card
from dayline.pages.parts.filters import FEW
from dayline.pages.parts.image import NONE, Picture, Pictures, beside, of_brief
from dayline.pages.parts.map import MapView, map_of
from dayline.pages.parts.origins import origin_link
from dayline.pages.parts.trust import DAY, trust_in
from dayline.pages.parts.upcoming import Coming, coming, more_coming
from dayline.pages.parts.value import FigureLine, slim_line
from dayline.pages.wording import event_count, full_date, long_date, month_name, stated_label
from dayline.read.entry import Entry
from dayline.schema.brief import BriefRecord
from dayline.timeline.series import SeriesPoint
from dayline.timeline.timeline import Event
from dayline.words import gettext, ngettext

SHORT_FROM = 10  # events from which a day shows short cards


class Ongoing(NamedTuple):
    """An event that was going on that day."""

    link: Link
    since: str


class DaySource(NamedTuple):
    """An origin of the day's news, with the reports that came from it and the number of events based on it."""

    origin: Link
    via: tuple[Link, ...]
    events: str


class ChangedEvent(NamedTuple):
    """An event that was changed, with the changes."""

    link: Link
    changes: tuple[Badge, ...]


class DayView(NamedTuple):
    """A day page."""

    head: Head
    day: DayName
    previous: Link | None
    next: Link | None
    brief: BriefView | None
    events: tuple[EventCard, ...]  # what happened, in the order of the page
    timed: bool  # whether several events have a time, by which they are sorted
    planned: tuple[EventCard, ...]  # what was planned for the day
    added_later: tuple[EventCard, ...]  # events that came in after the day was closed
    lasting: tuple[Ongoing, ...]  # what was going on that day
    coming: tuple[Coming, ...]  # what was planned for later days
    more_coming: Link | None  # a link to the rest of it
    figures: tuple[FigureLine, ...]  # the values of the day that are on no card
    places: tuple[Link, ...]  # places of the events
    map: MapView | None  # a map of the events
    month_map: Link | None  # a link to the map of the month
    sources: tuple[DaySource, ...]  # the origins of the day's news
    unread: str
    corrections: tuple[ChangedEvent, ...]
    trust: str  # what all of it rests on
    events_total: str  # `12 events`
    strip: Strip  # the days around this one
    short: bool  # whether there are so many events that their cards are short
    filtered: bool  # whether there are enough events for filters
    cite: Cite
    pictures: Pictures  # the pictures of the brief
    beside: Picture | None  # the picture of the leading event


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each day with events or a brief."""
    for day in index.timeline.days:
        yield Page(urls.day(day), "day.html", partial(view, day))


def view(day: date, index: SiteIndex) -> DayView:
    """The view of a day page."""
    timeline = index.timeline
    brief = timeline.briefs.get(day)
    events = timeline.on_day.get(day, ())
    short = len(events) >= SHORT_FROM
    cards = {event.id: card(event, index, short) for event in events}
    others, planned, late = in_order(day, index)
    lead = _leading(events)
    page = DayView(
        head=_head(day, brief, index),
        day=day_name(day, index),
        previous=before(day, index),
        next=after(day, index),
        brief=brief_view(brief, index) if brief else None,
        events=tuple(cards[event.id] for event in others),
        timed=sum(bool(cards[event.id].clock.machine) for event in others) > 1,
        planned=tuple(cards[event.id] for event in planned),
        added_later=tuple(cards[event.id] for event in late),
        lasting=_lasting(day, index),
        coming=coming(day, index),
        more_coming=more_coming(day, index),
        figures=tuple(slim_line(point, index) for point in _values(day, short, index)),
        places=_places(events, index),
        map=map_of(locations(events, index), index),
        month_map=_month_map(day, events),
        sources=_day_sources(events, index),
        unread=_unread(events),
        corrections=tuple(ChangedEvent(Link(c.title, c.url), c.changes) for c in cards.values() if c.changes),
        trust=trust_in(events, DAY, index),
        events_total=event_count(len(events)),
        strip=strip(index, day),
        short=short,
        filtered=len(events) >= FEW,
        cite=UNCITED,
        pictures=of_brief(brief.record, index) if brief else NONE,
        beside=beside(lead.record, index) if lead else None,
    )
    return page._replace(cite=cite_day(day, _lasting_part(page), index))


def _values(day: date, short: bool, index: SiteIndex) -> Iterator[SeriesPoint]:
    """The values of a day that no card shows: all if cards are short, or else those of minor events and of tables."""
    events = {event.id: event for event in index.timeline.on_day.get(day, ())}
    for point in index.values_on(day):
        event = events.get(point.value.event)
        if short or event is None or event.record.priority == "minor":
            yield point


def _lasting_part(view: DayView) -> DayView:
    """What a day page shows on any day, whatever is added to the days around it."""
    return view._replace(
        previous=None, next=None, lasting=(), coming=(), more_coming=None, month_map=None, strip=Strip(())
    )


def in_order(day: date, index: SiteIndex) -> tuple[list[Event], list[Event], list[Event]]:
    """The events of a day as its page groups them: what happened, what was planned, what was added later."""
    brief = index.timeline.briefs.get(day)
    groups: tuple[list[Event], list[Event], list[Event]] = ([], [], [])
    for event in index.timeline.on_day.get(day, ()):
        planned = event.record.event_status == "planned"
        groups[2 if _is_late(event, day, brief) else 1 if planned else 0].append(event)
    return groups


def _is_late(event: Event, day: date, brief: Entry[BriefRecord] | None) -> bool:
    added = event.record.added
    closed = brief.record.as_of.date() if brief and brief.record.as_of else day
    return bool(added and added.earliest and added.earliest > max(day, closed))


def _leading(events: tuple[Event, ...]) -> Event | None:
    """The leading event of a day, if it has a picture."""
    return next((e for e in events if e.record.priority == "lead" and e.record.media), None)


def _head(day: date, brief: Entry[BriefRecord] | None, index: SiteIndex) -> Head:
    trail = (
        Link(str(day.year), urls.year(day.year)),
        Link(month_name(day.year, day.month), urls.month(day.year, day.month)),
    )
    text = ""
    if brief:
        text = index.words(brief.record.standfirst) or index.text(brief.record.title)
    text = text or gettext("What happened on {date}.", date=full_date(day))
    return Head(urls.day(day), long_date(day), "day", text, trail, day_card(day))


def _lasting(day: date, index: SiteIndex) -> tuple[Ongoing, ...]:
    events = index.events(index.lookups.lasting.get(day, ()))
    return tuple(Ongoing(index.link("event", event.id), stated_label(event.record.date)) for event in events)


def _places(events: tuple[Event, ...], index: SiteIndex) -> tuple[Link, ...]:
    ids = dict.fromkeys(scene.place for event in events for scene in event.record.scenes)
    return index.links("place", ids)


def _month_map(day: date, events: tuple[Event, ...]) -> Link | None:
    """A link to the map of the month, if it shows any of the events."""
    if not any(event.record.scenes and month_of(event) == (day.year, day.month) for event in events):
        return None
    text = gettext("Map of {month}", month=month_name(day.year, day.month))
    return Link(text, urls.map(day.year, day.month))


def _day_sources(events: tuple[Event, ...], index: SiteIndex) -> tuple[DaySource, ...]:
    via: dict[str, dict[Link, None]] = {}
    used: dict[str, int] = {}
    for event in events:
        for cite in event.cited:
            if cite.counts:
                link = index.link("reference", cite.reference.id) if cite.reference else Link("", "")
                via.setdefault(cite.origin, {})[link] = None
        for origin in event.origins:
            used[origin] = used.get(origin, 0) + 1
    order = sorted(used, key=lambda origin: (-used[origin], origin))
    named = {origin: tuple(link for link in links if link.text) for origin, links in via.items()}
    return tuple(DaySource(origin_link(o, index), named[o], event_count(used[o])) for o in order)


def _unread(events: tuple[Event, ...]) -> str:
    unread = {cite.reference.id for e in events for cite in e.cited if cite.reference and not cite.consulted}
    if not unread:
        return ""
    return ngettext(
        "{number} report cited by these, not read by us", "{number} reports cited by these, not read by us", len(unread)
    )


def last_days(day: date, number: int, index: SiteIndex) -> tuple[date, ...]:
    """The days with pages among a number of days before a day, newest first."""
    first = day - timedelta(days=number)
    return tuple(d for d in reversed(index.timeline.days) if first <= d < day)

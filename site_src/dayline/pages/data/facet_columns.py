"""Facets of events as columns of small numbers by year, and titles of events by month.

The search page filters by these files. They list days and their events in the order of the day pages; an event
of several days is listed under each of them.
"""

from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from hashlib import blake2b
from typing import NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.kinds.days import in_order
from dayline.pages.links import Head
from dayline.pages.page import Page
from dayline.pages.parts.status import event_status
from dayline.pages.wording import event_title, type_name
from dayline.queries.query import query
from dayline.schema.statuses import STATUSES
from dayline.timeline.standing import standing
from dayline.timeline.timeline import Event
from dayline.words import gettext

FACETS = ("thread", "actor", "place", "type", "status")
_MONTH = tuple[int, int]


class Label(NamedTuple):
    """A facet value: its id, its name, and its tone if it is a status."""

    id: str
    name: str
    tone: str = ""


class Facet(NamedTuple):
    """A column: its values, most frequent first, and the indexes of each event's values."""

    labels: tuple[Label, ...]
    column: tuple[int | tuple[int, ...], ...]


class DayRow(NamedTuple):
    """A day (`03-14`), its number of events, and a checksum of their order."""

    day: str
    events: int
    checksum: str


class FacetedEvent(NamedTuple):
    """The id of an event, and its values of each facet."""

    id: str
    values: tuple[tuple[str, ...], ...]


class FacetsView(NamedTuple):
    """The facets of a year's events."""

    head: Head
    days: tuple[DayRow, ...]
    facets: dict[str, Facet]


class TitleRow(NamedTuple):
    """An event: its id, its title, and its mark with the tone of that."""

    id: str
    title: str
    status: str
    tone: str


class TitlesView(NamedTuple):
    """The titles of a month's events by day."""

    head: Head
    days: dict[str, tuple[TitleRow, ...]]


def pages(index: SiteIndex) -> Iterator[Page]:
    """A file of columns for each year, and one of titles for each month."""
    days = index.timeline.days
    for year in sorted({day.year for day in days}):
        yield Page(urls.facets(year), "facets.json", partial(facets, year))
    for month in sorted({(day.year, day.month) for day in days}):
        yield Page(urls.titles(*month), "titles.json", partial(titles, month))


def checksum(ids: Iterable[str]) -> str:
    """A checksum of four letters for the ids or anchors of a day's events."""
    raw = blake2b("\n".join(ids).encode(), digest_size=3).digest()
    return urlsafe_b64encode(raw).decode()


def facets(year: int, index: SiteIndex) -> FacetsView:
    """The facets of a year's events."""
    rows = {day: _events_of(day, index) for month in _months(year, index) for day in index.lookups.days_in[month]}
    days = tuple(
        DayRow(f"{day:%m-%d}", len(events), checksum(urls.anchor(e.id) for e in events)) for day, events in rows.items()
    )
    events = [event for on_day in rows.values() for event in on_day]
    head = Head(urls.facets(year), f"{year:04}", "data")
    return FacetsView(head, days, {facet: _facet(facet, events, index) for facet in FACETS})


def titles(month: _MONTH, index: SiteIndex) -> TitlesView:
    """The titles of a month's events."""
    rows = {day.isoformat(): _titles_of(day, index) for day in index.lookups.days_in[month]}
    return TitlesView(Head(urls.titles(*month), f"{month[0]:04}-{month[1]:02}", "data"), rows)


def _events_on(day: date, index: SiteIndex) -> tuple[Event, ...]:
    """The events of a day in the order of its page."""
    return tuple(event for part in in_order(day, index) for event in part)


@query
def _titles_of(day: date, index: SiteIndex) -> tuple[TitleRow, ...]:
    rows = ((event, event_status(event, index)) for event in _events_on(day, index))
    return tuple(TitleRow(e.id, index.text(event_title(e.record)), status.mark, status.tone) for e, status in rows)


@query
def _events_of(day: date, index: SiteIndex) -> tuple[FacetedEvent, ...]:
    events = _events_on(day, index)
    return tuple(FacetedEvent(event.id, tuple(_values(facet, event) for facet in FACETS)) for event in events)


def _months(year: int, index: SiteIndex) -> list[_MONTH]:
    return [month for month in index.lookups.months if month[0] == year and month in index.lookups.days_in]


def _facet(facet: str, events: list[FacetedEvent], index: SiteIndex) -> Facet:
    values = [event.values[FACETS.index(facet)] for event in events]
    counts = Counter(value for ids in values for value in ids)
    order = {value: number for number, value in enumerate(sorted(counts, key=lambda value: (-counts[value], value)))}
    column = (tuple(order[value] for value in ids) for ids in values)
    labels = tuple(_label(facet, value, index) for value in order)
    return Facet(labels, tuple(numbers[0] if len(numbers) == 1 else numbers for numbers in column))


def _values(facet: str, event: Event) -> tuple[str, ...]:
    """An event's values of a facet."""
    record = event.record
    if facet == "status":
        return (standing(event),)
    if facet == "type":
        return (record.type,) if record.state != "withheld" else ()
    if facet == "thread":
        return record.threads
    return event.actors if facet == "actor" else tuple(dict.fromkeys(scene.place for scene in record.scenes))


def _label(facet: str, value: str, index: SiteIndex) -> Label:
    if facet == "type":
        return Label(value, type_name(value, index.timeline))
    if facet == "status":
        words = STATUSES[value]
        return Label(value, gettext(words.label), words.tone)
    return Label(value, index.link(facet, value).text)

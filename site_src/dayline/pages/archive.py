"""Long lists of an entry's events: its own page has the newest, pages of years or months have all of them."""

from collections.abc import Iterator, Mapping
from datetime import date

from dayline.pages.by_month import Month, month_of
from dayline.timeline.linked_events import start_day
from dayline.timeline.lookups import grouped
from dayline.timeline.timeline import Event, Timeline

LONG = 100  # events on the page of an entry
FULL = 250  # events of a year on one page; more are listed by month
KINDS = ("thread", "actor", "place", "source")

Part = tuple[str, str, Month]  # the kind and id of an entry, and a month or, as month 0, a year


def newest(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events that the page of an entry lists."""
    return events[-LONG:]


def archived(timeline: Timeline) -> dict[Part, tuple[str, ...]]:
    """The ids of the events of each entry that has many, by year or month, oldest first."""
    parts: dict[Part, tuple[str, ...]] = {}
    for kind in KINDS:
        lookup: Mapping[str, tuple[Event, ...]] = getattr(timeline, f"of_{kind}")
        for id, events in lookup.items():
            if len(events) > LONG:
                parts |= {(kind, id, month): ids for month, ids in _parts(events)}
    return parts


def _parts(events: tuple[Event, ...]) -> Iterator[tuple[Month, tuple[str, ...]]]:
    """The ids of dated events by year, or by month if there are too many for a page."""
    dated = [event for event in events if start_day(event) > date.min]
    for year, of_year in grouped((start_day(event).year, event) for event in dated).items():
        if len(of_year) <= FULL:
            yield (year, 0), tuple(event.id for event in of_year)
        else:
            yield from grouped((month_of(event), event.id) for event in of_year).items()

"""Events, facets and claims by the month in which they begin."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from dayline.read.entry import Entry
from dayline.schema.registry import ReferenceRecord
from dayline.timeline.linked_events import start_day
from dayline.timeline.lookups import grouped
from dayline.timeline.standing import standing
from dayline.timeline.timeline import Event, LinkedClaim

Month = tuple[int, int]  # year and month
Facet = tuple[str, str]  # a facet (`type`, `status`, `key`) and a value of it


def month_of(event: Event) -> Month:
    """The year and month in which an event begins."""
    first = start_day(event)
    return first.year, first.month


def events_by_month(events: Iterable[Event]) -> dict[Month, tuple[str, ...]]:
    """The ids of the events that have a date, by month."""
    return grouped((month_of(event), event.id) for event in events if start_day(event) > date.min)


def undated_by_month(events: Iterable[Event]) -> dict[Month, tuple[str, ...]]:
    """The ids of the events dated to a month, or to a year, but to no day, by that month, or by month 0 of the year."""
    return grouped((_span(event), event.id) for event in events if not event.when.days and start_day(event) > date.min)


def counted_in(event: Event) -> Month:
    """The month in which an event begins; month 0 of its year if it is dated only to the year."""
    return month_of(event) if event.when.days else _span(event)


def _span(event: Event) -> Month:
    """The month that an event is dated to, or month 0 of its year."""
    part = event.record.date.start or event.record.date.end
    year, month = month_of(event)
    return (year, month) if part and part.precision in ("month", "day") else (year, 0)


def facets_by_month(
    in_month: Mapping[Month, Sequence[str]], events: Mapping[str, Event]
) -> dict[tuple[Facet, Month], tuple[str, ...]]:
    """The ids of events by facet and month, both in order; of a withheld event only its status counts."""
    ids = grouped(((facet, month), id) for month in in_month for id in in_month[month] for facet in _facets(events[id]))
    return {key: ids[key] for key in sorted(ids)}


def _facets(event: Event) -> Iterator[Facet]:
    record = event.record
    yield "status", standing(event)
    if record.state == "withheld":
        return
    yield "type", record.type
    if record.priority in ("lead", "key"):
        yield "key", ""


def references_by_month(references: Mapping[str, Entry[ReferenceRecord]]) -> dict[Month, tuple[str, ...]]:
    """The ids of references by the month in which they were published, 0 and 0 if it is not known."""
    return grouped((_published(entry.record), id) for id, entry in references.items())


def _published(record: ReferenceRecord) -> Month:
    day = record.published.earliest if record.published else None
    return (day.year, day.month) if day else (0, 0)


def claims_by_month(claims: Iterable[LinkedClaim]) -> dict[Month, tuple[str, ...]]:
    """The ids of the claims that are not withheld by month, oldest first."""
    public = (claim for claim in claims if claim.event.record.state != "withheld")
    in_order = sorted(public, key=lambda claim: (start_day(claim.event), claim.id))
    return grouped((month_of(claim.event), claim.id) for claim in in_order)

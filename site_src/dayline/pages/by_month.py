"""Events, facets and claims by the month in which they begin."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from dayline.timeline.linked_events import start_day
from dayline.timeline.timeline import Event, LinkedClaim

Month = tuple[int, int]  # year and month
Facet = tuple[str, str]  # a facet (`type`, `status`, `key`) and a value of it


def month_of(event: Event) -> Month:
    """The year and month in which an event begins."""
    first = start_day(event)
    return first.year, first.month


def events_by_month(all_events: Iterable[Event]) -> dict[Month, list[Event]]:
    """The events that have a date, by month."""
    events: defaultdict[Month, list[Event]] = defaultdict(list)
    for event in all_events:
        if start_day(event) > date.min:
            events[month_of(event)].append(event)
    return dict(events)


def facets_by_month(events: Mapping[Month, Sequence[Event]]) -> dict[Facet, dict[Month, tuple[str, ...]]]:
    """The ids of events that are not withheld, by facet and month, both in order."""
    ids: defaultdict[Facet, defaultdict[Month, list[str]]] = defaultdict(lambda: defaultdict(list))
    for month in sorted(events):
        for event in events[month]:
            for facet in _facets(event):
                ids[facet][month].append(event.id)
    return {facet: {month: tuple(ids[facet][month]) for month in ids[facet]} for facet in sorted(ids)}


def _facets(event: Event) -> Iterator[Facet]:
    record = event.record
    if record.state == "withheld":
        return
    yield "type", record.type
    yield "status", record.verification.status
    if record.priority in ("lead", "key"):
        yield "key", ""


def claims_by_month(claims: Iterable[LinkedClaim]) -> dict[Month, list[LinkedClaim]]:
    """The claims that are not withheld by month, oldest first."""
    by_month: dict[Month, list[LinkedClaim]] = {}
    public = (claim for claim in claims if claim.event.record.state != "withheld")
    for claim in sorted(public, key=lambda claim: (start_day(claim.event), claim.id)):
        by_month.setdefault(month_of(claim.event), []).append(claim)
    return by_month

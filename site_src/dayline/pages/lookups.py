"""What is looked up in a timeline, beyond what it holds: by month, by day, by facet, and what points to what.

Lookups hold ids, dates, counts and logged changes, none of the text that `timeline.revised.WORDS` lists: they stay the
same when only words change.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar

from dayline.pages.archive import Part, archived
from dayline.pages.backlinks import Point, by_owner, by_parent, pointing
from dayline.pages.by_month import (
    Facet,
    Month,
    claims_by_month,
    events_by_month,
    facets_by_month,
    references_by_month,
    undated_by_month,
)
from dayline.pages.day_spans import Around, days_around, ongoing_by_day, planned_by_day
from dayline.timeline.changelog import LoggedChange, changelog
from dayline.timeline.claims_on import claims_by_topic
from dayline.timeline.interactions import Tie, has_ties, ties
from dayline.timeline.lookups import grouped
from dayline.timeline.news import NewsItem, news
from dayline.timeline.promises import due_on, last_day
from dayline.timeline.series import SeriesPoint, event_points, table_points
from dayline.timeline.timeline import Timeline
from dayline.timeline.unknowns import unknowns_about

T = TypeVar("T", NewsItem, LoggedChange)


class Lookups:
    """The lookups of a timeline, each made when it is first needed."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline

    def revised(self, timeline: Timeline) -> "Lookups":
        """The same lookups for a timeline that differs in words only."""
        lookups = Lookups(timeline)
        lookups.__dict__ |= {name: value for name, value in self.__dict__.items() if name != "_timeline"}
        return lookups

    @cached_property
    def plans(self) -> tuple[str, ...]:
        """The ids of all events that are or were planned."""
        return tuple(event.id for event in self._timeline.events.values() if event.record.planned)

    @cached_property
    def announced(self) -> Mapping[str, tuple[str, ...]]:
        """For each event that announced plans their ids."""
        plans = ((self._timeline.events[id].record.planned, id) for id in self.plans)
        return grouped((plan.announced_in, id) for plan, id in plans if plan and plan.announced_in)

    @cached_property
    def beside(self) -> Mapping[tuple[str, str], tuple[str, str]]:
        """For each thread and event in it the ids of the events before and after, empty at the ends."""
        beside: dict[tuple[str, str], tuple[str, str]] = {}
        for thread, events in self._timeline.of_thread.items():
            ids = ["", *(event.id for event in events), ""]
            beside |= {(thread, ids[n]): (ids[n - 1], ids[n + 1]) for n in range(1, len(ids) - 1)}
        return beside

    @cached_property
    def ahead(self) -> Mapping[date, tuple[str, ...]]:
        """For each day the ids of events that were planned for later days, if that was known by then."""
        return planned_by_day((self._timeline.events[id] for id in self.plans), self._timeline)

    @cached_property
    def lasting(self) -> Mapping[date, tuple[str, ...]]:
        """For each day the ids of the long events that went on through it."""
        return ongoing_by_day(self._timeline)

    @cached_property
    def days_in(self) -> Mapping[Month, tuple[date, ...]]:
        """The days with pages of each month."""
        return grouped(((day.year, day.month), day) for day in self._timeline.days)

    @cached_property
    def in_month(self) -> Mapping[Month, tuple[str, ...]]:
        """The ids of all events that have a date, oldest first, by the year and month in which they begin."""
        return events_by_month(self._timeline.events.values())

    @cached_property
    def undated(self) -> Mapping[Month, tuple[str, ...]]:
        """The ids of the events dated to a month or, as its month 0, to a year, but to no day."""
        return undated_by_month(self._timeline.events.values())

    @cached_property
    def ids_on(self) -> Mapping[date, tuple[str, ...]]:
        """The ids of the events on each day."""
        return {day: tuple(event.id for event in events) for day, events in self._timeline.on_day.items()}

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """All months with days or events, in order."""
        return tuple(sorted({*self.days_in, *self.in_month}))

    @cached_property
    def faceted(self) -> Mapping[tuple[Facet, Month], tuple[str, ...]]:
        """The ids of events by facet and its value, and by the month in which they begin."""
        return facets_by_month(self.in_month, self._timeline.events)

    @cached_property
    def facet_months(self) -> Mapping[Facet, tuple[Month, ...]]:
        """The months of each value of a facet, in order."""
        return grouped(self.faceted)

    @cached_property
    def facet_totals(self) -> Mapping[Month, tuple[tuple[Facet, int], ...]]:
        """For each month the number of events with each value of a facet."""
        return grouped((month, (facet, len(ids))) for (facet, month), ids in self.faceted.items())

    @cached_property
    def archived(self) -> Mapping[Part, tuple[str, ...]]:
        """The ids of the events of each thread, actor, place and source that has many, by year or month."""
        return archived(self._timeline)

    @cached_property
    def archive_months(self) -> Mapping[Point, tuple[Month, ...]]:
        """The years, as month 0, or months of each of these entries, in order."""
        return grouped(((kind, id), month) for kind, id, month in self.archived)

    @cached_property
    def published_in(self) -> Mapping[Month, tuple[str, ...]]:
        """The ids of the references by the month in which they were published; 0 and 0 if it is not known."""
        return references_by_month(self._timeline.references)

    @cached_property
    def claims_in(self) -> Mapping[Month, tuple[str, ...]]:
        """The ids of all claims that are not withheld by the month in which they were made, oldest first."""
        return claims_by_month(self._timeline.claims.values())

    @cached_property
    def children(self) -> Mapping[Point, tuple[str, ...]]:
        """The entries that name an entry as their parent, organisation, publisher or citing report.

        Under the kind `basis` are the documents that are based on a document.
        """
        return by_parent(self._timeline)

    @cached_property
    def figures_of(self) -> Mapping[Point, tuple[str, ...]]:
        """The figures that belong to a place or a thread."""
        return by_owner(self._timeline)

    @cached_property
    def figures_about(self) -> Mapping[str, tuple[str, ...]]:
        """The figures about each subject."""
        records = ((id, entry.record) for id, entry in self._timeline.figures.items())
        return grouped((record.about, id) for id, record in records if record.about)

    @cached_property
    def pointing(self) -> Mapping[Point, tuple[Point, ...]]:
        """For each entry, event or page the entries of registries that point to it."""
        return pointing(self._timeline)

    @cached_property
    def unknowns(self) -> Mapping[Point, tuple[tuple[date, int], ...]]:
        """For each topic and place the entries of briefs' `not_known` about it, by day and number, the newest first."""
        return unknowns_about(self._timeline)

    @cached_property
    def claims_on(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the claims about each topic that are not withheld, oldest first."""
        return claims_by_topic(self._timeline)

    @cached_property
    def placed(self) -> Mapping[tuple[str, int], SeriesPoint]:
        """Each value in an event, by the event's id and its number there, in the series of its claimant."""
        return event_points(self._timeline.series)

    @cached_property
    def tabled(self) -> Mapping[date, tuple[SeriesPoint, ...]]:
        """The values in the tables of figures, by day."""
        return table_points(self._timeline.series)

    @cached_property
    def news(self) -> tuple[NewsItem, ...]:
        """Everything that became known, in the order of days."""
        return news(self._timeline)

    @cached_property
    def news_in(self) -> Mapping[Month, tuple[NewsItem, ...]]:
        """Everything that has to do with a month: what became known in it, and what is now known of its days."""
        months = (({(day.year, day.month) for day in item.days}, item) for item in self.news)
        return grouped((month, item) for of_item, item in months for month in sorted(of_item))

    @cached_property
    def due_in(self) -> Mapping[Month, tuple[tuple[date, str], ...]]:
        """For each month the days of plans and promises in it, with the ids of the events or claims."""
        events = (self._timeline.events[id] for id in self.plans)
        due = [(last_day(event.record.planned.expected), event.id) for event in events if event.record.planned]
        promises = ((self._timeline.claims[id].claim.promise, id) for id in self._timeline.promises)
        due += [(due_on(promise), id) for promise, id in promises if promise]
        return grouped(((day.year, day.month), (day, id)) for day, id in sorted(due) if day < date.max)

    @cached_property
    def arrivals(self) -> tuple[NewsItem, ...]:
        """The events by the day on which they became known, the newest first."""
        events = (item for item in self.news if item.kind == "event")
        return tuple(sorted(events, key=lambda item: item.day, reverse=True))

    @cached_property
    def arrivals_in(self) -> Mapping[Month, tuple[NewsItem, ...]]:
        """The same by month."""
        return _by_month(self.arrivals)

    @cached_property
    def logged(self) -> tuple[LoggedChange, ...]:
        """The changes to all items that readers should know about, the newest first."""
        return changelog(self._timeline)

    @cached_property
    def logged_in(self) -> Mapping[Month, tuple[LoggedChange, ...]]:
        """The same by month."""
        return _by_month(self.logged)

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Everything that one party did with another."""
        return ties(self._timeline)

    @cached_property
    def has_ties(self) -> bool:
        """Whether any party did something with another."""
        return has_ties(self._timeline)

    @cached_property
    def around(self) -> Mapping[date, Around]:
        """The days with pages around each day."""
        return days_around(self._timeline.days)


def _by_month(items: Iterable[T]) -> dict[Month, tuple[T, ...]]:
    return grouped(((item.day.year, item.day.month), item) for item in items)

"""The site index: what pages ask about the timeline, and what things are called."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from dayline.pages.backlinks import by_owner, by_parent, pointing
from dayline.pages.by_month import Facet, Month, claims_by_month, events_by_month, facets_by_month
from dayline.pages.day_spans import ongoing_by_day, planned_by_day
from dayline.pages.keys import Keys
from dayline.pages.links import Link
from dayline.pages.maps.base_maps import BaseMaps
from dayline.pages.names import Names
from dayline.timeline.changelog import LoggedChange, changelog
from dayline.timeline.interactions import Tie, has_ties, ties, ties_of
from dayline.timeline.news import NewsItem, news
from dayline.timeline.series import SeriesPoint, table_points
from dayline.timeline.timeline import Event, LinkedClaim, LinkedQuote, Series, Timeline
from dayline.words import gettext

HERE = Path()

# What stays the same when only words change.
_LASTING = (
    "announced", "_in_thread", "_children", "_figures", "_pointing", "cells", "news", "logged", "arrivals", "tabled",
    "ties", "has_ties", "_ties", "faceted", "countries",
)  # fmt: skip


class SiteIndex(Names):
    """A timeline with everything that pages ask about it.

    `site` is the folder that holds `content`, for the pages that are made from its pictures.
    """

    def __init__(self, timeline: Timeline, site: Path = HERE) -> None:
        super().__init__(timeline)
        self.site = site
        self.keys = Keys(timeline)
        self.base_maps = BaseMaps(timeline)
        self.cards: dict[str, Any] = {}
        self.lines: dict[str, Any] = {}
        self.cells: dict[date, Any] = {}
        self._ties: dict[str, tuple[Tie, ...]] = {}

    def revised(self, timeline: Timeline, ids: AbstractSet[str]) -> "SiteIndex":
        """The index after the words of some events and briefs have changed, with everything that stays the same."""
        index = SiteIndex(timeline, self.site)
        index.__dict__ |= {name: self.__dict__[name] for name in _LASTING if name in self.__dict__}
        index.keys = self.keys.revised(timeline, ids)
        index.cards = {id: card for id, card in self.cards.items() if self.keys.stands(id, ids)}
        index.lines = {id: line for id, line in self.lines.items() if id not in ids}
        index._links = {point: link for point, link in self._links.items() if point[1] not in ids}
        return index

    def resting(self) -> "SiteIndex":
        """This index without the views made for it, which take up most of its memory."""
        self.cards.clear()
        self.lines.clear()
        return self

    @cached_property
    def plans(self) -> tuple[Event, ...]:
        """All events that are or were planned."""
        return tuple(event for event in self.timeline.events.values() if event.record.planned)

    @cached_property
    def announced(self) -> Mapping[str, list[str]]:
        """For each event that announced plans their ids."""
        plans: defaultdict[str, list[str]] = defaultdict(list)
        for event in self.plans:
            if event.record.planned and event.record.planned.announced_in:
                plans[event.record.planned.announced_in].append(event.id)
        return plans

    def place_of(self, day: date) -> int:
        """The position of a day among the days with pages, from 0."""
        return bisect_left(self.timeline.days, day)

    def beside(self, thread: str, event_id: str) -> tuple[str, str]:
        """The ids of the events before and after an event in a thread, empty at its ends."""
        events, place = self.timeline.of_thread[thread], self._in_thread[thread][event_id]
        before = events[place - 1].id if place else ""
        return before, events[place + 1].id if place + 1 < len(events) else ""

    @cached_property
    def _in_thread(self) -> dict[str, dict[str, int]]:
        """For each thread the position of each of its events, from 0."""
        threads = self.timeline.of_thread.items()
        return {thread: {event.id: place for place, event in enumerate(events)} for thread, events in threads}

    @cached_property
    def ahead(self) -> dict[date, list[Event]]:
        """For each day the events that were planned for later days, if that was known by then."""
        return planned_by_day(self.plans, self.timeline)

    @cached_property
    def lasting(self) -> dict[date, list[Event]]:
        """For each day the long events that went on through it."""
        return ongoing_by_day(self.timeline)

    @cached_property
    def in_month(self) -> dict[Month, list[Event]]:
        """All events that have a date, oldest first, by the year and month in which they begin."""
        return events_by_month(self.timeline.events.values())

    @cached_property
    def faceted(self) -> dict[Facet, dict[Month, tuple[str, ...]]]:
        """The ids of events by facet and its value, and by the month in which they begin."""
        return facets_by_month(self.in_month)

    @cached_property
    def claims_by_month(self) -> dict[Month, list[LinkedClaim]]:
        """All claims that are not withheld by the month in which they were made, oldest first."""
        return claims_by_month(self.timeline.claims.values())

    @cached_property
    def _children(self) -> dict[tuple[str, str], list[str]]:
        return by_parent(self.timeline)

    @cached_property
    def _figures(self) -> dict[tuple[str, str], list[str]]:
        return by_owner(self.timeline)

    @cached_property
    def _quotes(self) -> dict[str, list[LinkedQuote]]:
        quotes: defaultdict[str, list[LinkedQuote]] = defaultdict(list)
        for quote in self.timeline.quotes:
            quotes[quote.event.id].append(quote)
        return quotes

    @property
    def placed(self) -> dict[tuple[str, int], SeriesPoint]:
        """Each value in an event, by the event's id and its number there, in the series of its claimant."""
        return self.keys.placed

    @cached_property
    def tabled(self) -> dict[date, list[SeriesPoint]]:
        """The values in the tables of figures, by day."""
        return table_points(self.timeline.series)

    def values_on(self, day: date) -> Iterator[SeriesPoint]:
        """The values that the events of a day give, and those of tables for the day."""
        for event in self.timeline.on_day.get(day, ()):
            yield from (self.placed[event.id, number] for number in range(len(event.record.figures)))
        yield from self.tabled.get(day, ())

    def last_value(self, figure: str) -> SeriesPoint | None:
        """The newest value of a figure; if several claimants have one for that day, the preferred claimant's."""
        last = [SeriesPoint(figure, series, len(series.values) - 1) for series in self.series(figure)]
        return max(last, key=lambda point: point.value.day or date.min, default=None)

    def series(self, figure: str) -> tuple[Series, ...]:
        """The series of a figure, those of preferred sources first."""
        sources = (self.timeline.sources.get(id) for id in self.timeline.figures[figure].record.prefer)
        first = [source.record.actor for source in sources if source]
        order = {actor: first.index(actor) for actor in first}
        every = self.timeline.series.get(figure, ())
        return tuple(sorted(every, key=lambda series: order.get(series.by.by, len(first))))

    @cached_property
    def news(self) -> tuple[NewsItem, ...]:
        """Everything that became known, in the order of days."""
        return news(self.timeline)

    @cached_property
    def arrivals(self) -> tuple[NewsItem, ...]:
        """The events by the day on which they became known, the newest first."""
        events = (item for item in self.news if item.kind == "event")
        return tuple(sorted(events, key=lambda item: item.day, reverse=True))

    @cached_property
    def logged(self) -> tuple[LoggedChange, ...]:
        """The changes to all items that readers should know about, the newest first."""
        return changelog(self.timeline)

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Everything that one party did with another."""
        return ties(self.timeline)

    @cached_property
    def has_ties(self) -> bool:
        """Whether any party did something with another."""
        return has_ties(self.timeline)

    def ties_of(self, actor: str) -> tuple[Tie, ...]:
        """An actor's ties, collected once for both the page's key and the page."""
        if actor not in self._ties:
            self._ties[actor] = ties_of(actor, self.timeline)
        return self._ties[actor]

    @cached_property
    def countries(self) -> tuple[tuple[str, str], ...]:
        """The codes and names of the countries among the places, which every map shows for orientation."""
        places = (entry.record for _, entry in sorted(self.timeline.places.items()))
        countries = (place for place in places if place.kind == "country")
        return tuple((place.country, self.text(place.name)) for place in countries if place.country)

    def children(self, kind: str, id: str) -> list[str]:
        """The entries that name an entry as their parent, organisation, publisher or citing report.

        Under the kind `basis` are the documents that are based on a document.
        """
        return self._children.get((kind, id), [])

    def figures_of(self, kind: str, id: str) -> list[str]:
        """The figures that belong to a place or a thread."""
        return self._figures.get((kind, id), [])

    @cached_property
    def _pointing(self) -> dict[tuple[str, str], list[tuple[str, str]]]:
        """For each entry, event or page the entries of registries that point to it."""
        return pointing(self.timeline)

    def pointing(self, kind: str, id: str, *kinds: str) -> list[tuple[str, str]]:
        """The entries of some registries that point to an entry, as (kind, id)."""
        return [point for point in self._pointing.get((kind, id), ()) if point[0] in kinds]

    def named_by(self, kind: str, id: str, labels: Mapping[str, str]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
        """Links to the entries that point to an entry, under the label of their registry."""
        links = (
            (label, self.links(of, (other for _, other in self.pointing(kind, id, of)))) for of, label in labels.items()
        )
        return tuple((gettext(label), entries) for label, entries in links if entries)

    def quotes_of(self, event_id: str) -> tuple[LinkedQuote, ...]:
        """The quotations of an event."""
        return tuple(self._quotes.get(event_id, ()))

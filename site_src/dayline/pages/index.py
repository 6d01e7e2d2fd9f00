"""What pages are planned from: the timeline, and ways to name and link what stands in it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

from dayline import prose, urls
from dayline.pages.backlinks import by_owner, by_parent, pointing
from dayline.pages.keys import Keys
from dayline.pages.links import Link
from dayline.pages.wording import event_title, full_date
from dayline.schema.markdown.links import SCHEMES
from dayline.timeline.changelog import LoggedChange, changelog
from dayline.timeline.interactions import Tie, has_ties, ties, ties_of
from dayline.timeline.linked_events import start_day
from dayline.timeline.news import NewsItem, news
from dayline.timeline.series import SeriesPoint, table_points
from dayline.timeline.timeline import Event, LinkedClaim, LinkedQuote, Series, Timeline
from dayline.words import gettext

NAMES: dict[str, Callable[[Any], str]] = {
    "actor": lambda record: record.name, "place": lambda record: record.name, "source": lambda record: record.name,
    "thread": lambda record: record.title, "figure": lambda record: record.title, "term": lambda record: record.term,
    "reference": lambda record: record.title, "event": event_title, "page": lambda record: record.title,
    "question": lambda record: record.question,
}  # fmt: skip


HERE = Path()

# What no change of words touches.
_LASTING = (
    "announced", "_in_thread", "_children", "_figures", "_pointing", "cells", "news", "logged", "arrivals", "tabled",
    "ties", "has_ties", "_ties", "faceted", "countries",
)  # fmt: skip


class SiteIndex:
    """A timeline with its links: every name and address that pages show comes from here.

    `site` is the folder that holds `content`, for the pages that are made from its pictures.
    """

    def __init__(self, timeline: Timeline, site: Path = HERE) -> None:
        self.timeline = timeline
        self.site = site
        self.language = timeline.site.language
        self.keys = Keys(timeline)
        self.cards: dict[str, Any] = {}
        self.lines: dict[str, Any] = {}
        self.cells: dict[date, Any] = {}
        self._links: dict[tuple[str, str], Link] = {}
        self._ties: dict[str, tuple[Tie, ...]] = {}

    def revised(self, timeline: Timeline, ids: AbstractSet[str]) -> "SiteIndex":
        """This edition after a change of words in some events and briefs, with all that stays."""
        made = SiteIndex(timeline, self.site)
        made.__dict__ |= {name: self.__dict__[name] for name in _LASTING if name in self.__dict__}
        made.keys = self.keys.revised(timeline, ids)
        made.cards = {id: card for id, card in self.cards.items() if self.keys.stands(id, ids)}
        made.lines = {id: line for id, line in self.lines.items() if id not in ids}
        made._links = {point: link for point, link in self._links.items() if point[1] not in ids}
        return made

    def resting(self) -> "SiteIndex":
        """This edition without the views that were made for it, which take most of its room."""
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
        found: defaultdict[str, list[str]] = defaultdict(list)
        for event in self.plans:
            if event.record.planned and event.record.planned.announced_in:
                found[event.record.planned.announced_in].append(event.id)
        return found

    def place_of(self, day: date) -> int:
        """Which one of the days with pages a day is, from 0."""
        return bisect_left(self.timeline.days, day)

    def beside(self, thread: str, event_id: str) -> tuple[str, str]:
        """The ids of the events before and after an event in a thread, empty at its ends."""
        events, place = self.timeline.of_thread[thread], self._in_thread[thread][event_id]
        before = events[place - 1].id if place else ""
        return before, events[place + 1].id if place + 1 < len(events) else ""

    @cached_property
    def _in_thread(self) -> dict[str, dict[str, int]]:
        """For each thread the place of each of its events, from 0."""
        threads = self.timeline.of_thread.items()
        return {thread: {event.id: place for place, event in enumerate(events)} for thread, events in threads}

    @cached_property
    def ahead(self) -> dict[date, list[Event]]:
        """For each day the events that were planned for later days, as far as it was known then."""
        found: defaultdict[date, list[Event]] = defaultdict(list)
        for event in self.plans:
            planned = event.record.planned
            announced = (planned.announced.latest if planned and planned.announced else None) or event.known_on
            if planned and planned.expected.earliest and announced:
                for day in self._days(announced, planned.expected.earliest - timedelta(days=1)):
                    found[day].append(event)
        return found

    @cached_property
    def lasting(self) -> dict[date, list[Event]]:
        """For each day the longer matters that went on through it."""
        found: defaultdict[date, list[Event]] = defaultdict(list)
        for event in self.timeline.long_running:
            first, last = event.when.middle or (date.max, None)
            until = last or (self.timeline.today if event.record.event_status == "ongoing" else first)
            for day in self._days(first, until):
                found[day].append(event)
        return found

    def _days(self, first: date, last: date) -> tuple[date, ...]:
        """The days with pages from one day to another, both included."""
        days = self.timeline.days
        return days[bisect_left(days, first) : bisect_right(days, last)]

    @cached_property
    def in_month(self) -> dict[tuple[int, int], list[Event]]:
        """All events by the year and month in which they begin."""
        found: defaultdict[tuple[int, int], list[Event]] = defaultdict(list)
        for event in self.timeline.events.values():
            first = start_day(event)
            if first > date.min:
                found[first.year, first.month].append(event)
        return dict(found)

    @cached_property
    def faceted(self) -> dict[tuple[str, str], dict[tuple[int, int], tuple[str, ...]]]:
        """The ids of all dated events by facet (`type`, `status`, `key`) and value, and by the month they begin in."""
        found: defaultdict[tuple[str, str], defaultdict[tuple[int, int], list[str]]]
        found = defaultdict(lambda: defaultdict(list))
        for month, events in sorted(self.in_month.items()):
            for event in events:
                record = event.record
                if record.state == "withheld":
                    continue
                found["type", record.type][month].append(event.id)
                found["status", record.verification.status][month].append(event.id)
                if record.priority in ("lead", "key"):
                    found["key", ""][month].append(event.id)
        return {facet: {month: tuple(ids) for month, ids in months.items()} for facet, months in sorted(found.items())}

    @cached_property
    def _children(self) -> dict[tuple[str, str], list[str]]:
        return by_parent(self.timeline)

    @cached_property
    def _figures(self) -> dict[tuple[str, str], list[str]]:
        return by_owner(self.timeline)

    @cached_property
    def _quotes(self) -> dict[str, list[LinkedQuote]]:
        found: defaultdict[str, list[LinkedQuote]] = defaultdict(list)
        for made in self.timeline.quotes:
            found[made.event.id].append(made)
        return found

    @property
    def placed(self) -> dict[tuple[str, int], SeriesPoint]:
        """Each value of an event, by the event's id and its number there, among the others of its claimant."""
        return self.keys.placed

    @cached_property
    def tabled(self) -> dict[date, list[SeriesPoint]]:
        """The values that tables of figures hold, by their day."""
        return table_points(self.timeline.series)

    def values_on(self, day: date) -> Iterator[SeriesPoint]:
        """The values that the events of a day give, and those of tables for the day."""
        for event in self.timeline.on_day.get(day, ()):
            yield from (self.placed[event.id, number] for number in range(len(event.record.figures)))
        yield from self.tabled.get(day, ())

    def last_value(self, figure: str) -> SeriesPoint | None:
        """The newest value of a figure; of several for that day the one of the claimant that is preferred."""
        found = [SeriesPoint(figure, one, len(one.values) - 1) for one in self.series(figure)]
        return max(found, key=lambda one: one.value.day or date.min) if found else None

    def series(self, figure: str) -> tuple[Series, ...]:
        """The series of a figure, those of preferred sources first."""
        found = self.timeline.series.get(figure, ())
        sources = (self.timeline.sources.get(id) for id in self.timeline.figures[figure].record.prefer)
        first = [source.record.actor for source in sources if source]
        return tuple(sorted(found, key=lambda one: first.index(one.by.by) if one.by.by in first else len(first)))

    @cached_property
    def news(self) -> tuple[NewsItem, ...]:
        """Everything that became known, in the order of days."""
        return news(self.timeline)

    @cached_property
    def arrivals(self) -> tuple[NewsItem, ...]:
        """The events by the day on which they became known, the newest first."""
        return tuple(sorted((one for one in self.news if one.kind == "event"), key=lambda one: one.day, reverse=True))

    @cached_property
    def logged(self) -> tuple[LoggedChange, ...]:
        """The changes of all items that readers should know of, the newest first."""
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
        """An actor's ties, gathered once for the page's key and the page."""
        found = self._ties.get(actor)
        if found is None:
            found = self._ties[actor] = ties_of(actor, self.timeline)
        return found

    @cached_property
    def claims_by_month(self) -> dict[tuple[int, int], list[LinkedClaim]]:
        """All claims that are not withheld by the month in which they were made, oldest first."""
        found: dict[tuple[int, int], list[LinkedClaim]] = {}
        public = (made for made in self.timeline.claims.values() if made.event.record.state != "withheld")
        for made in sorted(public, key=lambda made: (start_day(made.event), made.id)):
            first = start_day(made.event)
            found.setdefault((first.year, first.month), []).append(made)
        return found

    @cached_property
    def countries(self) -> tuple[tuple[str, str], ...]:
        """The codes and names of the countries among the places, which stand on every map for orientation."""
        places = (entry.record for _, entry in sorted(self.timeline.places.items()))
        return tuple((one.country, self.text(one.name)) for one in places if one.kind == "country" and one.country)

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
        """For each registered thing the entries of registries that point to it."""
        return pointing(self.timeline)

    def pointing(self, kind: str, id: str, *kinds: str) -> list[tuple[str, str]]:
        """The entries of some registries that name a thing, as (kind, id)."""
        return [point for point in self._pointing.get((kind, id), ()) if point[0] in kinds]

    def named_by(self, kind: str, id: str, labels: Mapping[str, str]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
        """The entries that name a thing, under the label of their registry."""
        groups = ((label, [found for _, found in self.pointing(kind, id, one)], one) for one, label in labels.items())
        return tuple((gettext(label), self.links(one, ids)) for label, ids, one in groups if ids)

    def quotes_of(self, event_id: str) -> tuple[LinkedQuote, ...]:
        """The quotations of an event."""
        return tuple(self._quotes.get(event_id, ()))

    def text(self, text: str | None) -> str:
        """A text field with typographic quotes."""
        return prose.plain(text, self.language) if text else ""

    def inline(self, text: str | None) -> Markup:
        """A Markdown field of one paragraph."""
        return prose.inline(text, self.address, self.language) if text else Markup()

    def words(self, text: str | None) -> str:
        """A Markdown field as plain text, for wherever no markup may stand."""
        return prose.plain_text(self.inline(text) if text and prose.is_markdown(text) else self.text(text))

    def block(self, text: str | None) -> Markup:
        """A Markdown field of several paragraphs."""
        return prose.block(text, self.address, self.language) if text else Markup()

    def link(self, kind: str, id: str) -> Link:
        """A registered thing by its name."""
        found = self._links.get((kind, id))
        if found is None:
            entry = self.timeline.registry(kind)[id]
            url = urls.event(id) if kind == "event" else urls.page(id) if kind == "page" else urls.entry(kind, id)
            found = self._links[kind, id] = Link(self.text(NAMES[kind](entry.record)), url)
        return found

    def links(self, kind: str, ids: Any) -> tuple[Link, ...]:
        """Registered things by their names."""
        return tuple(self.link(kind, id) for id in ids)

    def day(self, day: date | None) -> Link:
        """A day, linked if it has a page."""
        if day is None:
            return Link("")
        return Link(full_date(day), urls.day(day) if self.has_day(day) else "")

    def has_day(self, day: date) -> bool:
        return day in self.timeline.on_day or day in self.timeline.briefs

    def counter(self, day: date) -> str:
        """`Day 19`, where the site counts days."""
        counted = self.timeline.site.day_counter
        if counted is None or counted.day_one.earliest is None or day < counted.day_one.earliest:
            return ""
        return counted.label.replace("{n}", str((day - counted.day_one.earliest).days + 1))

    def address(self, scheme: str, id: str) -> str | None:
        """Where a link scheme of content leads, or None if there is no such thing."""
        if scheme == "day":
            day = _day(id)
            return urls.day(day) if day and self.has_day(day) else None
        if scheme not in SCHEMES or id not in self.timeline.registry(scheme):
            return None
        if scheme in ("event", "claim"):
            return urls.event(id) if scheme == "event" else urls.claim(id)
        return urls.page(id) if scheme == "page" else urls.entry(scheme, id)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

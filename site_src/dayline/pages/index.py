"""The site index: what pages ask about the timeline, and what things are called."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import Path
from typing import cast

from dayline.pages.links import Link
from dayline.pages.lookups import Lookups
from dayline.pages.maps.base_maps import BaseMaps
from dayline.pages.names import Names
from dayline.queries.query import TEXT, query
from dayline.queries.recorded import Recorded, recorded
from dayline.queries.recorder import Query, Recorder
from dayline.timeline.interactions import Tie, ties_of
from dayline.timeline.series import SeriesPoint
from dayline.timeline.timeline import Event, Series, Timeline
from dayline.words import gettext

HERE = Path()


class SiteIndex(Names):
    """A timeline with everything that pages ask about it, noting what they ask.

    `site` is the folder that holds `content`, for the pages that are made from its pictures. `own_timeline` and
    `own_lookups` note nothing.
    """

    def __init__(
        self,
        timeline: Timeline,
        site: Path = HERE,
        recorder: Recorder | None = None,
        lookups: Lookups | None = None,
    ) -> None:
        self.recorder = recorder or Recorder()
        super().__init__(recorded(timeline, self.recorder))
        self.own_timeline, self.own_lookups = timeline, lookups or Lookups(timeline)
        self.lookups = cast("Lookups", Recorded(self.own_lookups, self.recorder))
        self.site = site
        self.base_maps = BaseMaps(self.timeline)

    def revised(self, timeline: Timeline, touched: AbstractSet[Query]) -> "SiteIndex":
        """The index after an edit of words that touched some queries, with everything that stays the same."""
        lookups = self.own_lookups.revised(timeline)
        index = SiteIndex(timeline, self.site, self.recorder.following(touched), lookups)
        index.base_maps.contents |= self.base_maps.contents  # answers that are kept may name them
        return index

    def resting(self) -> "SiteIndex":
        """This index without the answers that it can work out again, which take up most of its memory."""
        self.recorder.rest()
        return self

    def events(self, ids: Iterable[str]) -> tuple[Event, ...]:
        """Events by their ids."""
        return tuple(self.timeline.events[id] for id in ids)

    def summary(self, event: Event) -> str | None:
        """The summary of an event, which only its card and its page show."""
        self.recorder.asked.add((TEXT, event.id))
        return event.record.summary

    def body(self, event: Event) -> str | None:
        """What is written below it."""
        self.recorder.asked.add((TEXT, event.id))
        return event.record.body

    @query
    def has_come(self, day: date) -> bool:
        """Whether a day has come, or is past."""
        return day <= self.timeline.today

    @query
    def is_current(self, year: int, month: int) -> bool:
        """Whether today is in a month."""
        today = self.timeline.today
        return (today.year, today.month) == (year, month)

    @query
    def number_of(self, kind: str, id: str) -> int:
        """How many events concern an entry of a registry."""
        events: Mapping[str, tuple[Event, ...]] = getattr(self.timeline, f"of_{kind}")
        return len(events.get(id, ()))

    def values_on(self, day: date) -> Iterator[SeriesPoint]:
        """The values that the events of a day give, and those of tables for the day; of several times the latest."""
        events = self.timeline.on_day.get(day, ())
        points = [self.lookups.placed[event.id, n] for event in events for n in range(len(event.record.figures))]
        points += self.lookups.tabled.get(day, ())
        latest = {point.of_day: point.value.moment for point in sorted(points, key=lambda point: point.value.moment)}
        return (point for point in points if point.value.minutes is None or point.value.moment == latest[point.of_day])

    def last_value(self, figure: str) -> SeriesPoint | None:
        """The newest value of a figure; if several claimants have one for that day, the preferred claimant's."""
        last = [SeriesPoint(figure, series, len(series.values) - 1) for series in self.series(figure)]
        return max(last, key=lambda point: point.value.moment, default=None)

    def series(self, figure: str) -> tuple[Series, ...]:
        """The series of a figure, those of preferred sources first."""
        sources = (self.timeline.sources.get(id) for id in self.timeline.figures[figure].record.prefer)
        first = [source.record.actor for source in sources if source]
        order = {actor: first.index(actor) for actor in first}
        every = self.timeline.series.get(figure, ())
        return tuple(sorted(every, key=lambda series: order.get(series.by.by, len(first))))

    @query
    def ties_of(self, actor: str) -> tuple[Tie, ...]:
        """An actor's ties."""
        return ties_of(actor, self.timeline)

    def children(self, kind: str, id: str) -> tuple[str, ...]:
        """The entries that name an entry as their parent, organisation, publisher or citing report.

        Under the kind `basis` are the documents that are based on a document.
        """
        return self.lookups.children.get((kind, id), ())

    def figures_of(self, kind: str, id: str) -> tuple[str, ...]:
        """The figures that belong to a place or a thread."""
        return self.lookups.figures_of.get((kind, id), ())

    def pointing(self, kind: str, id: str, *kinds: str) -> list[tuple[str, str]]:
        """The entries of some registries that point to an entry, as (kind, id)."""
        return [point for point in self.lookups.pointing.get((kind, id), ()) if point[0] in kinds]

    def named_by(self, kind: str, id: str, labels: Mapping[str, str]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
        """Links to the entries that point to an entry, under the label of their registry."""
        links = (
            (label, self.links(of, (other for _, other in self.pointing(kind, id, of)))) for of, label in labels.items()
        )
        return tuple((gettext(label), entries) for label, entries in links if entries)

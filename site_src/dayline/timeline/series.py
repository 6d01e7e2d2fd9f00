"""A figure's values as series: one per claimant, in chronological order, from events and tables."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from dayline.schema.sourcing import Attribution
from dayline.timeline.timeline import LinkedObservation, Series, TableColumn, Value

SPARKLINE_DAYS = 30  # length of a sparkline
SeriesKey = tuple[str | None, str | None, str | None, str | None, str | None]


class SeriesPoint(NamedTuple):
    """A value in its series: the figure's id, the series, and the value's index in it."""

    figure: str
    series: Series
    position: int

    def __repr__(self) -> str:
        """What is shown of it: the value, those before it, and whose they are."""
        series = self.series
        shown = self.figure, *(part for part in series if part is not series.values), self.recent, self.previous
        return f"SeriesPoint{shown}"

    @property
    def value(self) -> Value:
        return self.series.values[self.position]

    @property
    def previous(self) -> Value | None:
        """The claimant's last value for an earlier time."""
        return next((v for v in self._before() if v.moment != self.value.moment), None)

    @property
    def of_day(self) -> tuple[object, ...]:
        """What it has in common with the claimant's other values for that day."""
        series = self.series
        return self.figure, self.value.day, *series_key(series.by, series.scope, series.place)

    @property
    def earlier_that_day(self) -> tuple["SeriesPoint", ...]:
        """The values for earlier times of the day that it has a time of, oldest first."""
        of_day = takewhile(lambda pair: pair[1].day == self.value.day, enumerate(self._before(), start=1))
        timed = [self._replace(position=self.position - back) for back, v in of_day if v.minutes is not None]
        return tuple(reversed(timed)) if self.value.minutes is not None else ()

    def _before(self) -> Iterator[Value]:
        """The values before it, the newest first."""
        return (self.series.values[number] for number in range(self.position - 1, -1, -1))

    @property
    def recent(self) -> tuple[Value, ...]:
        """The values of the `SPARKLINE_DAYS` days up to this one's, this one and the one before it included."""
        day = self.value.day
        near = list(takewhile(lambda v: day and v.day and (day - v.day).days < SPARKLINE_DAYS, self._before()))[::-1]
        before = [self.previous] if self.previous and not near else []
        return (*before, *near, self.value)


class _Claimant(NamedTuple):
    """The values of one claimant collected so far."""

    by: Attribution
    scope: str | None
    place: str | None
    values: list[Value]
    columns: list[TableColumn]


def restarted(series: Series) -> tuple[Value, ...]:
    """The values with which a claimant began to count anew: the first on or after each such day."""
    values = (next((v for v in series.values if v.day and v.day >= day), None) for day in series.restarts)
    return tuple(value for value in values if value)


def series(observations: Iterable[LinkedObservation], columns: Iterable[TableColumn]) -> tuple[Series, ...]:
    """The series of a figure, sorted by their first day.

    A value that is in both an event and the table appears once, as the event's.
    """
    parts: dict[SeriesKey, _Claimant] = {}
    for linked in observations:
        of = linked.observation
        part = parts.setdefault(linked.series_key, _Claimant(linked.by, of.scope, of.place, [], []))
        part.values.append(_value(linked))
    for column in columns:
        key = series_key(column.by, column.scope, column.place)
        part = parts.setdefault(key, _Claimant(column.by, column.scope, column.place, [], []))
        seen = {value.content for value in part.values}
        part.values.extend(value for value in column.values if value.content not in seen)
        part.columns.append(column)
    by_claimant = (_series(part) for part in parts.values())
    return tuple(sorted((s for s in by_claimant if s.values), key=lambda s: s.values[0].day or date.min))


def series_key(by: Attribution, scope: str | None, place: str | None) -> SeriesKey:
    """The key of a series: whose values they are, for which part of what is counted, and where."""
    return by.by, by.organisation, by.described_as, scope, place


def event_points(series: Mapping[str, tuple[Series, ...]]) -> dict[tuple[str, int], SeriesPoint]:
    """The values in events as points of their series, by event id and index in the event."""
    return {
        (value.event, value.number): SeriesPoint(figure, by_claimant, position)
        for figure, of_figure in series.items()
        for by_claimant in of_figure
        for position, value in enumerate(by_claimant.values)
        if value.event
    }


def table_points(series: Mapping[str, tuple[Series, ...]]) -> dict[date, tuple[SeriesPoint, ...]]:
    """The values from tables as points of their series, by day."""
    points: dict[date, list[SeriesPoint]] = {}
    for figure, of_figure in sorted(series.items()):
        for by_claimant in of_figure:
            for position, value in enumerate(by_claimant.values):
                if not value.event and value.day:
                    points.setdefault(value.day, []).append(SeriesPoint(figure, by_claimant, position))
    return {day: tuple(of_day) for day, of_day in points.items()}


def _series(part: _Claimant) -> Series:
    values = sorted(part.values, key=lambda v: (v.moment, not v.event, v.event, v.number))
    note = " ".join(column.note for column in part.columns if column.note)
    caveat = " ".join(column.caveat for column in part.columns if column.caveat)
    revised = tuple(sorted(revision for column in part.columns for revision in column.revised))
    restarts = tuple(sorted(day for column in part.columns for day in column.restarts))
    return Series(part.by, part.scope, note, revised, tuple(values), part.place, caveat, restarts)


def _value(linked: LinkedObservation) -> Value:
    observation = linked.observation
    stated = observation.as_of.date if observation.as_of else linked.event.record.date
    return Value(
        linked.as_of, observation.value, observation.low, observation.high, observation.qualifier, observation.unit,
        linked.event.id, linked.number, None if stated.is_certain_day else stated, linked.minutes,
    )  # fmt: skip

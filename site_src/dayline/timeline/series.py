"""A figure's values as series: one per claimant, in chronological order, from events and tables."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dayline.schema.sourcing import Attribution
from dayline.timeline.timeline import LinkedObservation, Series, TableColumn, Value

SPARKLINE_DAYS = 30  # length of a sparkline
SeriesKey = tuple[str | None, str | None, str | None, str | None]


class SeriesPoint(NamedTuple):
    """A value in its series: the figure's id, the series, and the value's index in it."""

    figure: str
    series: Series
    position: int

    def __repr__(self) -> str:
        """What is shown of it: the value, those before it, and whose they are."""
        series = self.series
        shown = self.figure, series.by, series.scope, series.note, series.revised, self.recent, self.previous
        return f"SeriesPoint{shown}"

    @property
    def value(self) -> Value:
        return self.series.values[self.position]

    @property
    def previous(self) -> Value | None:
        """The claimant's last value for an earlier day."""
        earlier = (v for v in reversed(self.series.values[: self.position]) if v.day != self.value.day)
        return next(earlier, None)

    @property
    def recent(self) -> tuple[Value, ...]:
        """The values of the `SPARKLINE_DAYS` days up to this one's, this one and the one before it included."""
        first, day = max(0, self.position - SPARKLINE_DAYS + 1), self.value.day
        near = [
            v
            for v in self.series.values[first : self.position]
            if day and v.day and (day - v.day).days < SPARKLINE_DAYS
        ]
        before = [self.previous] if self.previous and not near else []
        return (*before, *near, self.value)


class _Claimant(NamedTuple):
    """The values of one claimant collected so far."""

    by: Attribution
    scope: str | None
    values: list[Value]
    columns: list[TableColumn]


def series(observations: Iterable[LinkedObservation], columns: Iterable[TableColumn]) -> tuple[Series, ...]:
    """The series of a figure, sorted by their first day.

    A value that is in both an event and the table appears once, as the event's.
    """
    parts: dict[SeriesKey, _Claimant] = {}
    for linked in observations:
        part = parts.setdefault(linked.series_key, _Claimant(linked.by, linked.observation.scope, [], []))
        part.values.append(_value(linked))
    for column in columns:
        part = parts.setdefault(series_key(column.by, column.scope), _Claimant(column.by, column.scope, [], []))
        seen = {_comparable(value) for value in part.values}
        part.values.extend(value for value in column.values if _comparable(value) not in seen)
        part.columns.append(column)
    by_claimant = (_series(part) for part in parts.values())
    return tuple(sorted((s for s in by_claimant if s.values), key=lambda s: s.values[0].day or date.min))


def series_key(by: Attribution, scope: str | None) -> SeriesKey:
    """The key of a series: whose values they are, and for which part of what is counted."""
    return by.by, by.organisation, by.described_as, scope


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
    values = sorted(part.values, key=lambda v: (v.day or date.min, not v.event, v.event, v.number))
    note = " ".join(column.note for column in part.columns if column.note)
    revised = tuple(sorted(revision for column in part.columns for revision in column.revised))
    return Series(part.by, part.scope, note, revised, tuple(values))


def _value(linked: LinkedObservation) -> Value:
    observation, stated = linked.observation, linked.observation.as_of or linked.event.record.date
    return Value(
        linked.as_of, observation.value, observation.low, observation.high, observation.qualifier, observation.unit,
        linked.event.id, linked.number, None if stated.is_certain_day else stated,
    )  # fmt: skip


def _comparable(value: Value) -> tuple[object, ...]:
    return value[:6]

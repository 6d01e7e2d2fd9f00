"""The values of a figure as series: of each claimant all values in the order of their days, whatever they stand in."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dayline.schema.event import Attribution
from dayline.timeline.timeline import MadeObservation, Series, TabledColumn, Value

DAYS = 30  # that a small line goes back
Party = tuple[str | None, str | None, str | None, str | None]


class Placed(NamedTuple):
    """A value among those of its claimant: the figure's id, the series, and the value's place in it."""

    figure: str
    series: Series
    at: int

    @property
    def value(self) -> Value:
        return self.series.values[self.at]

    @property
    def before(self) -> Value | None:
        """The claimant's value for the last day before this one's."""
        earlier = (v for v in reversed(self.series.values[: self.at]) if v.day != self.value.day)
        return next(earlier, None)

    @property
    def shown(self) -> tuple[Value, ...]:
        """The values of the `DAYS` days up to this one's, this one and the one before it included."""
        first, day = max(0, self.at - DAYS + 1), self.value.day
        near = [v for v in self.series.values[first : self.at] if day and v.day and (day - v.day).days < DAYS]
        before = [self.before] if self.before and not near else []
        return (*before, *near, self.value)


class _Part(NamedTuple):
    """What is known of one claimant so far."""

    by: Attribution
    scope: str | None
    values: list[Value]
    columns: list[TabledColumn]


def series(observations: Iterable[MadeObservation], columns: Iterable[TabledColumn]) -> tuple[Series, ...]:
    """The series of a figure, the one that begins first at the top.

    A value that stands in an event and in the table alike is there once, as the event's.
    """
    parts: dict[Party, _Part] = {}
    for made in observations:
        part = parts.setdefault(made.party, _Part(made.by, made.observation.scope, [], []))
        part.values.append(_of_event(made))
    for column in columns:
        part = parts.setdefault(party(column.by, column.scope), _Part(column.by, column.scope, [], []))
        told = {_facts(value) for value in part.values}
        part.values.extend(value for value in column.values if _facts(value) not in told)
        part.columns.append(column)
    found = [_series(part) for part in parts.values()]
    return tuple(sorted((one for one in found if one.values), key=lambda one: one.values[0].day or date.min))


def party(by: Attribution, scope: str | None) -> Party:
    """Whose values they are, and of what part: values of one party make one series."""
    return by.by, by.organisation, by.described_as, scope


def placed(series: Mapping[str, tuple[Series, ...]]) -> dict[tuple[str, int], Placed]:
    """Each value of an event, by the event's id and its number there, among the others of its claimant."""
    return {
        (value.event, value.number): Placed(figure, one, at)
        for figure, found in series.items()
        for one in found
        for at, value in enumerate(one.values)
        if value.event
    }


def tabled(series: Mapping[str, tuple[Series, ...]]) -> dict[date, list[Placed]]:
    """The values of tables by their day."""
    found: dict[date, list[Placed]] = {}
    for figure, known in sorted(series.items()):
        for one in known:
            for at, value in enumerate(one.values):
                if not value.event and value.day:
                    found.setdefault(value.day, []).append(Placed(figure, one, at))
    return found


def _series(part: _Part) -> Series:
    values = sorted(part.values, key=lambda v: (v.day or date.min, not v.event, v.event, v.number))
    note = " ".join(column.note for column in part.columns if column.note)
    revised = tuple(sorted(told for column in part.columns for told in column.revised))
    return Series(part.by, part.scope, note, revised, tuple(values))


def _of_event(made: MadeObservation) -> Value:
    seen, stated = made.observation, made.observation.as_of or made.event.record.date
    return Value(
        made.as_of, seen.value, seen.low, seen.high, seen.qualifier, seen.unit, made.event.id, made.number,
        None if stated.is_certain_day else stated,
    )  # fmt: skip


def _facts(value: Value) -> tuple[object, ...]:
    return value[:6]

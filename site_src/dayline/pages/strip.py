"""The strip of all days: one cell a day, heavier where more happened, every cell a link with words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dayline import urls
from dayline.pages.edition import Edition
from dayline.pages.page import Link
from dayline.pages.wording import count, full_date, month_name
from dayline.timeline.timeline import Event

WEIGHTS = {"lead": 4, "key": 3, "normal": 2, "minor": 1}
STEPS = (1, 8, 20, 40)


class Cell(NamedTuple):
    """A day in the strip: `weight` from 0 (nothing) to 4."""

    url: str
    label: str
    number: str
    weight: int
    current: bool


class StripMonth(NamedTuple):
    """A month of the strip."""

    link: Link
    cells: tuple[Cell, ...]


class Strip(NamedTuple):
    """The strip."""

    months: tuple[StripMonth, ...]


def strip(edition: Edition, current: date | None = None) -> Strip:
    """The months around a day as a strip."""
    return _by_month({day: cell(day, edition, current) for day in _shown(edition, current)})


def strip_of(events: Iterable[Event]) -> Strip:
    """The days of some events as a strip, weighed by these events alone."""
    on_day: dict[date, list[Event]] = {}
    for event in events:
        for day in event.when.days:
            on_day.setdefault(day, []).append(event)
    return _by_month({day: _cell(day, on_day[day]) for day in sorted(on_day)})


def _by_month(cells: Mapping[date, Cell]) -> Strip:
    months: dict[tuple[int, int], list[Cell]] = {}
    for day, shown in cells.items():
        months.setdefault((day.year, day.month), []).append(shown)
    named = ((Link(month_name(*key), urls.month(*key)), tuple(found)) for key, found in months.items())
    return Strip(tuple(StripMonth(link, found) for link, found in named))


def cell(day: date, edition: Edition, current: date | None = None) -> Cell:
    """One day of the strip."""
    if day not in edition.cells:
        edition.cells[day] = _cell(day, edition.timeline.on_day.get(day, ()))
    made: Cell = edition.cells[day]
    return made._replace(current=True) if day == current else made


def _cell(day: date, events: Sequence[Event]) -> Cell:
    heavy = sum(WEIGHTS[event.record.priority] for event in events)
    weight = sum(heavy >= step for step in STEPS)
    label = f"{full_date(day)}: {count(len(events), 'event')}"
    return Cell(urls.day(day), label, str(day.day), weight, current=False)


def _shown(edition: Edition, current: date | None) -> tuple[date, ...]:
    days = edition.timeline.days
    return around(days, len(days) if current is None else edition.place_of(current))


def around(days: tuple[date, ...], place: int) -> tuple[date, ...]:
    """The 28 days with pages around one of them: 20 before it and 7 after it."""
    last = min(len(days), place + 8)
    return days[max(0, min(place - 20, last - 28)) : last]

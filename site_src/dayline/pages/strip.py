"""The strip of all days: one cell a day, heavier where more happened, every cell a link with words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dayline import urls
from dayline.pages.edition import Edition
from dayline.pages.page import Link
from dayline.pages.wording import count, full_date, month_name
from dayline.timeline.timeline import Event

WEIGHTS = {"lead": 4, "key": 3, "normal": 2, "minor": 1}
STEPS = (1, 8, 20, 40)


@dataclass(frozen=True, slots=True)
class Cell:
    """A day in the strip: `weight` from 0 (nothing) to 4."""

    url: str
    label: str
    number: str
    weight: int
    current: bool


@dataclass(frozen=True, slots=True)
class StripMonth:
    """A month of the strip."""

    link: Link
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip."""

    months: tuple[StripMonth, ...]


def strip(edition: Edition, current: date | None = None, of: Sequence[Event] | None = None) -> Strip:
    """The months around a day as a strip; of some events, all of their days and nothing else."""
    if of is not None:
        return _strip_of(of)
    shown = _around(edition.timeline.days, current)
    months: dict[tuple[int, int], list[Cell]] = {}
    for day in shown:
        months.setdefault((day.year, day.month), []).append(cell(day, edition, current))
    return _months(months)


def _strip_of(events: Sequence[Event]) -> Strip:
    on_day: dict[date, list[Event]] = {}
    for event in events:
        for day in event.when.days:
            on_day.setdefault(day, []).append(event)
    months: dict[tuple[int, int], list[Cell]] = {}
    for day in sorted(on_day):
        months.setdefault((day.year, day.month), []).append(_cell(day, on_day[day], False))
    return _months(months)


def _months(months: dict[tuple[int, int], list[Cell]]) -> Strip:
    return Strip(tuple(StripMonth(Link(month_name(*key), urls.month(*key)), tuple(cells)) for key, cells in months.items()))


def cell(day: date, edition: Edition, current: date | None = None) -> Cell:
    """One day of the strip."""
    return _cell(day, edition.timeline.on_day.get(day, ()), day == current)


def _cell(day: date, events: Sequence[Event], current: bool) -> Cell:
    heavy = sum(WEIGHTS[event.record.priority] for event in events)
    weight = sum(heavy >= step for step in STEPS)
    label = f"{full_date(day)}: {count(len(events), 'event')}"
    return Cell(urls.day(day), label, str(day.day), weight, current)


def _around(days: tuple[date, ...], current: date | None) -> tuple[date, ...]:
    """The last 28 days with pages up to the current one, and a few after it."""
    if current is None:
        return days[-28:]
    place = days.index(current)
    return days[max(0, place - 20) : place + 8]

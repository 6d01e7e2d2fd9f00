"""The strip of all days: one cell a day, heavier where more happened, every cell a link with words."""

from dataclasses import dataclass
from datetime import date

from dayline import urls
from dayline.pages.edition import Edition
from dayline.pages.page import Link
from dayline.pages.wording import count, full_date, month_name

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


def strip(edition: Edition, current: date | None = None, days: tuple[date, ...] | None = None) -> Strip:
    """The months around a day (or of the given days) as a strip."""
    shown = days if days is not None else _around(edition.timeline.days, current)
    months: dict[tuple[int, int], list[Cell]] = {}
    for day in shown:
        months.setdefault((day.year, day.month), []).append(cell(day, edition, current))
    return Strip(tuple(StripMonth(Link(month_name(*key), urls.month(*key)), tuple(cells)) for key, cells in months.items()))


def cell(day: date, edition: Edition, current: date | None = None) -> Cell:
    """One day of the strip."""
    events = edition.timeline.on_day.get(day, ())
    heavy = sum(WEIGHTS[event.record.priority] for event in events)
    weight = sum(heavy >= step for step in STEPS)
    label = f"{full_date(day)}: {count(len(events), 'event')}"
    return Cell(urls.day(day), label, str(day.day), weight, day == current)


def _around(days: tuple[date, ...], current: date | None) -> tuple[date, ...]:
    """The last 28 days with pages up to the current one, and a few after it."""
    if current is None:
        return days[-28:]
    place = days.index(current)
    return days[max(0, place - 20) : place + 8]

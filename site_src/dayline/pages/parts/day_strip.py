"""The strip of days around a day: one cell per day, darker where more happened, each a labelled link."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.wording import full_date, month_name
from dayline.timeline.timeline import Event
from dayline.words import ngettext

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


def strip(index: SiteIndex, current: date) -> Strip:
    """The months around a day as a strip."""
    months: dict[tuple[int, int], list[Cell]] = {}
    for day in around(index.timeline.days, index.place_of(current)):
        months.setdefault((day.year, day.month), []).append(cell(day, index, current))
    by_month = ((Link(month_name(*key), urls.month(*key)), tuple(cells)) for key, cells in months.items())
    return Strip(tuple(StripMonth(link, cells) for link, cells in by_month))


def cell(day: date, index: SiteIndex, current: date | None = None) -> Cell:
    """One day of the strip."""
    if day not in index.cells:
        index.cells[day] = cell_of(day, index.timeline.on_day.get(day, ()))
    cached: Cell = index.cells[day]
    return cached._replace(current=True) if day == current else cached


def cell_of(day: date, events: Sequence[Event]) -> Cell:
    """The cell of a day, weighted by these events."""
    heavy = sum(WEIGHTS[event.record.priority] for event in events)
    weight = sum(heavy >= step for step in STEPS)
    label = ngettext("{date}: {number} event", "{date}: {number} events", len(events), date=full_date(day))
    return Cell(urls.day(day), label, str(day.day), weight, current=False)


def around(days: tuple[date, ...], place: int) -> tuple[date, ...]:
    """The 28 days with pages around a day: 20 before it and 7 after it."""
    last = min(len(days), place + 8)
    return days[max(0, min(place - 20, last - 28)) : last]

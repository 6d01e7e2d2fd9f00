"""The strip of days around a day: one cell per day, darker where more happened, each a labelled link."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.wording import full_date, month_name
from dayline.queries.query import query
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
    days = index.lookups.around[current].strip
    return strip_of({day: cell(day, index, current) for day in days})


def strip_of(cells: Mapping[date, Cell]) -> Strip:
    """Days in their order as a strip."""
    months: dict[tuple[int, int], list[Cell]] = {}
    for day, shown in cells.items():
        months.setdefault((day.year, day.month), []).append(shown)
    by_month = ((Link(month_name(*key), urls.month(*key)), tuple(cells)) for key, cells in months.items())
    return Strip(tuple(StripMonth(link, cells) for link, cells in by_month))


def cell(day: date, index: SiteIndex, current: date | None = None) -> Cell:
    """One day of the strip."""
    shown = _cell(day, index)
    return shown._replace(current=True) if day == current else shown


@query
def _cell(day: date, index: SiteIndex) -> Cell:
    return cell_of(day, index.timeline.on_day.get(day, ()))


def cell_of(day: date, events: Sequence[Event]) -> Cell:
    """The cell of a day, weighted by these events."""
    heavy = sum(WEIGHTS[event.record.priority] for event in events)
    weight = sum(heavy >= step for step in STEPS)
    label = ngettext("{date}: {number} event", "{date}: {number} events", len(events), date=full_date(day))
    return Cell(urls.day(day), label, str(day.day), weight, current=False)

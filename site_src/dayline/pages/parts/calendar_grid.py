"""A month as a table of weeks; each day with a page is a link."""

from calendar import Calendar
from datetime import date
from typing import NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.day_strip import Cell, cell
from dayline.pages.wording import event_count, month_name, weekday

WEEK = 7


class CalendarGrid(NamedTuple):
    """A month as weeks of cells; days without a page have only their number.

    `weekdays` is true if the columns are days of the week, which they are not before the Gregorian calendar.
    """

    link: Link
    weekdays: bool
    weeks: tuple[tuple[Cell | None, ...], ...]
    total: str


def calendar_grid(year: int, month: int, index: SiteIndex) -> CalendarGrid:
    """The grid of a month."""
    days = [day for day in Calendar().itermonthdates(year, month) if day.month == month]
    weekdays = bool(weekday(days[0]))
    before = days[0].weekday() if weekdays else 0
    cells = [None] * before + [_cell(day, index) for day in days]
    cells += [None] * (-len(cells) % WEEK)
    return CalendarGrid(
        Link(month_name(year, month), urls.month(year, month)),
        weekdays,
        tuple(tuple(cells[n : n + WEEK]) for n in range(0, len(cells), WEEK)),
        event_count(len(begun_in(year, month, index))),
    )


def begun_in(year: int, month: int, index: SiteIndex) -> tuple[str, ...]:
    """The ids of the events that begin in a month; those dated only to its year are not among them."""
    of_year = index.lookups.undated.get((year, 0), ())
    return tuple(id for id in index.lookups.in_month.get((year, month), ()) if id not in of_year)


def _cell(day: date, index: SiteIndex) -> Cell:
    if index.has_day(day):
        return cell(day, index)
    return Cell("", "", str(day.day), 0, False)

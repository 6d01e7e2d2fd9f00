"""The archive: pages of months and years, and the calendar."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.pages.by_month import Month
from dayline.pages.day_names import DayName, day_name
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.calendar_grid import CalendarGrid, begun_in, calendar_grid
from dayline.pages.parts.event_line import EventLine, lines
from dayline.pages.parts.facet_counts import TITLES, FacetCount, facet_counts
from dayline.pages.parts.filters import FEW
from dayline.pages.parts.month_links import MonthPager, month_pager
from dayline.pages.parts.upcoming import Coming, coming_of
from dayline.pages.wording import comma_separated, event_count, month_name
from dayline.queries.query import query
from dayline.timeline.order import weightiest
from dayline.words import gettext, ngettext

YEARS = 2  # whose months the calendar shows; others have pages of their own


class DayLine(NamedTuple):
    """A day in the archive: the title of its brief, and its lead and key events.

    If it has neither, its weightiest event is in their place. `lead` is the weightiest of a day without a brief.
    """

    day: DayName
    title: str
    total: str
    events: tuple[EventLine, ...]
    lead: EventLine | None


class MonthView(NamedTuple):
    """A month page: `key` says how many of its events its days list, `loose` are events dated to no day."""

    head: Head
    grid: CalendarGrid
    pager: MonthPager
    days: tuple[DayLine, ...]
    loose: tuple[EventLine, ...]
    total: str
    key: str
    facets: tuple[tuple[Link, tuple[FacetCount, ...]], ...]
    filtered: bool


class YearView(NamedTuple):
    """A year page."""

    head: Head
    grids: tuple[CalendarGrid, ...]
    loose: tuple[EventLine, ...]
    total: str


class CalendarView(NamedTuple):
    """The calendar: what is coming, a link to all deadlines, and all months."""

    head: Head
    coming: tuple[Coming, ...]
    due: Link
    years: tuple[tuple[Link, tuple[CalendarGrid, ...]], ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each month and year with events or briefs, and the calendar."""
    months = list(index.lookups.months)
    for month in months:
        yield Page(urls.month(*month), "month.html", partial(_month, month, months))
    for year in sorted({year for year, _ in months}):
        of_year = partial(_year, year, months)
        yield Page(urls.year(year), "year.html", of_year)
    yield Page(urls.calendar(), "calendar.html", partial(_calendar, months))


@query
def day_line(day: date, index: SiteIndex) -> DayLine:
    """A day in one line, with its lead and key events."""
    brief = index.timeline.briefs.get(day)
    events = index.timeline.on_day.get(day, ())
    title = index.text(brief.record.title) if brief else ""
    key = tuple(event for event in events if event.record.priority in ("lead", "key"))
    lead = () if brief or not events else (weightiest(events),)
    main = lines(key or lead, index, filtered=True)
    leading = next(iter(lines(lead, index, filtered=True)), None)
    return DayLine(day_name(day, index), title, event_count(len(events)), main, leading)


def _loose(span: Month, index: SiteIndex) -> tuple[EventLine, ...]:
    """Events dated to a month, or to a year (as its month 0), but to no day."""
    return lines(index.events(index.lookups.undated.get(span, ())), index, filtered=True)


def _month(month: Month, months: Sequence[Month], index: SiteIndex) -> MonthView:
    days = index.lookups.days_in.get(month, ())
    title, year = month_name(*month), month[0]
    trail = (_calendar_link(), Link(str(year), urls.year(year)))
    lines_of_days = tuple(day_line(day, index) for day in days)
    loose = _loose(month, index)
    return MonthView(
        head=Head(urls.month(*month), title, "month", gettext("The days of {month}, in brief.", month=title), trail),
        grid=calendar_grid(*month, index),
        pager=month_pager(month, months, urls.month),
        days=lines_of_days,
        loose=loose,
        total=_total(month, index),
        key=_key(month, lines_of_days, index),
        facets=tuple(_facets(month, index)),
        filtered=sum(len(line.events) for line in lines_of_days) + len(loose) >= FEW,
    )


def _total(month: Month, index: SiteIndex) -> str:
    """How many events begin in a month, and those that its days have twice or not at all."""
    begun = begun_in(*month, index)
    on_days = Counter(id for day in index.lookups.days_in.get(month, ()) for id in index.lookups.ids_on.get(day, ()))
    several = sum(on_days[id] > 1 for id in begun)
    undated = len(index.lookups.undated.get(month, ()))
    earlier = len(on_days.keys() - {*begun})
    notes = (
        (several, ngettext("{number} of them on several days", "{number} of them on several days", several)),
        (undated, ngettext("{number} of them without a day", "{number} of them without a day", undated)),
        (earlier, ngettext("{number} more that began before", "{number} more that began before", earlier)),
    )
    return comma_separated([event_count(len(begun)), *(note for number, note in notes if number)])


def _key(month: Month, days: Sequence[DayLine], index: SiteIndex) -> str:
    """How many of the events of a month its days list; empty if they list all of them or none."""
    begun = begun_in(*month, index)
    shown = len({event.id for day in days for event in day.events}.intersection(begun))
    if shown in (0, len(begun)):
        return ""
    total = f"{len(begun):,}"
    return ngettext("{number} key event of {total}", "{number} key events of {total}", shown, total=total)


def _facets(month: Month, index: SiteIndex) -> Iterator[tuple[Link, tuple[FacetCount, ...]]]:
    """Links to all events of a month by type, by status, and to its key events."""
    for kind, title in TITLES.items():
        if counts := facet_counts(kind, month, index):
            yield Link(gettext(title), urls.facet(kind)), counts


def _year(year: int, months: Sequence[Month], index: SiteIndex) -> YearView:
    grids = tuple(calendar_grid(y, month, index) for y, month in months if y == year)
    loose = _loose((year, 0), index)
    total = sum(len(begun_in(*month, index)) for month in months if month[0] == year) + len(loose)
    description = gettext("{year}, month by month.", year=year)
    head = Head(urls.year(year), str(year), "year", description, (_calendar_link(),))
    return YearView(head, grids, loose, event_count(total))


def _calendar(months: Sequence[Month], index: SiteIndex) -> CalendarView:
    years = sorted({year for year, _ in months}, reverse=True)
    drawn = [month for month in months if month[0] in years[:YEARS]]
    grids = {year: tuple(calendar_grid(*month, index) for month in drawn if month[0] == year) for year in years}
    return CalendarView(
        head=Head(urls.calendar(), gettext("Calendar"), "calendar", gettext("All days, and what is to come.")),
        coming=coming_of(index.events(index.lookups.plans), index),
        due=Link(gettext("All plans and promises, and what became of them"), urls.due()),
        years=tuple((Link(str(year), urls.year(year)), grids[year]) for year in years),
    )


def _calendar_link() -> Link:
    """A link to the calendar."""
    return Link(gettext("Calendar"), urls.calendar())

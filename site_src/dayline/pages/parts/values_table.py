"""The values of a figure as tables, one per claimant, split by month if there are many."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.pages.by_month import Month
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.attribution import Byline, byline
from dayline.pages.parts.month_links import month_link
from dayline.pages.parts.value import FigureLine, figure_line, revision
from dayline.timeline.series import SeriesPoint
from dayline.timeline.timeline import Series
from dayline.words import ngettext

LONG = 120  # a figure with more values has them split by month


class ValuesTable(NamedTuple):
    """One claimant's values, the newest first, with the caveat for all that are from the figure's table."""

    by: Byline | None
    scope: str
    place: str
    caveat: str
    lines: tuple[FigureLine, ...]


class ValuesMonth(NamedTuple):
    """A month with values."""

    link: Link
    values: str


def values_tables(id: str, month: Month | None, index: SiteIndex) -> tuple[ValuesTable, ...]:
    """The values by claimant, newest first; with a month, those of the month and those without a day."""
    return tuple(
        _table(series, lines, index)
        for series in index.series(id)
        if (lines := tuple(_line(point, index) for point in reversed(list(_points(id, series, month)))))
    )


def _table(series: Series, lines: tuple[FigureLine, ...], index: SiteIndex) -> ValuesTable:
    place = index.link("place", series.place).text if series.place else ""
    return ValuesTable(byline(series.by, index), index.text(series.scope), place, index.text(series.caveat), lines)


def _line(point: SeriesPoint, index: SiteIndex) -> FigureLine:
    """A value in its table, above which the caveat for all of the table is said once."""
    line = figure_line(point, index)
    return line if point.value.event else line._replace(caveat=index.text(revision(point)))


def values_months(id: str, months: tuple[Month, ...], index: SiteIndex) -> tuple[ValuesMonth, ...]:
    """The months of a figure with links to their pages and counts of values."""
    values, address = Counter(_months(id, index)), partial(urls.values, id)
    return tuple(
        ValuesMonth(month_link(month, address), ngettext("{number} value", "{number} values", values[month]))
        for month in months
    )


def long_months(id: str, index: SiteIndex) -> tuple[Month, ...]:
    """The months by which a figure's values are split; none if there are few."""
    if sum(len(series.values) for series in index.timeline.series.get(id, ())) <= LONG:
        return ()
    return tuple(sorted(set(_months(id, index))))


def _months(id: str, index: SiteIndex) -> Iterator[Month]:
    """The month of each value that has a day."""
    for series in index.timeline.series.get(id, ()):
        yield from ((value.day.year, value.day.month) for value in series.values if value.day)


def _points(id: str, series: Series, month: Month | None) -> Iterator[SeriesPoint]:
    for position, value in enumerate(series.values):
        if month is None or value.day is None or (value.day.year, value.day.month) == month:
            yield SeriesPoint(id, series, position)

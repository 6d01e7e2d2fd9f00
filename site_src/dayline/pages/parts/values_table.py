"""The values of a figure as tables, one per claimant, split by month if there are many."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.pages.by_month import Month
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.attribution import Byline, byline
from dayline.pages.parts.month_links import month_link
from dayline.pages.parts.value import FigureLine, figure_line
from dayline.timeline.series import SeriesPoint
from dayline.timeline.timeline import Series
from dayline.words import ngettext

LONG = 120  # values of a figure from which on its tables are cut by month


class ValuesTable(NamedTuple):
    """One claimant's values in order of their days."""

    by: Byline | None
    scope: str
    lines: tuple[FigureLine, ...]


class ValuesMonth(NamedTuple):
    """A month with values."""

    link: Link
    values: str


def values_tables(id: str, month: Month | None, index: SiteIndex) -> tuple[ValuesTable, ...]:
    """The values by claimant; with a month, those of the month and those without a day."""
    return tuple(
        ValuesTable(byline(one.by, index), index.text(one.scope), lines)
        for one in index.series(id)
        if (lines := tuple(figure_line(placed, index) for placed in _of(id, one, month)))
    )


def values_months(id: str, months: tuple[Month, ...], index: SiteIndex) -> tuple[ValuesMonth, ...]:
    """The months of a figure with links to their pages and counts of values."""
    found = index.timeline.series.get(id, ())
    days = [(v.day.year, v.day.month) for one in found for v in one.values if v.day]
    return tuple(
        ValuesMonth(
            month_link(month, partial(urls.values, id)),
            ngettext("{number} value", "{number} values", days.count(month)),
        )
        for month in months
    )


def long_months(id: str, index: SiteIndex) -> tuple[Month, ...]:
    """The months by which a figure's values are split; none if there are few."""
    found = index.timeline.series.get(id, ())
    if sum(len(one.values) for one in found) <= LONG:
        return ()
    return tuple(sorted({(v.day.year, v.day.month) for one in found for v in one.values if v.day}))


def _of(id: str, one: Series, month: Month | None) -> Iterator[SeriesPoint]:
    for at, value in enumerate(one.values):
        if month is None or value.day is None or (value.day.year, value.day.month) == month:
            yield SeriesPoint(id, one, at)

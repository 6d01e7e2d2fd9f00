"""Figure pages: the chart, who counts what, and all values, by month where there are many."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.pages.by_month import Month
from dayline.pages.data.values_csv import values_text
from dayline.pages.entry_head import entry_head, list_link
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import lists
from dayline.pages.kinds.counts import MANY, CountedFigure, counted_figure, subject_link
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.change_badge import Badge, changes
from dayline.pages.parts.chart import Graph, graphs
from dayline.pages.parts.claimants import Claimant, claimants, summary
from dayline.pages.parts.month_links import MonthPager, month_pager
from dayline.pages.parts.trust import trust_of_values
from dayline.pages.parts.value import FigureLine, figure_line, table_source
from dayline.pages.parts.values_table import (
    ValuesMonth,
    ValuesTable,
    long_months,
    values_months,
    values_tables,
)
from dayline.pages.weights import gravity
from dayline.pages.wording import month_name
from dayline.schema import vocabulary as words
from dayline.schema.registry import FigureRecord
from dayline.timeline.series import SeriesPoint
from dayline.words import N_, gettext

SORTS = {N_("Dead, injured, missing"): (0, 1, 2), N_("People"): (3,), N_("Other figures"): (4,)}  # by gravity


class FigureView(NamedTuple):
    """The page of a figure; `only` is its value if there is just one, `month` the month shown in its tables."""

    head: Head
    unit: str
    kind: str
    counts: str
    excludes: str
    direction: str
    place: Link | None
    thread: Link | None
    actors: tuple[Link, ...]
    sources: tuple[Link, ...]
    subject: Link | None  # what it is about, with all counts of that
    graphs: tuple[Graph, ...]  # one for each part of what is counted
    only: FigureLine | None
    summary: str
    trust: str  # what all values rest on
    claimants: tuple[Claimant, ...]
    not_held: tuple[str, ...]  # counts that the desk does not have
    month: str
    columns: tuple[ValuesTable, ...]
    single: CountedFigure | None  # the same in one table, of amounts that each stand for themselves
    months: tuple[ValuesMonth, ...]
    download: str
    changes: tuple[Badge, ...]


class MonthView(NamedTuple):
    """The values of a figure in a month, with links to the months before and after."""

    head: Head
    columns: tuple[ValuesTable, ...]
    months: tuple[ValuesMonth, ...]
    pager: MonthPager


class ValuesFile(NamedTuple):
    """All values of a figure as CSV (RFC 4180)."""

    text: str


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page and a CSV file for each figure, pages for the months of long ones, and the list of figures."""
    for id in index.timeline.figures:
        yield Page(urls.entry("figure", id), "figure.html", partial(view, id))
        if id in index.timeline.series:
            yield Page(urls.values(id), "values.csv", partial(_file, id))
        for month in long_months(id, index):
            yield Page(urls.values(id, *month), "figure-month.html", partial(month_view, id, month))
    yield Page(urls.index("figure"), "list.html", listed)


def listed(index: SiteIndex) -> lists.ListView:
    """The list of figures."""
    title, description = gettext("Figures"), gettext("What is counted, by whom")
    return lists.view("figure", title, description, _sorts(index), index)


def _sorts(index: SiteIndex) -> list[lists.Sort]:
    """The gravest figures first."""
    degrees = {id: gravity(figure.record) for id, figure in index.timeline.figures.items()}
    return [
        lists.Sort(gettext(title), [(id, "") for id in degrees if degrees[id] in of]) for title, of in SORTS.items()
    ]


def view(id: str, index: SiteIndex) -> FigureView:
    """The view of the page of a figure."""
    record = index.timeline.figures[id].record
    series = index.series(id)
    months = long_months(id, index)
    values = [SeriesPoint(id, part, number) for part in series for number in range(len(part.values))]
    return FigureView(
        head=entry_head("figure", id, index.text(record.counts), index),
        unit=record.unit,
        kind=_kind(record),
        counts=index.text(record.counts),
        excludes=index.text(record.excludes),
        direction=record.direction.replace("-", " ") if record.direction else "",
        place=index.link("place", record.place) if record.place else None,
        thread=index.link("thread", record.thread) if record.thread else None,
        actors=index.links("actor", record.actors),
        sources=table_source(id, index),
        subject=subject_link(record.about, index) if record.about else None,
        graphs=graphs(id, series, index),
        only=figure_line(values[0], index) if len(values) == 1 else None,
        summary=index.text(summary(id, series, index)),
        trust=trust_of_values(id, index),
        claimants=claimants(series, record, index),
        not_held=tuple(map(index.text, record.not_held)),
        month=month_name(*months[-1]) if months else "",
        columns=values_tables(id, months[-1] if months else None, index),
        single=_single_amounts(id, record, index) if len(series) > 1 and not months else None,
        months=values_months(id, months, index),
        download=urls.values(id) if values else "",
        changes=changes(record.changes, index),
    )  # fmt: skip


def _single_amounts(id: str, record: FigureRecord, index: SiteIndex) -> CountedFigure | None:
    return counted_figure(id, MANY, urls.values(id), index) if record.is_of_single_amounts else None


def _kind(record: FigureRecord) -> str:
    kind = gettext(words.FIGURE_KINDS[record.kind])
    return gettext("{kind}, per {period}", kind=kind, period=record.period) if record.period else kind


def month_view(id: str, month: Month, index: SiteIndex) -> MonthView:
    """The view of the values of a figure in a month."""
    title = index.link("figure", id)
    months = long_months(id, index)
    trail = (list_link("figure"), title)
    name = month_name(*month)
    description = gettext("{figure}: all values for {month}.", figure=title.text, month=name)
    head = Head(urls.values(id, *month), name, "figure", description, trail, sort=title.text)
    pager = month_pager(month, months, partial(urls.values, id))
    return MonthView(head, values_tables(id, month, index), values_months(id, months, index), pager)


def _file(id: str, index: SiteIndex) -> ValuesFile:
    return ValuesFile(values_text(id, index))

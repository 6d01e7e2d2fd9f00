"""The pages of figures: the chart, who counts what, and all values, by months where they are many."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.pages import lists
from dayline.pages.changes import Badge, changes
from dayline.pages.claimants import Claimant, claimants, summary
from dayline.pages.edition import Edition
from dayline.pages.figures import FigureLine, figure_line, table_source
from dayline.pages.graphs import Graph, graph
from dayline.pages.keys import joined
from dayline.pages.page import Head, Link, Page
from dayline.pages.people import Byline, byline
from dayline.pages.values_file import values_text
from dayline.pages.wording import count, month_name
from dayline.schema import vocabulary as words
from dayline.timeline.series import Placed
from dayline.timeline.timeline import Series

LONG = 120  # values of a figure from which on its tables are cut by month
YearMonth = tuple[int, int]


class Column(NamedTuple):
    """Values of one claimant, in the order of their days."""

    by: Byline | None
    scope: str
    lines: tuple[FigureLine, ...]


class Month(NamedTuple):
    """A month with values."""

    link: Link
    values: str


class FigureView(NamedTuple):
    """The page of a figure; `only` is its value if there is but one, `month` what of the values its tables hold."""

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
    graph: Graph | None
    only: FigureLine | None
    summary: str
    claimants: tuple[Claimant, ...]
    month: str
    columns: tuple[Column, ...]
    months: tuple[Month, ...]
    download: str
    changes: tuple[Badge, ...]


class MonthView(NamedTuple):
    """The values of a figure in a month, and the months beside it."""

    head: Head
    columns: tuple[Column, ...]
    months: tuple[Month, ...]
    previous: Link | None
    next: Link | None


class ValuesFile(NamedTuple):
    """All values as comma-separated values (RFC 4180)."""

    text: str


def pages(edition: Edition) -> Iterator[Page]:
    """A page for each figure, one for each month of long ones, a file of all values, and the list of figures."""
    for id in edition.timeline.figures:
        yield Page(urls.entry("figure", id), "figure.html", partial(_key, id), partial(view, id))
        if id in edition.timeline.series:
            yield Page(urls.values(id), "values.csv", partial(_file_key, id), partial(_file, id))
        for month in long_months(id, edition):
            yield Page(urls.values(id, *month), "figure-month.html", partial(_key, id), partial(month_view, id, month))
    yield lists.page("figure", "Figures", "What is counted, by whom")


def _key(id: str, edition: Edition) -> bytes:
    actors = dict.fromkeys(one.by.by for one in edition.timeline.series.get(id, ()) if one.by.by)
    own = (edition.keys.entry(*point) for actor in actors for point in edition.pointing("actor", actor, "source"))
    return joined([edition.keys.site, edition.keys.figure(id), *own])


def _file_key(id: str, edition: Edition) -> bytes:
    return joined([edition.keys.site, edition.keys.figure(id)])


def view(id: str, edition: Edition) -> FigureView:
    """The page of a figure."""
    record = edition.timeline.figures[id].record
    title, found = edition.text(record.title), edition.series(id)
    months = long_months(id, edition)
    values = [Placed(id, one, at) for one in found for at in range(len(one.values))]
    return FigureView(
        head=Head(
            urls.entry("figure", id), title, "figure", edition.text(record.counts),
            (Link("Figures", urls.index("figure")),), sort="Figure",
        ),
        unit=record.unit,
        kind=words.FIGURE_KINDS[record.kind] + (f", per {record.period}" if record.period else ""),
        counts=edition.text(record.counts),
        excludes=edition.text(record.excludes),
        direction=record.direction.replace("-", " ") if record.direction else "",
        place=edition.link("place", record.place) if record.place else None,
        thread=edition.link("thread", record.thread) if record.thread else None,
        actors=edition.links("actor", record.actors),
        sources=table_source(id, edition),
        graph=graph(id, found, edition),
        only=figure_line(values[0], edition) if len(values) == 1 else None,
        summary=edition.text(summary(id, found, edition)),
        claimants=claimants(found, edition),
        month=month_name(*months[-1]) if months else "",
        columns=_columns(id, months[-1] if months else None, edition),
        months=_months(id, months, edition),
        download=urls.values(id) if values else "",
        changes=changes(record.changes, edition),
    )  # fmt: skip


def month_view(id: str, month: YearMonth, edition: Edition) -> MonthView:
    """The values of a figure in a month."""
    title = edition.link("figure", id)
    months = long_months(id, edition)
    at = months.index(month)
    trail = (Link("Figures", urls.index("figure")), title)
    name = month_name(*month)
    head = Head(urls.values(id, *month), name, "figure", f"{title.text}: all values for {name}.", trail,
                sort=title.text)  # fmt: skip
    links = _months(id, months, edition)
    return MonthView(
        head, _columns(id, month, edition), links,
        links[at - 1].link if at else None, links[at + 1].link if at + 1 < len(links) else None,
    )  # fmt: skip


def long_months(id: str, edition: Edition) -> tuple[YearMonth, ...]:
    """The months by which a figure's values are cut; none where they are few."""
    found = edition.timeline.series.get(id, ())
    if sum(len(one.values) for one in found) <= LONG:
        return ()
    return tuple(sorted({(v.day.year, v.day.month) for one in found for v in one.values if v.day}))


def _months(id: str, months: tuple[YearMonth, ...], edition: Edition) -> tuple[Month, ...]:
    found = edition.timeline.series.get(id, ())
    days = [(v.day.year, v.day.month) for one in found for v in one.values if v.day]
    return tuple(
        Month(Link(month_name(*month), urls.values(id, *month)), count(days.count(month), "value")) for month in months
    )


def _columns(id: str, month: YearMonth | None, edition: Edition) -> tuple[Column, ...]:
    """The values by claimant; with a month those of the month and those without a day."""
    return tuple(
        Column(byline(one.by, edition), edition.text(one.scope), lines)
        for one in edition.series(id)
        if (lines := tuple(figure_line(placed, edition) for placed in _of(id, one, month)))
    )


def _of(id: str, one: Series, month: YearMonth | None) -> Iterator[Placed]:
    for at, value in enumerate(one.values):
        if month is None or value.day is None or (value.day.year, value.day.month) == month:
            yield Placed(id, one, at)


def _file(id: str, edition: Edition) -> ValuesFile:
    return ValuesFile(values_text(id, edition))

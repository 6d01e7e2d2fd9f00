"""Measured values as lines: beside an event, in a column of a page, in a table."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dayline.pages.edition import Edition
from dayline.pages.page import Link
from dayline.pages.people import Byline, byline
from dayline.pages.sparks import Spark, spark
from dayline.pages.wording import amount, as_of, number
from dayline.timeline.series import Placed
from dayline.timeline.timeline import Value


class FigureLine(NamedTuple):
    """One value: with the party that gives it, the day it is for, and what changed since that party's last.

    `event` is where it stands: an event, or the report that the figure's table was taken from.
    """

    figure: Link
    amount: str
    by: Byline | None
    as_of: str
    day: date | None
    change: str
    scope: str
    original: str
    note: str
    event: Link
    spark: Spark | None = None


def figure_line(placed: Placed, edition: Edition) -> FigureLine:
    """A value as it stands beside its event."""
    value, figure = placed.value, edition.timeline.figures[placed.figure].record
    seen = edition.timeline.events[value.event].record.figures[value.number] if value.event else None
    return FigureLine(
        figure=edition.link("figure", placed.figure),
        amount=amount(value, figure.unit, edition.timeline.site.units == "imperial"),
        by=byline(placed.series.by, edition),
        as_of=as_of(value),
        day=value.day,
        change=_change(value, placed.before),
        scope=edition.text(placed.series.scope),
        original=edition.text(seen.original) if seen else "",
        note=edition.text(seen.note) if seen else "",
        event=edition.link("event", value.event) if value.event else table_source(placed.figure, edition)[0],
    )


def slim_line(placed: Placed, edition: Edition) -> FigureLine:
    """A value as it stands in a column, with its small line."""
    return figure_line(placed, edition)._replace(spark=spark(placed))


def last_lines(figures: Iterable[str], edition: Edition) -> tuple[FigureLine, ...]:
    """The newest value of each of some figures."""
    return tuple(slim_line(found, edition) for figure in figures if (found := edition.last_value(figure)))


def table_source(figure: str, edition: Edition) -> tuple[Link, ...]:
    """The reports that a figure's table was taken from."""
    table = edition.timeline.figures[figure].record.table
    found = []
    for cite in table.source if table else ():
        if cite.ref:
            found.append(edition.link("reference", cite.ref))
        else:
            found.append(edition.link("source", cite.source) if cite.source else Link(cite.url or "", cite.url or ""))
    return tuple(found)


def _change(now: Value, before: Value | None) -> str:
    """The difference from the same party's value before."""
    if before is None or before.day is None or before.day == now.day:
        return ""
    was, best = (value.best if value.low is None and value.high is None else None for value in (before, now))
    if was is None or best is None:
        return ""
    if was == best:
        return f"unchanged since {as_of(before)}"
    if {now.qualifier, before.qualifier} != {"exact"}:
        return ""
    return f"{'+' if best > was else '−'}{number(abs(round(best - was, 9)))} since {as_of(before)}"

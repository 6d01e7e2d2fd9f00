"""Values as lines: beside an event, in a sidebar, in a table."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dayline.pages.amounts import amount, signed
from dayline.pages.drawing.sparkline import Spark, spark
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.attribution import Byline, byline
from dayline.pages.wording import as_of
from dayline.schema.registry import FigureRecord
from dayline.timeline.series import SeriesPoint
from dayline.timeline.timeline import Event, Value
from dayline.words import gettext

_GRAVEST = (
    re.compile(r"\b(?:dead|deaths?|died|killed|fatalit(?:y|ies))\b"),
    re.compile(r"\b(?:injured|injuries|wounded)\b"),
    re.compile(r"\b(?:missing|abducted|hostages?)\b"),
)
_PEOPLE = re.compile(r"\b(?:people|persons?|civilians?|children|women|men|residents|soldiers|refugees|prisoners)\b")


class FigureLine(NamedTuple):
    """One value of a figure."""

    figure: Link  # the page of the figure
    amount: str  # the value with its unit and qualifier
    by: Byline | None  # the party that gives it
    as_of: str  # the day that it is for, in words
    day: date | None
    change: str  # what has changed since that party's last value
    scope: str  # which part of the whole it is
    original: str  # the words of the source
    note: str
    event: Link  # where it comes from: an event, or the report that the figure's table was taken from
    spark: Spark | None = None  # a sparkline of the days before


def figure_line(placed: SeriesPoint, index: SiteIndex) -> FigureLine:
    """A value beside its event."""
    value, figure = placed.value, index.timeline.figures[placed.figure].record
    seen = index.timeline.events[value.event].record.figures[value.number] if value.event else None
    return FigureLine(
        figure=index.link("figure", placed.figure),
        amount=amount(value, figure.unit, index.timeline.site.units == "imperial"),
        by=byline(placed.series.by, index),
        as_of=as_of(value),
        day=value.day,
        change=_change(value, placed.previous),
        scope=index.text(placed.series.scope),
        original=index.text(seen.original) if seen else "",
        note=index.text(seen.note) if seen else "",
        event=index.link("event", value.event) if value.event else table_source(placed.figure, index)[0],
    )


def slim_line(placed: SeriesPoint, index: SiteIndex) -> FigureLine:
    """A value in a sidebar, with its sparkline."""
    return figure_line(placed, index)._replace(spark=spark(placed))


def last_lines(figures: Iterable[str], index: SiteIndex) -> tuple[FigureLine, ...]:
    """The newest value of each figure, the gravest first."""
    ordered = sorted(figures, key=lambda id: (gravity(index.timeline.figures[id].record), id))
    return tuple(slim_line(value, index) for figure in ordered if (value := index.last_value(figure)))


def gravity(figure: FigureRecord) -> int:
    """How grave a figure is: the dead first, then the injured, the missing, other people, and everything else."""
    text = f"{figure.title} {figure.unit} {figure.counts}".casefold()
    others = len(_GRAVEST) if _PEOPLE.search(figure.unit.casefold()) else len(_GRAVEST) + 1
    return next((rank for rank, words in enumerate(_GRAVEST) if words.search(text)), others)


def table_source(figure: str, index: SiteIndex) -> tuple[Link, ...]:
    """The reports that a figure's table was taken from."""
    table = index.timeline.figures[figure].record.table
    links = []
    for cite in table.source if table else ():
        if cite.ref:
            links.append(index.link("reference", cite.ref))
        else:
            links.append(index.link("source", cite.source) if cite.source else Link(cite.url or "", cite.url or ""))
    return tuple(links)


def _change(now: Value, before: Value | None) -> str:
    """The difference from the same source's previous value."""
    if before is None or before.day is None or before.day == now.day:
        return ""
    was, best = (value.best if value.low is None and value.high is None else None for value in (before, now))
    if was is None or best is None:
        return ""
    if was == best:
        return gettext("unchanged since {date}", date=as_of(before))
    if {now.qualifier, before.qualifier} != {"exact"}:
        return ""
    return gettext("{difference} since {date}", difference=signed(best - was), date=as_of(before))


def event_values(event: Event, index: SiteIndex) -> tuple[FigureLine, ...]:
    """The values an event gives."""
    places = range(len(event.record.figures))
    return tuple(figure_line(index.lookups.placed[event.id, number], index) for number in places)

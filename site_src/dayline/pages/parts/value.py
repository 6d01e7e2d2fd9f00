"""Values as lines: beside an event, in a sidebar, in a table."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dayline.pages.amounts import amount, signed
from dayline.pages.drawing.sparkline import Spark, spark
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.attribution import Byline, byline
from dayline.pages.weights import rank
from dayline.pages.wording import as_of, comma_separated, full_date
from dayline.schema.clock import clock_text
from dayline.schema.registry import FigureRecord, Level
from dayline.timeline.series import SeriesPoint
from dayline.timeline.timeline import Event, Value
from dayline.words import gettext


class FigureLine(NamedTuple):
    """One value of a figure."""

    figure: Link  # the page of the figure
    place: Link | None  # where the value is from, if other values of the figure are from elsewhere
    amount: str  # the value with its unit and qualifier
    by: Byline | None  # the party that gives it
    as_of: str  # the day that it is for, in words, with its time
    machine: str  # the same for `<time datetime>`
    day: date | None
    change: str  # what has changed since that party's last value
    scope: str  # which part of the whole it is
    original: str  # the words of the source
    caveat: str  # what has to be known of the number wherever it is shown
    level: str  # the highest level that it reaches: `at or above flood stage 3 (5 m)`
    earlier: str  # the values for earlier times of that day: `06:00: 4.1 m, 12:00: 4.6 m`
    note: str
    event: Link  # where it comes from: an event, or the report that the figure's table was taken from
    spark: Spark | None = None  # a sparkline of the days before


def figure_line(placed: SeriesPoint, index: SiteIndex) -> FigureLine:
    """A value beside its event."""
    value, series, figure = placed.value, placed.series, index.timeline.figures[placed.figure].record
    imperial = index.timeline.site.units == "imperial"
    seen = index.timeline.events[value.event].record.figures[value.number] if value.event else None
    return FigureLine(
        figure=index.link("figure", placed.figure),
        place=index.link("place", series.place) if series.place else None,
        amount=amount(value, figure.unit, imperial),
        by=byline(series.by, index),
        as_of=as_of(value),
        machine=_machine(value),
        day=value.day,
        change="" if figure.is_of_single_amounts else _change(placed),
        scope=index.text(series.scope),
        original=index.text(seen.original) if seen else "",
        caveat=caveat_of(placed, index),
        level=_level(value, figure, index),
        earlier=comma_separated(_at_time(point, figure.unit, imperial) for point in placed.earlier_that_day),
        note=index.text(seen.note) if seen else "",
        event=index.link("event", value.event) if value.event else table_source(placed.figure, index)[0],
    )


def caveat_of(placed: SeriesPoint, index: SiteIndex) -> str:
    """What has to be known of a value wherever it is shown."""
    value = placed.value
    seen = index.timeline.events[value.event].record.figures[value.number] if value.event else None
    return index.text(" ".join(filter(None, (seen.caveat if seen else placed.series.caveat, revision(placed)))))


def revision(placed: SeriesPoint) -> str:
    """How the claimant changed its own count on the day of a value; empty if it did not."""
    return next((text for day, text in placed.series.revised if day == placed.value.day), "")


def slim_line(placed: SeriesPoint, index: SiteIndex) -> FigureLine:
    """A value in a sidebar, with its sparkline."""
    return figure_line(placed, index)._replace(spark=spark(placed))


def last_lines(figures: Iterable[str], index: SiteIndex) -> tuple[FigureLine, ...]:
    """The newest value of each figure, the weightiest first, and of those alike the gravest.

    None of single amounts, such as the dead of one attack, stands for all of them.
    """
    whole = [id for id in figures if not index.timeline.figures[id].record.is_of_single_amounts]
    ordered = sorted(whole, key=lambda id: (rank(index.timeline.figures[id].record), id))
    return tuple(slim_line(value, index) for figure in ordered if (value := index.last_value(figure)))


def level_name(level: Level, unit: str, index: SiteIndex) -> str:
    """A level with its value: `flood stage 3 (5 m)`."""
    value = Value(None, level.value, None, None, "exact", None, "", 0)
    return gettext("{level} ({amount})", level=index.text(level.label), amount=amount(value, unit, imperial=False))


def _level(value: Value, figure: FigureRecord, index: SiteIndex) -> str:
    """The highest level that a value reaches; empty if it reaches none."""
    reached = [level for level in figure.levels if value.best is not None and level.value <= value.best]
    if not reached or value.unit not in (None, figure.unit):
        return ""
    highest = max(reached, key=lambda level: level.value)
    return gettext("at or above {level}", level=level_name(highest, figure.unit, index))


def _at_time(placed: SeriesPoint, unit: str, imperial: bool) -> str:
    clock = clock_text(placed.value.minutes or 0)
    return gettext("{time}: {amount}", time=clock, amount=amount(placed.value, unit, imperial))


def _machine(value: Value) -> str:
    day = value.day.isoformat() if value.day else ""
    return day if value.minutes is None else f"{day}T{clock_text(value.minutes)}"


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


def _change(placed: SeriesPoint) -> str:
    """The difference from the same source's previous value; none where it began to count anew."""
    now, before = placed.value, placed.previous
    if before is None or before.day is None or now.day is None:
        return ""
    if restart := next((day for day in placed.series.restarts if before.day < day <= now.day), None):
        return gettext("counted anew since {date}", date=full_date(restart))
    same_day = before.day == now.day
    since = clock_text(before.minutes) if same_day and before.minutes is not None else as_of(before)
    was, best = (value.best if value.low is None and value.high is None else None for value in (before, now))
    if was is None or best is None:
        return ""
    if was == best:
        return gettext("unchanged since {date}", date=since)
    if {now.qualifier, before.qualifier} != {"exact"}:
        return ""
    return gettext("{difference} since {date}", difference=signed(best - was), date=since)


def event_values(event: Event, index: SiteIndex) -> tuple[FigureLine, ...]:
    """The values an event gives."""
    places = range(len(event.record.figures))
    return tuple(figure_line(index.lookups.placed[event.id, number], index) for number in places)

"""Counts side by side: the values of figures about one subject, by place and date, with claimant and status."""

from typing import NamedTuple

from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.claimants import have_rivals, stake
from dayline.pages.parts.status import Status, event_status
from dayline.pages.parts.value import FigureLine, figure_line
from dayline.pages.wording import capital
from dayline.queries.query import query
from dayline.schema.registry import FigureRecord
from dayline.schema.statuses import STATUSES, UNMARKED
from dayline.timeline.claim_status import resolved
from dayline.timeline.series import SeriesPoint
from dayline.timeline.standing import standing, table_standing
from dayline.timeline.timeline import Value
from dayline.words import gettext, ngettext

OF_EVENTS = ("corroborated", "verified")  # statuses of an event that its numbers do not share


class CountLine(NamedTuple):
    """A count: the value, where it is from, the interest of whoever gives it, and how it is known."""

    value: FigureLine
    place: Link | None
    scope: str  # which part of the whole it is; with a capital if no place stands before it
    stake: str
    status: str
    tone: str  # the class of the status, if it is another than that of most


class CountedFigure(NamedTuple):
    """The counts of one figure, the newest first; `differ` says that several claimants count the same."""

    figure: Link
    counts: str
    excludes: str
    lines: tuple[CountLine, ...]
    differ: bool
    rest: Link | None  # a link to the page with all of them, if some are left out


@query
def counted_figure(id: str, most: int, rest: str, index: SiteIndex) -> CountedFigure:
    """The newest counts of a figure, at most so many; `rest` is the address of a page with more."""
    record = index.timeline.figures[id].record
    points = sorted(_points(id, record, index), key=lambda point: point.value.moment, reverse=True)
    text = ngettext("All {number} count", "All {number} counts", len(points))
    return CountedFigure(
        figure=index.link("figure", id),
        counts=index.text(record.counts),
        excludes=index.text(record.excludes),
        lines=tuple(_line(point, record, index) for point in points[:most]),
        differ=have_rivals((point.series for point in points), record),
        rest=Link(text, rest) if len(points) > most else None,
    )


def _points(id: str, record: FigureRecord, index: SiteIndex) -> list[SeriesPoint]:
    """The newest value of each claimant; of single amounts, such as the dead of one attack, all values."""
    return [
        SeriesPoint(id, series, number)
        for series in index.series(id)
        for number in (range(len(series.values)) if record.is_of_single_amounts else (len(series.values) - 1,))
    ]


def _line(placed: SeriesPoint, record: FigureRecord, index: SiteIndex) -> CountLine:
    place = placed.series.place or record.place
    known = value_status(placed.value, placed.figure, index)
    value = figure_line(placed, index)
    return CountLine(
        value=value,
        scope=value.scope if place else capital(value.scope),
        place=index.link("place", place) if place else None,
        stake=stake(placed.series.by.by, index),
        status=known.label,
        tone=known.tone if known.mark else "",
    )


def value_status(value: Value, figure: str, index: SiteIndex) -> Status:
    """How a value is known: as the desk says of it, else as its event or its table is.

    That several sources report an event, or that we have verified it, does not confirm the numbers in it.
    """
    event = index.timeline.events[value.event] if value.event else None
    stated = event.record.figures[value.number].status if event else UNMARKED
    if event and stated == UNMARKED and standing(event) not in OF_EVENTS:
        return event_status(event, index)
    code = stated if event else _of_table(figure, index)
    label = gettext(STATUSES[code].label)
    return Status(label, "" if code == UNMARKED else label, STATUSES[code].tone)


def _of_table(figure: str, index: SiteIndex) -> str:
    table = index.timeline.figures[figure].record.table
    return table_standing(resolved(table.source if table else (), index.timeline))

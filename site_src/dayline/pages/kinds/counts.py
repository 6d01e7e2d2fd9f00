"""Who says how many: figures about one subject side by side, an overview and a page for each subject."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.pages.entry_head import list_link
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.claimants import have_rivals, stake
from dayline.pages.parts.status import Status, event_status
from dayline.pages.parts.value import FigureLine, figure_line
from dayline.pages.weights import rank
from dayline.pages.wording import capital
from dayline.queries.query import query
from dayline.schema.registry import FigureRecord
from dayline.schema.statuses import STATUSES, UNMARKED
from dayline.schema.vocabulary import FIGURE_SUBJECTS
from dayline.timeline.claim_status import resolved
from dayline.timeline.series import SeriesPoint
from dayline.timeline.standing import standing, table_standing, value_standing
from dayline.timeline.timeline import Value
from dayline.words import gettext, ngettext

FEW, MANY = 12, 120  # counts of a figure on the overview, on the page of a subject


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


class Subject(NamedTuple):
    """A subject with its figures, and the counts that the desk does not have; `id` is its anchor."""

    id: str
    link: Link
    figures: tuple[CountedFigure, ...]
    not_held: tuple[str, ...]


class CountsView(NamedTuple):
    """The overview, or the page of a subject."""

    head: Head
    subjects: tuple[Subject, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """The overview and the pages of subjects that figures are about."""
    subjects = _subjects(index)
    if subjects:
        yield Page(urls.counts(), "counts.html", overview)
    for subject in subjects:
        yield Page(urls.counts(subject), "counts.html", partial(view, subject))


def overview(index: SiteIndex) -> CountsView:
    """The view of all subjects, with the newest counts of each figure."""
    subjects = tuple(_subject(subject, FEW, index) for subject in _subjects(index))
    description = gettext("Counts side by side: where, when, who says so, and how it is known.")
    return CountsView(Head(urls.counts(), gettext("Who says how many"), "counts", description), subjects)


def view(subject: str, index: SiteIndex) -> CountsView:
    """The view of the page of a subject."""
    shown = _subject(subject, MANY, index)
    trail = (list_link("figure"), Link(gettext("Who says how many"), urls.counts()))
    description = gettext("{subject}: who says how many, where and when.", subject=shown.link.text)
    return CountsView(Head(shown.link.url, shown.link.text, "counts", description, trail), (shown,))


def subject_link(subject: str, index: SiteIndex) -> Link:
    """A link to the page of a subject."""
    label = index.timeline.subjects.get(subject, subject)
    name = gettext(label) if label == FIGURE_SUBJECTS.get(subject) else index.text(label)
    return Link(name, urls.counts(subject))


def _subjects(index: SiteIndex) -> list[str]:
    """The subjects that figures are about, the gravest first, the site's own last."""
    return [subject for subject in index.timeline.subjects if index.lookups.figures_about.get(subject)]


def _subject(subject: str, most: int, index: SiteIndex) -> Subject:
    link = subject_link(subject, index)
    figures = index.timeline.figures
    ids = sorted(index.lookups.figures_about[subject], key=lambda id: (rank(figures[id].record), id))
    shown = [counted_figure(id, most, urls.entry("figure", id) if most == MANY else link.url, index) for id in ids]
    gaps = (text for id in ids for text in figures[id].record.not_held)
    return Subject(
        id=subject,
        link=link,
        figures=tuple(figure for figure in shown if figure.lines),
        not_held=tuple(dict.fromkeys(map(index.text, gaps))),
    )


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
    """How a value is known."""
    event = index.timeline.events[value.event] if value.event else None
    code = value_standing(event, value.number) if event else _of_table(figure, index)
    if event and code == standing(event):
        return event_status(event, index)
    label = gettext(STATUSES[code].label)
    return Status(label, "" if code == UNMARKED else label, STATUSES[code].tone)


def _of_table(figure: str, index: SiteIndex) -> str:
    table = index.timeline.figures[figure].record.table
    return table_standing(resolved(table.source if table else (), index.timeline))

"""Who says how many: figures about one subject side by side, an overview and a page for each subject."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.pages.entry_head import list_link
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.counts import CountedFigure, counted_figure
from dayline.pages.weights import rank
from dayline.schema.vocabulary import FIGURE_SUBJECTS
from dayline.words import gettext

FEW, MANY = 12, 120  # counts of a figure on the overview, on the page of a subject


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

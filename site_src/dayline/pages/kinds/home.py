"""The home page: the newest day first, with links to everything else."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dayline import urls
from dayline.pages.data.social_cards import day_card
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import days
from dayline.pages.kinds.days import DayView, last_days
from dayline.pages.kinds.months import DayLine, day_line
from dayline.pages.latest import newest_day
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts import overview
from dayline.pages.parts.event_card import EventCard
from dayline.pages.parts.overview import Overview
from dayline.pages.parts.question import open_questions
from dayline.pages.parts.topic_line import TopicLine, topics_of
from dayline.pages.parts.upcoming import Coming, coming_of, matters_ahead
from dayline.pages.parts.value import FigureLine, slim_line
from dayline.words import gettext, ngettext

FIGURES, EVENTS = 6, 7  # on the home page


class HomeView(NamedTuple):
    """The home page."""

    head: Head
    today: DayView | None  # the newest day; none on a site without content
    questions: Link | None  # a link to all open questions
    catch_up: Link  # a link to the catch-up page
    changed: Link  # a link to the changelog
    coming: tuple[Coming, ...]  # what is planned
    threads: tuple[TopicLine, ...]  # active threads, most recently updated first
    figures: tuple[FigureLine, ...]  # the newest value of some figures
    more_figures: Link | None  # a link to all figures, if there are more
    events: tuple[EventCard, ...]  # events of the newest day, if it has no brief
    more_events: Link | None  # a link to the others of that day
    week: tuple[DayLine, ...]  # the last seven days
    overview: Overview


def pages(_: SiteIndex) -> Iterator[Page]:
    """The home page."""
    yield Page(urls.home(), "home.html", view)


def view(index: SiteIndex) -> HomeView:
    """The view of the home page."""
    site, newest = index.timeline.site, newest_day(index)
    today = days.view(newest, index) if newest else None
    events = today.events if today and not today.brief else ()
    card = day_card(newest) if newest else Link("")
    return HomeView(
        head=Head(urls.home(), site.title, "home", index.text(site.description), card=card),
        today=today,
        questions=_questions(index),
        catch_up=Link(gettext("Catch up"), urls.catch_up()),
        changed=Link(gettext("What changed"), urls.changes()),
        coming=(*coming_of(index.events(index.lookups.plans), index), *matters_ahead(index)),
        threads=topics_of("active", index),
        figures=_figures(index),
        more_figures=_more_figures(index),
        events=events[:EVENTS],
        more_events=_more_events(newest, len(events)),
        week=tuple(day_line(day, index) for day in last_days(newest, 7, index)) if newest else (),
        overview=overview.overview(index),
    )


def _questions(index: SiteIndex) -> Link | None:
    """A link to the open questions with pages of their own, if there are any."""
    number = len(open_questions(index))
    text = ngettext("The open question that we follow", "The {number} open questions that we follow", number)
    return Link(text, urls.index("question")) if number else None


def _figures(index: SiteIndex) -> tuple[FigureLine, ...]:
    """The newest value of each figure, the weightiest figures first, and of those alike the most recent.

    None of single amounts, such as the dead of one attack, stands for all of them.
    """
    ids = (id for id in index.timeline.series if not index.timeline.figures[id].record.is_of_single_amounts)
    points = [point for point in map(index.last_value, ids) if point]
    points.sort(key=lambda point: point.figure)
    points.sort(key=lambda point: point.value.moment, reverse=True)
    points.sort(key=lambda point: -index.timeline.figures[point.figure].record.weight)
    return tuple(slim_line(point, index) for point in points[:FIGURES])


def _more_figures(index: SiteIndex) -> Link | None:
    """A link to all figures, if the home page does not have them all."""
    total = len(index.timeline.series)
    if total <= FIGURES:
        return None
    text = ngettext("{shown} of {number} figure: see all", "{shown} of {number} figures: see all", total, shown=FIGURES)
    return Link(text, urls.index("figure"))


def _more_events(newest: date | None, total: int) -> Link | None:
    """A link to the newest day, if the home page does not have all its events."""
    if newest is None or total <= EVENTS:
        return None
    text = ngettext("{shown} of {number} event: see all", "{shown} of {number} events: see all", total, shown=EVENTS)
    return Link(text, urls.day(newest))

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
from dayline.pages.parts.topic_line import TopicLine, moved_topics
from dayline.pages.parts.upcoming import Coming, coming_of, matters_ahead
from dayline.pages.parts.value import FigureLine, slim_line
from dayline.schema.vocabulary import PRIORITIES
from dayline.words import gettext, ngettext

FIGURES, EVENTS, DAYS, UNKNOWN = 3, 7, 7, 4  # on the home page at most
TOPICS = 3, 5  # at least, at most
FEW_DAYS = 4  # that need no drawing


class HomeView(NamedTuple):
    """The home page."""

    head: Head
    today: DayView | None  # the newest day; none on a site without content
    questions: Link | None  # a link to all open questions
    catch_up: Link  # a link to the catch-up page
    changed: Link  # a link to the changelog
    coming: tuple[Coming, ...]  # what is planned
    not_known: int  # how many entries of the day's are shown
    threads: tuple[TopicLine, ...]  # the active threads that moved lately, the latest first
    more_threads: Link | None  # a link to all threads, if there are more
    figures: tuple[FigureLine, ...]  # the newest value of some figures
    more_figures: Link | None  # a link to all figures, if there are more
    events: tuple[EventCard, ...]  # events of the newest day, the weightiest first, if it has no brief
    more_events: Link | None  # a link to the others of that day
    week: tuple[DayLine, ...]  # the days before
    overview: Overview | None  # the whole timeline, once it has more than a few days


def pages(_: SiteIndex) -> Iterator[Page]:
    """The home page."""
    yield Page(urls.home(), "home.html", view)


def view(index: SiteIndex) -> HomeView:
    """The view of the home page."""
    site, newest = index.timeline.site, newest_day(index)
    today = days.view(newest, index) if newest else None
    events = sorted(today.events, key=_weight) if today and not today.brief else []
    topics = moved_topics(newest, *TOPICS, index) if newest else ()
    card = day_card(newest) if newest else Link("")
    return HomeView(
        head=Head(urls.home(), site.title, "home", index.text(site.description), card=card),
        today=today,
        questions=_questions(index),
        catch_up=Link(gettext("Catch up"), urls.catch_up()),
        changed=Link(gettext("What changed"), urls.changes()),
        coming=(*coming_of(index.events(index.lookups.plans), index), *matters_ahead(index)),
        not_known=UNKNOWN,
        threads=topics,
        more_threads=_more_threads(len(topics), index),
        figures=_figures(index),
        more_figures=_more_figures(index),
        events=tuple(events[:EVENTS]),
        more_events=_more_events(newest, len(events)),
        week=tuple(day_line(day, index) for day in last_days(newest, DAYS, index)) if newest else (),
        overview=overview.overview(index) if len(index.timeline.days) > FEW_DAYS else None,
    )


def _weight(card: EventCard) -> tuple[bool, int]:
    """The sort key of events without a brief: the weightiest first, what is withheld last."""
    return bool(card.withheld), PRIORITIES.index(card.weight)


def _questions(index: SiteIndex) -> Link | None:
    """A link to the open questions with pages of their own, if there are any."""
    number = len(open_questions(index))
    text = ngettext("{number} open question we follow", "{number} open questions we follow", number)
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


def _more_threads(shown: int, index: SiteIndex) -> Link | None:
    """A link to all topics, if the home page does not have them all."""
    total = len(index.timeline.threads)
    if total <= shown:
        return None
    text = ngettext("{shown} of {number} topic: see all", "{shown} of {number} topics: see all", total, shown=shown)
    return Link(text, urls.index("thread"))


def _more_events(newest: date | None, total: int) -> Link | None:
    """A link to the newest day, if the home page does not have all its events."""
    if newest is None or total <= EVENTS:
        return None
    text = ngettext("{shown} of {number} event: see all", "{shown} of {number} events: see all", total, shown=EVENTS)
    return Link(text, urls.day(newest))

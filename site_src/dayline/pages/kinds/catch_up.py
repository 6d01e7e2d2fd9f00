"""Catch me up: what is new since the reader's last visit, topic by topic."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.news import news_months, news_since
from dayline.pages.page import Page
from dayline.pages.parts.change_badge import Badge, badge
from dayline.pages.parts.event_line import EventLine, line
from dayline.pages.parts.question import answer
from dayline.pages.parts.value import FigureLine, figure_line
from dayline.pages.wording import long_date
from dayline.schema.vocabulary import PRIORITIES
from dayline.timeline.news import NewsItem
from dayline.timeline.series import series_key
from dayline.timeline.timeline import LinkedObservation
from dayline.words import N_, gettext, ngettext

PERIODS = {
    1: N_("Since yesterday"), 3: N_("The last 3 days"), 7: N_("The last week"), 30: N_("The last 30 days"),
}  # fmt: skip
ValueIds = frozenset[tuple[str, int]]  # an event's id, and the number of the figure in it
MOST = 12  # new events shown in a thread


class ChangedItem(NamedTuple):
    """A change to an earlier item: the item and the change."""

    link: Link
    change: Badge


class FigureChange(NamedTuple):
    """The value of a figure now, and the same party's value before, if there is one."""

    then: FigureLine | None
    now: FigureLine


class AnsweredQuestion(NamedTuple):
    """A question that was open, and its answer."""

    link: Link
    answer: Markup


class ThreadNews(NamedTuple):
    """What is new in a thread, or outside all threads: the most important events, and a link to `more`."""

    thread: Link
    summary: Markup
    outcomes: tuple[EventLine, ...]
    statuses: tuple[ChangedItem, ...]
    changes: tuple[ChangedItem, ...]
    answers: tuple[AnsweredQuestion, ...]
    events: tuple[EventLine, ...]
    more: Link | None
    questions: tuple[Link, ...]
    figures: tuple[FigureChange, ...]


class Period(NamedTuple):
    """A number of days up to now, and how much is new in them."""

    link: Link
    total: str


class CatchUpView(NamedTuple):
    """What is new since a day or, on the first page, a choice of periods.

    `months` lists those for which the script can load news, between `first` and `last`, from files like `data`.
    """

    head: Head
    periods: tuple[Period, ...]
    since: str
    matters: tuple[ThreadNews, ...]
    first: str
    last: str
    months: str
    data: str


def pages(_: SiteIndex) -> Iterator[Page]:
    """A page for each period, and one to choose from them."""
    yield Page(urls.catch_up(), "catch-up.html", partial(view, 0))
    for days in PERIODS:
        yield Page(urls.catch_up(days), "catch-up.html", partial(view, days))


def view(days: int, index: SiteIndex) -> CatchUpView:
    """The view of a page of news."""
    known = news_months(index)
    trail = (Link(gettext("Catch me up"), urls.catch_up()),) if days else ()
    title = gettext(PERIODS[days]) if days else gettext("Catch me up")
    description = gettext("What is new since you were last here.")
    first = index.timeline.today - timedelta(days=days)
    news = news_since(index, days) if days else ()
    return CatchUpView(
        head=Head(urls.catch_up(days), title, "catch-up", description, trail),
        periods=tuple(_period(other, index) for other in PERIODS),
        since=long_date(first) if days else "",
        matters=tuple(_by_thread(news, index)),
        first=index.lookups.news[0].day.isoformat() if known else "",
        last=index.timeline.today.isoformat(),
        months=" ".join(f"{year:04}-{month:02}" for year, month in known),
        data=urls.news(0, 0),
    )


def _period(days: int, index: SiteIndex) -> Period:
    return Period(Link(gettext(PERIODS[days]), urls.catch_up(days)), _total(news_since(index, days)))


def _total(news: tuple[NewsItem, ...]) -> str:
    """`12 new events, 3 changes to what was there`."""
    new = sum(item.kind == "event" for item in news)
    other = sum(item.kind in ("outcome", "status", "change", "answer") for item in news)
    events = ngettext("{number} new event", "{number} new events", new)
    if not other:
        return events
    changes = ngettext("{number} change to what was there", "{number} changes to what was there", other)
    return gettext("{events}, {changes}", events=events, changes=changes)


def _by_thread(news: tuple[NewsItem, ...], index: SiteIndex) -> Iterator[ThreadNews]:
    """News by thread, the most recently changed thread first, and news outside all threads last."""
    threads: dict[str, list[NewsItem]] = {}
    for item in reversed(news):
        threads.setdefault(item.thread, []).append(item)
    order = sorted(threads, key=lambda id: (not id, -threads[id][0].day.toordinal(), id))
    new_values = frozenset((item.id, item.number) for item in news if item.kind == "figure")
    return (_thread_news(id, threads[id], new_values, index) for id in order)


def _thread_news(thread: str, news: list[NewsItem], new_values: ValueIds, index: SiteIndex) -> ThreadNews:
    entry = index.timeline.threads[thread] if thread else None
    new = [item for item in news if item.kind == "event"]
    shown = sorted(new, key=lambda item: _weight(item, index))[:MOST]
    return ThreadNews(
        thread=index.link("thread", thread) if thread else Link(gettext("Outside the topics")),
        summary=index.inline(entry.record.summary) if entry else Markup(),
        outcomes=_lines(news, "outcome", index),
        statuses=_changed_items(news, "status", index),
        changes=_changed_items(news, "change", index),
        answers=tuple(_answered(item.id, index) for item in news if item.kind == "answer"),
        events=_lines([item for item in new if item in shown], "event", index),
        more=_more(thread, len(new), index),
        questions=index.links("question", (item.id for item in news if item.kind == "question")),
        figures=tuple(_figures(news, new_values, index)),
    )


def _more(thread: str, number: int, index: SiteIndex) -> Link | None:
    """A link to all new events, in a thread or outside all threads, if the list is cut short."""
    if number <= MOST:
        return None
    if not thread:
        text = ngettext(
            "{shown} of {number} new event: all under what changed",
            "{shown} of {number} new events: all under what changed",
            number,
            shown=MOST,
        )
        return Link(text, urls.changes())
    text = ngettext(
        "{shown} of {number} new event: all on the topic’s page",
        "{shown} of {number} new events: all on the topic’s page",
        number,
        shown=MOST,
    )
    return Link(text, index.link("thread", thread).url)


def _weight(item: NewsItem, index: SiteIndex) -> tuple[int, int]:
    """The sort key of an event: by importance, then newest first."""
    return PRIORITIES.index(index.timeline.events[item.id].record.priority), -item.day.toordinal()


def _lines(news: Iterable[NewsItem], kind: str, index: SiteIndex) -> tuple[EventLine, ...]:
    events = index.timeline.events
    return tuple(line(events[id], index) for id in dict.fromkeys(item.id for item in news if item.kind == kind))


def _changed_items(news: Iterable[NewsItem], kind: str, index: SiteIndex) -> tuple[ChangedItem, ...]:
    return tuple(changed_item(item, index) for item in news if item.kind == kind)


def changed_item(item: NewsItem, index: SiteIndex) -> ChangedItem:
    """The change that a news item reports."""
    if item.item_kind == "brief":
        day = date.fromisoformat(item.id)
        return ChangedItem(index.day(day), badge(index.timeline.briefs[day].record.changes[item.number], index))
    record = index.timeline.events[item.id].record
    return ChangedItem(index.link("event", item.id), badge(record.changes[item.number], index))


def _answered(id: str, index: SiteIndex) -> AnsweredQuestion:
    return AnsweredQuestion(index.link("question", id), answer(index.timeline.questions[id].record, index))


def _figures(news: Iterable[NewsItem], new_values: ValueIds, index: SiteIndex) -> Iterator[FigureChange]:
    """For each party that gave a new value: its latest value, and its latest that is not among `new_values`.

    A new value for an earlier day than one already known changes nothing.
    """
    given = (index.lookups.placed[item.id, item.number] for item in news if item.kind == "figure")
    parties = dict.fromkeys((point.figure, series_key(point.series.by, point.series.scope)) for point in given)
    for figure, party in parties:
        values = [value for value in index.timeline.observations[figure] if value.series_key == party]
        known = [value for value in values if (value.event.known_on or date.min) <= index.timeline.today]
        then = next((value for value in reversed(known) if (value.event.id, value.number) not in new_values), None)
        if known[-1] is not then:
            yield FigureChange(_line(then, index) if then else None, _line(known[-1], index))


def _line(value: LinkedObservation, index: SiteIndex) -> FigureLine:
    return figure_line(index.lookups.placed[value.event.id, value.number], index)

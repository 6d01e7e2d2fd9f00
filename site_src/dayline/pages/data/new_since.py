"""News by month, for the script that shows what is new between any two days."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.pages.by_month import Month
from dayline.pages.figure_changes import Step, figure_steps, rank_of
from dayline.pages.index import SiteIndex
from dayline.pages.kinds.catch_up import days_with_brief, headline
from dayline.pages.links import Head
from dayline.pages.news import is_late, is_plan, news_months, news_of, of_month
from dayline.pages.news_lines import NewsLine, due_line, news_line, weight
from dayline.pages.page import Page
from dayline.pages.parts.topic_news import came_due, figures_of, shown_by, summary_date
from dayline.timeline.linked_events import start_day
from dayline.timeline.news import NO_DAY, NewsItem


class Item(NamedTuple):
    """A news item in a file for the script.

    `kind` is that of the news, or `plan` for a new event that has not yet taken place. `id` is that of an event, a
    brief, a question or a claim; `number` tells the changes to one apart, and its answers. `days` are those with which
    it has to do, and `start` the first day of a new event. `is_late` is true for a report that was added to a day that
    was over. Addresses are relative to the site's root.
    """

    id: str
    number: int
    days: tuple[str, ...]
    start: str
    kind: str
    thread: str
    weight: int
    is_late: bool
    line: "LineData"


class LineData(NamedTuple):
    """The words of a news item."""

    when: str
    title: str
    url: str
    lang: str
    text: str
    mark: str
    tone: str
    changed: str


class DueData(NamedTuple):
    """A plan or a promise: the id of its event or claim and of the event with its outcome, its day, topic and words."""

    key: str
    shown_by: str
    day: str
    thread: str
    line: LineData


class FigureData(NamedTuple):
    """A figure, and what decides its place: totals first in a topic, the weightiest and gravest at the top."""

    title: str
    url: str
    order: int
    rank: int


class ValueData(NamedTuple):
    """A value of a figure, and the party's last value before it; the numbers of both if they are exact."""

    figure: str
    day: str
    by: str
    now: str
    now_as_of: str
    caveat: str
    then: str
    then_as_of: str
    number: float | None
    number_then: float | None


class TopicData(NamedTuple):
    """A topic and its summary, with the day of the summary."""

    title: str
    url: str
    summary: str
    as_of: str


class HeadlineData(NamedTuple):
    """The headline of a day's brief."""

    iso: str
    day: str
    title: str
    url: str


class NewsView(NamedTuple):
    """The news of a month, with the topics and the figures by id, and the ids of each topic's figures."""

    head: Head
    threads: dict[str, TopicData]
    figures: dict[str, FigureData]
    figures_of: dict[str, tuple[str, ...]]
    headlines: tuple[HeadlineData, ...]
    items: tuple[Item, ...]
    due: tuple[DueData, ...]
    values: tuple[ValueData, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """A file for each month with news."""
    for month in news_months(index):
        yield Page(urls.news(*month), "changes.json", partial(view, month))


def view(month: Month, index: SiteIndex) -> NewsView:
    """The news of a month."""
    period = of_month(month)
    news, due = news_of(period, index), tuple(came_due(period, index))
    threads = sorted({*(item.thread for item in news), *(thread for _, _, thread in due)})
    steps = {id: steps for id in index.timeline.figures if (steps := figure_steps(id, *period, index))}
    return NewsView(
        head=Head(urls.news(*month), f"{month[0]:04}-{month[1]:02}", "data"),
        threads={id: _topic(id, index) for id in threads if id},
        figures={id: _figure(id, steps[id][0], index) for id in steps},
        figures_of={id: _figures_of(id, news, index) for id in threads},
        headlines=tuple(_headline(day, index) for day in days_with_brief(period, index)),
        items=tuple(_item(item, index) for item in news),
        due=tuple(_due(*entry, index) for entry in due),
        values=tuple(_value(id, step) for id in steps for step in steps[id]),
    )


def _topic(id: str, index: SiteIndex) -> TopicData:
    link, summary = index.link("thread", id), index.timeline.threads[id].record.summary
    return TopicData(link.text, _below(link.url), index.words(summary), summary_date(id, index) if summary else "")


def _headline(day: date, index: SiteIndex) -> HeadlineData:
    shown = headline(day, index)
    return HeadlineData(shown.machine_date, shown.day, shown.title.text, _below(shown.title.url))


def _item(item: NewsItem, index: SiteIndex) -> Item:
    is_report = item.kind == "event"
    return Item(
        item.id,
        item.number,
        tuple(day.isoformat() if day > NO_DAY else "" for day in (item.day, item.known_since, item.about)),
        start_day(index.timeline.events[item.id]).isoformat() if is_report else "",
        "plan" if is_report and is_plan(item, index) else item.kind,
        item.thread,
        weight(item.id, index) if is_report else 0,
        is_report and is_late(item, index),
        _line(news_line(item, index)),
    )


def _due(day: date, id: str, thread: str, index: SiteIndex) -> DueData:
    shown = shown_by(id, index) if "#" in id else ""
    return DueData(id, shown, day.isoformat(), thread, _line(due_line(id, index)))


def _line(line: NewsLine) -> LineData:
    return LineData(
        line.when, line.link.text, _below(line.link.url), line.lang, line.text, line.mark, line.tone, line.changed
    )


def _figures_of(thread: str, news: tuple[NewsItem, ...], index: SiteIndex) -> tuple[str, ...]:
    return figures_of(thread, [item for item in news if item.thread == thread], index)


def _figure(id: str, step: Step, index: SiteIndex) -> FigureData:
    return FigureData(step.change.figure.text, _below(step.change.figure.url), step.change.order, rank_of(id, index))


def _value(figure: str, step: Step) -> ValueData:
    change = step.change
    words = (change.by, change.now, change.now_as_of, change.caveat, change.then, change.then_as_of)
    return ValueData(figure, change.day.isoformat(), *words, step.now, step.then)


def _below(url: str) -> str:
    """An address relative to the site's root."""
    return url.removeprefix(urls.ROOT)

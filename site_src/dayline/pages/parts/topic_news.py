"""What is new in a period, topic by topic: few words for each, and the way to the rest."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages.figure_changes import FigureChange, figure_changes
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.news import Period, change_counts, report_counts
from dayline.pages.news_lines import NewsLine, due_line, news_line, weight
from dayline.pages.wording import comma_separated, full_date
from dayline.queries.query import query
from dayline.timeline.linked_events import start_day
from dayline.timeline.news import NewsItem
from dayline.words import N_, gettext, ngettext

SHOWN, LISTED = 3, 5  # reports and figures of a topic that are shown, and changes of one kind that are listed
WORDS = 520  # of topics, folded or not: with figures and the headlines of a week that is three minutes of reading
GROUPS = (
    (("claim", "status"), N_("Claims newly confirmed, denied or disputed")),
    (("change",), N_("Corrected or updated")),
    (("answer",), N_("Questions answered")),
    (("question",), N_("Questions asked")),
)


class NewsGroup(NamedTuple):
    """News of one kind in a topic, and a link to the rest of it."""

    title: str
    lines: tuple[NewsLine, ...]
    more: Link | None


class TopicNews(NamedTuple):
    """What is new in a topic, or outside all topics."""

    topic: Link
    total: str  # `9 new reports`
    summary: Markup
    as_of: str  # `As of 18 March 2022`: the day of the summary
    top: NewsLine | None  # the weightiest report, or else the first of `due`; also shown where the topic is folded
    reports: tuple[NewsLine, ...]  # the weightiest, in the order of their days
    more: Link | None  # a link to the other reports
    figures: tuple[FigureChange, ...]
    due: tuple[NewsLine, ...]  # plans and promises for these days, and what became of them
    also: str  # what is in `groups`: `2 updates or corrections`
    groups: tuple[NewsGroup, ...]
    is_open: bool  # whether there is time to read it within three minutes


class _Topic(NamedTuple):
    """The news of a topic, and the ids of plans and promises that were due."""

    id: str
    news: list[NewsItem]
    due: list[str]

    @property
    def reports(self) -> list[NewsItem]:
        return [item for item in self.news if item.kind == "event"]


def topic_news(
    news: Sequence[NewsItem], period: Period, index: SiteIndex, leading: Collection[FigureChange] = ()
) -> tuple[TopicNews, ...]:
    """The topics with news in a period, the weightiest first; what is outside all topics comes last.

    The changes of `leading` figures are at the top of the page and not repeated.
    """
    topics = sorted(_topics(news, period, index), key=lambda topic: _order(topic, index))
    views = [_view(topic, period, leading, index) for topic in topics]
    folded = sum(_folded_words(view) for view in views)
    until = accumulate((_words(view) - _folded_words(view) for view in views), initial=folded)
    next(until)
    return tuple(
        view._replace(is_open=view is views[0] or end <= WORDS) for view, end in zip(views, until, strict=True)
    )


@query
def summary_date(thread: str, index: SiteIndex) -> str:
    """The day of a topic's summary: its last logged change, or else the last event that it may know of."""
    changes = [change.date.latest for change in index.timeline.threads[thread].record.changes if not change.minor]
    happened = [
        start_day(event)
        for event in index.timeline.of_thread.get(thread, ())
        if event.record.event_status != "planned" and index.has_come(start_day(event))
    ]
    days = [day for day in changes if day] or happened
    return gettext("As of {date}", date=full_date(max(days))) if days and max(days) > date.min else ""


def came_due(period: Period, index: SiteIndex) -> Iterator[tuple[date, str, str]]:
    """The plans and promises for days of a period that have come: the day, the id, and the first topic."""
    for month in period.months:
        for day, id in index.lookups.due_in.get(month, ()):
            event = index.timeline.claims[id].event if "#" in id else index.timeline.events[id]
            if day in period and event.record.state != "withheld" and index.has_come(day):
                yield day, id, next(iter(event.record.threads), "")


def shown_due(due: Sequence[str], index: SiteIndex) -> list[str]:
    """What was due, without promises whose outcome is that of a plan among it."""
    return [id for id in due if "#" not in id or shown_by(id, index) not in due]


def shown_by(promise: str, index: SiteIndex) -> str:
    """The event that shows the outcome of a promise."""
    record = index.timeline.claims[promise].claim.promise
    return (record.shown_by if record else None) or ""


def figures_of(thread: str, news: Iterable[NewsItem], index: SiteIndex) -> tuple[str, ...]:
    """The figures of a topic, and those that its reports give and that belong to no topic."""
    given = (figure.figure for item in news if item.kind == "event"
             for figure in index.timeline.events[item.id].record.figures)  # fmt: skip
    loose = (id for id in given if not index.timeline.figures[id].record.thread)
    return tuple(dict.fromkeys((*(index.figures_of("thread", thread) if thread else ()), *loose)))


def _topics(news: Sequence[NewsItem], period: Period, index: SiteIndex) -> list[_Topic]:
    topics: dict[str, _Topic] = {}
    for item in news:
        topics.setdefault(item.thread, _Topic(item.thread, [], [])).news.append(item)
    for _, id, thread in came_due(period, index):
        topics.setdefault(thread, _Topic(thread, [], [])).due.append(id)
    for topic in topics.values():
        outcomes = (item.id for item in topic.news if item.kind == "outcome" and item.day in period)
        topic.due.extend(id for id in dict.fromkeys(outcomes) if id not in topic.due)
    return list(topics.values())


def _order(topic: _Topic, index: SiteIndex) -> tuple[bool, int, int, int, str]:
    """The sort key of a topic: by leading events, key events, and reports."""
    weights = [weight(item.id, index) for item in topic.reports]
    return not topic.id, -weights.count(0), -weights.count(1), -len(weights), topic.id


def _view(topic: _Topic, period: Period, leading: Collection[FigureChange], index: SiteIndex) -> TopicNews:
    entry = index.timeline.threads[topic.id] if topic.id else None
    link = index.link("thread", topic.id) if entry else Link(gettext("Outside the topics"))
    candidates = [item for item in topic.reports if item.id not in topic.due]
    by_weight = _weightiest(candidates, index)
    shown = sorted(by_weight, key=lambda item: _place(item, index))
    due = tuple(due_line(id, index) for id in shown_due(topic.due, index)[:SHOWN])
    figures = [
        change for id in figures_of(topic.id, topic.news, index) for change in figure_changes(id, *period, index)
    ]
    answered = {item.id for item in topic.news if item.kind == "answer"}
    others = [
        item
        for item in topic.news
        if item.kind not in ("event", "outcome") and not (item.kind == "question" and item.id in answered)
    ]
    return TopicNews(
        topic=link,
        total=comma_separated(report_counts(topic.reports, index, with_late=False)),
        summary=index.inline(entry.record.summary) if entry else Markup(),
        as_of=summary_date(topic.id, index) if entry and entry.record.summary else "",
        top=news_line(by_weight[0], index) if by_weight else next(iter(due), None),
        reports=tuple(news_line(item, index) for item in shown),
        more=_more(len(candidates) - len(shown), link),
        figures=_telling(figures, leading),
        due=due,
        also=_also(others),
        groups=tuple(_groups(others, link, index)),
        is_open=True,
    )  # fmt: skip


def _telling(figures: Iterable[FigureChange], leading: Collection[FigureChange]) -> tuple[FigureChange, ...]:
    """The figures that changed, totals first; if none did in all the period, one that is given for the first time."""
    in_order = sorted(figures, key=lambda change: change.order)
    changed = [change for change in in_order if change.then][:SHOWN]
    if changed or leading:
        return tuple(change for change in changed if change not in leading)
    return tuple(in_order[:1])


def _weightiest(reports: Iterable[NewsItem], index: SiteIndex) -> list[NewsItem]:
    """The weightiest reports, of equals the newest first."""
    by_day = sorted(reports, key=lambda item: _place(item, index), reverse=True)
    return sorted(by_day, key=lambda item: weight(item.id, index))[:SHOWN]


def _place(report: NewsItem, index: SiteIndex) -> tuple[date, str]:
    """Where a report comes in time."""
    return start_day(index.timeline.events[report.id]), report.id


def _more(number: int, topic: Link) -> Link | None:
    """A link to the reports or changes that are not shown, if there are any."""
    if number < 1:
        return None
    if not topic.url:
        return Link(
            ngettext("{number} more under What changed", "{number} more under What changed", number), urls.changes()
        )
    return Link(ngettext("{number} more on the topic’s page", "{number} more on the topic’s page", number), topic.url)


def _also(others: Sequence[NewsItem]) -> str:
    """How much there is besides reports."""
    asked = sum(item.kind == "question" for item in others)
    questions = [ngettext("{number} question asked", "{number} questions asked", asked)] if asked else []
    return comma_separated([*change_counts(others), *questions])


def _groups(others: Sequence[NewsItem], topic: Link, index: SiteIndex) -> Iterator[NewsGroup]:
    for kinds, title in GROUPS:
        items = [item for item in others if item.kind in kinds]
        if items:
            lines = tuple(news_line(item, index) for item in items[:LISTED])
            yield NewsGroup(
                gettext(title), lines, _more(len(items) - len(lines), Link("") if "change" in kinds else topic)
            )


def _words(view: TopicNews) -> int:
    """How many words of a topic there are to read before its folds."""
    texts = [view.topic.text, view.total, view.summary.striptags(), view.as_of, view.also]
    texts += [_text(line) for line in (*view.reports, *view.due)]
    texts += [f"{it.figure.text} {it.by} {it.then} {it.then_as_of} {it.now} {it.now_as_of}" for it in view.figures]
    return sum(len(text.split()) for text in texts)


def _folded_words(view: TopicNews) -> int:
    """How many words of a topic there are to read if it is folded."""
    texts = [view.topic.text, view.total, _text(view.top) if view.top else ""]
    return sum(len(text.split()) for text in texts)


def _text(line: NewsLine) -> str:
    return f"{line.when} {line.link.text} {line.text} {line.mark} {line.changed}"

"""Open questions: since when, in which briefs, and what closed them."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.digests import digest
from dayline.pages.index import SiteIndex
from dayline.pages.keys import joined
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.change_badge import Badge, changes
from dayline.pages.parts.event_line import EventLine, line, lines
from dayline.pages.parts.question import QuestionLine, age, answer, closed, question_lines
from dayline.pages.wording import capital, stated
from dayline.schema.question import QuestionRecord
from dayline.timeline.questions import closing_event


class Standing(NamedTuple):
    """A day in whose brief the question stood, with the brief's title."""

    day: Link
    title: str


class QuestionView(NamedTuple):
    """A question's page; `closing` is the event that closed it."""

    head: Head
    asked: str
    age: str
    closed: str
    closing: EventLine | None
    answer: Markup
    known: Markup
    threads: tuple[Link, ...]
    events: tuple[EventLine, ...]
    briefs: tuple[Standing, ...]
    changes: tuple[Badge, ...]


class QuestionsView(NamedTuple):
    """The list of questions: the open ones, longest first, then those that were answered, newest first."""

    head: Head
    total: str
    open: tuple[QuestionLine, ...]
    closed: tuple[QuestionLine, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each question, and the list of them."""
    for id in index.timeline.questions:
        yield Page(urls.entry("question", id), "question.html", partial(_key, id), partial(view, id))
    yield Page(urls.index("question"), "questions.html", _list_key, _list)


def _key(id: str, index: SiteIndex) -> bytes:
    keys, record = index.keys, index.timeline.questions[id].record
    briefs = map(keys.brief, index.timeline.question_days.get(id, ()))
    return joined([keys.site, keys.today, keys.question(id), *map(keys.event, record.events), *briefs])


def view(id: str, index: SiteIndex) -> QuestionView:
    """Everything that a question's page shows."""
    timeline, record = index.timeline, index.timeline.questions[id].record
    text, closer = index.text(record.question), closing_event(record, timeline)
    trail = (Link("Open questions", urls.index("question")),)
    return QuestionView(
        head=Head(urls.entry("question", id), text, "question", _description(record, index), trail, sort="Question"),
        asked=stated(record.opened),
        age=age(record, index),
        closed=capital(closed(record, index)),
        closing=line(closer, index) if closer else None,
        answer=answer(record, index),
        known=index.inline(record.known),
        threads=index.links("thread", record.threads),
        events=lines(tuple(timeline.events[event] for event in record.events), index),
        briefs=tuple(_standing(day, index) for day in timeline.question_days.get(id, ())),
        changes=changes(record.changes, index),
    )


def _standing(day: date, index: SiteIndex) -> Standing:
    return Standing(index.day(day), index.text(index.timeline.briefs[day].record.title))


def _description(record: QuestionRecord, index: SiteIndex) -> str:
    state = closed(record, index)
    return capital(f"{state}.") if state else f"Not known since {stated(record.opened)}."


def _list_key(index: SiteIndex) -> bytes:
    keys = index.keys
    return digest(keys.site, keys.today, *map(keys.question, index.timeline.questions))


def _list(index: SiteIndex) -> QuestionsView:
    shown = question_lines(index.timeline.questions, index)
    open_ = tuple(it for it in shown if not it.closed)
    head = Head(urls.index("question"), "Open questions", "questions", "What we do not know, and since when.")
    return QuestionsView(head, f"{len(open_)} open, {len(shown) - len(open_)} answered", open_, shown[len(open_) :])

"""Questions: since when they have been open, which briefs ask them, and what closed them."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages.entry_head import entry_head
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.change_badge import Badge, changes
from dayline.pages.parts.event_line import EventLine, line, lines
from dayline.pages.parts.question import QuestionLine, age, answer, question_lines
from dayline.pages.wording import on, stated
from dayline.schema.question import QuestionRecord
from dayline.timeline.questions import answer_date, closing_event
from dayline.words import gettext, ngettext


class InBrief(NamedTuple):
    """A day whose brief asks the question, with the brief's title."""

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
    briefs: tuple[InBrief, ...]
    changes: tuple[Badge, ...]


class QuestionsView(NamedTuple):
    """The list of questions: open ones, oldest first, then answered ones, newest first."""

    head: Head
    total: str
    open: tuple[QuestionLine, ...]
    closed: tuple[QuestionLine, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each question, and the list of them."""
    for id in index.timeline.questions:
        yield Page(urls.entry("question", id), "question.html", partial(view, id))
    yield Page(urls.index("question"), "questions.html", _list)


def view(id: str, index: SiteIndex) -> QuestionView:
    """The view of a question's page."""
    timeline, record = index.timeline, index.timeline.questions[id].record
    closer = closing_event(record, timeline)
    answered = answer_date(record, timeline)
    return QuestionView(
        head=entry_head("question", id, _description(record, index), index),
        asked=stated(record.opened),
        age=age(record, index),
        closed=gettext("Answered {date}", date=on(answered)) if answered else "",
        closing=line(closer, index) if closer else None,
        answer=answer(record, index),
        known=index.inline(record.known),
        threads=index.links("thread", record.threads),
        events=lines(tuple(timeline.events[event] for event in record.events), index),
        briefs=tuple(_in_brief(day, index) for day in timeline.question_days.get(id, ())),
        changes=changes(record.changes, index),
    )


def _in_brief(day: date, index: SiteIndex) -> InBrief:
    return InBrief(index.day(day), index.text(index.timeline.briefs[day].record.title))


def _description(record: QuestionRecord, index: SiteIndex) -> str:
    if answered := answer_date(record, index.timeline):
        return gettext("Answered {date}.", date=on(answered))
    return gettext("Not known since {date}.", date=stated(record.opened))


def _list(index: SiteIndex) -> QuestionsView:
    shown = question_lines(index.timeline.questions, index)
    open_ = tuple(question for question in shown if not question.closed)
    closed = shown[len(open_) :]
    description = gettext("What we do not know, and since when.")
    head = Head(urls.index("question"), gettext("Open questions"), "questions", description)
    total = gettext(
        "{open}, {answered}",
        open=ngettext("{number} open", "{number} open", len(open_)),
        answered=ngettext("{number} answered", "{number} answered", len(closed)),
    )
    return QuestionsView(head, total, open_, closed)

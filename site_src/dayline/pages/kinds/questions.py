"""Open questions: since when, in which briefs, and what closed them."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.edtf import EdtfDate
from dayline.pages.index import SiteIndex
from dayline.pages.keys import digest, joined
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.change_badge import Badge, changes
from dayline.pages.parts.event_card import EventLine, line, lines
from dayline.pages.wording import capital, count, on, stated
from dayline.schema.question import QuestionRecord
from dayline.timeline.questions import answer_date, asked_on, closed_on, closing_event


class Unknown(NamedTuple):
    """Something a brief says is not known: a question leads to its page, with its age on the brief's day and how it
    stands today (`state`); other texts are just that."""

    text: Markup
    url: str = ""
    state: str = ""


class QuestionLine(NamedTuple):
    """A question in a list: how long it is or was open, and its answer."""

    link: Link
    age: str
    closed: str
    answer: Markup


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


def unknown(entry: str, day: date | None, index: SiteIndex) -> Unknown:
    """An entry of a brief's `not_known`: a question as it stood on that day, or a text."""
    found = index.timeline.questions.get(entry)
    if found is None:
        return Unknown(index.inline(entry))
    link, now = index.link("question", entry), closed(found.record, index) or "still open"
    then = _then(found.record, day, index) if day else ""
    return Unknown(Markup.escape(link.text), link.url, capital(f"{then} · {now}" if then else now))


def question_lines(ids: Iterable[str], index: SiteIndex) -> tuple[QuestionLine, ...]:
    """Questions in a list: the open ones, longest first, then those that were answered, newest first."""
    ordered = sorted(ids, key=lambda id: _order(id, index))
    return tuple(_line(id, index) for id in ordered)


def questions_of(event: str, index: SiteIndex) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """The questions that an event closed, and those that name it, each under its label."""
    named = [id for _, id in index.pointing("event", event, "question")]
    closed_here = [id for id in named if _closes(event, id, index)]
    raised = [id for id in named if id not in closed_here]
    groups = (("Answers the question", closed_here), ("Bears on the question", raised))
    return tuple((label, index.links("question", ids)) for label, ids in groups if ids)


def _closes(event: str, id: str, index: SiteIndex) -> bool:
    """Whether an event is what closed a question: one that is still planned closes none."""
    closer = closing_event(index.timeline.questions[id].record, index.timeline)
    return closer is not None and closer.id == event


def open_questions(index: SiteIndex) -> list[str]:
    """The ids of the questions without an answer."""
    return [id for id, entry in index.timeline.questions.items() if not closed_on(entry.record, index.timeline)]


def age(record: QuestionRecord, index: SiteIndex) -> str:
    """How long a question has been open, to this day or to the day on which its answer became known."""
    when, closed_day = answer_date(record, index.timeline), closed_on(record, index.timeline)
    if when and closed_day:
        return _was_open(record, when, closed_day)
    today = index.timeline.today
    return f"Open {_days(record, today)}" if today > asked_on(record) else "Asked today"


def answer(record: QuestionRecord, index: SiteIndex) -> Markup:
    """The answer to a question, once an event has closed it."""
    return index.inline(record.answer) if closing_event(record, index.timeline) else Markup()


def closed(record: QuestionRecord, index: SiteIndex) -> str:
    """When a question was answered; empty while it is open."""
    when = answer_date(record, index.timeline)
    return f"answered {on(when)}" if when else ""


def _was_open(record: QuestionRecord, when: EdtfDate, until: date) -> str:
    """How long a question was open that has its answer, as far as that can be said."""
    if until > asked_on(record):
        return f"Was open {_days(record, until, when)}"
    return "Asked that day" if when.is_certain_day else "How long it was open is not known"


def _then(record: QuestionRecord, day: date, index: SiteIndex) -> str:
    """How long a question had been open on a day; empty if it was not."""
    closed_day = closed_on(record, index.timeline)
    if day < asked_on(record) or (closed_day and day >= closed_day):
        return ""
    return f"open {_days(record, day)} then" if day > asked_on(record) else "asked that day"


def _days(record: QuestionRecord, until: date, when: EdtfDate | None = None) -> str:
    """The days from the asking of a question to another day, which may be the last that a date can mean."""
    sure = record.opened.is_certain_day and (when is None or when.is_certain_day)
    most = when and when.latest and not (when.is_single_day or when.uncertain or when.approximate)
    about = "" if sure else "at most " if most and record.opened.is_certain_day else "about "
    return about + count(max((until - asked_on(record)).days, 0), "day")


def _order(id: str, index: SiteIndex) -> tuple[int, int, str]:
    record = index.timeline.questions[id].record
    day = closed_on(record, index.timeline)
    return (1, -day.toordinal(), id) if day else (0, asked_on(record).toordinal(), id)


def _line(id: str, index: SiteIndex) -> QuestionLine:
    record = index.timeline.questions[id].record
    link = index.link("question", id)
    return QuestionLine(link, age(record, index), closed(record, index), answer(record, index))


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

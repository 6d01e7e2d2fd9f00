"""Questions as lines: how long each has been or was open, and its answer."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from dayline.edtf import EdtfDate
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.wording import full_date, on
from dayline.schema.question import QuestionRecord
from dayline.timeline.questions import answer_date, asked_on, closed_on, closing_event
from dayline.words import gettext, ngettext


class QuestionLine(NamedTuple):
    """A question in a list: how long it has been or was open, and its answer."""

    link: Link
    age: str
    closed: str
    answer: Markup


def question_lines(ids: Iterable[str], index: SiteIndex) -> tuple[QuestionLine, ...]:
    """Questions in a list: open ones first, oldest first, then answered ones, newest first."""
    ordered = sorted(ids, key=lambda id: _order(id, index))
    return tuple(_line(id, index) for id in ordered)


def open_among(ids: Iterable[str], index: SiteIndex) -> tuple[QuestionLine, ...]:
    """The unanswered ones of some questions, oldest first."""
    return tuple(line for line in question_lines(ids, index) if not line.closed)


def answered_among(ids: Iterable[str], index: SiteIndex) -> tuple[QuestionLine, ...]:
    """The answered ones of some questions, newest first."""
    return tuple(line for line in question_lines(ids, index) if line.closed)


def questions_of(event: str, index: SiteIndex) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """The questions an event closed and those that mention it, by label."""
    named = [id for _, id in index.pointing("event", event, "question")]
    closed_here = [id for id in named if _closes(event, id, index)]
    raised = [id for id in named if id not in closed_here]
    groups = ((gettext("Answers the question"), closed_here), (gettext("Related open question"), raised))
    return tuple((label, index.links("question", ids)) for label, ids in groups if ids)


def open_questions(index: SiteIndex) -> list[str]:
    """The ids of unanswered questions."""
    return [id for id, entry in index.timeline.questions.items() if not closed_on(entry.record, index.timeline)]


def age(record: QuestionRecord, index: SiteIndex) -> str:
    """Since when a question has been open, or how long it was."""
    when, closed_day = answer_date(record, index.timeline), closed_on(record, index.timeline)
    if when and closed_day:
        return _was_open(record, when, closed_day)
    return _unanswered(record)


def state_on(record: QuestionRecord, day: date | None, index: SiteIndex) -> str:
    """How a question stands, for the brief of a day."""
    closed_day = closed_on(record, index.timeline)
    if day is None or day < asked_on(record) or (closed_day and day >= closed_day):
        return closed_label(record, index) or _unanswered(record)
    if now := closed(record, index):
        return gettext("Unanswered on this day; {answered}", answered=now)
    return gettext("First asked on this day; no answer yet") if day == asked_on(record) else _unanswered(record)


def _unanswered(record: QuestionRecord) -> str:
    if not record.opened.is_certain_day:
        return gettext("Unanswered; first asked {when}", when=on(record.opened))
    return gettext("Unanswered since {date}", date=full_date(asked_on(record)))


def answer(record: QuestionRecord, index: SiteIndex) -> Markup:
    """The answer to a question, once an event has closed it."""
    return index.inline(record.answer) if closing_event(record, index.timeline) else Markup()


def closed(record: QuestionRecord, index: SiteIndex) -> str:
    """When a question was answered; empty while it is open."""
    when = answer_date(record, index.timeline)
    return gettext("answered {when}", when=on(when)) if when else ""


def closed_label(record: QuestionRecord, index: SiteIndex) -> str:
    """When a question was answered, as a label; empty while it is open."""
    when = answer_date(record, index.timeline)
    return gettext("Answered {when}", when=on(when)) if when else ""


def _was_open(record: QuestionRecord, when: EdtfDate, until: date) -> str:
    """How long an answered question was open, if that is known."""
    if until > asked_on(record):
        return gettext("Was open {duration}", duration=_days(record, until, when))
    return gettext("Asked that day") if when.is_certain_day else gettext("How long it was open is not known")


def _days(record: QuestionRecord, until: date, when: EdtfDate | None = None) -> str:
    """The days from a question's date to another day, qualified if either date is uncertain."""
    sure = record.opened.is_certain_day and (when is None or when.is_certain_day)
    most = when and when.latest and not (when.is_single_day or when.uncertain or when.approximate)
    days = max((until - asked_on(record)).days, 0)
    if sure:
        return ngettext("{number} day", "{number} days", days)
    if most and record.opened.is_certain_day:
        return ngettext("at most {number} day", "at most {number} days", days)
    return ngettext("about {number} day", "about {number} days", days)


def _closes(event: str, id: str, index: SiteIndex) -> bool:
    """Whether an event closed a question; a planned event closes none yet."""
    closer = closing_event(index.timeline.questions[id].record, index.timeline)
    return closer is not None and closer.id == event


def _order(id: str, index: SiteIndex) -> tuple[int, int, str]:
    record = index.timeline.questions[id].record
    day = closed_on(record, index.timeline)
    return (1, -day.toordinal(), id) if day else (0, asked_on(record).toordinal(), id)


def _line(id: str, index: SiteIndex) -> QuestionLine:
    record = index.timeline.questions[id].record
    link = index.link("question", id)
    return QuestionLine(link, age(record, index), closed(record, index), answer(record, index))

"""Open questions over time: which briefs list them, when they were asked, and what closed them."""

from collections.abc import Container, Mapping
from datetime import date

from dayline.edtf import EdtfDate
from dayline.read.entry import Entry
from dayline.schema.brief import BriefRecord
from dayline.schema.event import EventRecord
from dayline.schema.question import QuestionRecord
from dayline.timeline.timeline import Event, Timeline

Briefs = Mapping[date, Entry[BriefRecord]]


def questions_in(brief: BriefRecord, questions: Container[str]) -> tuple[str, ...]:
    """The ids of the questions in a brief, each once, in order."""
    return tuple(dict.fromkeys(entry for entry in brief.not_known if entry in questions))


def question_days(briefs: Briefs, questions: Container[str]) -> dict[str, tuple[date, ...]]:
    """For each question the days of the briefs that list it, in order."""
    days_of_question: dict[str, list[date]] = {}
    for day, entry in sorted(briefs.items()):
        for id in questions_in(entry.record, questions):
            days_of_question.setdefault(id, []).append(day)
    return {id: tuple(days) for id, days in days_of_question.items()}


def closing_event(question: QuestionRecord, timeline: Timeline) -> Event | None:
    """The event that closed a question, unless it is still only planned."""
    event = timeline.events.get(question.closed_by or "")
    return event if event and event.record.event_status != "planned" else None


def answer_date(question: QuestionRecord, timeline: Timeline) -> EdtfDate | None:
    """The date when the answer to a question became known; None while it is open."""
    event = closing_event(question, timeline)
    return _known_date(event.record) if event else None


def closed_on(question: QuestionRecord, timeline: Timeline) -> date | None:
    """The day by which a question certainly has its answer; None while it is open."""
    when = answer_date(question, timeline)
    return _last(when) if when else None


def _known_date(record: EventRecord) -> EdtfDate:
    """The date when an event, or a plan's outcome, became known."""
    known = record.added or record.reported or record.date
    if record.planned is None:
        return known
    log = (change for change in record.changes if change.field == "event_status")
    dates = [change.date for change in log if change.now in (None, record.event_status)]
    return min(dates) if dates else max(known, record.date, key=_last)


def _last(when: EdtfDate) -> date:
    return when.latest or when.earliest or date.min


def asked_on(question: QuestionRecord) -> date:
    """The day from which the age of a question is counted."""
    return question.opened.earliest or question.opened.latest or date.min

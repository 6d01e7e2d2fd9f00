"""Open questions over time: in whose briefs they stand, how old they are, and what closed them."""

from collections.abc import Container, Mapping
from datetime import date

from dayline.read.records import Entry
from dayline.schema.brief import BriefRecord
from dayline.schema.question import QuestionRecord
from dayline.timeline.timeline import Event, Timeline

Briefs = Mapping[date, Entry[BriefRecord]]


def asked_in(brief: BriefRecord, questions: Container[str]) -> tuple[str, ...]:
    """The ids of the questions that stand in a brief, each once, in its order."""
    return tuple(dict.fromkeys(entry for entry in brief.not_known if entry in questions))


def in_briefs(briefs: Briefs, questions: Container[str]) -> dict[str, tuple[date, ...]]:
    """For each question that stands in briefs their days, in order."""
    found: dict[str, list[date]] = {}
    for day, entry in sorted(briefs.items()):
        for id in asked_in(entry.record, questions):
            found.setdefault(id, []).append(day)
    return {id: tuple(days) for id, days in found.items()}


def closing(question: QuestionRecord, timeline: Timeline) -> Event | None:
    """The event that closed a question, if it is more than a plan."""
    event = timeline.events.get(question.closed_by or "")
    return event if event and event.record.event_status != "planned" else None


def closed_on(question: QuestionRecord, timeline: Timeline) -> date | None:
    """The day from which a question has its answer; None while it is open."""
    event = closing(question, timeline)
    return event and (event.record.date.latest or event.record.date.earliest)


def asked_on(question: QuestionRecord) -> date:
    """The day from which the age of a question is counted."""
    return question.opened.earliest or question.opened.latest or date.min

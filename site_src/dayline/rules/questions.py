"""Open questions: none is forgotten, and none closed without an answer."""

from collections.abc import Iterator

from dayline import edtf
from dayline.problems import Problem, Spot
from dayline.read.entry import Entry
from dayline.rules.rule import TIMELINE, WHOLE, records, rule
from dayline.schema.brief import BriefRecord
from dayline.schema.question import QuestionRecord
from dayline.timeline.questions import answer_date, closing_event, questions_in
from dayline.timeline.timeline import Timeline
from dayline.words import english


@rule(
    "W49",
    "a question is closed without an answer, or answered by no event",
    on=records("question"),
    fix="Carry it on under `not_known`, or add `closed_by` and `answer`.",
)
def incomplete_but_closed(entry: Entry[QuestionRecord]) -> Iterator[Problem]:
    question = entry.record
    if question.closed_by and not question.answer:
        message = "the question is closed, but nothing says what the answer is"
        yield Problem("W49", entry.spot.at("closed_by"), message, "add `answer: …`, in a sentence")
    elif question.answer and not question.closed_by:
        message = "the question has an answer, but nothing says what closed it"
        yield Problem(
            "W49", entry.spot.at("answer"), message, "add `closed_by: …` with the id of the event that shows it"
        )


@rule("E19", "a question was asked after the event that closed it", on=TIMELINE)
def closed_before_opened(timeline: Timeline) -> Iterator[Problem]:
    for entry in timeline.questions.values():
        event = closing_event(entry.record, timeline)
        if event and entry.record.opened.certainly_after(event.record.date):
            message = f"the question is dated `{entry.record.opened.text}`, after the event that closed it"
            also = ((event.entry.spot.at("date"), "the event that closed it"),)
            help = "correct one of the two dates, or name the event that is meant"
            yield Problem("E19", entry.spot.at("opened"), message, help, also)


@rule("W49", "the newest closed brief leaves out an open question", on=WHOLE)
def missing_from_brief(timeline: Timeline) -> Iterator[Problem]:
    closed = [entry for entry in timeline.briefs.values() if entry.record.status == "closed"]
    if not closed:
        return
    newest = closed[-1]
    asked = questions_in(newest.record, timeline.questions)
    for id, days in timeline.question_days.items():
        is_open = closing_event(timeline.questions[id].record, timeline) is None
        if is_open and id not in asked and days[0].isoformat() < newest.id:
            before = timeline.briefs[max(day for day in days if day.isoformat() < newest.id)]
            message = f"the open question `{id}` was in an earlier brief and is missing here"
            also = ((_entry_of(id, before), "it was here"),)
            help = f"add `{id}` to `not_known`, or close the question with `closed_by` and `answer`"
            yield Problem("W49", _unknowns(newest), message, help, also)


@rule("W49", "a brief asks a question after its answer", on=WHOLE)
def asked_after_answer(timeline: Timeline) -> Iterator[Problem]:
    for id, days in timeline.question_days.items():
        entry = timeline.questions[id]
        when = answer_date(entry.record, timeline)
        for day in days:
            if when and timeline.briefs[day].record.date.certainly_after(when):
                with english():
                    on = f"on {when}" if when.is_certain_day else f"({edtf.show(when, year=True)})"
                message = f"the question `{id}` had its answer {on}, before this day"
                also = ((entry.spot.at("closed_by"), "this closed it"),)
                help = "take it out here, or correct `closed_by`"
                yield Problem("W49", _entry_of(id, timeline.briefs[day]), message, help, also)


def _entry_of(id: str, brief: Entry[BriefRecord]) -> Spot:
    return brief.spot.at("not_known", brief.record.not_known.index(id))


def _unknowns(brief: Entry[BriefRecord]) -> Spot:
    """Where a brief says, or would say, what is not known."""
    return brief.spot.at("not_known", on="key") if brief.record.not_known else brief.spot.at("title")

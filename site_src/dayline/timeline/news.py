"""What became known, and when: everything that is news to somebody who was here before."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from dayline.schema.record import Change
from dayline.schema.vocabulary import OUTCOMES
from dayline.timeline.clock import known_since
from dayline.timeline.questions import asked_on, closed_on
from dayline.timeline.timeline import Event, Timeline


class NewsItem(NamedTuple):
    """Something that became known on a day of an item that was `known` since an earlier one, or the same.

    `kind` is `event`, `outcome` (of a plan), `status`, `change`, `figure`, `question` or `answer`; `of` is the
    kind of the item (event, brief, question) and `id` its id. `number` is the place of a change in the item's
    log, or of a value among the event's. `thread` is the item's first, if it has one.
    """

    day: date
    kind: str
    item_kind: str
    id: str
    known_since: date
    thread: str = ""
    number: int = 0


def news(timeline: Timeline) -> tuple[NewsItem, ...]:
    """Everything that became known up to the timeline's day, in the order of days."""
    found = [*_of_events(timeline.events.values()), *_of_briefs(timeline), *_of_questions(timeline)]
    return tuple(sorted(one for one in found if one.day <= timeline.today))


def _of_events(events: Iterable[Event]) -> Iterator[NewsItem]:
    for event in events:
        record, clock = event.record, known_since(event.record)
        known = clock.latest or clock.earliest
        if known is None:
            continue
        thread = next(iter(record.threads), "")
        if record.state != "withheld":
            yield NewsItem(known, "event", "event", event.id, known, thread)
        told = event.known_on or known
        yield from (NewsItem(told, "figure", "event", event.id, told, thread, n) for n in range(len(record.figures)))
        changed = _changed(record.changes, planned=record.planned is not None)
        yield from (NewsItem(day, kind, "event", event.id, known, thread, n) for day, kind, n in changed)
        ended = record.date.latest or known
        if record.planned and record.event_status in OUTCOMES and not _outcome_in(record.changes):
            yield NewsItem(max(ended, known), "outcome", "event", event.id, known, thread)


def _changed(log: Iterable[Change], *, planned: bool = False) -> Iterator[tuple[date, str, int]]:
    """The changes that readers should know of: their day, what kind of news they are, and their place."""
    for number, change in enumerate(log):
        if change.date.latest and not change.minor:
            ended = planned and change.field == "event_status"
            kind = "outcome" if ended else "status" if change.kind == "status" else "change"
            yield change.date.latest, kind, number


def _outcome_in(log: Iterable[Change]) -> bool:
    return any(change.field == "event_status" for change in log)


def _of_briefs(timeline: Timeline) -> Iterator[NewsItem]:
    for day, entry in timeline.briefs.items():
        known = entry.record.as_of.date() if entry.record.as_of else day
        yield from (
            NewsItem(on, "change", "brief", entry.id, known, "", n) for on, _, n in _changed(entry.record.changes)
        )


def _of_questions(timeline: Timeline) -> Iterator[NewsItem]:
    for id, entry in timeline.questions.items():
        asked, thread = asked_on(entry.record), next(iter(entry.record.threads), "")
        closed = closed_on(entry.record, timeline)
        if asked > date.min:
            yield NewsItem(asked, "question", "question", id, asked, thread)
        if closed:
            yield NewsItem(closed, "answer", "question", id, asked, thread)

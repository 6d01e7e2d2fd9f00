"""News: what became known when, for readers who come back."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from dayline.schema.record import Change
from dayline.schema.vocabulary import OUTCOMES
from dayline.timeline.clock import known_since
from dayline.timeline.questions import asked_on, closed_on
from dayline.timeline.timeline import Event, Timeline


class NewsItem(NamedTuple):
    """Something that became known on a day about an item that has been `known_since` that day or an earlier one.

    `kind` is `event`, `outcome` (of a plan), `status`, `change`, `figure`, `question` or `answer`. `number` is the
    index of a change in the item's changelog or of a value in the event. `thread` is the item's first thread, if any.
    """

    day: date
    kind: str
    item_kind: str
    id: str
    known_since: date
    thread: str = ""
    number: int = 0


def news(timeline: Timeline) -> tuple[NewsItem, ...]:
    """All news up to the timeline's day, in chronological order."""
    items = [*_of_events(timeline.events.values()), *_of_briefs(timeline), *_of_questions(timeline)]
    return tuple(sorted(item for item in items if item.day <= timeline.today))


def _of_events(events: Iterable[Event]) -> Iterator[NewsItem]:
    for event in events:
        record, since = event.record, known_since(event.record)
        known = since.latest or since.earliest
        if known is None:
            continue
        thread = next(iter(record.threads), "")
        if record.state != "withheld":
            yield NewsItem(known, "event", "event", event.id, known, thread)
        known_on = event.known_on or known
        yield from (
            NewsItem(known_on, "figure", "event", event.id, known_on, thread, n) for n in range(len(record.figures))
        )
        changed = _changed(record.changes, planned=record.planned is not None)
        yield from (NewsItem(day, kind, "event", event.id, known, thread, n) for day, kind, n in changed)
        ended = record.date.latest or known
        if record.planned and record.event_status in OUTCOMES and not _outcome_in(record.changes):
            yield NewsItem(max(ended, known), "outcome", "event", event.id, known, thread)


def _changed(log: Iterable[Change], *, planned: bool = False) -> Iterator[tuple[date, str, int]]:
    """The changes that readers should know about: their day, kind of news and index."""
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

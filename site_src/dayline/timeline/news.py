"""News: what became known when, for readers who come back."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from dayline.schema.record import Change
from dayline.schema.vocabulary import OUTCOMES
from dayline.timeline.clock import known_since
from dayline.timeline.questions import asked_on, closed_on
from dayline.timeline.timeline import Event, LinkedClaim, LinkedResponse, Timeline

NO_DAY = date.min  # the day of an item that is about no certain day
_VERDICTS = ("confirms", "partly-confirms", "denies", "partly-denies")


class NewsItem(NamedTuple):
    """Something that became known on a day about an item that has been `known_since` that day or an earlier one.

    `kind` is `event`, `outcome` (of a plan), `status`, `change`, `claim` (confirmed or denied), `question` or `answer`.
    `number` is the index of a change in the item's changelog, or of a response among the answers to a claim. `thread`
    is the item's first thread, if any. `about` is the day that the item is about; a plan is not yet about any.
    """

    day: date
    kind: str
    item_kind: str
    id: str
    known_since: date
    thread: str = ""
    number: int = 0
    about: date = NO_DAY

    @property
    def days(self) -> tuple[date, ...]:
        """The days with which the item has to do."""
        return tuple(day for day in (self.day, self.known_since, self.about) if day > NO_DAY)


def news(timeline: Timeline) -> tuple[NewsItem, ...]:
    """All news up to the timeline's day, in chronological order."""
    items = [
        *_of_events(timeline.events.values()), *_of_briefs(timeline), *_of_questions(timeline), *_of_claims(timeline),
    ]  # fmt: skip
    return tuple(sorted(item for item in items if item.day <= timeline.today))


def _of_events(events: Iterable[Event]) -> Iterator[NewsItem]:
    for event in events:
        record, known = event.record, _known(event)
        if known is None:
            continue
        thread, about = next(iter(record.threads), ""), _about(event)
        if record.state != "withheld":
            yield NewsItem(known, "event", "event", event.id, known, thread, about=about)
        changed = _changed(record.changes, planned=record.planned is not None)
        yield from (NewsItem(day, kind, "event", event.id, known, thread, n, about) for day, kind, n in changed)
        ended = record.date.latest or known
        if record.planned and record.event_status in OUTCOMES and not _outcome_in(record.changes):
            yield NewsItem(max(ended, known), "outcome", "event", event.id, known, thread)


def _known(event: Event) -> date | None:
    """The day on which an event became known here."""
    since = known_since(event.record)
    return since.latest or since.earliest


def _about(event: Event) -> date:
    """The first day on which an event was; a plan and an event without a certain day have none."""
    return event.when.days[0] if event.when.days and not event.record.planned else NO_DAY


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
            NewsItem(on, "change", "brief", entry.id, known, "", n, day) for on, _, n in _changed(entry.record.changes)
        )


def _of_questions(timeline: Timeline) -> Iterator[NewsItem]:
    for id, entry in timeline.questions.items():
        asked, thread = asked_on(entry.record), next(iter(entry.record.threads), "")
        closed = closed_on(entry.record, timeline)
        if asked > date.min:
            yield NewsItem(asked, "question", "question", id, asked, thread)
        if closed:
            yield NewsItem(closed, "answer", "question", id, asked, thread)


def _of_claims(timeline: Timeline) -> Iterator[NewsItem]:
    for id, answers in timeline.answers.items():
        claim = timeline.claims.get(id)
        if claim is None or claim.event.record.state == "withheld":
            continue
        thread = next(iter(claim.event.record.threads), "")
        for number, answer in enumerate(answers):
            known = _known(answer.event)
            if known and _is_verdict(answer, claim):
                yield NewsItem(known, "claim", "claim", id, known, thread, number, _about(answer.event))


def _is_verdict(answer: LinkedResponse, claim: LinkedClaim) -> bool:
    """Whether an answer confirms or denies a claim; its claimant cannot confirm it, nor can a withheld report."""
    response = answer.response
    repeats = answer.by == claim.by and "confirms" in response.type
    shown = answer.event.record.state != "withheld"
    return shown and response.type in _VERDICTS and response.addresses != "other" and not repeats

"""Promises and their outcomes."""

from collections.abc import Iterator

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.plans import is_over
from dayline.rules.rule import EVENT, records, rule
from dayline.schema.event import EventRecord
from dayline.schema.vocabulary import PROMISE_OUTCOMES
from dayline.timeline.timeline import Event, Timeline


@rule("E15", "a promise is in a claim of another kind than `intent`", on=records("event"))
def not_an_intent(entry: Entry[EventRecord]) -> Iterator[Problem]:
    for number, claim in enumerate(entry.record.claims):
        if claim.promise and claim.kind != "intent":
            message = f"the claim `{claim.id}` is a promise, but its kind is `{claim.kind}`"
            spot = entry.spot.at("claims", number, "promise", on="key")
            yield Problem("E15", spot, message, "write `kind: intent`, or take `promise` out")


@rule("E15", "an event shows what came of a promise that has no outcome", on=records("event"))
def without_outcome(entry: Entry[EventRecord]) -> Iterator[Problem]:
    for number, claim in enumerate(entry.record.claims):
        if claim.promise and claim.promise.shown_by and not claim.promise.outcome:
            message = f"an event shows what came of the promise `{claim.id}`, but nothing says what that is"
            spot = entry.spot.at("claims", number, "promise", "shown_by")
            yield Problem("E15", spot, message, f"add `outcome: …`, one of {_OUTCOMES}")


@rule(
    "E15",
    "a promise came true before it was due or made, and no event shows it",
    on=EVENT,
    fix="Name the event with `shown_by:`.",
)
def settled_early(event: Event, timeline: Timeline) -> Iterator[Problem]:
    for number, claim in enumerate(event.record.claims):
        promise, spot = claim.promise, event.entry.spot.at("claims", number, "promise")
        if promise is None or not promise.outcome:
            continue
        shown = timeline.events.get(promise.shown_by or "")
        if not promise.shown_by and (promise.due.earliest or timeline.today) > timeline.today:
            message = f"the promise is `{promise.outcome}` before it is due, and no event shows it"
            also = ((spot.at("due"), "it is due then"),)
            help = "add `shown_by: …` with the id of the event, or take `outcome` out"
            yield Problem("E15", spot.at("outcome"), message, help, also)
        elif shown and event.record.date.certainly_after(shown.record.date):
            message = f"`{shown.id}` was before the promise, so it can't show what came of it"
            also = ((shown.entry.spot.at("date"), "the earlier date"),)
            yield Problem("E15", spot.at("shown_by"), message, "name a later event, or correct a date", also)


@rule(
    "W33",
    "the day of a promise is over, and nothing says what came of it",
    on=EVENT,
    fix="Write what came of a promise as its `outcome`.",
)
def overdue(event: Event, timeline: Timeline) -> Iterator[Problem]:
    for number, claim in enumerate(event.record.claims):
        promise = claim.promise
        if promise and not promise.outcome and promise.due.latest and is_over(promise.due.latest, timeline):
            message = f"this was promised for `{promise.due.text}`, and nothing says what came of it"
            spot = event.entry.spot.at("claims", number, "promise", "due")
            yield Problem("W33", spot, message, f"add `outcome: …` to the promise, one of {_OUTCOMES}")


_OUTCOMES = ", ".join(f"`{word}`" for word in PROMISE_OUTCOMES)

"""Promises, and what became of them."""

from collections.abc import Iterator

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.plans import is_over
from dayline.schema.event import EventRecord
from dayline.schema.vocabulary import PROMISE_OUTCOMES
from dayline.timeline.timeline import Event, Timeline


def not_an_intent(entry: Entry[EventRecord]) -> Iterator[Problem]:
    """E15: a promise in a claim that is no statement of intent."""
    for number, claim in enumerate(entry.record.claims):
        if claim.promise and claim.kind != "intent":
            message = f"the claim `{claim.id}` is a promise, but its kind is `{claim.kind}`"
            spot = entry.spot.at("claims", number, "promise", on="key")
            yield Problem("E15", spot, message, "write `kind: intent`, or take `promise` out")


def without_outcome(entry: Entry[EventRecord]) -> Iterator[Problem]:
    """E15: an event that is to show the outcome of a promise, but no outcome."""
    for number, claim in enumerate(entry.record.claims):
        if claim.promise and claim.promise.shown_by and not claim.promise.outcome:
            message = f"an event shows what came of the promise `{claim.id}`, but nothing says what that is"
            spot = entry.spot.at("claims", number, "promise", "shown_by")
            yield Problem("E15", spot, message, f"add `outcome: …`, one of {_OUTCOMES}")


def settled_too_soon(event: Event, timeline: Timeline) -> Iterator[Problem]:
    """E15: an outcome that no event shows before the promise is due, or one shown before it was made."""
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


def overdue(event: Event, timeline: Timeline) -> Iterator[Problem]:
    """W33: a promise whose day is over, without a word about what came of it."""
    for number, claim in enumerate(event.record.claims):
        promise = claim.promise
        if promise and not promise.outcome and promise.due.latest and is_over(promise.due.latest, timeline):
            message = f"this was promised for `{promise.due.text}`, and nothing says what came of it"
            spot = event.entry.spot.at("claims", number, "promise", "due")
            yield Problem("W33", spot, message, f"add `outcome: …` to the promise, one of {_OUTCOMES}")


_OUTCOMES = ", ".join(f"`{word}`" for word in PROMISE_OUTCOMES)

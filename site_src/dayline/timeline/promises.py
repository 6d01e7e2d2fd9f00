"""Promises: claims that say by when something will be done."""

from collections.abc import Iterator, Mapping
from datetime import date

from dayline.schema.promise import Promise
from dayline.timeline.timeline import LinkedClaim

Claims = Mapping[str, LinkedClaim]


def promises_by_due_day(claims: Claims) -> tuple[str, ...]:
    """The ids of the claims that are promises, by the day when they are due."""
    found = ((due_on(made.claim.promise), id) for id, made in claims.items() if made.claim.promise)
    return tuple(id for _, id in sorted(found))


def promise_outcomes(claims: Claims) -> Iterator[tuple[str, str]]:
    """For each promise whose outcome an event shows, that event and the claim."""
    for id, made in claims.items():
        if made.claim.promise and made.claim.promise.shown_by:
            yield made.claim.promise.shown_by, id


def due_on(promise: Promise) -> date:
    """The last day on which a promise can be kept."""
    return promise.due.latest or promise.due.earliest or date.max

"""Promises: claims that something will be done by a certain date."""

from collections.abc import Iterator, Mapping
from datetime import date

from dayline.edtf import EdtfDate
from dayline.schema.claim import Promise
from dayline.timeline.timeline import LinkedClaim

Claims = Mapping[str, LinkedClaim]


def promises_by_due_day(claims: Claims) -> tuple[str, ...]:
    """The ids of claims that are promises, sorted by due day."""
    due = ((due_on(linked.claim.promise), id) for id, linked in claims.items() if linked.claim.promise)
    return tuple(id for _, id in sorted(due))


def promise_outcomes(claims: Claims) -> Iterator[tuple[str, str]]:
    """Pairs of an event and the promise whose outcome it shows."""
    for id, linked in claims.items():
        if linked.claim.promise and linked.claim.promise.shown_by:
            yield linked.claim.promise.shown_by, id


def due_on(promise: Promise) -> date:
    """The last day on which the promise can be kept."""
    return last_day(promise.due)


def last_day(when: EdtfDate) -> date:
    """The last day that a date may mean; the end of all days if it is open."""
    return when.latest or when.earliest or date.max

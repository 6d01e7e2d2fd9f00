"""Promises: deadline, recipients and outcome."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.attribution import name
from dayline.pages.wording import stated
from dayline.schema.claim import Promise
from dayline.schema.vocabulary import PROMISE_OUTCOMES
from dayline.timeline.promises import due_on
from dayline.timeline.timeline import LinkedClaim
from dayline.words import N_, gettext

_TALLIED = ("kept", "partly", "broken", "", "unknown")  # `unknown` is left out if there are none
_TONES = {"kept": "good", "broken": "bad"}
_OUTCOMES = {**PROMISE_OUTCOMES, "": N_("Outcome open")}


class PromiseView(NamedTuple):
    """The promise in a claim; `shown_by` is the event that shows the outcome."""

    due: str
    to: tuple[Link, ...]
    outcome: str
    tone: str
    shown_by: Link | None
    note: Markup


class PromiseLine(NamedTuple):
    """A promise in a list: who promised what to whom by when, and the outcome."""

    text: str
    url: str
    by: Link
    machine_due: str
    promise: PromiseView


class PromiseRecord(NamedTuple):
    """An actor's promises: counts by outcome, and each promise, latest deadline first."""

    tally: tuple[tuple[str, str], ...]
    promises: tuple[PromiseLine, ...]


def promise_view(promise: Promise | None, index: SiteIndex) -> PromiseView | None:
    """The promise in a claim, or None."""
    if promise is None:
        return None
    return PromiseView(
        due=stated(promise.due),
        to=index.links("actor", promise.to),
        outcome=gettext(_OUTCOMES[promise.outcome or ""]),
        tone=_TONES.get(promise.outcome or "", "open"),
        shown_by=index.link("event", promise.shown_by) if promise.shown_by else None,
        note=index.inline(promise.note),
    )


def promise_line(claim: LinkedClaim, index: SiteIndex) -> PromiseLine | None:
    """A claim as a promise, or None if it is not one."""
    view, promise = promise_view(claim.claim.promise, index), claim.claim.promise
    if view is None or promise is None:
        return None
    text = index.words(claim.claim.text)
    due = due_on(promise)
    return PromiseLine(text, urls.claim(claim.id), name(claim.by, index), due.isoformat(), view)


def promise_lines(ids: Iterable[str], index: SiteIndex) -> tuple[PromiseLine, ...]:
    """Promises by the ids of their claims, in order."""
    lines = (promise_line(index.timeline.claims[id], index) for id in ids)
    return tuple(line for line in lines if line)


def promise_record(promises: Iterable[LinkedClaim], index: SiteIndex) -> PromiseRecord | None:
    """Promises with counts by outcome, or None if there are none; they are not graded."""
    claims = [claim for claim in promises if claim.claim.promise]
    if not claims:
        return None
    lines = [line for claim in claims if (line := promise_line(claim, index))]
    lines.sort(key=lambda line: (line.machine_due, line.url), reverse=True)
    outcomes = Counter(claim.claim.promise.outcome or "" for claim in claims if claim.claim.promise)
    shown = (outcome for outcome in _TALLIED if outcome != "unknown" or outcomes[outcome])
    tally = tuple((gettext(_OUTCOMES[outcome]), f"{outcomes[outcome]:,}") for outcome in shown)
    return PromiseRecord(tally, tuple(lines))

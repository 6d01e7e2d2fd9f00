"""Claims and all answers to them, side by side."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages.claim_standing import CONFIRMED, DENIED, claim_status, contradicting_claims
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.attribution import Byline, byline, name
from dayline.pages.parts.gate import gate
from dayline.pages.parts.promise import PromiseView, promise_view
from dayline.pages.wording import answer, claim_text, dated, short_date, stated
from dayline.schema import vocabulary as words
from dayline.schema.claim import Response
from dayline.timeline.timeline import Event, LinkedClaim, LinkedResponse
from dayline.words import gettext


class AnswerView(NamedTuple):
    """An answer to a claim: its kind in words, its source, its day and its event."""

    kind: str
    tone: str
    by: Byline | None
    text: Markup
    date: str
    event: Link
    quote: str


class AnsweredView(NamedTuple):
    """A claim that this event answers."""

    claim: Markup
    url: str
    by: Byline | None
    answer: AnswerView


class RelatedClaim(NamedTuple):
    """Another claim, which contradicts this one or makes the same assertion."""

    text: Markup
    by: Link
    url: str


class ClaimView(NamedTuple):
    """A claim."""

    anchor: str  # its id on the page of its event
    url: str
    kind: str  # the kind of claim, in words
    text: Markup
    by: Byline | None  # who makes it
    about: tuple[Link, ...]  # the actors that it is about
    about_date: str  # the date that it is about, in words
    promise: PromiseView | None
    status: str  # how sure we are of it today, in words
    standing: str  # that status, if it is another than that of most
    tone: str  # the class for that status
    answers: tuple[AnswerView, ...]
    contradicting: tuple[RelatedClaim, ...]  # claims that contradict it
    same: tuple[RelatedClaim, ...]  # claims that say the same
    unanswered_by: tuple[Link, ...]  # who it is about and has not answered
    event: Link  # the event in which it is made
    gate: str  # what to click on before it is shown on another page than the event's; empty if it is shown at once


def claim_view(linked: LinkedClaim, index: SiteIndex) -> ClaimView:
    """A claim with its status today."""
    timeline, claim = index.timeline, linked.claim
    answers = timeline.answers.get(linked.id, ())
    contradicting = contradicting_claims(linked, timeline)
    same = tuple(timeline.claims[id] for id in timeline.same_claims.get(linked.id, ()) if id in timeline.claims)
    status = claim_status(linked, contradicting, index)
    about_date = claim.about_date_text or (stated(claim.about_date) if claim.about_date else "")
    return ClaimView(
        anchor=f"claim-{claim.id}",
        url=urls.claim(linked.id),
        kind=gettext(words.CLAIM_KINDS[claim.kind]),
        text=index.inline(claim_text(claim)),
        by=byline(linked.by, index),
        about=index.links("actor", claim.about),
        about_date=index.text(about_date),
        promise=promise_view(claim.promise, index),
        status=status.label,
        standing=status.mark,
        tone=status.tone,
        answers=tuple(answer_view(answer, index) for answer in answers),
        contradicting=tuple(_related(other, index) for other in contradicting),
        same=tuple(_related(other, index) for other in same),
        unanswered_by=index.links("actor", _unanswered_by(linked, answers, index)),
        event=index.link("event", linked.event.id),
        gate=gate(linked.event.record),
    )


def _dated(event: Event) -> str:
    """The date of an event; one certain day is without its year."""
    return short_date(event.when.days[0]) if event.record.date.is_certain_day else dated(event)


def answer_view(linked: LinkedResponse, index: SiteIndex) -> AnswerView:
    """One answer to a claim."""
    response = linked.response
    said = stated(response.said) if response.said else _dated(linked.event)
    quote = next((q.text for q in linked.event.record.quotes if q.id and q.id == response.quote), "")
    event = index.link("event", linked.event.id)
    by, text = byline(linked.by, index), index.inline(response.text)
    return AnswerView(answer(response), _tone(response), by, text, said, event, index.text(quote))


def _tone(response: Response) -> str:
    """The class of an answer; another's word is not `good`, which is for what the desk has verified."""
    if response.addresses == "other":
        return "open"
    return "agreed" if response.type in CONFIRMED else "doubt" if response.type in DENIED else "open"


def _related(claim: LinkedClaim, index: SiteIndex) -> RelatedClaim:
    return RelatedClaim(index.inline(claim_text(claim.claim)), name(claim.by, index), urls.claim(claim.id))


def _unanswered_by(claim: LinkedClaim, answers: tuple[LinkedResponse, ...], index: SiteIndex) -> tuple[str, ...]:
    """The actors a claim is about who have not answered it, if others have."""
    if not answers or len(claim.claim.about) < 2:
        return ()
    speakers = {body for answer in answers if answer.by.by for body in _with_organisations(answer.by.by, index)}
    return tuple(id for id in claim.claim.about if id not in speakers)


def _with_organisations(id: str, index: SiteIndex) -> set[str]:
    """An actor and the organisations it speaks for."""
    bodies: set[str] = set()
    queue = [id]
    while queue:
        current = queue.pop()
        entry = index.timeline.actors.get(current)
        if current in bodies or entry is None:
            continue
        bodies.add(current)
        queue += [role.organisation for role in entry.record.roles if role.organisation]
        queue += [entry.record.parent] if entry.record.parent else []
    return bodies


def answered(event: Event, index: SiteIndex, *, elsewhere: bool = False) -> Iterator[AnsweredView]:
    """The claims an event answers, or only those that were made `elsewhere`."""
    for number, response in enumerate(event.record.responses):
        if not elsewhere or response.claim.partition("#")[0] != event.id:
            for answer in index.timeline.answers[response.claim]:
                if (answer.event.id, answer.number) == (event.id, number):
                    yield _answered_view(answer, index)


def _answered_view(answer: LinkedResponse, index: SiteIndex) -> AnsweredView:
    claim = index.timeline.claims[answer.response.claim]
    by = byline(claim.by, index)
    return AnsweredView(index.inline(claim_text(claim.claim)), urls.claim(claim.id), by, answer_view(answer, index))

"""Claims and all answers to them, side by side."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.attribution import Byline, byline, name
from dayline.pages.parts.gate import gate
from dayline.pages.parts.promise import PromiseView, promise_view
from dayline.pages.wording import answer, claim_status, claim_text, dated, full_date, on_day, short_date, stated
from dayline.schema import vocabulary as words
from dayline.schema.claim import Response
from dayline.timeline.claim_status import status_since
from dayline.timeline.linked_events import start_day
from dayline.timeline.timeline import Event, LinkedClaim, LinkedResponse
from dayline.words import N_, gettext

_CONFIRMED, _DENIED = ("confirms", "partly-confirms"), ("denies", "partly-denies")
_ANSWERED = {
    ("confirms", "whole"): N_("Not verified; confirmed {when}"),
    ("confirms", "part"): N_("Not verified; confirmed in part {when}"),
    ("partly-confirms", "whole"): N_("Not verified; confirmed in part {when}"),
    ("partly-confirms", "part"): N_("Not verified; confirmed in part {when}"),
    ("denies", "whole"): N_("Not verified; denied {when}"),
    ("denies", "part"): N_("Not verified; denied in part {when}"),
    ("partly-denies", "whole"): N_("Not verified; denied in part {when}"),
    ("partly-denies", "part"): N_("Not verified; denied in part {when}"),
    ("declines-to-comment", "whole"): N_("Not verified; no comment {when}"),
    ("declines-to-comment", "part"): N_("Not verified; no comment on part of it {when}"),
    ("no-response", "whole"): N_("Not verified; no response {when}"),
    ("no-response", "part"): N_("Not verified; no response to part of it {when}"),
    ("deflects", "whole"): N_("Not verified; not answered directly {when}"),
    ("deflects", "part"): N_("Not verified; part of it not answered directly {when}"),
    ("questions", "whole"): N_("Not verified; questioned {when}"),
    ("questions", "part"): N_("Not verified; questioned in part {when}"),
}
_JUDGED = {
    "corroborated": N_("More than one independent source since {date}"), "verified": N_("Checked by us on {date}"),
    "disputed": N_("Disputed; marked so on {date}"), "debunked": N_("Shown to be false on {date}"),
    "retracted": N_("Withdrawn on {date}"),
}  # fmt: skip


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
    status: str  # where it stands today, in words
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
    contradicting, same = (
        tuple(timeline.claims[id] for id in pairs.get(linked.id, ()) if id in timeline.claims)
        for pairs in (timeline.contradictions, timeline.same_claims)
    )
    label, tone = _status(linked, answers, bool(contradicting))
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
        status=label,
        tone=tone,
        answers=tuple(answer_view(answer, index) for answer in answers),
        contradicting=tuple(_related(other, index) for other in contradicting),
        same=tuple(_related(other, index) for other in same),
        unanswered_by=index.links("actor", _unanswered_by(linked, answers, index)),
        event=index.link("event", linked.event.id),
        gate=gate(linked.event.record),
    )


def _status(claim: LinkedClaim, answers: tuple[LinkedResponse, ...], contradicted: bool) -> tuple[str, str]:
    """The status of a claim today and its tone, with the day of its weightiest answer or of our judgement."""
    if claim.event.record.state == "withheld":
        return gettext("Withheld"), ""
    status, weightiest = claim.claim.status, _weightiest(claim, answers)
    if status == "unverified" and weightiest:
        return _answered_status(weightiest, claim)
    label, tone = claim_status(status, contradicted=contradicted)
    day = status_since(claim) if status in _JUDGED else None
    return (gettext(_JUDGED[status], date=_day(day, claim)) if day else label), tone


def _answered_status(answer: LinkedResponse, claim: LinkedClaim) -> tuple[str, str]:
    """The status of a claim that nobody has verified, by an answer to it, and its tone."""
    response, when = answer.response, _said_on(answer, claim)
    message = _ANSWERED.get((response.type, response.addresses))
    if message is None:
        return gettext("Not verified; answered, but on something else {when}", when=when), "doubt"
    return gettext(message, when=when), "open" if response.type in _CONFIRMED else "doubt"


def _weightiest(claim: LinkedClaim, answers: tuple[LinkedResponse, ...]) -> LinkedResponse | None:
    """The strongest denial of a claim, else the last answer; a claimant who repeats it does not count."""
    others = [answer for answer in answers if answer.by != claim.by or answer.response.type != "confirms"]
    denials = [one for one in others if one.response.type in _DENIED and one.response.addresses != "other"]
    full = [one for one in denials if (one.response.type, one.response.addresses) == ("denies", "whole")]
    return next(reversed(full or denials or others), None)


def _said_on(answer: LinkedResponse, claim: LinkedClaim) -> str:
    """`on 14 March`; a date that is not one certain day in parentheses."""
    said = answer.response.said or answer.event.record.date
    if said.is_certain_day and said.earliest:
        return on_day(_day(said.earliest, claim))
    return f"({stated(said)})"


def _day(day: date, claim: LinkedClaim) -> str:
    """A day, with its year if that differs from the claim's."""
    return short_date(day) if day.year == start_day(claim.event).year else full_date(day)


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
    if response.addresses == "other":
        return "open"
    return "good" if response.type in _CONFIRMED else "doubt" if response.type in _DENIED else "open"


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

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


def claim_view(made: LinkedClaim, index: SiteIndex) -> ClaimView:
    """A claim with its status today."""
    timeline, claim = index.timeline, made.claim
    answers = timeline.answers.get(made.id, ())
    contradicting, same = (
        tuple(timeline.claims[id] for id in pairs.get(made.id, ()) if id in timeline.claims)
        for pairs in (timeline.contradictions, timeline.same_claims)
    )
    label, tone = _status(made, answers, bool(contradicting))
    about_date = claim.about_date_text or (stated(claim.about_date) if claim.about_date else "")
    return ClaimView(
        anchor=f"claim-{claim.id}",
        url=urls.claim(made.id),
        kind=gettext(words.CLAIM_KINDS[claim.kind]),
        text=index.inline(claim_text(claim)),
        by=byline(made.by, index),
        about=index.links("actor", claim.about),
        about_date=index.text(about_date),
        promise=promise_view(claim.promise, index),
        status=label,
        tone=tone,
        answers=tuple(answer_view(found, index) for found in answers),
        contradicting=tuple(_related(other, index) for other in contradicting),
        same=tuple(_related(other, index) for other in same),
        unanswered_by=index.links("actor", _unanswered_by(made, answers, index)),
        event=index.link("event", made.event.id),
        gate=gate(made.event.record),
    )


def _status(made: LinkedClaim, answers: tuple[LinkedResponse, ...], contradicted: bool) -> tuple[str, str]:
    """The status of a claim today and its tone, with the day of its weightiest answer or of our judgement."""
    if made.event.record.state == "withheld":
        return gettext("Withheld"), ""
    status, weightiest = made.claim.status, _weightiest(made, answers)
    if status == "unverified" and weightiest:
        return _answered_status(weightiest, made)
    label, tone = claim_status(status, contradicted=contradicted)
    day = status_since(made) if status in _JUDGED else None
    return (gettext(_JUDGED[status], date=_near(day, made)) if day else label), tone


def _answered_status(found: LinkedResponse, made: LinkedClaim) -> tuple[str, str]:
    """The status of a claim that nobody has verified, by an answer to it, and its tone."""
    response, when = found.response, _said_on(found, made)
    message = _ANSWERED.get((response.type, response.addresses))
    if message is None:
        return gettext("Not verified; answered, but on something else {when}", when=when), "doubt"
    return gettext(message, when=when), "open" if response.type in _CONFIRMED else "doubt"


def _weightiest(made: LinkedClaim, answers: tuple[LinkedResponse, ...]) -> LinkedResponse | None:
    """The strongest denial of a claim, else the last answer; a claimant who repeats it does not count."""
    others = [found for found in answers if found.by != made.by or found.response.type != "confirms"]
    denials = [found for found in others if _is_denial(found.response)]
    full = [found for found in denials if (found.response.type, found.response.addresses) == ("denies", "whole")]
    return next(reversed(full or denials or others), None)


def _is_denial(response: Response) -> bool:
    return response.type in _DENIED and response.addresses != "other"


def _said_on(found: LinkedResponse, made: LinkedClaim) -> str:
    """`on 14 March`; a date that is not one certain day in parentheses."""
    said = found.response.said or found.event.record.date
    if said.is_certain_day and said.earliest:
        return on_day(_near(said.earliest, made))
    return f"({stated(said)})"


def _near(day: date, made: LinkedClaim) -> str:
    """A day, with its year if that differs from the claim's."""
    return short_date(day) if day.year == start_day(made.event).year else full_date(day)


def _dated(event: Event) -> str:
    """The date of an event; one certain day is without its year."""
    return short_date(event.when.days[0]) if event.record.date.is_certain_day else dated(event)


def answer_view(made: LinkedResponse, index: SiteIndex) -> AnswerView:
    """One answer to a claim."""
    response = made.response
    said = stated(response.said) if response.said else _dated(made.event)
    quote = next((q.text for q in made.event.record.quotes if q.id and q.id == response.quote), "")
    event = index.link("event", made.event.id)
    by, text = byline(made.by, index), index.inline(response.text)
    return AnswerView(answer(response), _tone(response), by, text, said, event, index.text(quote))


def _tone(response: Response) -> str:
    if response.addresses == "other":
        return "open"
    return "good" if response.type in _CONFIRMED else "doubt" if response.type in _DENIED else "open"


def _related(made: LinkedClaim, index: SiteIndex) -> RelatedClaim:
    return RelatedClaim(index.inline(claim_text(made.claim)), name(made.by, index), urls.claim(made.id))


def _unanswered_by(made: LinkedClaim, answers: tuple[LinkedResponse, ...], index: SiteIndex) -> tuple[str, ...]:
    """The actors a claim is about who have not answered it, if others have."""
    if not answers or len(made.claim.about) < 2:
        return ()
    heard = {body for found in answers if found.by.by for body in _belongs(found.by.by, index)}
    return tuple(id for id in made.claim.about if id not in heard)


def _belongs(id: str, index: SiteIndex) -> set[str]:
    """An actor and the organisations it speaks for."""
    found: set[str] = set()
    queue = [id]
    while queue:
        current = queue.pop()
        entry = index.timeline.actors.get(current)
        if current in found or entry is None:
            continue
        found.add(current)
        queue += [role.organisation for role in entry.record.roles if role.organisation]
        queue += [entry.record.parent] if entry.record.parent else []
    return found


def answered(event: Event, index: SiteIndex, *, elsewhere: bool = False) -> Iterator[AnsweredView]:
    """The claims an event answers, or only those that were made `elsewhere`."""
    for response in event.record.responses:
        if not elsewhere or response.claim.partition("#")[0] != event.id:
            for made in index.timeline.answers[response.claim]:
                if made.event is event and made.response is response:
                    yield _answered_view(made, index)


def _answered_view(made: LinkedResponse, index: SiteIndex) -> AnsweredView:
    claim = index.timeline.claims[made.response.claim]
    by = byline(claim.by, index)
    return AnsweredView(index.inline(claim_text(claim.claim)), urls.claim(claim.id), by, answer_view(made, index))

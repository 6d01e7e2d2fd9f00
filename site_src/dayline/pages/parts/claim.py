"""Claims with everything that was answered to them, side by side."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.attribution import Byline, byline, name
from dayline.pages.parts.promise import PromiseView, promise_view
from dayline.pages.wording import answer, claim_status, dated, full_date, short_date, stated
from dayline.schema import vocabulary as words
from dayline.timeline.claim_status import status_since
from dayline.timeline.link import start_day
from dayline.timeline.timeline import Event, LinkedClaim, LinkedResponse


class AnswerView(NamedTuple):
    """One answer: what kind in words, by whom, on which day, and in which event."""

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


class RivalView(NamedTuple):
    """Another claim that contradicts this one, or is the same."""

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
    rivals: tuple[RivalView, ...]  # claims that contradict it
    twins: tuple[RivalView, ...]  # claims that say the same
    silent: tuple[Link, ...]  # who it is about and has not answered
    event: Link  # the event in which it is made


def claim_view(made: LinkedClaim, index: SiteIndex) -> ClaimView:
    """A claim as it stands today."""
    timeline, claim = index.timeline, made.claim
    answers = timeline.answers.get(made.id, ())
    rivals, twins = (
        tuple(timeline.claims[id] for id in pairs.get(made.id, ()) if id in timeline.claims)
        for pairs in (timeline.contradictions, timeline.same_claims)
    )
    label, tone = _standing(made, answers, bool(rivals))
    about_date = claim.about_date_text or (stated(claim.about_date) if claim.about_date else "")
    return ClaimView(
        anchor=f"claim-{claim.id}",
        url=urls.claim(made.id),
        kind=words.CLAIM_KINDS[claim.kind],
        text=index.inline(claim.text),
        by=byline(made.by, index),
        about=index.links("actor", claim.about),
        about_date=index.text(about_date),
        promise=promise_view(claim.promise, index),
        status=label,
        tone=tone,
        answers=tuple(answer_view(found, index) for found in answers),
        rivals=tuple(_rival(rival, index) for rival in rivals),
        twins=tuple(_rival(twin, index) for twin in twins),
        silent=index.links("actor", _silent(made, answers, index)),
        event=index.link("event", made.event.id),
    )


def _standing(made: LinkedClaim, answers: tuple[LinkedResponse, ...], contradicted: bool) -> tuple[str, str]:
    """How a claim stands today, and the tone for it: with the day of its weightiest answer, or of our judgement."""
    if made.event.record.state == "withheld":
        return "Withheld", ""
    status, weightiest = made.claim.status, _weightiest(made, answers)
    label, tone = claim_status(status, answer(weightiest.response) if weightiest else "", contradicted)
    if status == "unverified":
        return f"{label} {_said_on(weightiest, made)}".rstrip() if weightiest else label, tone
    day = status_since(made)
    preposition = {"disputed": "; marked so on", "corroborated": " since"}.get(status, " on")
    return (f"{label}{preposition} {_near(day, made)}" if day else label), tone


def _weightiest(made: LinkedClaim, answers: tuple[LinkedResponse, ...]) -> LinkedResponse | None:
    """The answer that says most against a claim, else the last one; a claimant who says it again is none."""
    others = [found for found in answers if found.by != made.by or found.response.type != "confirms"]
    order = ("Denied", "Denied in part")
    for kind in order:
        denials = [found for found in others if answer(found.response) == kind]
        if denials:
            return denials[-1]
    return others[-1] if others else None


def _said_on(found: LinkedResponse, made: LinkedClaim) -> str:
    """`on 14 March`; a date that is no certain day as it is stated."""
    said = found.response.said or found.event.record.date
    if said.is_certain_day and said.earliest:
        return f"on {_near(said.earliest, made)}"
    return f"({stated(said)})"


def _near(day: date, made: LinkedClaim) -> str:
    """A day, with its year where it isn't the claim's."""
    return short_date(day) if day.year == start_day(made.event).year else full_date(day)


def _dated(event: Event) -> str:
    """When an event was, a certain day without its year."""
    return short_date(event.when.days[0]) if event.record.date.is_certain_day else dated(event)


def answer_view(made: LinkedResponse, index: SiteIndex) -> AnswerView:
    """One answer to a claim."""
    response = made.response
    said = stated(response.said) if response.said else _dated(made.event)
    kind = answer(response)
    tone = "good" if kind.startswith("Confirmed") else "doubt" if kind.startswith("Denied") else "open"
    quote = next((q.text for q in made.event.record.quotes if q.id and q.id == response.quote), "")
    event = index.link("event", made.event.id)
    return AnswerView(kind, tone, byline(made.by, index), index.inline(response.text), said, event, index.text(quote))


def _rival(made: LinkedClaim, index: SiteIndex) -> RivalView:
    return RivalView(index.inline(made.claim.text), name(made.by, index), urls.claim(made.id))


def _silent(made: LinkedClaim, answers: tuple[LinkedResponse, ...], index: SiteIndex) -> tuple[str, ...]:
    """Those a disputed or answered claim is about from whom we have no answer."""
    if not answers or len(made.claim.about) < 2:
        return ()
    heard = {body for found in answers if found.by.by for body in _belongs(found.by.by, index)}
    return tuple(id for id in made.claim.about if id not in heard)


def _belongs(id: str, index: SiteIndex) -> set[str]:
    """An actor and the bodies it speaks for."""
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
    """What is answered in an event to claims, or only to those that were made `elsewhere`."""
    for response in event.record.responses:
        if not elsewhere or response.claim.partition("#")[0] != event.id:
            for made in index.timeline.answers[response.claim]:
                if made.event is event and made.response is response:
                    yield _answered_view(made, index)


def _answered_view(made: LinkedResponse, index: SiteIndex) -> AnsweredView:
    claim = index.timeline.claims[made.response.claim]
    by = byline(claim.by, index)
    return AnsweredView(index.inline(claim.claim.text), urls.claim(claim.id), by, answer_view(made, index))

"""How sure we are of a claim: by our own verdict, by whoever answered it, or by its sources."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dayline.edtf import EdtfDate
from dayline.pages.index import SiteIndex
from dayline.pages.parts.attribution import name
from dayline.pages.parts.promise import promise_view
from dayline.pages.parts.status import Status
from dayline.pages.wording import full_date, on_day, short_date, stated
from dayline.schema.claim import Response
from dayline.schema.statuses import STATUSES, UNMARKED
from dayline.timeline.claim_status import origins_of, status_since
from dayline.timeline.linked_events import start_day
from dayline.timeline.standing import own_kinds, standing_by
from dayline.timeline.timeline import UNATTRIBUTED, LinkedClaim, LinkedResponse, Timeline
from dayline.words import N_, gettext

CONFIRMED, DENIED = ("confirms", "partly-confirms"), ("denies", "partly-denies")
_ANSWERED = {
    ("confirms", "whole"): N_("Confirmed by {name} {when}"),
    ("confirms", "part"): N_("Confirmed in part by {name} {when}"),
    ("partly-confirms", "whole"): N_("Confirmed in part by {name} {when}"),
    ("partly-confirms", "part"): N_("Confirmed in part by {name} {when}"),
    ("denies", "whole"): N_("Denied by {name} {when}"),
    ("denies", "part"): N_("Denied in part by {name} {when}"),
    ("partly-denies", "whole"): N_("Denied in part by {name} {when}"),
    ("partly-denies", "part"): N_("Denied in part by {name} {when}"),
    ("declines-to-comment", "whole"): N_("No comment from {name} {when}"),
    ("declines-to-comment", "part"): N_("No comment on part of it from {name} {when}"),
    ("no-response", "whole"): N_("No response from {name} {when}"),
    ("no-response", "part"): N_("No response to part of it from {name} {when}"),
    ("deflects", "whole"): N_("Not answered directly by {name} {when}"),
    ("deflects", "part"): N_("Part of it not answered directly by {name} {when}"),
    ("questions", "whole"): N_("Questioned by {name} {when}"),
    ("questions", "part"): N_("Questioned in part by {name} {when}"),
}
_BESIDE = N_("{name} replied {when} without addressing this")
_JUDGED = {
    "corroborated": N_("Two or more independent sources since {date}"), "verified": N_("Verified by us on {date}"),
    "disputed": N_("Disputed since {date}"), "debunked": N_("Shown to be false on {date}"),
    "retracted": N_("Withdrawn on {date}"),
}  # fmt: skip


def claim_status(claim: LinkedClaim, contradicting: Sequence[LinkedClaim], index: SiteIndex) -> Status:
    """The status of a claim today, with the day of our verdict or of the weightiest answer to it."""
    code = claim_code(claim, index)
    if code == "withheld":
        return _of(code)
    if claim.claim.status != UNMARKED:
        return _judged(claim)
    answers = index.timeline.answers.get(claim.id, ())
    if weightiest := _weightiest(claim, answers):
        return answer_status(weightiest, claim, index)
    return _contradicted(claim, contradicting[0], index) if contradicting else _of(code)


def claim_marks(claim: LinkedClaim, index: SiteIndex) -> tuple[Status, ...]:
    """What a list says of a claim: who answered or contradicts it, our verdict, and what came of a promise.

    That a claim is disputed is left out where an answer says by whom.
    """
    timeline = index.timeline
    contradicting = contradicting_claims(claim, timeline)
    answers = _by_others(claim, timeline.answers.get(claim.id, ()))
    speakers = [answer.by for answer in answers]
    marks = [answer_status(answer, claim, index) for answer in answers]
    marks += [_contradicted(claim, other, index) for other in contradicting if other.by not in speakers]
    if not marks or claim.claim.status != "disputed":
        marks.insert(0, claim_status(claim, contradicting, index))
    return tuple(dict.fromkeys(mark for mark in (*marks, *_outcome(claim, index)) if mark.mark))


def _outcome(claim: LinkedClaim, index: SiteIndex) -> Iterator[Status]:
    """What came of a promise, if that is known."""
    promise, view = claim.claim.promise, promise_view(claim.claim.promise, index)
    if view and promise and promise.outcome:
        yield Status(view.outcome, view.outcome, view.tone)


def contradicting_claims(claim: LinkedClaim, timeline: Timeline) -> tuple[LinkedClaim, ...]:
    """The claims that contradict a claim."""
    ids = timeline.contradictions.get(claim.id, ())
    return tuple(timeline.claims[id] for id in ids if id in timeline.claims)


def _contradicted(claim: LinkedClaim, other: LinkedClaim, index: SiteIndex) -> Status:
    when = _when(other.event.record.date, claim)
    label = gettext("Contradicted by {name} {when}", name=name(other.by, index).text, when=when)
    return Status(label, label, "doubt")


def claim_code(claim: LinkedClaim, index: SiteIndex) -> str:
    """The status of a claim, a key of `STATUSES`: our own verdict, or by its sources.

    What somebody says rests on that person, however many report it, and is not made our own by being said to us.
    """
    if claim.event.record.state == "withheld":
        return "withheld"
    if claim.claim.status != UNMARKED:
        return claim.claim.status
    origins = origins_of(claim, index.timeline)
    if claim.by != UNATTRIBUTED:
        return UNMARKED if origins else "second-hand"
    return "own" if own_kinds(claim.event.cited) else standing_by(origins)


def _of(code: str) -> Status:
    words = STATUSES[code]
    label = gettext(words.label)
    return Status(label, "" if code == UNMARKED else label, words.tone)


def _judged(claim: LinkedClaim) -> Status:
    """The desk's own verdict, with its day if that was logged."""
    status = _of(claim.claim.status)
    day = status_since(claim)
    label = gettext(_JUDGED[claim.claim.status], date=_day(day, claim)) if day else status.label
    return Status(label, label, status.tone)


def answer_status(answer: LinkedResponse, claim: LinkedClaim, index: SiteIndex) -> Status:
    """The status of a claim that we have not judged, by an answer to it: who gave it, and when."""
    response = answer.response
    message = _ANSWERED.get((response.type, response.addresses), _BESIDE)
    when = _when(response.said or answer.event.record.date, claim)
    label = gettext(message, name=name(answer.by, index).text, when=when)
    return Status(label, label, "open" if response.type in CONFIRMED else "doubt")


def _weightiest(claim: LinkedClaim, answers: Iterable[LinkedResponse]) -> LinkedResponse | None:
    """The strongest denial of a claim, else the last answer; a claimant who repeats it does not count."""
    others = _by_others(claim, answers)
    denials = [answer for answer in others if _is_denial(answer.response)]
    full = [answer for answer in denials if (answer.response.type, answer.response.addresses) == ("denies", "whole")]
    return next(reversed(full or denials or others), None)


def _by_others(claim: LinkedClaim, answers: Iterable[LinkedResponse]) -> list[LinkedResponse]:
    """The answers to a claim without those of a claimant who only repeats it."""
    return [answer for answer in answers if answer.by != claim.by or answer.response.type != "confirms"]


def _is_denial(response: Response) -> bool:
    return response.type in DENIED and response.addresses != "other"


def _when(said: EdtfDate, claim: LinkedClaim) -> str:
    """`on 14 March`; a date that is not one certain day in parentheses."""
    if said.is_certain_day and said.earliest:
        return on_day(_day(said.earliest, claim))
    return f"({stated(said)})"


def _day(day: date, claim: LinkedClaim) -> str:
    """A day, with its year if that differs from the claim's."""
    return short_date(day) if day.year == start_day(claim.event).year else full_date(day)

"""The status of a claim: its history, what the responses to it amount to, and its origins."""

from datetime import date
from typing import NamedTuple

from dayline.schema import change_paths
from dayline.schema.record import Change
from dayline.schema.sourcing import Citation
from dayline.schema.vocabulary import VERIFICATIONS
from dayline.timeline.origins import ResolvedCitation, SourceLookup, by_domain, independent_origins, resolve_citation
from dayline.timeline.timeline import LinkedClaim, Timeline

SETTLED = ("verified", "debunked", "retracted")
AHEAD = ("prediction", "intent")  # kinds of claims that can't be checked yet


class StatusChange(NamedTuple):
    """A change of a claim's status, with its day and reason."""

    on: date | None
    was: str
    now: str
    reason: str


def status_history(linked: LinkedClaim) -> tuple[StatusChange, ...]:
    """The status changes of a claim in its event's changelog, oldest first.

    An entry about the whole event's status, such as a retraction, counts for each of its claims.
    """
    log = (change for change in linked.event.record.changes if _changes_status(change, linked))
    moves = (StatusChange(change.date.latest, change.was or "", change.now or "", change.text) for change in log)
    return tuple(sorted(moves, key=lambda move: move.on or date.min))


def _changes_status(change: Change, linked: LinkedClaim) -> bool:
    if change.field is None:
        return change.kind in ("status", "retraction")
    is_status = change.kind in ("status", "retraction") or not {change.was, change.now}.isdisjoint(VERIFICATIONS)
    return is_status and change_paths.data_path(linked.event.record, change.field)[:2] == ("claims", linked.number)


def status_since(linked: LinkedClaim) -> date | None:
    """The day when a claim got its current status, if that was logged."""
    return next((move.on for move in reversed(status_history(linked)) if move.now == linked.claim.status), None)


def status_group(linked: LinkedClaim, timeline: Timeline) -> str:
    """How a claim stands: `settled`, `ahead` if it is about what is to come, `disputed`, or else `unsettled`."""
    status = current_status(linked, timeline)
    if status in SETTLED:
        return "settled"
    if linked.claim.kind in AHEAD or linked.claim.promise:
        return "ahead"
    return "disputed" if status == "disputed" else "unsettled"


def current_status(linked: LinkedClaim, timeline: Timeline) -> str:
    """The status of a claim: what is denied or contradicted is disputed until it is settled, marked so or not."""
    status = linked.claim.status
    return "disputed" if status not in SETTLED and is_disputed(linked.id, timeline) else status


def is_disputed(claim_id: str, timeline: Timeline) -> bool:
    """Whether someone denies the whole claim, or another claim contradicts it."""
    answers = (linked.response for linked in timeline.answers.get(claim_id, ()))
    return claim_id in timeline.contradictions or any(a.type == "denies" and a.addresses == "whole" for a in answers)


def is_confirmed(linked: LinkedClaim, timeline: Timeline) -> bool:
    """Whether someone other than the claimant confirms the whole claim."""
    return any(
        answer.response.type == "confirms" and answer.response.addresses == "whole" and answer.by != linked.by
        for answer in timeline.answers.get(linked.id, ())
    )


def resolved(citations: tuple[Citation, ...], timeline: Timeline) -> tuple[ResolvedCitation, ...]:
    """The citations of a claim or a table, with their references and sources."""
    if not citations:
        return ()
    known = SourceLookup(timeline.references, timeline.sources, by_domain(timeline.sources.values()))
    return tuple(resolve_citation(citation, known) for citation in citations)


def origins_of(linked: LinkedClaim, timeline: Timeline) -> tuple[str, ...]:
    """The independent origins of a claim: those of its event, its sources, and the claim it repeats (`same_as`)."""
    same = timeline.claims.get(linked.claim.same_as or "")
    of_claim = independent_origins(resolved(linked.claim.source, timeline))
    return tuple(dict.fromkeys((*linked.event.origins, *of_claim, *(same.event.origins if same else ()))))

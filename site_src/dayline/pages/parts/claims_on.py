"""The claims on a topic that nobody has settled: what is disputed, what is merely said, and what is yet to come."""

from collections.abc import Iterable
from typing import NamedTuple

from dayline.pages.index import SiteIndex
from dayline.pages.parts.claim import ClaimView, claim_view
from dayline.timeline.timeline import LinkedClaim

UNSETTLED = ("unverified", "disputed")
AHEAD = ("prediction", "intent")  # kinds of claims that cannot be checked yet


class ClaimsOn(NamedTuple):
    """The unsettled claims on a topic, newest first."""

    disputed: tuple[ClaimView, ...]  # denied, contradicted, or marked as disputed by us
    said: tuple[ClaimView, ...]  # not denied by anybody
    ahead: tuple[ClaimView, ...]  # predictions, promises and statements of intent


def claims_on(topic: str, index: SiteIndex) -> ClaimsOn:
    """The unsettled claims on a topic."""
    claims = [index.timeline.claims[id] for id in reversed(index.lookups.claims_on.get(topic, ()))]
    unsettled = [claim for claim in claims if claim.claim.status in UNSETTLED]
    to_check = [(claim, claim_view(claim, index)) for claim in unsettled if not _is_ahead(claim)]
    return ClaimsOn(
        disputed=tuple(view for claim, view in to_check if _is_disputed(claim, view)),
        said=tuple(view for claim, view in to_check if not _is_disputed(claim, view)),
        ahead=_views((claim for claim in unsettled if _is_ahead(claim)), index),
    )


def _views(claims: Iterable[LinkedClaim], index: SiteIndex) -> tuple[ClaimView, ...]:
    return tuple(claim_view(claim, index) for claim in claims)


def _is_ahead(claim: LinkedClaim) -> bool:
    """Whether a claim is about what is to come."""
    return claim.claim.kind in AHEAD or claim.claim.promise is not None


def _is_disputed(claim: LinkedClaim, view: ClaimView) -> bool:
    denied = any(answer.tone == "doubt" for answer in view.answers)
    return claim.claim.status == "disputed" or denied or bool(view.contradicting)

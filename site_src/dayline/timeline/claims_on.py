"""Which claims are about which topic."""

from dayline.timeline.lookups import grouped
from dayline.timeline.timeline import LinkedClaim, Timeline


def claims_by_topic(timeline: Timeline) -> dict[str, tuple[str, ...]]:
    """The ids of the claims about each topic, in the order of their events, without those that are withheld."""
    return grouped((topic, claim.id) for claim in timeline.claims.values() for topic in _topics(claim))


def _topics(claim: LinkedClaim) -> tuple[str, ...]:
    """The topics that a claim names itself, else those of its event."""
    record = claim.event.record
    return () if record.state == "withheld" else claim.claim.threads or record.threads

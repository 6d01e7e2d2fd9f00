"""The claims on a topic that nobody has settled: what is disputed, what is merely said, and what is yet to come."""

from collections.abc import Iterable
from typing import NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.claim import ClaimView, claim_view
from dayline.timeline.claim_status import status_group
from dayline.timeline.standing import disputed_claims, standing
from dayline.timeline.timeline import Event, LinkedClaim
from dayline.words import ngettext

NAMED = 3  # disputed claims that are named at the top of a page, at most
SHOWN = 15  # claims in a group on a page, at most


class ClaimsOn(NamedTuple):
    """The unsettled claims on a topic."""

    disputed: "ClaimGroup"  # denied, contradicted, or marked as disputed by us
    said: "ClaimGroup"  # not denied by anybody
    ahead: "ClaimGroup"  # predictions, promises and statements of intent


class ClaimGroup(NamedTuple):
    """Claims, newest first; `more` says how many of all of them these are, and leads to all claims."""

    claims: tuple[ClaimView, ...]
    more: Link | None


class Disputed(NamedTuple):
    """What is disputed among some events."""

    first: tuple[Link, ...]  # the first few claims, those about the topic before others
    more: str  # how many are not named, in words


def disputed_in(topic: str, events: Iterable[Event], index: SiteIndex) -> Disputed:
    """What the events of a topic that are marked as disputed are disputed for."""
    marked = [event for event in events if standing(event) == "disputed"]
    named = [item for event in marked for item in _disputed_in(event, index)]
    about = {urls.claim(id) for id in index.lookups.claims_on.get(topic, ())}
    named.sort(key=lambda link: link.url not in about)
    rest = len(named) - NAMED
    more = ngettext("{number} more claim", "{number} more claims", rest) if rest > 0 else ""
    return Disputed(tuple(named[:NAMED]), more)


def _disputed_in(event: Event, index: SiteIndex) -> Iterable[Link]:
    """The disputed claims of an event, or the event itself if the record does not say what is disputed."""
    claims = disputed_claims(event.record.claims)
    if not claims:
        return (index.link("event", event.id),)
    return (Link(index.words(claim.text).removesuffix("."), urls.claim(f"{event.id}#{claim.id}")) for claim in claims)


def claims_on(topic: str, index: SiteIndex) -> ClaimsOn:
    """The unsettled claims on a topic."""
    groups: dict[str, list[LinkedClaim]] = {}
    for id in reversed(index.lookups.claims_on.get(topic, ())):
        claim = index.timeline.claims[id]
        groups.setdefault(status_group(claim, index.timeline), []).append(claim)
    disputed, said, ahead = (_group(groups.get(name, []), index) for name in ("disputed", "unsettled", "ahead"))
    return ClaimsOn(disputed, said, ahead)


def _group(claims: list[LinkedClaim], index: SiteIndex) -> ClaimGroup:
    total = len(claims)
    text = ngettext("The newest {shown} of {number} claim", "The newest {shown} of {number} claims", total, shown=SHOWN)
    more = Link(text, urls.claims()) if total > SHOWN else None
    return ClaimGroup(tuple(claim_view(claim, index) for claim in claims[:SHOWN]), more)

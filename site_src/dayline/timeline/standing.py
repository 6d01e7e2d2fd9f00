"""How well an event is known: the code of its status, from the desk's verdict, its claims and its sources."""

from collections.abc import Iterable

from dayline.schema.claim import Claim
from dayline.schema.statuses import UNMARKED
from dayline.timeline.origins import ResolvedCitation, independent_origins
from dayline.timeline.timeline import Event

INDEPENDENT = 2  # origins from which several count as independent of each other


def standing(event: Event) -> str:
    """The status of an event, a key of `STATUSES`.

    What the desk says counts most. An event that it has not judged is disputed if one of its claims is; else its
    sources decide.
    """
    record = event.record
    if record.state == "withheld":
        return "withheld"
    if record.verification.status != UNMARKED:
        return record.verification.status
    if disputed_claims(record.claims):
        return "disputed"
    if own_kinds(event.cited):
        return "own"
    return standing_by(event.origins)


def standing_by(origins: tuple[str, ...]) -> str:
    """The status of what nobody has judged, by its origins."""
    return "corroborated" if len(origins) >= INDEPENDENT else UNMARKED if origins else "second-hand"


def value_standing(event: Event, number: int) -> str:
    """The status of a value in an event: as the desk says of it, else as its event is.

    That several sources report an event, or that we have verified it, does not confirm the numbers in it.
    """
    stated = event.record.figures[number].status
    if stated != UNMARKED:
        return stated
    of_event = standing(event)
    return UNMARKED if of_event in ("corroborated", "verified") else of_event


def table_standing(cited: tuple[ResolvedCitation, ...]) -> str:
    """The status of a value from a table; that the table draws on several sources confirms none of its values."""
    if own_kinds(cited):
        return "own"
    return UNMARKED if independent_origins(cited) else "second-hand"


def disputed_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Those of an event's claims that are disputed."""
    return tuple(claim for claim in claims if claim.status == "disputed")


def own_kinds(cited: Iterable[ResolvedCitation]) -> tuple[str, ...]:
    """The kinds of our own reporting that something rests on, each once: `observation`, `interview` …"""
    return tuple(dict.fromkeys(cite.own for cite in cited if cite.own and cite.counts))

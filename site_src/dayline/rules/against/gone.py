"""What was published and is not there now."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from dayline.problems import Problem, Spot
from dayline.read.records import Entry
from dayline.rules.against.pair import Pair
from dayline.timeline.publication import HELD

KEPT = MappingProxyType({
    "event": "add the id to the `aliases` of the event that replaces it, or bring it back with `state: withheld`",
    "brief": "bring the file back; what was wrong in it is said in its `changes`",
    "thread": "bring the file back, with `status: closed` if the matter is over",
    "question": "bring the file back; a question that is answered stays with its answer",
    "page": "bring the file back; readers may have its address",
})  # fmt: skip


def item(was: Entry[Any], now: Entry[Any] | None, file: str) -> Problem:
    """E11: an item that has gone, or that is published no longer; `file` is the one that it stood in."""
    left = "is held back now" if now else "has gone"
    message = f"the {was.kind} `{was.id}` was published and {left}"
    also = ((was.spot, "as it was published"),)
    if now and was.kind in HELD:
        help = f"lead to the {was.kind} from something published: only what is not published does now"
        return Problem("E11", now.spot, message, help, also)
    spot = now.spot.at("state") if now else Spot(file)
    return Problem("E11", spot, message, KEPT[was.kind], also)


def claims(pair: Pair) -> Iterator[Problem]:
    """E11: a claim that has gone from its event."""
    if pair.kind != "event" or pair.is_withheld:
        return
    kept = {claim.id for claim in pair.now.record.claims}
    for claim in pair.was.record.claims:
        if claim.id not in kept:
            message = f"the claim `{claim.id}` was published and has gone"
            help = "bring it back; a claim that was withdrawn gets `status: retracted`"
            path = f"claims.{claim.id}"
            yield Problem("E11", pair.now.entry.spot.at("claims"), message, help, pair.before(path))

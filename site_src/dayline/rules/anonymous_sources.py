"""The desk's rules for unnamed sources (`desk.unnamed` in the settings)."""

import re
from collections.abc import Iterator

from dayline.problems import Problem, Spot
from dayline.rules.rule import EVENT, rule
from dayline.rules.statuses import all_known
from dayline.schema.site import AnonymousSourceRules
from dayline.timeline.anonymous_sources import attributions, has_anonymous_attribution
from dayline.timeline.claim_status import origins_of
from dayline.timeline.timeline import Event, LinkedClaim, Timeline

FILE = "content/site.yaml"
NOT_GIVEN = "not given"
_ARTICLES = re.compile(r"(?:(?:an?|the|some|unnamed|anonymous) +)+")
RAISED = ("corroborated", "verified")


@rule(
    "E18",
    "a description of an unnamed source is one that the desk finds too vague, or lacks the reason that the "
    "desk asks for (`desk.unnamed` in `content/site.yaml`)",
    on=EVENT,
)
def vague_description(event: Event, timeline: Timeline) -> Iterator[Problem]:
    rules = timeline.site.desk.unnamed
    vague = {_bare(words) for words in rules.vague}
    if not vague and rules.reason == "any":
        return
    for path, _, who in attributions(event.record):
        spot = event.entry.spot.at(*path)
        if who.anonymous and _bare(who.described_as) in vague:
            message = f"`{who.described_as}` says too little about the unnamed source, by `desk.unnamed.vague`"
            help = "describe it as fully as the report does, as in `senior U.S. defense official`"
            yield _broken(spot.at("described_as"), message, help, "vague")
        if who.anonymous and rules.reason == "required" and _plain(who.reason) == NOT_GIVEN:
            message = f"the reason is `{who.reason}`, but `desk.unnamed.reason` asks for one"
            help = "write the reason that the report gives, or leave the unnamed source out"
            yield _broken(spot.at("reason"), message, help, "reason")


@rule(
    "E18",
    "an event of an unnamed source leads, or is more than `unverified`, with fewer origins than the desk asks for",
    on=EVENT,
    fix="Add another origin, or lower the status.",
)
def too_few_origins(event: Event, timeline: Timeline) -> Iterator[Problem]:
    rules, record = timeline.site.desk.unnamed, event.record
    if not has_anonymous_attribution(record) or len(event.origins) >= rules.origins or not all_known(event):
        return
    if record.verification.status in RAISED:
        what = f"is marked `{record.verification.status}`"
        yield _too_few(event.entry.spot.at("verification", "status"), "event", what, len(event.origins), rules)
    if record.priority == "lead":
        yield _too_few(event.entry.spot.at("priority"), "event", "is a `lead`", len(event.origins), rules)


@rule(
    "E18",
    "a claim of an unnamed source is of a kind that the desk rules out, or has fewer origins than the desk asks for",
    on=EVENT,
)
def claims_of_unnamed(event: Event, timeline: Timeline) -> Iterator[Problem]:
    rules = timeline.site.desk.unnamed
    for linked in timeline.claims_of(event):
        if not linked.by.anonymous:
            continue
        claim, spot = linked.claim, event.entry.spot.at("claims", linked.number)
        if claim.kind in rules.not_for:
            message = f"the claim `{claim.id}` is an unnamed source's, and `desk.unnamed.not_for` names `{claim.kind}`"
            help = "name who says it, leave the claim out, or correct its `kind`"
            yield _broken(spot.at("kind") if claim.kind != "factual" else spot.at("text"), message, help, "not_for")
        if claim.status in RAISED and all_known(event):
            yield from _claim_too_few(linked, spot.at("status"), timeline)


def _claim_too_few(linked: LinkedClaim, spot: Spot, timeline: Timeline) -> Iterator[Problem]:
    rules, origins = timeline.site.desk.unnamed, origins_of(linked, timeline)
    if len(origins) < rules.origins:
        yield _too_few(spot, "claim", f"is marked `{linked.claim.status}`", len(origins), rules)


def _plain(words: str | None) -> str:
    return (words or "").strip().casefold()


def _bare(described: str | None) -> str:
    """A description without what says nothing: articles, `unnamed`, and whether it is one or several."""
    return _ARTICLES.sub("", _plain(described)).removesuffix("s")


def _too_few(spot: Spot, noun: str, what: str, number: int, rules: AnonymousSourceRules) -> Problem:
    are = f"{number} independent origin{'s' * (number != 1)}"
    asked = f"`desk.unnamed.origins` asks for {rules.origins}"
    message = f"the {noun} rests on an unnamed source and {what} with {are}; {asked}"
    help = "add a source with another origin, or lower this"
    return _broken(spot, message, help, "origins")


def _broken(spot: Spot, message: str, help: str, setting: str) -> Problem:
    also = ((Spot(FILE, ("desk", "unnamed", setting)), "the desk's rule"),)
    return Problem("E18", spot, message, help, also)

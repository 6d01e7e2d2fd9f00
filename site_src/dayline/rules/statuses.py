"""Verification statuses, and the proof that each of them needs (content model 3.3)."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain

from dayline.problems import Problem, Spot
from dayline.read.entry import Entry
from dayline.rules.id_index import Known
from dayline.rules.rule import EVENT, IDS, WHOLE, records, rule
from dayline.schema.event import EventRecord
from dayline.schema.sourcing import Verification
from dayline.schema.vocabulary import METHODS
from dayline.timeline.claim_status import is_confirmed, is_disputed, origins_of
from dayline.timeline.timeline import Event, Timeline

REASONS = ("status", "correction", "retraction", "withheld")


@rule(
    "E13",
    "an event has a status without its proof: `corroborated` with fewer than two independent origins, "
    "`verified` without method, name and date, `debunked` or `retracted` without a reason in `changes`",
    on=EVENT,
    fix="Add the proof, or lower the status.",
)
def without_proof(event: Event, timeline: Timeline) -> Iterator[Problem]:  # noqa: ARG001 - one form for all rules
    status = event.record.verification.status
    if status in ("unverified", "disputed"):
        return
    spot = event.entry.spot.at("verification", "status")
    if status == "corroborated" and len(event.origins) < 2 and all_known(event):
        yield _one_origin(spot, event.origins)
    elif status == "verified":
        yield from _without_check(event.record, spot)
    elif status in ("debunked", "retracted"):
        yield from _without_reason(event.record, spot, status)


@rule("E13", "a claim has a status without that proof", on=EVENT)
def claim_without_proof(event: Event, timeline: Timeline) -> Iterator[Problem]:
    """What the event lacks is reported once."""
    checked = event.record.verification.status == "verified"
    for number, claim in enumerate(event.record.claims):
        if claim.status in ("unverified", "disputed"):
            continue
        linked = timeline.claims.get(f"{event.id}#{claim.id}")
        spot = event.entry.spot.at("claims", number, "status")
        if claim.status in ("debunked", "retracted"):
            yield from _without_reason(event.record, spot, claim.status)
        elif linked is None or (claim.status == "verified" and is_confirmed(linked, timeline)):
            continue
        elif claim.status == "verified":
            yield from () if checked else _without_check(event.record, spot)
            checked = True
        elif all_known(event):
            origins = origins_of(linked, timeline)
            if len(origins) < 2:
                yield _one_origin(spot, origins)


@rule("E13", "a `withheld` event has no reason in `changes`", on=records("event"))
def withheld_without_reason(entry: Entry[EventRecord]) -> Iterator[Problem]:
    record = entry.record
    if record.state == "withheld" and not any(change.kind == "withheld" for change in record.changes):
        message = "`withheld` needs its reason in `changes`: readers see nothing else"
        help = "add to `changes` an entry with `date`, `kind: withheld` and a `text` that says why"
        yield Problem("E13", entry.spot.at("state"), message, help)


@rule("E13", "something is `disputed` by nobody", on=IDS)
def undisputed(known: Known) -> Iterator[Problem]:
    timeline = known.timeline
    if known.broken.some_event or any(
        id not in timeline.claims for id in chain(timeline.answers, timeline.contradictions)
    ):
        return
    for event in timeline.events.values():
        by_claim = any(claim.status == "disputed" for claim in event.record.claims)
        by_itself = event.record.verification.status == "disputed" and not by_claim
        if by_itself and not _is_event_disputed(event, timeline):
            message = f"nothing contradicts the event `{event.id}`, and nobody denies it"
            yield _by_nobody(event.entry.spot.at("verification", "status"), message)
        for number, claim in enumerate(event.record.claims):
            if claim.status == "disputed" and not is_disputed(f"{event.id}#{claim.id}", timeline):
                message = f"nobody denies the whole of the claim `{claim.id}`, and nothing contradicts it"
                yield _by_nobody(event.entry.spot.at("claims", number, "status"), message)


@rule(
    "W55",
    "a claim is denied as a whole or contradicted, but marked `unverified` or `corroborated`",
    on=WHOLE,
    fix="Write `status: disputed`, and in `changes` since when.",
)
def understated(timeline: Timeline) -> Iterator[Problem]:
    for linked in timeline.claims.values():
        if linked.event.record.state == "withheld":
            continue
        if linked.claim.status in ("unverified", "corroborated") and is_disputed(linked.id, timeline):
            against = "denied as a whole or contradicted"
            message = f"the claim `{linked.claim.id}` is {against}, but marked `{linked.claim.status}`"
            spot = linked.event.entry.spot.at("claims", linked.number)
            yield Problem("W55", spot, message, "write `status: disputed`, and in `changes` since when")


@rule(
    "W34",
    "a lead or key event has been unverified for days (`checks.unverified_days`)",
    on=EVENT,
    fix="Check it, or lower its priority.",
)
def long_unverified(event: Event, timeline: Timeline) -> Iterator[Problem]:
    record = event.record
    if record.priority not in ("lead", "key") or record.verification.status != "unverified" or not event.known_on:
        return
    if record.event_status == "planned":
        return
    days = (timeline.today - event.known_on) // timedelta(days=1)
    if days > timeline.site.checks.unverified_days:
        message = f"this {record.priority} event has been unverified for {days} days"
        help = "check it and write `verification`, or lower its `priority`"
        yield Problem("W34", event.entry.spot.at("priority"), message, help)


def _one_origin(spot: Spot, origins: tuple[str, ...]) -> Problem:
    there_is = f"there is only one, `{origins[0]}`" if origins else "there is none"
    message = f"`corroborated` needs two independent origins, and {there_is}"
    return Problem("E13", spot, message, "add a source with another origin, or write `unverified`")


def _without_check(record: EventRecord, spot: Spot) -> Iterator[Problem]:
    stated = record.verification
    parts = (("methods", stated.methods), ("by", stated.by), ("on", stated.on))
    lacking = [f"`{name}`" for name, value in parts if not value]
    if lacking:
        verb = "is" if len(lacking) == 1 else "are"
        message = f"`verified` needs to say how, by whom and when; {_listed(lacking)} {verb} missing"
        fields = ", ".join(f"{name}: …" for name, value in parts if not value)
        there = stated != Verification()
        help = (
            f"add under `verification:` `{fields.replace(', ', '`, `')}`"
            if there
            else (f"add a line `verification: {{{fields}}}`")
        )
        if not stated.methods:
            help += "; methods are " + ", ".join(f"`{method}`" for method in METHODS)
        yield Problem("E13", spot, message, help)


def _without_reason(record: EventRecord, spot: Spot, status: str) -> Iterator[Problem]:
    if not any(change.kind in REASONS for change in record.changes):
        message = f"`{status}` needs its reason in `changes`"
        kind = "retraction" if status == "retracted" else "status"
        help = f"add to `changes` an entry with `date`, `kind: {kind}` and a `text` that says why"
        yield Problem("E13", spot, message, help)


def _by_nobody(spot: Spot, message: str) -> Problem:
    help = "write `unverified`, or add the event in which it is denied as a whole or contradicted"
    return Problem("E13", spot, message, help)


def _is_event_disputed(event: Event, timeline: Timeline) -> bool:
    against = ("contradicts", "corrects")
    if event.record.contradicts or any(
        relation in against for relation, _ in timeline.incoming_relations.get(event.id, ())
    ):
        return True
    return any(is_disputed(f"{event.id}#{claim.id}", timeline) for claim in event.record.claims)


def all_known(event: Event) -> bool:
    """Whether every reference of an event was found, so that its origins can be counted."""
    return all(cite.reference or not cite.citation.ref for cite in event.cited)


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]

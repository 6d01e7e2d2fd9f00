"""Unnamed sources, and people who should not be named."""

import re
from collections.abc import Iterator

from dayline.patterns import lazy_pattern
from dayline.problems import Problem, Spot
from dayline.read.entry import Entry
from dayline.rules.rule import TIMELINE, records, rule
from dayline.schema.event import EventRecord
from dayline.schema.sourcing import Attribution
from dayline.timeline.anonymous_sources import attributions
from dayline.timeline.timeline import Event, Timeline

_VAGUE = lazy_pattern(r"(?:an? |the |some )?(?:unnamed |anonymous )?(?:source|official)s?", re.IGNORECASE)


@rule(
    "E18",
    "an unnamed source has no description or reason, is described only as “source” or “official”, or is named as well",
    on=records("event"),
    fix="Describe it as fully as the report does, with the reason given.",
)
def unnamed_source(entry: Entry[EventRecord]) -> Iterator[Problem]:
    for path, by, who in attributions(entry.record):
        spot = entry.spot.at(*path)
        if who.anonymous:
            yield from _anonymous(spot, entry.spot.at(*path[:-1], "by"), by, who)
        elif not who.by:
            message = "the attribution does not say who"
            help = "add `by: …`, or `anonymous: true` with `described_as` and `reason`"
            yield Problem("E18", spot.at(on="key"), message, help)


@rule(
    "E24",
    "an event names a child, a victim or a private person without saying on what basis",
    on=records("event"),
    fix="Add `sensitivity` with its `basis` to the event, or leave the name out.",
)
def vulnerable_people(entry: Entry[EventRecord]) -> Iterator[Problem]:
    care = entry.record.sensitivity
    if care and care.people and not care.basis:
        message = "nothing says on what basis these people may be named"
        help = "add `basis: …` under `sensitivity`, or leave the names out"
        yield Problem("E24", entry.spot.at("sensitivity", "people"), message, help)


@rule(
    "E24",
    "a person in the registry is not a public figure, and an event names them without saying on what basis",
    on=TIMELINE,
)
def private_person(timeline: Timeline) -> Iterator[Problem]:
    for entry in timeline.actors.values():
        if entry.record.kind == "person" and not entry.record.public_figure:
            named = next((e for e in timeline.of_actor.get(entry.id, ()) if not _has_basis(e)), None)
            if named:
                message = f"nothing says on what basis `{entry.record.name}` may be named"
                help = f"add `public_figure: true`, or `sensitivity` with a `basis` to `{named.id}`"
                also = ((_naming(named, entry.id), "named here"),)
                yield Problem("E24", entry.spot.at("kind"), message, help, also)


def _anonymous(spot: Spot, by_spot: Spot, by: str | None, who: Attribution) -> Iterator[Problem]:
    if who.by or by:
        at, name = (spot.at("by"), who.by) if who.by else (by_spot, by)
        message = f"the source is unnamed, but `{name}` is named as well"
        also = ((spot.at("anonymous"), "unnamed"),)
        yield Problem("E18", at, message, "take out `by`, or take out `anonymous`", also)
    elif not who.described_as:
        message = "the unnamed source is not described"
        help = "add `described_as: …`, as fully as the report does, as in `senior U.S. defense official`"
        yield Problem("E18", spot.at("anonymous"), message, help)
    elif _VAGUE.fullmatch(who.described_as):
        message = f"`{who.described_as}` says too little about the unnamed source"
        help = "describe it as fully as the report does, as in `senior U.S. defense official`"
        yield Problem("E18", spot.at("described_as"), message, help)
    elif not who.reason:
        message = "nothing says why the source is not named"
        yield Problem("E18", spot.at("anonymous"), message, "add `reason: …` as it was given, or `reason: not given`")


def _has_basis(event: Event) -> bool:
    care = event.record.sensitivity
    return bool(care and care.basis)


def _naming(event: Event, actor: str) -> Spot:
    """Where an event names an actor."""
    roles = (n for n, role in enumerate(event.record.actors) if role.actor == actor)
    number = next(roles, None)
    if number is not None:
        return event.entry.spot.at("actors", number, "actor")
    if event.record.attribution and event.record.attribution.by == actor:
        return event.entry.spot.at("attribution", "by")
    return event.entry.spot.at("title")

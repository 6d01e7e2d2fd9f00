"""Who speaks without a name, and who should not be named."""

import re
from collections.abc import Iterator

from dayline.problems import Problem, Spot
from dayline.read.entry import Entry
from dayline.schema.event import Attribution, EventRecord
from dayline.timeline.anonymous_sources import attributions
from dayline.timeline.timeline import Event, Timeline

_VAGUE = re.compile(r"(?:an? |the |some )?(?:unnamed |anonymous )?(?:source|official)s?", re.IGNORECASE)


def unnamed(entry: Entry[EventRecord]) -> Iterator[Problem]:
    """E18: an unnamed source that is not described, or is named as well."""
    for path, by, who in attributions(entry.record):
        spot = entry.spot.at(*path)
        if who.anonymous:
            yield from _anonymous(spot, entry.spot.at(*path[:-1], "by"), by, who)
        elif not who.by:
            message = "the attribution does not say who"
            help = "add `by: …`, or `anonymous: true` with `described_as` and `reason`"
            yield Problem("E18", spot.at(on="key"), message, help)


def at_risk(entry: Entry[EventRecord]) -> Iterator[Problem]:
    """E24: a child, a victim or a private person, and nothing says why they may be named."""
    care = entry.record.sensitivity
    if care and care.people and not care.basis:
        message = "nothing says on what basis these people may be named"
        help = "add `basis: …` under `sensitivity`, or leave the names out"
        yield Problem("E24", entry.spot.at("sensitivity", "people"), message, help)


def private(timeline: Timeline) -> Iterator[Problem]:
    """E24: a person in the registry who is no public figure, named in an event that does not say why."""
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
        yield Problem(
            "E18",
            spot.at("described_as"),
            message,
            "describe it as fully as the report does, as in `senior U.S. defense official`",
        )
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

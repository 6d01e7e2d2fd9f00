"""Sources: whether there are any, who is behind them, and whether they are independent."""

import re
from collections.abc import Iterator
from typing import Any

from dayline.patterns import lazy_pattern
from dayline.problems import Problem, Step
from dayline.read.entry import Entry
from dayline.rules.rule import WHOLE, records, rule
from dayline.schema.event import EventRecord
from dayline.schema.registry import ActorRecord, ReferenceRecord, SourceRecord
from dayline.schema.vocabulary import OWN_KINDS
from dayline.timeline.origins import is_desk
from dayline.timeline.timeline import Event, Timeline

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SMALL_WORDS = frozenset((
    "the", "of", "and", "for", "de", "la", "le", "der", "die", "das", "city", "armed", "forces", "force",
    "government", "ministry", "state",
))  # fmt: skip
_WORD = lazy_pattern(r"[^\W\d_]+")
_DOMAIN = lazy_pattern(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")
_HOST = lazy_pattern(rf"(?:https?://)?(?:www\.)?({_DOMAIN.pattern})\.?(?::\d+)?(?:[/?#].*)?\Z", re.IGNORECASE)
_SHARED = frozenset((
    "facebook.com", "instagram.com", "linkedin.com", "medium.com", "rumble.com", "t.me", "tiktok.com", "twitter.com",
    "vk.com", "x.com", "youtube.com", "youtu.be",
))  # fmt: skip


@rule(
    "E05",
    "an event has no source",
    on=records("event"),
    fix="Add `source:` with an address or the id of a reference.",
)
def missing(entry: Entry[EventRecord]) -> Iterator[Problem]:
    if not entry.record.citations:
        help = (
            "add `source: …` with an address or the id of a reference, or `source: {kind: observation}` if one of you "
            "saw it"
        )
        yield Problem("E05", entry.spot.at("title"), "the event has no source", help)


@rule("E05", "a source leads nowhere", on=records("event"))
def unidentified(entry: Entry[EventRecord]) -> Iterator[Problem]:
    for number, citation in enumerate(entry.record.citations):
        if not (citation.ref or citation.url or citation.source or citation.kind):
            help = (
                "add `ref: …` with the id of a reference, `url: …`, or `source: …` with the id of a source; if one of "
                "you saw it, `kind: observation`"
            )
            spot = entry.spot.at(*citation_path(entry.record, number))
            yield Problem("E05", spot, "nothing says which document this source is", help)


@rule(
    "W35",
    "a reference has no address and no copy",
    on=records("reference"),
    fix="Add `url:`, `archived_url:` or `copy:`.",
)
def untraceable_reference(entry: Entry[ReferenceRecord]) -> Iterator[Problem]:
    record = entry.record
    if not (record.url or record.archived_url or record.copy or record.kind in OWN_KINDS):
        message = "nobody can look this reference up: it has no address and no copy is held"
        help = "add `url: …`, `archived_url: …`, or a `copy` with a `note` of who holds it"
        yield Problem("W35", entry.spot.at("title"), message, help)


@rule(
    "W39",
    "what the desk reports itself is marked as not read by it",
    on=WHOLE,
    fix="Take out `consulted: false`, or name the source that saw or heard it.",
)
def own_but_unread(timeline: Timeline) -> Iterator[Problem]:
    for entry in timeline.references.values():
        record = entry.record
        source = timeline.sources.get(record.source)
        if record.kind in OWN_KINDS and not record.consulted and source and is_desk(source):
            message = f"`kind: {record.kind}` says that this is your own reporting, `consulted: false` that it is not"
            help = "take out `consulted: false`, or write the id of whoever saw or heard it after `source:`"
            yield Problem("W39", entry.spot.at("consulted"), message, help)


@rule(
    "W39",
    "a source is said to be of a kind, and is a reference, which has its own",
    on=records("event"),
)
def kind_of_reference(entry: Entry[EventRecord]) -> Iterator[Problem]:
    for number, citation in enumerate(entry.record.citations):
        if citation.kind and citation.ref:
            message = f"`kind: {citation.kind}` is not used: the reference `{citation.ref}` has a kind of its own"
            help = f"take the line out; to change the kind, write it in the file of `{citation.ref}`"
            yield Problem("W39", entry.spot.at(*citation_path(entry.record, number), "kind"), message, help)


@rule("W36", "several sources have one origin", on=WHOLE, fix="Add an independent source.")
def shared_origin(timeline: Timeline) -> Iterator[Problem]:
    for event in timeline.events.values():
        counted = [number for number, cite in enumerate(event.cited) if cite.counts]
        if len(counted) > 1 and len(event.origins) == 1:
            number = NUMBERS[len(counted)] if len(counted) < len(NUMBERS) else str(len(counted))
            message = f"these {number} sources have one origin, `{event.origins[0]}`, and count as one"
            spot = event.entry.spot.at(*citation_path(event.record, counted[1]))
            also = ((event.entry.spot.at(*citation_path(event.record, counted[0])), "the same origin"),)
            yield Problem("W36", spot, message, "add a report from another origin, or keep only one of these", also)


@rule("W36", "an event has nothing but reports that nobody here has seen", on=WHOLE)
def not_consulted(timeline: Timeline) -> Iterator[Problem]:
    for event in timeline.events.values():
        if event.cited and not any(cite.consulted for cite in event.cited):
            which = "the only source" if len(event.cited) == 1 else "any of the sources"
            message = f"nobody here has seen {which} of this event"
            help = "add the report that cites it, or look it up and write `consulted: true` in the reference"
            yield Problem("W36", event.entry.spot.at(*citation_path(event.record, 0)), message, help)


@rule(
    "W37",
    "only a party to the conflict says something, and the title does not say so",
    on=WHOLE,
    fix="Name the party in the title.",
)
def unattributed_party(timeline: Timeline) -> Iterator[Problem]:
    named: dict[str, frozenset[str]] = {}
    for event in timeline.events.values():
        party = _party(event, timeline)
        if party is None:
            continue
        path, actor = party
        if actor not in named:
            named[actor] = _stems(actor, timeline)
        title = event.record.title.casefold()
        if not any(stem in title for stem in (*named[actor], *_described(event))):
            name = timeline.actors[actor].record.name
            message = f"only a party to the conflict, `{name}`, says this, and the title does not say so"
            also = ((event.entry.spot.at(*path), "the only source"),)
            help = f"name `{name}` in the title as the one who says so, or add an independent source"
            yield Problem("W37", event.entry.spot.at("title"), message, help, also)


def citation_path(record: EventRecord, number: int) -> tuple[Step, ...]:
    """The way to a citation, by its number among those of both fields."""
    event_sources = len(record.source)
    return ("source", number) if number < event_sources else ("sources", number - event_sources)


def _party(event: Event, timeline: Timeline) -> tuple[tuple[Step, ...], str] | None:
    """The party to the conflict that is the only source of an event, and where the event says so."""
    who = event.record.attribution
    if who:
        id = who.by or who.organisation
        path = ("attribution", "by" if who.by else "organisation")
        return (path, id) if id and _is_party(id, timeline) else None
    actors = {cite.source.record.actor for cite in event.cited if cite.source}
    only = next(iter(actors)) if len(actors) == 1 and all(cite.source for cite in event.cited) else None
    return (citation_path(event.record, 0), only) if only and _is_party(only, timeline) else None


def _is_party(id: str, timeline: Timeline) -> bool:
    return any(entry.record.party_to_conflict for entry in _above(id, timeline))


def _above(id: str, timeline: Timeline) -> Iterator[Entry[ActorRecord]]:
    """An actor and all that it belongs to or speaks for."""
    seen: set[str] = set()
    waiting = [id]
    while waiting:
        actor = waiting.pop()
        entry = timeline.actors.get(actor)
        if entry and actor not in seen:
            seen.add(actor)
            yield entry
            above = (entry.record.parent, *(role.organisation for role in entry.record.roles))
            waiting.extend(id for id in above if id)


def _described(event: Event) -> Iterator[str]:
    """Beginnings of the words that describe an unnamed source."""
    who = event.record.attribution
    words = _WORD.findall(who.described_as.casefold()) if who and who.described_as else []
    return (word[: max(4, len(word) - 2)] for word in words if len(word) > 3)


def _stems(id: str, timeline: Timeline) -> frozenset[str]:
    """Beginnings of words that name an actor: `russi` is also in `Russian`, `ukrain` in `Ukrainian`."""
    names: list[Any] = []
    countries = set()
    for entry in _above(id, timeline):
        record = entry.record
        names += [record.name, *record.aliases, *(role.title for role in record.roles)]
        countries.add(record.country)
    names += [
        p.record.name for p in timeline.places.values() if p.record.kind == "country" and p.record.country in countries
    ]
    words = {word.casefold() for name in names for word in _WORD.findall(name)} - _SMALL_WORDS
    return frozenset(word[: max(4, len(word) - 1)] for word in words if len(word) > 2)


@rule("E28", "a source's domain is an address, or one that everybody publishes on", on=records("source"))
def invalid_domain(entry: Entry[SourceRecord]) -> Iterator[Problem]:
    for number, written in enumerate(entry.record.domains):
        match = _HOST.match(written)
        domain = match[1].lower() if match else ""
        spot = entry.spot.at("domains", number)
        if domain in _SHARED:
            help = "take it out, and name the source where something of it is cited"
            yield Problem("E28", spot, f"everybody can publish on `{domain}`, not only this source", help)
        elif not _DOMAIN.fullmatch(written):
            help = f"write `{domain}`" if domain else "write a domain, as in `example.org`"
            yield Problem("E28", spot, f"`{written}` is not a domain", help)

"""Events with their days, sources, origins and actors resolved, in chronological order."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, tzinfo
from itertools import groupby
from typing import Any

from dayline.digests import digest
from dayline.read.entry import Entry
from dayline.schema.event import EventRecord
from dayline.timeline import clock, redaction
from dayline.timeline.order import within_day
from dayline.timeline.origins import ResolvedCitation, SourceLookup, by_domain, independent_origins, resolve_citation
from dayline.timeline.statements import speaker, statements
from dayline.timeline.timeline import Event, Timeline

Kinds = Mapping[str, Mapping[str, Entry[Any]]]


def link_events(kinds: Kinds, zone: tzinfo, written_places: redaction.Places, before: Timeline | None) -> list[Event]:
    """All events in chronological order; those that depend on nothing that has changed are reused from `before`."""
    sources = SourceLookup(kinds["reference"], kinds["source"], by_domain(kinds["source"].values()))
    known = before.events if before and before.zone == zone and _has_same_sources(before, kinds) else {}
    events = (
        known[id] if id in known and _is_reusable(known[id], entry) else _event(entry, sources, zone, written_places)
        for id, entry in kinds["event"].items()
    )
    return _in_order(events)


def start_day(event: Event) -> date:
    """The day to sort an event by: its first day or, with an open start, its last possible one."""
    stated = event.record.date
    return (event.when.days[0] if event.when.days else None) or stated.earliest or stated.latest or date.min


def _in_order(events: Iterable[Event]) -> list[Event]:
    days = groupby(sorted(events, key=start_day), key=start_day)
    return [event for _, of_day in days for event in within_day(of_day)]


def _has_same_sources(before: Timeline, kinds: Kinds) -> bool:
    """Whether all references and sources are the same objects as before."""
    pairs = ((before.sources, kinds["source"]), (before.references, kinds["reference"]))
    return all(old.keys() == new.keys() and all(old[id] is entry for id, entry in new.items()) for old, new in pairs)


def _is_reusable(event: Event, entry: Entry[EventRecord]) -> bool:
    """Whether a linked event can be reused for an entry: not if it depends on places that it withholds."""
    return event.entry is entry and not redaction.hidden_location(entry.record).withheld


def _event(entry: Entry[EventRecord], sources: SourceLookup, zone: tzinfo, places: redaction.Places) -> Event:
    record = redaction.visible_record(entry.record, places)
    cited = tuple(resolve_citation(citation, sources) for citation in record.citations)
    when = clock.when(record, zone)
    first_known = record.added or record.reported or record.date
    return Event(
        id=entry.id,
        entry=entry,
        record=record,
        when=when,
        cited=cited,
        origins=independent_origins(cited),
        known_on=first_known.latest or first_known.earliest,
        actors=tuple(dict.fromkeys(_actors(record))),
        sources=tuple(dict.fromkeys(_sources(cited))),
        line=line_digest(entry, record, when, cited),
    )


def line_digest(
    entry: Entry[EventRecord], record: EventRecord, when: clock.When, cited: tuple[ResolvedCitation, ...]
) -> bytes:
    """The digest of an event without the text that only its card shows."""
    shown = b"" if record is entry.record else repr(record)
    sources = [(cite.reference, cite.source, cite.origin) for cite in cited]
    return digest(entry.line_digest, repr(when), repr(sources), shown)


def _actors(record: EventRecord) -> Iterator[str]:
    yield from (role.actor for role in record.actors)
    if record.attribution:
        yield from filter(None, (record.attribution.by, record.attribution.organisation))
    for statement in statements(record):
        who = speaker(statement.by, statement.attribution, None)
        yield from filter(None, (who.by, who.organisation))
    for claim in record.claims:
        yield from (*claim.about, *(claim.promise.to if claim.promise else ()))


def _sources(cited: tuple[ResolvedCitation, ...]) -> Iterator[str]:
    for citation in cited:
        yield from filter(None, (citation.source.id if citation.source else None, citation.origin))

"""From the records of all files to one timeline."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any, TypeVar

from dayline.read.content import Content
from dayline.read.records import Entry
from dayline.schema.event import Attribution, Claim, EventRecord, Observation, Quote, Response
from dayline.schema.site import SiteRecord
from dayline.schema.vocabulary import EVENT_TYPES, PRIORITIES, RELATIONS
from dayline.timeline import clock, zones
from dayline.timeline.origins import Sources, by_domain, cited, independent
from dayline.timeline.timeline import (
    NOBODY,
    Event,
    MadeAnswer,
    MadeClaim,
    MadeObservation,
    MadeQuote,
    Timeline,
)

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

UNTITLED = SiteRecord(title="Untitled", base_url="https://example.org/")


def assemble(content: Content, now: datetime, drafts: bool = False) -> Timeline:
    """The timeline of all published records at a moment; with `drafts`, of all records."""
    kinds = _by_kind(content.entries)
    site = next((entry.record for entry in kinds["site"].values()), UNTITLED)
    zone = zones.zone(site.timezone) or UTC
    now = zones.standing_still(site.closed.latest if site.closed else None, now, zone)
    known = Sources(kinds["reference"], kinds["source"], by_domain(kinds["source"].values()))
    public = {id: e for id, e in kinds["event"].items() if drafts or _is_public(e.record, now)}
    events = {e.id: e for e in sorted((_event(e, known, zone) for e in public.values()), key=_order)}
    briefs = {e.record.date.earliest: e for e in kinds["brief"].values() if e.record.date.is_certain_day}
    on_day = _grouped((day, event) for event in events.values() for day in event.when.days)
    answers = _grouped((made.response.claim, made) for event in events.values() for made in _answers(event))
    return Timeline(
        site=site,
        zone=zone,
        now=now,
        events=MappingProxyType(events),
        unpublished={id: e for id, e in kinds["event"].items() if id not in public},
        briefs=dict(sorted(briefs.items())),
        actors=kinds["actor"],
        places=kinds["place"],
        threads=kinds["thread"],
        thread_texts=kinds["thread-text"],
        figures=kinds["figure"],
        sources=kinds["source"],
        references=kinds["reference"],
        terms=kinds["term"],
        pages=kinds["page"],
        types=_types(kinds["vocabulary"]),
        days=tuple(sorted({*on_day, *briefs})),
        on_day={day: tuple(sorted(found, key=_order_in_day)) for day, found in on_day.items()},
        lasting=tuple(event for event in events.values() if event.when.middle),
        of_thread=_index(events, lambda event: event.record.threads),
        of_actor=_index(events, _actors),
        of_place=_index(events, lambda event: (scene.place for scene in event.record.scenes)),
        of_source=_index(events, _sources),
        of_reference=_index(events, lambda event: (cite.citation.ref for cite in event.cited if cite.citation.ref)),
        inverse=_inverse(events),
        claims={made.id: made for event in events.values() for made in _claims(event)},
        answers={id: tuple(sorted(found, key=_answer_order)) for id, found in answers.items()},
        rivals=_rivals(events),
        quotes=tuple(made for event in events.values() for made in _quotes(event)),
        observations=_observations(events),
    )


def _by_kind(entries: Iterable[Entry[Any]]) -> Mapping[str, dict[str, Entry[Any]]]:
    kinds: defaultdict[str, dict[str, Entry[Any]]] = defaultdict(dict)
    for entry in entries:
        kinds[entry.kind].setdefault(entry.id, entry)
    return kinds


def _types(vocabularies: Mapping[str, Entry[Any]]) -> Mapping[str, str]:
    added = {id: made.label for entry in vocabularies.values() for id, made in entry.record.types.items()}
    return {**added, **EVENT_TYPES}


def _is_public(record: EventRecord, now: datetime) -> bool:
    if record.state in ("draft", "review"):
        return False
    return record.embargo is None or record.embargo.tzinfo is None or record.embargo <= now


def _event(entry: Entry[EventRecord], known: Sources, zone: Any) -> Event:
    record = entry.record
    cites = tuple(cited(citation, known) for citation in record.citations)
    first_known = record.added or record.reported or record.date
    known_on = first_known.latest or first_known.earliest
    return Event(entry.id, entry, clock.when(record, zone), cites, independent(cites), known_on)


def start(event: Event) -> date:
    """The day to sort an event by: its first, or the last day before which it was."""
    stated = event.record.date
    return (event.when.days[0] if event.when.days else None) or stated.earliest or stated.latest or date.min


def _order(event: Event) -> tuple[date, Any]:
    return start(event), _order_in_day(event)


def _order_in_day(event: Event) -> tuple[bool, int, int, bool, str]:
    """Without a clock time first, by weight; then by the clock."""
    minutes = event.when.minutes
    rank = PRIORITIES.index(event.record.priority)
    return minutes is not None, minutes or 0, rank, not event.record.date.is_single_day, event.id


def _answer_order(made: MadeAnswer) -> tuple[date, str, int]:
    said = made.response.said
    return (said.latest if said else None) or start(made.event), made.event.id, made.number


def _actors(event: Event) -> Iterator[str]:
    record = event.record
    yield from (role.actor for role in record.actors)
    yield from (who.by for who in (record.attribution,) if who and who.by)
    yield from (who.organisation for who in (record.attribution,) if who and who.organisation)
    parts: Iterable[Claim | Response | Quote | Observation]
    parts = (*record.claims, *record.responses, *record.quotes, *record.figures)
    for part in parts:
        who = speaker(part.by, part.attribution, None)
        yield from (id for id in (who.by, who.organisation) if id)
    yield from (actor for claim in record.claims for actor in claim.about)


def _sources(event: Event) -> Iterator[str]:
    for cite in event.cited:
        yield from (id for id in (cite.source.id if cite.source else None, cite.origin) if id)


def speaker(by: str | None, attribution: Attribution | None, default: Attribution | None) -> Attribution:
    """Who is behind something, from the three places where that may be said."""
    if by:
        return Attribution(by=by)
    return attribution or default or NOBODY


def _claims(event: Event) -> Iterator[MadeClaim]:
    record = event.record
    for number, claim in enumerate(record.claims):
        by = speaker(claim.by, claim.attribution, record.attribution)
        yield MadeClaim(event, number, by, f"{event.id}#{claim.id}", claim)


def _answers(event: Event) -> Iterator[MadeAnswer]:
    record = event.record
    for number, response in enumerate(record.responses):
        by = speaker(response.by, response.attribution, record.attribution)
        yield MadeAnswer(event, number, by, response)


def _quotes(event: Event) -> Iterator[MadeQuote]:
    record = event.record
    for number, quote in enumerate(record.quotes):
        yield MadeQuote(event, number, speaker(quote.by, quote.attribution, record.attribution), quote)


def _observations(events: Mapping[str, Event]) -> dict[str, tuple[MadeObservation, ...]]:
    found = []
    for event in events.values():
        record = event.record
        for number, value in enumerate(record.figures):
            by = speaker(value.by, value.attribution, record.attribution)
            stated = value.as_of or record.date
            as_of = stated.latest or stated.earliest
            found.append((value.figure, MadeObservation(event, number, by, value, as_of)))
    found.sort(key=lambda pair: (pair[1].as_of or date.min, pair[1].event.id, pair[1].number))
    return _grouped(found)


def _rivals(events: Mapping[str, Event]) -> dict[str, tuple[str, ...]]:
    """Claims that contradict each other, from both ends."""
    pairs = [(m.id, other) for e in events.values() for m in _claims(e) for other in m.claim.contradicts]
    both = _grouped([*pairs, *((other, id) for id, other in pairs)])
    return {id: tuple(dict.fromkeys(others)) for id, others in both.items()}


def _inverse(events: Mapping[str, Event]) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each event, who points to it and how."""
    return _grouped(
        (target, (relation, event.id))
        for event in events.values()
        for relation in RELATIONS
        for target in getattr(event.record, relation)
    )


def _index(events: Mapping[str, Event], keys: Callable[[Event], Iterable[str]]) -> dict[str, tuple[Event, ...]]:
    return _grouped((key, event) for event in events.values() for key in dict.fromkeys(keys(event)))


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(found) for key, found in groups.items()}

"""Linking: from the records of all files to one timeline."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from dayline.read.content import Content
from dayline.read.entry import Entry
from dayline.schema.claim import Claim, Quote, Response
from dayline.schema.event import EventRecord, Observation
from dayline.schema.site import SiteRecord
from dayline.schema.sourcing import Attribution
from dayline.schema.vocabulary import EVENT_TYPES, PRIORITIES, RELATIONS
from dayline.timeline import clock, publication, redaction, tables, zones
from dayline.timeline.anonymous_sources import has_anonymous_source
from dayline.timeline.cited_once import cited_once
from dayline.timeline.origins import ResolvedCitation, SourceLookup, by_domain, independent_origins, resolve_citation
from dayline.timeline.promises import promise_outcomes, promises_by_due_day
from dayline.timeline.questions import question_days
from dayline.timeline.series import series
from dayline.timeline.timeline import (
    UNATTRIBUTED,
    Event,
    LinkedClaim,
    LinkedObservation,
    LinkedQuote,
    LinkedResponse,
    Series,
    TableColumn,
    Timeline,
)

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

UNTITLED = SiteRecord(title="Untitled", base_url="https://example.org/")


def link(
    content: Content,
    now: datetime,
    drafts: bool = False,
    before: Timeline | None = None,
    careful: Iterable[EventRecord] = (),
) -> Timeline:
    """The timeline of all published records at a moment; with `drafts`, of all records.

    Events whose record and sources are unchanged since the timeline `before` are reused from it. Places are shown no
    more precisely than the published events and the `careful` ones allow.
    """
    site = next((entry.record for entry in content.entries if entry.kind == "site"), UNTITLED)
    zone = zones.zone(site.timezone) or UTC
    now = zones.build_moment(site.closed.latest if site.closed else None, now, zone)
    issued = publication.publication(content.entries, now, drafts)
    kinds = _by_kind(issued.published)
    known = SourceLookup(kinds["reference"], kinds["source"], by_domain(kinds["source"].values()))
    written, public = kinds["place"], kinds["event"]
    redacted, shown_kinds = redaction.redact_places(kinds, (*careful, *(entry.record for entry in public.values())))
    kinds.update(shown_kinds)
    made = before.events if before and before.zone == zone and _same_sources(before, kinds) else {}
    linked = (
        made[id] if id in made and _is_same(made[id], entry) else _event(entry, known, zone, written)
        for id, entry in public.items()
    )
    events = {event.id: event for event in sorted(linked, key=_order)}
    briefs = {e.record.date.earliest: e for e in kinds["brief"].values() if e.record.date.is_certain_day}
    on_day = _grouped((day, event) for event in events.values() for day in event.when.days)
    answers = _grouped((made.response.claim, made) for event in events.values() for made in _answers(event))
    claims = {made.id: made for event in events.values() for made in _claims(event)}
    of_reference = _index(events, _references)
    observations = _observations(events)
    columns, misread = tables.read_tables(kinds["figure"], kinds["figure-table"])
    return Timeline(
        site=site,
        zone=zone,
        now=now,
        events=events,
        unpublished={id: entry for (kind, id), entry in issued.drafts.items() if kind == "event"},
        drafts={point: entry for point, entry in issued.drafts.items() if point[0] != "event"},
        held_back=issued.held_back,
        linked_from_unpublished=issued.linked_from_unpublished,
        briefs=dict(sorted(briefs.items())),
        actors=kinds["actor"],
        places=kinds["place"],
        redacted=redacted,
        threads=kinds["thread"],
        thread_texts=kinds["thread-text"],
        figures=kinds["figure"],
        sources=kinds["source"],
        references=kinds["reference"],
        questions=kinds["question"],
        media=kinds["media"],
        pictures=kinds["picture"],
        terms=kinds["term"],
        pages=kinds["page"],
        maps=kinds["map"],
        map_shapes=kinds["map-shapes"],
        types=_types(kinds["vocabulary"]),
        days=tuple(sorted({*on_day, *briefs})),
        on_day={day: tuple(sorted(found, key=_order_in_day)) for day, found in on_day.items()},
        long_running=tuple(event for event in events.values() if event.when.middle),
        question_days=question_days(briefs, kinds["question"]),
        of_thread=_index(events, lambda event: event.record.threads),
        of_actor=_index(events, lambda event: event.actors),
        of_place=_index(events, lambda event: (scene.place for scene in event.record.scenes)),
        of_source=_index(events, lambda event: event.sources),
        of_reference=of_reference,
        cited_once=cited_once(of_reference, (*kinds["figure"].values(), *kinds["media"].values())),
        incoming_relations=_inverse(events),
        claims=claims,
        answers={id: tuple(sorted(found, key=_answer_order)) for id, found in answers.items()},
        contradictions=_pairs(events, lambda claim: claim.contradicts),
        same_claims=_pairs(events, lambda claim: (claim.same_as,) if claim.same_as else ()),
        promises=promises_by_due_day(claims),
        outcomes=_grouped(promise_outcomes(claims)),
        with_anonymous_sources=tuple(id for id, event in events.items() if has_anonymous_source(event.record)),
        quotes=tuple(made for event in events.values() for made in _quotes(event)),
        observations=observations,
        tables=kinds["figure-table"],
        series=_series(observations, columns),
        table_problems=misread,
    )


def _by_kind(entries: Iterable[Entry[Any]]) -> defaultdict[str, dict[str, Entry[Any]]]:
    kinds: defaultdict[str, dict[str, Entry[Any]]] = defaultdict(dict)
    for entry in entries:
        kinds[entry.kind].setdefault(entry.id, entry)
    return kinds


def _same_sources(before: Timeline, kinds: Mapping[str, dict[str, Entry[Any]]]) -> bool:
    """Whether all references and sources are the same objects as before."""
    pairs = ((before.sources, kinds["source"]), (before.references, kinds["reference"]))
    return all(old.keys() == new.keys() and all(old[id] is entry for id, entry in new.items()) for old, new in pairs)


def _is_same(event: Event, entry: Entry[EventRecord]) -> bool:
    """Whether a linked event can be reused for an entry: not if it depends on places that it withholds."""
    return event.entry is entry and not redaction.hidden_location(entry.record).withheld


def _types(vocabularies: Mapping[str, Entry[Any]]) -> Mapping[str, str]:
    added = {id: made.label for entry in vocabularies.values() for id, made in entry.record.types.items()}
    return {**added, **EVENT_TYPES}


def _event(entry: Entry[EventRecord], known: SourceLookup, zone: Any, places: redaction.Places) -> Event:
    record = redaction.visible_record(entry.record, places)
    cites = tuple(resolve_citation(citation, known) for citation in record.citations)
    first_known = record.added or record.reported or record.date
    return Event(
        id=entry.id,
        entry=entry,
        record=record,
        when=clock.when(record, zone),
        cited=cites,
        origins=independent_origins(cites),
        known_on=first_known.latest or first_known.earliest,
        actors=tuple(dict.fromkeys(_actors(record))),
        sources=tuple(dict.fromkeys(_sources(cites))),
    )


def start_day(event: Event) -> date:
    """The day to sort an event by: its first day or, with an open start, its last possible one."""
    stated = event.record.date
    return (event.when.days[0] if event.when.days else None) or stated.earliest or stated.latest or date.min


def _order(event: Event) -> tuple[date, Any]:
    return start_day(event), _order_in_day(event)


def _order_in_day(event: Event) -> tuple[bool, int, int, bool, bool, str]:
    """Events without a time first, by priority; then by time. Responses come after what they may respond to."""
    minutes = event.when.minutes
    rank = PRIORITIES.index(event.record.priority)
    answers = bool(event.record.responses or event.record.responds_to)
    return minutes is not None, minutes or 0, rank, not event.record.date.is_single_day, answers, event.id


def _answer_order(made: LinkedResponse) -> tuple[date, str, int]:
    said_on = made.response.said
    return (said_on.latest if said_on else None) or start_day(made.event), made.event.id, made.number


def _actors(record: EventRecord) -> Iterator[str]:
    yield from (role.actor for role in record.actors)
    if record.attribution:
        yield from filter(None, (record.attribution.by, record.attribution.organisation))
    parts: Iterable[Claim | Response | Quote | Observation]
    parts = (*record.claims, *record.responses, *record.quotes, *record.figures)
    for part in parts:
        who = speaker(part.by, part.attribution, None)
        yield from filter(None, (who.by, who.organisation))
    for claim in record.claims:
        yield from (*claim.about, *(claim.promise.to if claim.promise else ()))


def _sources(cites: tuple[ResolvedCitation, ...]) -> Iterator[str]:
    for cite in cites:
        yield from filter(None, (cite.source.id if cite.source else None, cite.origin))


def _references(event: Event) -> Iterator[str]:
    """All references that an event cites, for itself or for one of its parts."""
    if event.record.state != "withheld":
        yield from (id for kind, id in event.entry.points if kind == "reference")


def speaker(by: str | None, attribution: Attribution | None, default: Attribution | None) -> Attribution:
    """The attribution of a part of an event: its `by`, else its own attribution, else the default."""
    if by:
        return Attribution(by=by)
    return attribution or default or UNATTRIBUTED


def _claims(event: Event) -> Iterator[LinkedClaim]:
    record = event.record
    for number, claim in enumerate(record.claims):
        by = speaker(claim.by, claim.attribution, record.attribution)
        yield LinkedClaim(event, number, by, f"{event.id}#{claim.id}", claim)


def _answers(event: Event) -> Iterator[LinkedResponse]:
    record = event.record
    for number, response in enumerate(record.responses):
        by = speaker(response.by, response.attribution, record.attribution)
        yield LinkedResponse(event, number, by, response)


def _quotes(event: Event) -> Iterator[LinkedQuote]:
    record = event.record
    for number, quote in enumerate(record.quotes):
        yield LinkedQuote(event, number, speaker(quote.by, quote.attribution, record.attribution), quote)


def _observations(events: Mapping[str, Event]) -> dict[str, tuple[LinkedObservation, ...]]:
    found = []
    for event in events.values():
        record = event.record
        for number, value in enumerate(record.figures):
            by = speaker(value.by, value.attribution, record.attribution)
            stated = value.as_of or record.date
            as_of = stated.latest or stated.earliest
            found.append((value.figure, LinkedObservation(event, number, by, value, as_of)))
    found.sort(key=lambda pair: (pair[1].as_of or date.min, pair[1].event.id, pair[1].number))
    return _grouped(found)


def _series(
    observations: Mapping[str, tuple[LinkedObservation, ...]], columns: Mapping[str, tuple[TableColumn, ...]]
) -> dict[str, tuple[Series, ...]]:
    figures = dict.fromkeys((*observations, *sorted(columns)))
    return {id: series(observations.get(id, ()), columns.get(id, ())) for id in figures}


def _pairs(events: Mapping[str, Event], others: Callable[[Claim], Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """A relation between claims in both directions."""
    pairs = [(made.id, other) for event in events.values() for made in _claims(event) for other in others(made.claim)]
    both = _grouped([*pairs, *((other, id) for id, other in pairs)])
    return {id: tuple(dict.fromkeys(found)) for id, found in both.items()}


def _inverse(events: Mapping[str, Event]) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each event, the relations from other events to it."""
    return _grouped(
        (target, (relation, event.id))
        for event in events.values()
        for relation in relations(event.record)
        for target in getattr(event.record, relation)
    )


def relations(record: EventRecord) -> list[str]:
    """The relations that an event has; fields that are not set are not in a record's `__dict__`."""
    return [relation for relation in RELATIONS if relation in record.__dict__]


def _index(events: Mapping[str, Event], keys: Callable[[Event], Iterable[str]]) -> dict[str, tuple[Event, ...]]:
    return _grouped((key, event) for event in events.values() for key in dict.fromkeys(keys(event)))


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(found) for key, found in groups.items()}

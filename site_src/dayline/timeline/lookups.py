"""Lookups in linked events: by key, by relation, and between claims."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from dayline.schema.claim import Claim
from dayline.schema.event import EventRecord
from dayline.schema.vocabulary import RELATIONS
from dayline.timeline.timeline import Event, LinkedClaim, Timeline

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """The values of pairs by their keys, in order."""
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def events_by(events: Iterable[Event], keys: Callable[[Event], Iterable[str]]) -> dict[str, tuple[Event, ...]]:
    """The events by each of their keys."""
    return grouped((key, event) for event in events for key in dict.fromkeys(keys(event)))


def references_of(event: Event) -> Iterable[str]:
    """The references that any part of an event cites."""
    return (id for kind, id in event.entry.points if kind == "reference" and event.record.state != "withheld")


def relations(record: EventRecord) -> list[str]:
    """The relations that an event has; fields that are not set are not in a record's `__dict__`."""
    return [relation for relation in RELATIONS if relation in record.__dict__]


def incoming_relations(events: Iterable[Event]) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each event, the relations from other events to it."""
    return grouped(
        (target, (relation, event.id))
        for event in events
        for relation in relations(event.record)
        for target in getattr(event.record, relation)
    )


def on_card(event: Event, timeline: Timeline) -> tuple[str, ...]:
    """The ids of the events that an event's card shows something of, its own first."""
    return tuple(dict.fromkeys((event.id, *_others_on_card(event, timeline))))


def _others_on_card(event: Event, timeline: Timeline) -> Iterator[str]:
    for claim in event.record.claims:
        id = f"{event.id}#{claim.id}"
        yield from (answer.event.id for answer in timeline.answers.get(id, ()))
        others = (*timeline.contradictions.get(id, ()), *timeline.same_claims.get(id, ()))
        yield from (other.partition("#")[0] for other in others)
        if claim.promise and claim.promise.shown_by:
            yield claim.promise.shown_by
    yield from (response.claim.partition("#")[0] for response in event.record.responses)


def claim_pairs(claims: Iterable[LinkedClaim], others: Callable[[Claim], Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """A relation between claims in both directions."""
    pairs = [(linked.id, other) for linked in claims for other in others(linked.claim)]
    both = grouped([*pairs, *((other, id) for id, other in pairs)])
    return {id: tuple(dict.fromkeys(related)) for id, related in both.items()}

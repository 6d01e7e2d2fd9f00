"""Relations between events, and between entries of a registry: no circles, nothing back to front."""

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import Any

from dayline.problems import Problem, Spot
from dayline.read.entry import Entry
from dayline.rules.rule import EVENT, TIMELINE, rule
from dayline.schema.claim import Claim
from dayline.schema.vocabulary import RELATIONS
from dayline.timeline.timeline import Event, Timeline

TARGETS: Callable[[Any], tuple[tuple[str, ...], ...]] = attrgetter(*RELATIONS)
Edges = Mapping[str, tuple[str, ...]]


@rule(
    "E12",
    "an event or a claim is related to itself",
    on=EVENT,
    fix="Only the later event stores the relation.",
)
def to_itself(event: Event, timeline: Timeline) -> Iterator[Problem]:  # noqa: ARG001 - one form for all rules
    record = event.record
    for relation, ids in zip(RELATIONS, TARGETS(record), strict=True):
        for number, id in enumerate(ids):
            if id == event.id:
                yield _itself(event.entry.spot.at(relation, number), relation, "event")
    for number, claim in enumerate(record.claims):
        if claim.same_as or claim.contradicts:
            yield from _claim_to_itself(event.entry.spot.at("claims", number), claim, f"{event.id}#{claim.id}")


@rule("E12", "an event is related to one that began later", on=EVENT)
def to_later(event: Event, timeline: Timeline) -> Iterator[Problem]:
    for relation, ids in zip(RELATIONS, TARGETS(event.record), strict=True):
        for number, id in enumerate(ids):
            other = timeline.events.get(id)
            if other and _is_later(relation, event, other):
                message = f"`{id}` began later than the event that points to it with `{relation}`"
                help = "take the relation out here and write it in the later event, or correct a date"
                also = ((other.entry.spot.at("date"), "the later date"),)
                yield Problem("E12", event.entry.spot.at(relation, number), message, help, also)


@rule("E12", "events are related in a circle", on=TIMELINE)
def circles(timeline: Timeline) -> Iterator[Problem]:
    events = timeline.events
    pointing = [event for event in events.values() if any(TARGETS(event.record))]
    for relation in RELATIONS:
        edges = {
            event.id: tuple(id for id in targets if id in events and not _is_later(relation, event, events[id]))
            for event in pointing
            if (targets := getattr(event.record, relation))
        }
        yield from _circles(edges, relation, lambda key: events[key].entry)


@rule("E12", "places, actors, threads or references lie within each other in a circle", on=TIMELINE)
def registry_circles(timeline: Timeline) -> Iterator[Problem]:
    registries: tuple[tuple[Mapping[str, Entry[Any]], tuple[str, ...]], ...] = (
        (timeline.written_places, ("parent",)),
        (timeline.actors, ("parent",)),
        (timeline.threads, ("parent",)),
        (timeline.references, ("based_on", "cited_by")),
    )
    for entries, fields in registries:
        for field in fields:
            edges = {id: targets for id, entry in entries.items() if (targets := _ids(getattr(entry.record, field)))}
            yield from _circles(edges, field, lambda key, entries=entries: entries[key], with_self=True)  # type: ignore[misc]


def circle(edges: Edges) -> Iterator[tuple[str, ...]]:
    """Each circle in some edges once, as the ids along it; no more than one through any id."""
    done: set[str] = set()
    for start in edges:
        way: list[str] = []
        at: dict[str, int] = {}
        waiting = [iter((start,))]
        while waiting:
            id = next(waiting[-1], None)
            if id is None:
                waiting.pop()
                if way:
                    done.add(way[-1])
                    del at[way.pop()]
            elif id in at:
                yield tuple(way[at[id] :])
            elif id not in done and id in edges:
                at[id] = len(way)
                way.append(id)
                waiting.append(iter(edges[id]))


def _claim_to_itself(spot: Spot, claim: Claim, claim_id: str) -> Iterator[Problem]:
    if claim.same_as == claim_id:
        yield _itself(spot.at("same_as"), "same_as", "claim")
    for place, id in enumerate(claim.contradicts):
        if id == claim_id:
            yield _itself(spot.at("contradicts", place), "contradicts", "claim")


def _circles(
    edges: Edges, relation: str, entry_of: Callable[[str], Entry[Any]], *, with_self: bool = False
) -> Iterator[Problem]:
    for ids in circle(edges):
        first = entry_of(ids[0])
        if len(ids) == 1:
            if with_self:
                yield _itself(_spot(first, relation, ids[0]), relation, first.kind)
            continue
        shown = (*ids, ids[0]) if len(ids) < 6 else (*ids[:4], "…", ids[0])
        message = f"`{relation}` leads in a circle: " + " → ".join(f"`{id}`" if id != "…" else id for id in shown)
        last = entry_of(ids[-1])
        also = ((_spot(last, relation, ids[0]), "and back again"),)
        later = "only the later event points to the earlier one, so take the line out of the earlier"
        help = later if first.kind == "event" else "take the line out of one of them"
        yield Problem("E12", _spot(first, relation, ids[1]), message, help, also)


def _spot(entry: Entry[Any], relation: str, id: str) -> Spot:
    value = getattr(entry.record, relation)
    return entry.spot.at(relation) if isinstance(value, str) else entry.spot.at(relation, value.index(id))


def _ids(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value or ()


def _is_later(relation: str, event: Event, other: Event) -> bool:
    """Whether a relation points forward in time; a duplicate may carry any date."""
    return relation != "same_as" and other is not event and other.record.date.certainly_after(event.record.date)


def _itself(spot: Spot, relation: str, noun: str) -> Problem:
    message = f"`{relation}` points to the {noun} itself"
    return Problem("E12", spot, message, f"name the other {noun}, or take the line out")

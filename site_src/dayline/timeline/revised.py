"""Patching a timeline after a text-only edit: nothing needs to be linked again."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from dayline.read.entry import Entry
from dayline.timeline.linked_events import line_digest
from dayline.timeline.redaction import visible_record
from dayline.timeline.timeline import Event, LinkedClaim, LinkedObservation, LinkedQuote, LinkedResponse, Timeline
from dayline.timeline.unknowns import linked_unknowns

_PARTS = {
    LinkedClaim: ("claim", "claims"), LinkedResponse: ("response", "responses"), LinkedQuote: ("quote", "quotes"),
    LinkedObservation: ("observation", "figures"),
}  # fmt: skip

WORDS: Mapping[str, frozenset[str]] = {
    "event": frozenset({"title", "summary", "body", "date_note", "duration", "tags", "content_warning", "desk"}),
    "brief": frozenset({"title", "standfirst", "body", "highlights", "not_known", "byline", "reviewed_by"}),
}
"""Text fields, which do not affect any order, link or count."""


def differs_in_words(before: Timeline, entry: Entry[Any]) -> bool:
    """Whether an entry differs from the one in a timeline in nothing but text."""
    old: Entry[Any] | None = None
    if entry.kind == "event":
        event = before.events.get(entry.id)
        old = event.entry if event else None
    elif entry.kind == "brief" and entry.record.date.earliest:
        old = before.briefs.get(entry.record.date.earliest)
    return old is not None and _only_words(old, entry) and not _held_by(before, old, entry)


def revised(before: Timeline, entry: Entry[Any]) -> Timeline:
    """The timeline with an entry in place of one that differs from it in text only."""
    if entry.kind == "brief":
        return replace(before, briefs={**before.briefs, entry.record.date.earliest: entry})
    new = renewed(before.events[entry.id], entry, before)
    lookups: dict[str, Any] = {name: _with_new(getattr(before, name), keys, new) for name, keys in holding(new).items()}
    return replace(before, **lookups)


def renewed(event: Event, entry: Entry[Any], timeline: Timeline) -> Event:
    """The event with an entry that differs from its own in text only."""
    record = visible_record(entry.record, timeline.written_places)
    return event._replace(entry=entry, record=record, line=line_digest(entry, record, event.when, event.cited))


def _held_by(before: Timeline, old: Entry[Any], new: Entry[Any]) -> bool:
    """Whether an added or removed link may hold something back or publish it."""
    return bool(before.linked_from_unpublished) and not before.linked_from_unpublished.isdisjoint(
        {*old.points} ^ {*new.points}
    )


def _only_words(old: Entry[Any], new: Entry[Any]) -> bool:
    same_place = (old.kind, old.id, old.file, old.at) == (new.kind, new.id, new.file, new.at)
    return same_place and _structure(old) == _structure(new)


def _structure(entry: Entry[Any]) -> tuple[Any, ...]:
    """Everything in an entry except text; questions and links in a brief's `not_known` say what it is about."""
    fields = {name: value for name, value in vars(entry.record).items() if name not in WORDS[entry.kind]}
    about = list(linked_unknowns(entry.record)) if entry.kind == "brief" else []
    return fields, [point for point in entry.points if point[0] == "question"], about


def holding(event: Event) -> dict[str, tuple[Any, ...]]:
    """The lookups of a timeline that hold an event or a part of it, and under which keys."""
    record = event.record
    return {
        "events": (event.id,),
        "on_day": event.when.days,
        "of_thread": record.threads,
        "of_actor": event.actors,
        "of_place": tuple(scene.place for scene in record.scenes),
        "of_source": event.sources,
        "of_reference": tuple(id for kind, id in event.entry.points if kind == "reference"),
        "claims": tuple(f"{event.id}#{claim.id}" for claim in record.claims),
        "answers": tuple(response.claim for response in record.responses),
        "observations": tuple(value.figure for value in record.figures),
    }


def _with_new(lookup: Mapping[Any, Any], keys: Iterable[Any], new: Event) -> dict[Any, Any]:
    return {**lookup, **{key: _swapped(lookup[key], new) for key in keys if key in lookup}}


def _swapped(held: Any, new: Event) -> Any:
    """What a lookup holds, with the new event in place of its earlier state."""
    if isinstance(held, Event):
        return new if held.id == new.id else held
    if type(held) not in _PARTS:
        return tuple(_swapped(one, new) for one in held)
    if held.event.id != new.id:
        return held
    field, list_field = _PARTS[type(held)]
    return held._replace(event=new, **{field: getattr(new.record, list_field)[held.number]})

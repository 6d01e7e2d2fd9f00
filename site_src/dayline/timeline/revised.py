"""Patching a timeline after a text-only edit: nothing needs to be linked again."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from dayline.read.entry import Entry
from dayline.timeline.redaction import visible_record
from dayline.timeline.timeline import Event, LinkedClaim, LinkedObservation, LinkedQuote, LinkedResponse, Timeline

K = TypeVar("K")
Linked = TypeVar("Linked", bound=tuple[Any, ...])
_PARTS = {
    LinkedClaim: ("claim", "claims"), LinkedResponse: ("response", "responses"), LinkedQuote: ("quote", "quotes"),
    LinkedObservation: ("observation", "figures"),
}  # fmt: skip

WORDS: Mapping[str, frozenset[str]] = {
    "event": frozenset({"title", "summary", "body", "date_note", "duration", "tags", "content_warning", "desk"}),
    "brief": frozenset({"title", "standfirst", "body", "highlights", "not_known", "watch", "byline", "reviewed_by"}),
}
"""Text fields, which do not affect any order, link or count."""


def all_revised(before: Timeline | None, entries: Iterable[Entry[Any]]) -> Timeline | None:
    """The timeline with several entries replaced; None if there is none or more than text has changed."""
    for entry in entries:
        before = revised(before, entry) if before else None
    return before


def revised(before: Timeline, entry: Entry[Any]) -> Timeline | None:
    """The timeline with one entry replaced; None if more than its text has changed."""
    if entry.kind == "event":
        event = before.events.get(entry.id)
        if event is None or not _only_words(event.entry, entry) or _held_by(before, event.entry, entry):
            return None
        return _with_event(before, event, entry)
    day: date | None = entry.record.date.earliest if entry.kind == "brief" else None
    old = before.briefs.get(day) if day else None
    if day and old and _only_words(old, entry) and not _held_by(before, old, entry):
        return replace(before, briefs={**before.briefs, day: entry})
    return None


def _held_by(before: Timeline, old: Entry[Any], new: Entry[Any]) -> bool:
    """Whether an added or removed link may hold something back or publish it."""
    return bool(before.linked_from_unpublished) and not before.linked_from_unpublished.isdisjoint(
        {*old.points} ^ {*new.points}
    )


def _only_words(old: Entry[Any], new: Entry[Any]) -> bool:
    same_place = (old.kind, old.id, old.file, old.at) == (new.kind, new.id, new.file, new.at)
    return same_place and _structure(old) == _structure(new)


def _structure(entry: Entry[Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Everything in an entry except text; questions in a brief's `not_known` are links, so they count."""
    fields = {name: value for name, value in vars(entry.record).items() if name not in WORDS[entry.kind]}
    return fields, [point for point in entry.points if point[0] == "question"]


def _with_event(before: Timeline, old: Event, entry: Entry[Any]) -> Timeline:
    new = old._replace(entry=entry, record=visible_record(entry.record, before.written_places))
    ids = (f"{new.id}#{claim.id}" for claim in new.record.claims)
    claims = {id: _with_new_event(before.claims[id], new) for id in ids}
    return replace(
        before,
        events={**before.events, new.id: new},
        on_day=_replaced(before.on_day, new.when.days, new),
        long_running=_all(before.long_running, new),
        of_thread=_replaced(before.of_thread, new.record.threads, new),
        of_actor=_replaced(before.of_actor, new.actors, new),
        of_place=_replaced(before.of_place, (scene.place for scene in new.record.scenes), new),
        of_source=_replaced(before.of_source, new.sources, new),
        of_reference=_replaced(before.of_reference, (id for kind, id in old.entry.points if kind == "reference"), new),
        claims={**before.claims, **claims},
        answers=_updated(before.answers, (response.claim for response in new.record.responses), new),
        quotes=tuple(_update(quote, new) for quote in before.quotes),
        observations=_updated(before.observations, (value.figure for value in new.record.figures), new),
    )


def _replaced(index: Mapping[K, tuple[Event, ...]], keys: Iterable[K], new: Event) -> dict[K, tuple[Event, ...]]:
    return {**index, **{key: _all(index[key], new) for key in keys if key in index}}


def _all(events: tuple[Event, ...], new: Event) -> tuple[Event, ...]:
    return tuple(new if event.id == new.id else event for event in events)


def _updated(index: Mapping[str, tuple[Linked, ...]], keys: Iterable[str], new: Event) -> dict[str, tuple[Linked, ...]]:
    return {**index, **{key: tuple(_update(linked, new) for linked in index[key]) for key in keys if key in index}}


def _update(linked: Any, new: Event) -> Any:
    """A linked claim, response, quote or value; with the new event if it is part of it."""
    return _with_new_event(linked, new) if linked.event.id == new.id else linked


def _with_new_event(linked: Any, new: Event) -> Any:
    field, list_field = _PARTS[type(linked)]
    return linked._replace(event=new, **{field: getattr(new.record, list_field)[linked.number]})

"""Entries of the registries: unused ones, ones without an id elsewhere, and what vocabularies add."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.id_index import others
from dayline.rules.references import NOUNS
from dayline.rules.rule import WHOLE, records, rule
from dayline.schema.registry import EventTypesRecord, FigureSubjectsRecord
from dayline.schema.vocabulary import EVENT_TYPES, FIGURE_SUBJECTS
from dayline.timeline.timeline import Timeline

LISTED = ("actor", "place", "thread", "figure", "source", "reference", "media")


@rule(
    "W44",
    "nothing uses an entry of a registry",
    on=WHOLE,
    fix="Delete it, complete it, or change the thread's status.",
)
def unused(timeline: Timeline) -> Iterator[Problem]:
    unused = {(kind, id): entry for kind in LISTED for id, entry in timeline.registry(kind).items()}
    for used in _surely_used(timeline):
        unused.pop(used, None)
    if unused:
        for used in _all_used(timeline):
            unused.pop(used, None)
    for (kind, id), entry in unused.items():
        noun = NOUNS.get(kind, kind)
        message = f"nothing uses the {noun} `{id}`"
        yield Problem("W44", entry.spot, message, f"delete the file, or name the {noun} where it belongs")


@rule("W44", "an actor or a place has neither a country nor an id elsewhere", on=WHOLE)
def unidentified(timeline: Timeline) -> Iterator[Problem]:
    for kind, entries in (("actor", timeline.actors), ("place", timeline.written_places)):
        for entry in entries.values():
            if not _is_identified(entry.record):
                message = f"nothing says which {kind} in the world this is: it has no country and no id elsewhere"
                outside = "`wikidata: Q…`" if kind == "actor" else "`geonames: …`"
                yield Problem("W44", entry.spot.at("name"), message, f"add `country: …` or {outside}")


def _is_identified(record: Any) -> bool:
    return any(getattr(record, field, None) for field in ("country", "wikidata", "geonames", "pcode"))


def _surely_used(timeline: Timeline) -> Iterator[tuple[str, str]]:
    """What the timeline's indexes say is used: quick, and nearly all."""
    indexes = {
        "actor": timeline.of_actor, "place": timeline.of_place, "thread": timeline.of_thread,
        "figure": timeline.series, "source": timeline.of_source, "reference": timeline.of_reference,
    }  # fmt: skip
    for kind, index in indexes.items():
        yield from ((kind, id) for id in index)
    for event in timeline.events.values():
        yield from (("media", use.media) for use in event.record.__dict__.get("media", ()))


def _all_used(timeline: Timeline) -> Iterator[tuple[str, str]]:
    every: Iterator[Entry[Any]] = chain(
        others(timeline),
        (place.written for place in timeline.redacted.values()),
        (event.entry for event in timeline.events.values()),
        timeline.unpublished.values(),
        timeline.drafts.values(),
        timeline.held_back.values(),
    )
    for entry in every:
        yield from (point for point in entry.points if point != (entry.kind, entry.id))


@rule("E03", "a type of event is built in already", on=records("vocabulary"))
def built_in_type(entry: Entry[EventTypesRecord]) -> Iterator[Problem]:
    for id in entry.record.types:
        if id in EVENT_TYPES:
            message = f"the type `{id}` is built in and can't be given another meaning"
            yield Problem("E03", entry.spot.at("types", id, on="key"), message, "give the new type another name")


@rule("E03", "a subject of figures is built in already", on=records("figure-subjects"))
def built_in_subject(entry: Entry[FigureSubjectsRecord]) -> Iterator[Problem]:
    for id in entry.record.subjects:
        if id in FIGURE_SUBJECTS:
            message = f"the subject `{id}` is built in and can't be given another meaning"
            yield Problem("E03", entry.spot.at("subjects", id, on="key"), message, "give the new subject another name")

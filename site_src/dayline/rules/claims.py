"""Claims, the answers to them, and the ids inside an event."""

from collections.abc import Iterator, Sequence
from typing import Any

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.rule import EVENT, records, rule
from dayline.schema.closest import closest
from dayline.schema.event import EventRecord
from dayline.schema.introspect import fields_by_yaml
from dayline.timeline.timeline import Event, Timeline


@rule("E03", "two claims or two quotes of an event have one id", on=records("event"))
def duplicate_id(entry: Entry[EventRecord]) -> Iterator[Problem]:
    for field, parts in (("claims", entry.record.claims), ("quotes", entry.record.quotes)):
        yield from _twice(entry, field, parts)


@rule("E09", "an answer names a quote that its event does not have", on=records("event"))
def unknown_quote(entry: Entry[EventRecord]) -> Iterator[Problem]:
    ids = [quote.id for quote in entry.record.quotes if quote.id]
    for number, response in enumerate(entry.record.responses):
        if response.quote and response.quote not in ids:
            help = _local(response.quote, ids, "quote")
            message = f"no quote of this event has the id `{response.quote}`"
            yield Problem("E09", entry.spot.at("responses", number, "quote"), message, help)


@rule("E09", "a source supports a claim or field that its event does not have", on=records("event"))
def unknown_support(entry: Entry[EventRecord]) -> Iterator[Problem]:
    record = entry.record
    for field, citations in (("source", record.source), ("sources", record.sources)):
        for number, citation in enumerate(citations):
            for place, name in enumerate(citation.supports):
                spot = entry.spot.at(field, number, "supports", place)
                yield from _support(Problem("E09", spot, ""), name, record)


@rule("E19", "an answer was given before the claim was made", on=EVENT, fix="Correct one of the dates.")
def answer_before_claim(event: Event, timeline: Timeline) -> Iterator[Problem]:
    for number, response in enumerate(event.record.responses):
        claim = timeline.claims.get(response.claim)
        said = response.said or event.record.date
        if claim and claim.event.record.date.certainly_after(said):
            spot = event.entry.spot.at("responses", number, "said" if response.said else "claim")
            message = f"the answer is dated `{said.text}`, before the claim was made"
            also = ((claim.event.entry.spot.at("date"), "the claim was made on this date"),)
            yield Problem("E19", spot, message, "correct one of the two dates, or name the claim that is meant", also)


def _twice(entry: Entry[EventRecord], field: str, parts: Sequence[Any]) -> Iterator[Problem]:
    if len(parts) < 2:
        return
    first: dict[str, int] = {}
    for number, part in enumerate(parts):
        other = first.setdefault(part.id, number) if part.id else number
        if other != number:
            also = ((entry.spot.at(field, other, "id"), "the first one"),)
            message = f"two {field} of this event have the id `{part.id}`"
            yield Problem("E03", entry.spot.at(field, number, "id"), message, "give one of them another id", also)


def _support(problem: Problem, name: str, record: EventRecord) -> Iterator[Problem]:
    if name.startswith("#"):
        ids = [claim.id for claim in record.claims]
        if name[1:] not in ids:
            message = f"no claim of this event has the id `{name[1:]}`"
            yield Problem(problem.code, problem.spot, message, _local(name[1:], ids, "claim"))
    elif name.partition(".")[0] not in fields_by_yaml(EventRecord):
        near = closest(name, fields_by_yaml(EventRecord))
        help = (
            f"the field with the closest name is `{near}`" if near else "write a field's name, or `#` and a claim's id"
        )
        yield Problem(problem.code, problem.spot, f"an event has no field `{name}`", help)


def _local(id: str, ids: Sequence[str], noun: str) -> str:
    near = closest(id, ids)
    if near:
        return f"the {noun} with the closest id is `{near}`"
    return f"add an `id: {id}` to the {noun} that is meant"

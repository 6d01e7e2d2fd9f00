"""Anonymous sources: where they are cited and how an event describes them."""

from collections.abc import Iterator
from typing import NamedTuple

from dayline.problems import Step
from dayline.schema.claim import Claim, Quote, Response
from dayline.schema.event import EventRecord, Observation
from dayline.schema.sourcing import Attribution

Attributed = tuple[tuple[Step, ...], str | None, Attribution]


class AnonymousSource(NamedTuple):
    """A source that an event does not name, and the fields that cite it."""

    who: Attribution
    fields: tuple[str, ...]


def attributions(record: EventRecord) -> Iterator[Attributed]:
    """Every attribution of an event, with its path and the `by` beside it."""
    if record.attribution:
        yield ("attribution",), None, record.attribution
    if record.planned and record.planned.attribution:
        yield ("planned", "attribution"), record.planned.by, record.planned.attribution
    lists: tuple[tuple[str, tuple[Claim | Response | Quote | Observation, ...]], ...] = (
        ("claims", record.claims),
        ("responses", record.responses),
        ("quotes", record.quotes),
        ("figures", record.figures),
    )
    for name, parts in lists:
        for number, part in enumerate(parts):
            if part.attribution:
                yield (name, number, "attribution"), part.by, part.attribution


def has_anonymous_source(record: EventRecord) -> bool:
    """Whether an event cites an anonymous source."""
    return any(who.anonymous for _, _, who in attributions(record))


def anonymous_sources(record: EventRecord) -> tuple[AnonymousSource, ...]:
    """The anonymous sources of an event, each once, in order of appearance."""
    by_description: dict[tuple[object, ...], AnonymousSource] = {}
    for path, _, who in attributions(record):
        if who.anonymous:
            field = str(path[0])
            description = (who.described_as, who.organisation, who.reason, who.basis)
            source = by_description.setdefault(description, AnonymousSource(who, ()))
            if field not in source.fields:
                source = source._replace(fields=(*source.fields, field))
            by_description[description] = source
    return tuple(by_description.values())


def has_anonymous_attribution(record: EventRecord) -> bool:
    """Whether the event itself is attributed to an anonymous source."""
    return bool(record.attribution and record.attribution.anonymous)

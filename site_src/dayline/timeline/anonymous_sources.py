"""Sources that are not named: where they speak, and what an item says of them."""

from collections.abc import Iterator
from typing import NamedTuple

from dayline.problems import Step
from dayline.schema.event import Attribution, Claim, EventRecord, Observation, Quote, Response

Attributed = tuple[tuple[Step, ...], str | None, Attribution]


class AnonymousSource(NamedTuple):
    """A source that an item does not name, and the fields in which it speaks."""

    who: Attribution
    fields: tuple[str, ...]


def attributions(record: EventRecord) -> Iterator[Attributed]:
    """Every attribution of an event with the way to it and the `by` that stands beside it."""
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
    """Whether somebody speaks in an event who is not named."""
    return any(who.anonymous for _, _, who in attributions(record))


def anonymous_sources(record: EventRecord) -> tuple[AnonymousSource, ...]:
    """The sources that an event does not name, each once, in the order in which they speak."""
    found: dict[tuple[object, ...], AnonymousSource] = {}
    for path, _, who in attributions(record):
        if who.anonymous:
            field = str(path[0])
            same = (who.described_as, who.organisation, who.reason, who.basis)
            known = found.setdefault(same, AnonymousSource(who, ()))
            found[same] = known if field in known.fields else known._replace(fields=(*known.fields, field))
    return tuple(found.values())


def has_anonymous_attribution(record: EventRecord) -> bool:
    """Whether an event is known from a source that is not named."""
    return bool(record.attribution and record.attribution.anonymous)

"""What events say: their claims, responses, quotes and values, each with whoever says it."""

from collections.abc import Iterable, Iterator
from datetime import date, tzinfo

from dayline.schema.claim import Claim, Quote, Response
from dayline.schema.event import EventRecord, Observation
from dayline.schema.sourcing import Attribution
from dayline.timeline.clock import at_site
from dayline.timeline.timeline import (
    UNATTRIBUTED,
    Event,
    LinkedClaim,
    LinkedObservation,
    LinkedQuote,
    LinkedResponse,
)


def statements(record: EventRecord) -> tuple[Claim | Response | Quote | Observation, ...]:
    """All parts of an event that somebody may be cited for."""
    return (*record.claims, *record.responses, *record.quotes, *record.figures)


def speaker(by: str | None, attribution: Attribution | None, default: Attribution | None) -> Attribution:
    """The attribution of a part of an event: its `by`, else its attribution, else the default."""
    if by:
        return Attribution(by=by)
    return attribution or default or UNATTRIBUTED


def claims_in(event: Event) -> Iterator[LinkedClaim]:
    """The claims in an event."""
    record = event.record
    for number, claim in enumerate(record.claims):
        by = speaker(claim.by, claim.attribution, record.attribution)
        yield LinkedClaim(event, number, by, f"{event.id}#{claim.id}", claim)


def responses_in(event: Event) -> Iterator[LinkedResponse]:
    """The responses to claims in an event."""
    record = event.record
    for number, response in enumerate(record.responses):
        by = speaker(response.by, response.attribution, record.attribution)
        yield LinkedResponse(event, number, by, response)


def quotes_in(event: Event) -> Iterator[LinkedQuote]:
    """The quotes in an event."""
    record = event.record
    for number, quote in enumerate(record.quotes):
        yield LinkedQuote(event, number, speaker(quote.by, quote.attribution, record.attribution), quote)


def observations_in(event: Event, zone: tzinfo) -> Iterator[LinkedObservation]:
    """The values of figures in an event; clock times are turned into those of the site's `zone`."""
    record = event.record
    for number, value in enumerate(record.figures):
        by = speaker(value.by, value.attribution, record.attribution)
        stated = value.as_of.date if value.as_of else record.date
        day, minutes = stated.latest or stated.earliest, value.as_of.minutes if value.as_of else None
        if day and minutes is not None:
            day, minutes = at_site(day, minutes, record.timezone, zone)
        yield LinkedObservation(event, number, by, value, day, minutes)


def observations(events: Iterable[Event], zone: tzinfo) -> list[LinkedObservation]:
    """The values of figures in all events, in the order of the days they apply to."""
    values = [value for event in events for value in observations_in(event, zone)]
    return sorted(values, key=lambda value: (value.as_of or date.min, value.event.id, value.number))

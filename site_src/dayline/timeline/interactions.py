"""Ties between actors: who met, accused, asked or answered whom according to the records; nothing is inferred."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, product
from typing import NamedTuple

from dayline.schema.claim import Claim
from dayline.schema.sourcing import Attribution
from dayline.timeline.linked_events import start_day
from dayline.timeline.statements import speaker
from dayline.timeline.timeline import Event, Timeline

MEETINGS = ("talks", "agreement")
TOGETHER = ("in-person", "video", "phone")
ATTENDING = ("participant", "initiator", "host", "mediator", "recipient")
ADDRESSED = {"warning": "warned", "demand": "demanded", "request": "asked"}
HAPPENED = ("occurred", "ongoing")
_RELEVANT_TYPES = frozenset({*MEETINGS, *ADDRESSED, "accusation"})


class Party(NamedTuple):
    """One end of a tie: an actor, or an anonymous person from that organisation."""

    actor: str
    anonymous: bool = False


class Act(NamedTuple):
    """What one party did to another: `kind` is met, accused, warned, demanded, asked or answered.

    `how` is a meeting's mode, or its type if the mode is unknown; or a response's type, with `addresses` for how much
    of the claim it is about. Meetings have no direction, but a mediator (`mediated`) is always `by`. `withdrawn` marks
    acts that were retracted.
    """

    kind: str
    by: Party
    to: Party
    how: str = ""
    addresses: str = ""
    mediated: bool = False
    withdrawn: bool = False


class Tie(NamedTuple):
    """An act with the ids of all its events in chronological order, and its first and last day."""

    act: Act
    events: tuple[str, ...]
    first: date
    last: date


def ties(timeline: Timeline) -> tuple[Tie, ...]:
    """All ties of a timeline, each act once."""
    return _grouped(_all(timeline))


def has_ties(timeline: Timeline) -> bool:
    """Whether there is any tie."""
    return next(_all(timeline), None) is not None


def ties_of(actor: str, timeline: Timeline) -> tuple[Tie, ...]:
    """The ties of an actor, without those of its anonymous members.

    They come from the events that involve the actor and those that respond to claims made there.
    """
    involving = timeline.of_actor.get(actor, ())
    claims = (f"{event.id}#{claim.id}" for event in involving for claim in event.record.claims)
    answers = (answer.event for claim in claims for answer in timeline.answers.get(claim, ()))
    events = {event.id: event for event in (*involving, *answers)}
    acts = ((act, event) for event in filter(_may_have_ties, events.values()) for act in _acts(event, timeline))
    return _grouped((act, event) for act, event in acts if Party(actor) in (act.by, act.to))


def _all(timeline: Timeline) -> Iterator[tuple[Act, Event]]:
    return (
        (act, event) for event in filter(_may_have_ties, timeline.events.values()) for act in _acts(event, timeline)
    )


def _grouped(acts: Iterable[tuple[Act, Event]]) -> tuple[Tie, ...]:
    """The acts grouped into ties with all their events."""
    events: dict[Act, dict[str, Event]] = {}
    for act, event in acts:
        events.setdefault(act, {})[event.id] = event
    return tuple(_tie(act, list(of_act.values())) for act, of_act in sorted(events.items()))


def _may_have_ties(event: Event) -> bool:
    """Whether an event may contain a tie: a quick check, as most don't."""
    record = event.record
    return bool(record.claims or record.responses or record.mode or record.type in _RELEVANT_TYPES)


def _tie(act: Act, events: list[Event]) -> Tie:
    """The tie for an act; an event dated "by" a day sorts before one on that day."""
    events.sort(key=_order)
    return Tie(act, tuple(event.id for event in events), start_day(events[0]), start_day(events[-1]))


def _order(event: Event) -> tuple[date, bool, int, str]:
    return start_day(event), not event.record.date.is_open_start, event.when.minutes or 0, event.id


def _acts(event: Event, timeline: Timeline) -> Iterator[Act]:
    """The acts in an event; none if it was debunked."""
    record = event.record
    if record.verification.status == "debunked":
        return
    if record.event_status in HAPPENED:
        yield from _meeting(event, timeline)
        yield from _addressed(event)
    yield from _accusations(event)
    if record.responses:
        yield from _answers(event, timeline)


def _meeting(event: Event, timeline: Timeline) -> Iterator[Act]:
    """A meeting for each pair of attendees, except of members with their own organisation."""
    record = event.record
    if record.mode not in TOGETHER and (record.mode or record.type not in MEETINGS):
        return
    roles = {part.actor: part.role for part in record.actors if part.role in ATTENDING}
    for first, second in combinations(sorted(roles), 2):
        if second in _organisations(first, timeline) or first in _organisations(second, timeline):
            continue
        mediated = (roles[first] == "mediator") != (roles[second] == "mediator")
        by, to = (second, first) if mediated and roles[second] == "mediator" else (first, second)
        how = record.mode or record.type
        yield Act("met", Party(by), Party(to), how, mediated=mediated, withdrawn=_is_withdrawn(event))


def _organisations(actor: str, timeline: Timeline) -> tuple[str | None, ...]:
    entry = timeline.actors.get(actor)  # an unknown actor is reported, not a reason to stop
    return (entry.record.parent, *(role.organisation for role in entry.record.roles)) if entry else ()


def _addressed(event: Event) -> Iterator[Act]:
    """Warnings, demands and requests, from speakers to recipients."""
    kind = ADDRESSED.get(event.record.type)
    if kind:
        yield from _between(kind, _speakers(event), _actors(event, "recipient"), _is_withdrawn(event))


def _accusations(event: Event) -> Iterator[Act]:
    """Accusations, from claims and, in events of that type, from speakers to subjects."""
    record, withdrawn = event.record, _is_withdrawn(event)
    accusations: dict[Act, bool] = {}
    for claim in record.claims:
        if claim.kind == "accusation":
            by = party(speaker(claim.by, claim.attribution, record.attribution))
            for act in _between("accused", (by,), tuple(Party(id) for id in claim.about)):
                accusations[act] = accusations.get(act, True) and _is_retracted(claim)
    if record.type == "accusation" and record.event_status in HAPPENED:
        for act in _between("accused", _speakers(event), _actors(event, "subject")):
            accusations.setdefault(act, False)
    yield from (act._replace(withdrawn=withdrawn or retracted) for act, retracted in accusations.items())


def _answers(event: Event, timeline: Timeline) -> Iterator[Act]:
    """Responses to claims, except the absence of one (`no-response`)."""
    record = event.record
    for response in record.responses:
        claim = timeline.claims.get(response.claim)
        if claim and response.type != "no-response":
            by = party(speaker(response.by, response.attribution, record.attribution))
            withdrawn = _is_withdrawn(event) or _is_withdrawn(claim.event) or _is_retracted(claim.claim)
            acts = _between("answered", (by,), (party(claim.by),), withdrawn)
            yield from (act._replace(how=response.type, addresses=response.addresses) for act in acts)


def party(who: Attribution) -> Party | None:
    """The speaker as a party; None if unnamed, unaffiliated or only inferred."""
    if who.anonymous:
        return Party(who.organisation, True) if who.organisation else None
    return Party(who.by) if who.by and who.identity != "inferred" else None


def _between(
    kind: str, senders: Iterable[Party | None], recipients: Iterable[Party | None], withdrawn: bool = False
) -> Iterator[Act]:
    """An act by each sender towards each recipient; nobody has a tie to themselves."""
    pairs = product(filter(None, senders), filter(None, recipients))
    return (Act(kind, by, to, withdrawn=withdrawn) for by, to in pairs if by != to)


def _speakers(event: Event) -> tuple[Party | None, ...]:
    """The speakers, or else whoever the event is attributed to."""
    attribution = event.record.attribution
    return _actors(event, "speaker") or ((party(attribution),) if attribution else ())


def _actors(event: Event, role: str) -> tuple[Party, ...]:
    return tuple(Party(part.actor) for part in event.record.actors if part.role == role)


def _is_withdrawn(event: Event) -> bool:
    return event.record.verification.status == "retracted"


def _is_retracted(claim: Claim) -> bool:
    return claim.status == "retracted"

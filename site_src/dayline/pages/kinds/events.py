"""Event pages: one event with its sources, for checking and linking."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dayline import prose, urls
from dayline.pages.data.social_cards import event_card
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.maps.event_locations import locations
from dayline.pages.page import Page
from dayline.pages.parts.attribution import Byline, byline
from dayline.pages.parts.citation import UNCITED, Cite, cite_event
from dayline.pages.parts.event_card import EventCard, card
from dayline.pages.parts.event_line import EventLine, line
from dayline.pages.parts.image import Pictures, of_event
from dayline.pages.parts.map import MapView, map_of
from dayline.pages.parts.origins import Origin, tree
from dayline.pages.parts.promise import PromiseLine, promise_lines
from dayline.pages.parts.question import questions_of
from dayline.pages.parts.source_list import SourceLine, anchored_lines
from dayline.pages.wording import event_title, listing, month_name, stated, weekday
from dayline.schema import vocabulary as words
from dayline.schema.event import ActorRole, EventRecord, ExternalIds
from dayline.schema.sourcing import Attribution
from dayline.timeline.linked_events import start_day
from dayline.timeline.statements import speaker
from dayline.timeline.timeline import UNATTRIBUTED, Event
from dayline.words import N_, gettext

_ROLES = {
    "participant": N_("Who took part"), "initiator": N_("Who acted"), "recipient": N_("Addressed to"),
    "speaker": N_("Speaker"), "subject": N_("About"), "host": N_("Who hosted"),
    "mediator": N_("Who mediated"), "affected": N_("Who was affected"), "mentioned": N_("Who was mentioned"),
}  # fmt: skip
_NAMED = N_("How the speaker is described")
_CONFIDENCES = {
    "low": N_("low confidence"), "moderate": N_("moderate confidence"), "high": N_("high confidence"),
}  # fmt: skip


class Related(NamedTuple):
    """Events that are related to this one in the same way."""

    label: str
    events: tuple[EventLine, ...]


class InThread(NamedTuple):
    """A thread of the event, with the events before and after it."""

    thread: Link
    previous: EventLine | None
    next: EventLine | None


class EventView(NamedTuple):
    """An event page."""

    head: Head
    card: EventCard
    days: tuple[Link, ...]  # the day pages that show it
    weekday: str  # empty unless the event is on one certain day
    body: Markup  # what is written below the summary
    roles: tuple[tuple[str, tuple[Link, ...]], ...]  # for each role its name and who had it
    sources: tuple[SourceLine, ...]  # what is cited, one line each
    origins: tuple[Origin, ...]  # the origins of its reports; empty if each report is its own origin
    related: tuple[Related, ...]  # other events, by relation
    outcomes: tuple[PromiseLine, ...]  # promises that this event settles
    questions: tuple[tuple[str, tuple[Link, ...]], ...]  # for each relation its name and the questions
    threads: tuple[InThread, ...]  # its neighbours in each thread
    verification: str  # how it was checked, by whom and when
    verification_note: str
    withheld_place: str  # what is not said about the place, and why
    map: MapView | None
    known: str  # when it was reported, and when it was added here
    tags: tuple[str, ...]
    elsewhere: tuple[tuple[str, str], ...]  # ids in other collections: name and id
    announced: Link | None  # the event in which it was announced
    planner: Byline | None  # who announced a plan
    plan_notes: str
    cite: Cite
    pictures: Pictures


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each event."""
    for id in index.timeline.events:
        yield Page(urls.event(id), "event.html", partial(view, id))


def view(id: str, index: SiteIndex) -> EventView:
    """The view of an event page."""
    event = index.timeline.events[id]
    record = event.record
    shown = card(event, index)
    withheld = record.state == "withheld"
    page = EventView(
        head=_head(event, shown, index),
        card=shown,
        days=tuple(index.day(day) for day in event.when.days),
        weekday=weekday(event.when.days[0]) if record.date.is_certain_day else "",
        body=index.block(index.body(event)) if not withheld else Markup(),
        roles=_roles(record, index) if not withheld else (),
        sources=anchored_lines(event, index),
        origins=tree(event, index),
        related=tuple(_related(event, index)),
        outcomes=promise_lines(index.timeline.outcomes.get(id, ()), index),
        questions=questions_of(id, index),
        threads=tuple(_in_thread(event, thread, index) for thread in record.threads),
        verification=_verification(record),
        verification_note=index.text(record.verification.note),
        withheld_place=_withheld_place(record, index),
        map=_map(event, index) if not withheld else None,
        known=_known(event),
        tags=record.tags,
        elsewhere=_elsewhere(record),
        announced=_announced(record, index),
        planner=_planner(record, index),
        plan_notes=_plan_notes(record, index),
        cite=UNCITED,
        pictures=of_event(record, index),
    )
    return page._replace(cite=cite_event(event, page._replace(threads=()), index))


def _map(event: Event, index: SiteIndex) -> MapView | None:
    """The event's map, as close as the event or else its only place says."""
    places = locations([event], index)
    settings = [index.timeline.places[place.id].record.map for place in places] if len(places) == 1 else []
    zoom = next((settings.zoom for settings in (event.record.map, *settings) if settings), "")
    return map_of(places, index, zoom)


def _head(event: Event, shown: EventCard, index: SiteIndex) -> Head:
    first = start_day(event)
    trail = [Link(month_name(first.year, first.month), urls.month(first.year, first.month))]
    if event.when.days:
        trail.append(index.day(event.when.days[0]))
    description = index.words(index.summary(event)) or f"{event_title(event.record)}. {shown.date}."
    return Head(urls.event(event.id), shown.title, "event", description, tuple(trail), event_card(event, index))


def _roles(record: EventRecord, index: SiteIndex) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """The actors by role, but nobody twice as the speaker: the line before names those of the attribution."""
    groups: dict[str, list[Link]] = {}
    said = record.attribution or UNATTRIBUTED
    for part in record.actors:
        label = _role(part, said)
        link = index.link("actor", part.actor)
        described = Link(f"{link.text} ({index.text(part.as_)})", link.url) if part.as_ else link
        if label != _NAMED or part.as_:
            groups.setdefault(gettext(label), []).append(described)
    return tuple((label, tuple(links)) for label, links in groups.items())


def _role(part: ActorRole, said: Attribution) -> str:
    """The label of an actor's role; the line before it has the speaker of the attribution, if there is one."""
    if part.role != "speaker" or not (said.by or said.anonymous):
        return _ROLES[part.role]
    return _NAMED if part.actor in (said.by, said.organisation) else N_("Who else spoke")


def _related(event: Event, index: SiteIndex) -> Iterator[Related]:
    """Each relation of the event to others, followed by the relation of others to it."""
    events = index.timeline.events
    inverse = index.timeline.incoming_relations.get(event.id, ())
    for relation, (label, back) in words.RELATIONS.items():
        ids = dict.fromkeys(getattr(event.record, relation))
        yield from _group(gettext(label), [events[id] for id in ids if id in events], index)
        others = [events[id] for name, id in inverse if name == relation and id not in ids]
        yield from _group(gettext(back), others, index)
    yield from _group(gettext("Announced here"), index.events(index.lookups.announced.get(event.id, ())), index)


def _group(label: str, events: Sequence[Event], index: SiteIndex) -> Iterator[Related]:
    if events:
        yield Related(label, tuple(line(event, index) for event in events))


def _in_thread(event: Event, thread: str, index: SiteIndex) -> InThread:
    events = index.timeline.events
    before, after = index.lookups.beside[thread, event.id]
    previous = line(events[before], index) if before else None
    return InThread(index.link("thread", thread), previous, line(events[after], index) if after else None)


def _verification(record: EventRecord) -> str:
    checked = record.verification
    parts = [gettext(words.METHODS[method]) for method in checked.methods]
    parts += [gettext("by {name}", name=checked.by)] if checked.by else []
    parts += [gettext("on {date}", date=stated(checked.on))] if checked.on else []
    parts += [gettext(_CONFIDENCES[checked.confidence])] if checked.confidence else []
    return ", ".join(parts)


def _withheld_place(record: EventRecord, index: SiteIndex) -> str:
    location = record.sensitivity.location if record.sensitivity else None
    if location is None:
        return ""
    parts = []
    if location.generalised:
        degrees = f"{location.generalised:g}"
        parts.append(gettext("The position is coarsened to {degrees}°.", degrees=degrees))
    if location.withheld:
        parts.append(gettext("Left out: {place} There is no map.", place=index.text(location.withheld)))
    return " ".join(parts)


def _known(event: Event) -> str:
    """When an event was reported, and when it was added, where that is another date."""
    reported, added = event.record.reported, event.record.added
    if reported and added and added != reported:
        return gettext("Reported {reported}, added here {added}", reported=stated(reported), added=stated(added))
    if reported:
        return gettext("Reported {date}", date=stated(reported))
    return gettext("Added here {date}", date=stated(added)) if added else ""


def _announced(record: EventRecord, index: SiteIndex) -> Link | None:
    planned = record.planned
    if planned is None or not planned.announced_in:
        return None
    return index.link("event", planned.announced_in)


def _planner(record: EventRecord, index: SiteIndex) -> Byline | None:
    """The party that announced a plan."""
    planned = record.planned
    return byline(speaker(planned.by, planned.attribution, None), index) if planned else None


def _plan_notes(record: EventRecord, index: SiteIndex) -> str:
    """The date of a plan in the source's own words, and the dates for which it was planned before."""
    planned = record.planned
    if planned is None:
        return ""
    quoted = prose.unquoted(index.text(planned.expected_text))
    before = listing([stated(when) for when in planned.previous])
    if quoted and before:
        return gettext("In the source: “{words}”; planned before for {dates}", words=quoted, dates=before)
    if quoted:
        return gettext("In the source: “{words}”", words=quoted)
    return gettext("Planned before for {dates}", dates=before) if before else ""


def _elsewhere(record: EventRecord) -> tuple[tuple[str, str], ...]:
    """The names of other databases with this event, and its ids there."""
    ids = record.external_ids or ExternalIds()
    named = (("ACLED", ids.acled), ("UCDP", ids.ucdp), ("Wikidata", ids.wikidata), ("GLIDE", ids.glide),
             ("VIINA", ids.viina))  # fmt: skip
    return tuple((name, id) for name, id in named if id)

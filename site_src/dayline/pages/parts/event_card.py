"""An event as a card: what a day page shows of it."""

from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.languages import other
from dayline.pages.links import Link
from dayline.pages.parts.attribution import Byline, byline
from dayline.pages.parts.change_badge import Badge, changes
from dayline.pages.parts.claim import AnsweredView, ClaimView, answered, claim_view
from dayline.pages.parts.event_line import event_type, plan
from dayline.pages.parts.filters import facets
from dayline.pages.parts.origins import OriginCount, origin_count
from dayline.pages.parts.quote import QuoteView, quotes
from dayline.pages.parts.value import FigureLine, event_values
from dayline.pages.wording import capital, count, dated, listing, on, qualified, status
from dayline.schema import vocabulary as words
from dayline.schema.event import PlaceRole
from dayline.schema.record import Change
from dayline.timeline.timeline import Event, LinkedClaim


class Clock(NamedTuple):
    """The time column: words, and for machines where it is a real time; `there` is the time on the spot."""

    text: str
    machine: str
    there: str


class PlaceView(NamedTuple):
    """A place of an event: its part in it, and how exactly it is known, in words."""

    link: Link
    role: str
    precision: str
    note: str


class EventCard(NamedTuple):
    """An event as a day page shows it."""

    id: str
    url: str
    anchor: str  # its id on a page with several events
    title: str
    lang: str  # the language of its words, if that is not the site's
    weight: str  # its priority: `lead`, `key`, `normal` or `minor`
    type: str  # the type of event, in words
    clock: Clock
    date: str  # its date, in words
    qualified_date: str  # its date, if that is anything but one certain day
    date_note: str
    summary: Markup
    byline: Byline | None  # who says all of it
    status: str  # its verification status, in words
    tone: str  # the class for that status
    plan: str  # what was planned, and what became of it
    ongoing: bool
    draft: bool
    withheld: str  # why it is withheld; empty if it is not
    origins: OriginCount  # how many reports and independent origins it has
    places: tuple[PlaceView, ...]
    threads: tuple[Link, ...]
    series: Link | None  # which of a numbered series it is: `Round 4`
    claims: tuple[ClaimView, ...]
    answers: tuple[AnsweredView, ...]  # claims of other events that it answers
    quotes: tuple[QuoteView, ...]
    figures: tuple[FigureLine, ...]
    needs: str  # what people there need
    warning: str  # what it holds that may disturb readers
    behind_click: bool  # whether its content is behind a click
    manner: str  # how and for how long: `by video link, several hours`
    changes: tuple[Badge, ...]
    late: str  # when it was added, if later than its day
    facets: str  # the values that filters compare


def card(event: Event, index: SiteIndex) -> EventCard:
    """An event as a card, made once for all pages that show it."""
    made: EventCard | None = index.cards.get(event.id)
    if made is None:
        made = index.cards[event.id] = _card(event, index)
    return made


def _card(event: Event, index: SiteIndex) -> EventCard:
    record, timeline = event.record, index.timeline
    label, tone = status(event)
    shown = record.state != "withheld"
    return EventCard(
        id=event.id,
        url=urls.event(event.id),
        anchor=urls.anchor(event.id),
        title=index.text(record.title) if shown else "Withheld",
        lang=other(record.lang, index.language) if shown else "",
        weight=record.priority,
        type=event_type(event, index),
        clock=clock(event),
        date=dated(event),
        qualified_date=qualified(event),
        date_note=index.text(record.date_note),
        summary=index.inline(record.summary) if shown else Markup(),
        byline=byline(record.attribution, index) if record.attribution and shown else None,
        status=label,
        tone=tone,
        plan=plan(event),
        ongoing=record.event_status == "ongoing",
        draft=record.state in ("draft", "review"),
        withheld="" if shown else _reason(record.changes, index),
        origins=origin_count(event, index),
        places=tuple(place_view(role, index) for role in record.scenes) if shown else (),
        threads=index.links("thread", record.threads),
        series=series(event, index),
        claims=tuple(_once(made, index) for made in timeline.claims_of(event)) if shown else (),
        answers=tuple(answered(event, index, elsewhere=True)) if shown else (),
        quotes=quotes(event, index) if shown else (),
        figures=event_values(event, index) if shown else (),
        needs=capital(listing([words.NEEDS[need] for need in record.needs])),
        warning=listing([words.CONTENT_WARNINGS[warning] for warning in record.content_warning]),
        behind_click=bool(record.sensitivity and record.sensitivity.display == "click-through"),
        manner=manner(event, index),
        changes=changes(record.changes, index),
        late=_late(event),
        facets=facets(event, index),
    )


def clock(event: Event) -> Clock:
    """What stands in the time column of an event."""
    when = event.when
    if when.clock and len(when.days) == 1 and event.record.time and not event.record.time.part:
        machine = f"{when.days[0].isoformat()}T{when.clock[:5]}"
        return Clock(when.clock, machine, when.there)
    return Clock(when.clock, "", "")


def place_view(role: PlaceRole, index: SiteIndex) -> PlaceView:
    """A place with its part in an event."""
    place = index.timeline.places[role.place].record
    precision = role.precision or words.PLACE_PRECISION[place.kind]
    part = "" if role.role == "scene" else words.PLACE_ROLES[role.role]
    redacted = index.timeline.redacted.get(role.place)
    is_finer = redacted and redacted.km > words.PRECISION_KM[precision]
    exactly = f"within about {redacted.km:.0f} km" if redacted and is_finer else words.PRECISIONS[precision]
    return PlaceView(index.link("place", role.place), part, exactly, index.text(role.note))


def series(event: Event, index: SiteIndex) -> Link | None:
    """Which one of a numbered series the event is: `Round 4`."""
    ordinal = event.record.series
    if ordinal is None:
        return None
    numbering = index.timeline.threads[ordinal.thread].record.numbering
    label = ordinal.label or (numbering.label if numbering else "No. {n}").replace("{n}", str(ordinal.number))
    return Link(label, urls.entry("thread", ordinal.thread))


def manner(event: Event, index: SiteIndex) -> str:
    """How and how long: `by video link, several hours`."""
    record = event.record
    parts = [words.MODES[record.mode]] if record.mode else []
    parts += [index.text(duration(record.duration))] if record.duration else []
    return capital(", ".join(parts))


def duration(text: str) -> str:
    """An ISO 8601 duration in words (`PT3H` → `3 hours`); other texts as they are."""
    if not text.startswith("P"):
        return text
    day_part, _, time_part = text[1:].partition("T")
    units = {"Y": "year", "M": "month", "W": "week", "D": "day"}
    clock_units = {"H": "hour", "M": "minute", "S": "second"}
    parts = _duration_parts(day_part, units) + _duration_parts(time_part, clock_units)
    return listing(parts) if parts else text


def _duration_parts(text: str, units: dict[str, str]) -> list[str]:
    import re

    return [count(int(n), units[u]) for n, u in re.findall(r"(?<![0-9])([0-9]{1,9})([A-Z])", text) if u in units]


def _once(made: LinkedClaim, index: SiteIndex) -> ClaimView:
    """A claim among those of its event: of others there that contradict it, or say the same, only whose they are."""
    shown, own = claim_view(made, index), {urls.claim(other.id) for other in index.timeline.claims_of(made.event)}
    rivals, twins = (
        tuple(one._replace(text=Markup()) if one.url in own else one for one in found)
        for found in (shown.rivals, shown.twins)
    )
    return shown._replace(rivals=rivals, twins=twins)


def _reason(log: tuple[Change, ...], index: SiteIndex) -> str:
    return next((index.text(change.text) for change in reversed(log) if change.kind == "withheld"), "")


def _late(event: Event) -> str:
    added, days = event.record.added, event.when.days
    if not added or not added.earliest or not days or (added.earliest - days[-1]).days < 1:
        return ""
    return f"Added {on(added)}"

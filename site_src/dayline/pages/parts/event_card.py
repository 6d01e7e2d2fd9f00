"""An event as a card on a day page."""

import re
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.edtf import show_day
from dayline.pages.index import SiteIndex
from dayline.pages.languages import other
from dayline.pages.links import Link
from dayline.pages.parts.attribution import Byline, byline
from dayline.pages.parts.change_badge import Badge, changes
from dayline.pages.parts.claim import AnsweredView, ClaimView, answered, claim_view
from dayline.pages.parts.event_line import event_type, plan
from dayline.pages.parts.filters import facets
from dayline.pages.parts.gate import content_warning, gate
from dayline.pages.parts.origins import OriginCount, origin_count
from dayline.pages.parts.quote import QuoteView, quotes
from dayline.pages.parts.status import event_status
from dayline.pages.parts.value import FigureLine, event_values
from dayline.pages.wording import capital, dated, event_title, listing, on, qualified
from dayline.queries.query import large_query
from dayline.schema import vocabulary as words
from dayline.schema.event import PlaceRole
from dayline.schema.record import Change
from dayline.timeline.clock import LocalTime
from dayline.timeline.timeline import Event, LinkedClaim
from dayline.words import N_, gettext, ngettext, pgettext

_PARTS_OF_DAY = {
    "night": N_("night"), "early-morning": N_("early morning"), "morning": N_("morning"), "midday": N_("midday"),
    "afternoon": N_("afternoon"), "evening": N_("evening"), "overnight": N_("overnight"),
}  # fmt: skip
_DURATION_PART = re.compile(r"(?<![0-9])([0-9]{1,9})([A-Z])")


class Clock(NamedTuple):
    """The time column: text, its machine-readable form if it is a clock time, and the local time (`there`)."""

    text: str
    machine: str
    there: str


class PlaceView(NamedTuple):
    """A place of an event: its role, and how precisely it is known, in words.

    `role` precedes the place within a line, `label` at the start of one.
    """

    link: Link
    role: str
    label: str
    precision: str
    note: str


class EventCard(NamedTuple):
    """An event as a day page shows it.

    A `short` one has the first sentence of its summary only, and neither claims nor answers, quotes or figures.
    """

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
    standing: str  # that status, if it is another than that of most
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
    gate: str  # what to click on before its content is shown; empty if it is shown at once
    manner: str  # how and for how long: `by video link, several hours`
    changes: tuple[Badge, ...]
    late: str  # when it was added, if later than its day
    facets: str  # the values that filters compare
    short: bool


def card(event: Event, index: SiteIndex, short: bool = False) -> EventCard:
    """An event as a card, made once for all pages that show it."""
    return _card(event.id, short, index)


@large_query
def _card(id: str, short: bool, index: SiteIndex) -> EventCard:
    timeline = index.timeline
    event = timeline.events[id]
    record = event.record
    status = event_status(event, index)
    shown = record.state != "withheld"
    whole = shown and not short
    summary = index.summary(event) if shown else None
    return EventCard(
        id=event.id,
        url=urls.event(event.id),
        anchor=urls.anchor(event.id),
        title=index.text(event_title(record)),
        lang=other(record.lang, index.language) if shown else "",
        weight=record.priority,
        type=event_type(event, index),
        clock=clock(event),
        date=dated(event),
        qualified_date=qualified(event),
        date_note=index.text(record.date_note),
        summary=index.sentence(summary) if short else index.inline(summary),
        byline=byline(record.attribution, index) if record.attribution and shown else None,
        status=status.label,
        standing=status.mark,
        tone=status.tone,
        plan=plan(event),
        ongoing=record.event_status == "ongoing",
        draft=record.state in ("draft", "review"),
        withheld="" if shown else _reason(record.changes, index),
        origins=origin_count(event, index),
        places=tuple(place_view(role, index) for role in record.scenes) if shown else (),
        threads=index.links("thread", record.threads),
        series=series(event, index),
        claims=tuple(_on_card(claim, index) for claim in timeline.claims_of(event)) if whole else (),
        answers=tuple(answered(event, index, elsewhere=True)) if whole else (),
        quotes=quotes(event, index) if whole else (),
        figures=event_values(event, index) if whole else (),
        needs=_needs(record.needs),
        warning=content_warning(record),
        gate=gate(record),
        manner=manner(event, index),
        changes=changes(record.changes, index),
        late=_added_late(event),
        facets=facets(event, index),
        short=short,
    )


def clock(event: Event) -> Clock:
    """The time column of an event."""
    when = event.when
    if when.part_of_day:
        part = gettext(_PARTS_OF_DAY[when.part_of_day])
        return Clock(gettext("{time} there", time=part) if when.local else part, "", "")
    machine = f"{when.days[0].isoformat()}T{when.clock[:5]}" if when.clock else ""
    return Clock(when.clock, machine, _there(when.local) if when.local else "")


def _there(local: LocalTime) -> str:
    if local.day:
        return gettext("{time} there on {date}", time=local.time, date=show_day(local.day))
    return gettext("{time} there", time=local.time)


def place_view(role: PlaceRole, index: SiteIndex) -> PlaceView:
    """A place with its role in an event."""
    place = index.timeline.places[role.place].record
    precision = role.precision or words.PLACE_PRECISION[place.kind]
    parts = ("", "") if role.role == "scene" else words.PLACE_ROLES[role.role]
    inside, label = (pgettext("before a place", part) if part else "" for part in parts)
    redacted = index.timeline.redacted.get(role.place)
    is_finer = redacted and redacted.km > words.PRECISION_KM[precision]
    exactly = gettext(words.PRECISIONS[precision])
    if redacted and is_finer:
        exactly = gettext("within about {km} km", km=round(redacted.km))
    return PlaceView(index.link("place", role.place), inside, label, exactly, index.text(role.note))


def _needs(needs: tuple[str, ...]) -> str:
    """Needs as a list in words."""
    return listing([gettext(words.NEEDS[need][not number]) for number, need in enumerate(needs)])


def series(event: Event, index: SiteIndex) -> Link | None:
    """The event's place in a numbered series: `Round 4`."""
    ordinal = event.record.series
    if ordinal is None:
        return None
    numbering = index.timeline.threads[ordinal.thread].record.numbering
    number = str(ordinal.number)
    counted = numbering.label.replace("{n}", number) if numbering else gettext("No. {number}", number=number)
    label = ordinal.label or counted
    return Link(label, urls.entry("thread", ordinal.thread))


def manner(event: Event, index: SiteIndex) -> str:
    """Manner and duration: `By video link, several hours`."""
    record = event.record
    mode = gettext(words.MODES[record.mode]) if record.mode else ""
    length = index.text(duration(record.duration)) if record.duration else ""
    return gettext("{mode}, {duration}", mode=mode, duration=length) if mode and length else mode or capital(length)


def duration(text: str) -> str:
    """An ISO 8601 duration in words (`PT3H` → `3 hours`); other text unchanged."""
    if not text.startswith("P"):
        return text
    day_part, _, time_part = text[1:].partition("T")
    parts = [_of_days(number, unit) for number, unit in _DURATION_PART.findall(day_part)]
    parts += [_of_clock(number, unit) for number, unit in _DURATION_PART.findall(time_part)]
    return listing([part for part in parts if part]) or text


def _of_days(number: str, unit: str) -> str:
    match unit:
        case "Y":
            return ngettext("{number} year", "{number} years", int(number))
        case "M":
            return ngettext("{number} month", "{number} months", int(number))
        case "W":
            return ngettext("{number} week", "{number} weeks", int(number))
        case "D":
            return ngettext("{number} day", "{number} days", int(number))
    return ""


def _of_clock(number: str, unit: str) -> str:
    match unit:
        case "H":
            return ngettext("{number} hour", "{number} hours", int(number))
        case "M":
            return ngettext("{number} minute", "{number} minutes", int(number))
        case "S":
            return ngettext("{number} second", "{number} seconds", int(number))
    return ""


def _on_card(claim: LinkedClaim, index: SiteIndex) -> ClaimView:
    """A claim on its event's card; related claims on the same card are shown by source only."""
    view, on_card = claim_view(claim, index), {urls.claim(other.id) for other in index.timeline.claims_of(claim.event)}
    contradicting, same = (
        tuple(related._replace(text=Markup()) if related.url in on_card else related for related in claims)
        for claims in (view.contradicting, view.same)
    )
    return view._replace(contradicting=contradicting, same=same)


def _reason(log: tuple[Change, ...], index: SiteIndex) -> str:
    return next((index.text(change.text) for change in reversed(log) if change.kind == "withheld"), "")


def _added_late(event: Event) -> str:
    added, days = event.record.added, event.when.days
    if not added or not added.earliest or not days or (added.earliest - days[-1]).days < 1:
        return ""
    return gettext("Added {when}", when=on(added))

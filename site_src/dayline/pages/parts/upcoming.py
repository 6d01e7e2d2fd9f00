"""Planned events ahead of a day."""

from datetime import date, timedelta
from typing import NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.wording import long_date, stated_label
from dayline.schema import vocabulary as words
from dayline.timeline.timeline import Event
from dayline.words import N_, gettext, ngettext

AHEAD = 6  # plans that a day names
_OUTCOMES = {
    "occurred": N_("took place"), "postponed": N_("postponed"), "cancelled": N_("cancelled"),
    "not-held": N_("did not take place"), "unknown": N_("outcome not known"),
}  # fmt: skip


class Coming(NamedTuple):
    """A planned event: its date in words, and how far ahead of the page's day it is."""

    link: Link
    when: str
    ahead: str
    note: str


def coming(day: date, index: SiteIndex) -> tuple[Coming, ...]:
    """Events planned after a day, as known on that day; those the brief watches come first."""
    return tuple(_coming(event, day, index) for event in ahead_of(day, index))


def coming_of(events: tuple[Event, ...], index: SiteIndex) -> tuple[Coming, ...]:
    """The events among these that are planned for today or later."""
    ahead = [event for event in events if event.record.event_status == "planned" and _is_ahead(event, index)]
    return tuple(_coming(event, index.timeline.today, index) for event in ahead)


def _is_ahead(event: Event, index: SiteIndex) -> bool:
    """Whether a planned event is expected today or later."""
    planned = event.record.planned
    last = planned.expected.latest if planned else None
    return planned is not None and (last is None or last == date.max or not index.has_come(last + timedelta(days=1)))


def ahead_of(day: date, index: SiteIndex) -> list[Event]:
    """The planned events on a day page."""
    timeline = index.timeline
    brief = timeline.briefs.get(day)
    watched = brief.record.watch if brief else ()
    known = [id for id in index.lookups.ahead.get(day, ()) if id not in watched]
    shown = [id for id in watched if index.has_page("event", id)] + known[: max(0, AHEAD - len(watched))]
    return list(index.events(shown))


def more_coming(day: date, index: SiteIndex) -> Link | None:
    """A link to all deadlines, if a day page leaves some out."""
    known = {*index.lookups.ahead.get(day, ())}
    shown = {event.id for event in ahead_of(day, index)}
    total = len(known | shown)
    if len(shown) == total:
        return None
    named = f"{len(shown):,}"
    message = ngettext("{shown} of {number} plan: see all", "{shown} of {number} plans: see all", total, shown=named)
    return Link(message, urls.due())


def _coming(event: Event, day: date, index: SiteIndex) -> Coming:
    planned = event.record.planned
    when = planned.expected if planned else event.record.date
    certain = when.earliest if when.is_certain_day else None
    ahead = _ahead((certain - day).days) if certain else ""
    note = gettext(words.CERTAINTIES[planned.certainty]) if planned and planned.certainty else ""
    if event.record.event_status in _OUTCOMES:
        note = gettext(_OUTCOMES[event.record.event_status])
    shown = long_date(certain) if certain else stated_label(when)
    return Coming(index.link("event", event.id), shown, ahead, note)


def _ahead(days: int) -> str:
    """How far ahead a day is; empty for a past day."""
    if days > 1:
        return ngettext("in {number} day", "in {number} days", days)
    return {0: gettext("that day"), 1: gettext("the next day")}.get(days, "")

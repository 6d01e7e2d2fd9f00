"""Planned events ahead of a day."""

from datetime import date, timedelta
from typing import NamedTuple

from dayline import urls
from dayline.edtf import EdtfDate
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.wording import capital, long_date, stated_label
from dayline.queries.query import query
from dayline.schema import vocabulary as words
from dayline.schema.brief import Watched
from dayline.timeline.timeline import Event
from dayline.words import N_, gettext, ngettext

AHEAD = 6  # plans that a day names
_OUTCOMES = {
    "occurred": N_("took place"), "postponed": N_("postponed"), "cancelled": N_("cancelled"),
    "not-held": N_("did not take place"), "unknown": N_("outcome not known"),
}  # fmt: skip


class Coming(NamedTuple):
    """A planned event, or a matter with a date: when it is, and what came of it.

    `ahead` is how far it is from the page's day. A page without a day has the date as `machine` instead, and a script
    adds how far it is from today.
    """

    link: Link
    when: str
    ahead: str
    note: str
    machine: str = ""


def coming(day: date, index: SiteIndex) -> tuple[Coming, ...]:
    """Events planned after a day, as known on that day; what the brief watches comes first."""
    watched = _watched(day, index)
    matters = tuple(_matter(item, item.date, index, day) for item in watched if item.date and not item.event)
    events = tuple(_coming(event, index, day) for event in ahead_of(day, index))
    first = sum(bool(item.event) for item in watched)
    return (*events[:first], *matters, *events[first:])


def _watched(day: date, index: SiteIndex) -> tuple[Watched, ...]:
    brief = index.timeline.briefs.get(day)
    shown = brief.record.watch if brief else ()
    return tuple(item for item in shown if not item.event or index.has_page("event", item.event))


def coming_of(events: tuple[Event, ...], index: SiteIndex) -> tuple[Coming, ...]:
    """The events among these that are planned for today or later."""
    ahead = [event for event in events if event.record.event_status == "planned" and _is_ahead(event, index)]
    return tuple(_coming(event, index) for event in ahead)


@query
def matters_ahead(index: SiteIndex) -> tuple[Coming, ...]:
    """What briefs name that has a date and is still to come, in the order of dates."""
    items = [item for brief in index.timeline.briefs.values() for item in brief.record.watch if item.date]
    ahead = [item for item in items if item.date and not item.outcome and _is_to_come(item.date, index)]
    ahead.sort(key=lambda item: (item.date and item.date.latest) or date.max)
    return tuple(_matter(item, item.date, index) for item in ahead if item.date)


def _is_to_come(when: EdtfDate, index: SiteIndex) -> bool:
    """Whether a date is today or later."""
    return when.latest in (None, date.max) or not index.has_come(when.latest + timedelta(days=1))


def _is_ahead(event: Event, index: SiteIndex) -> bool:
    """Whether a planned event is expected today or later."""
    planned = event.record.planned
    return planned is not None and _is_to_come(planned.expected, index)


def ahead_of(day: date, index: SiteIndex) -> list[Event]:
    """The planned events on a day page."""
    watched = [item.event for item in _watched(day, index) if item.event]
    known = [id for id in index.lookups.ahead.get(day, ()) if id not in watched]
    return list(index.events([*watched, *known[: max(0, AHEAD - len(watched))]]))


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


def _coming(event: Event, index: SiteIndex, day: date | None = None) -> Coming:
    planned = event.record.planned
    note = gettext(words.CERTAINTIES[planned.certainty]) if planned and planned.certainty else ""
    if event.record.event_status in _OUTCOMES:
        note = gettext(_OUTCOMES[event.record.event_status])
    when = planned.expected if planned else event.record.date
    return _dated(when, Coming(index.link("event", event.id), "", "", capital(note)), index, day)


def _matter(item: Watched, when: EdtfDate, index: SiteIndex, day: date | None = None) -> Coming:
    """Something with a date that a brief names."""
    link = Link(index.words(item.text), index.link("event", item.shown_by).url if item.shown_by else "")
    return _dated(when, Coming(link, "", "", index.text(item.outcome)), index, day)


def _dated(when: EdtfDate, coming: Coming, index: SiteIndex, day: date | None) -> Coming:
    """With its date, seen from a day or from today."""
    certain = when.earliest if when.is_certain_day else None
    shown = long_date(certain) if certain else stated_label(when)
    if day is None:
        return coming._replace(when=shown, machine=away(certain, index))
    return coming._replace(when=shown, ahead=_ahead((certain - day).days) if certain else "")


def away(day: date | None, index: SiteIndex) -> str:
    """A day for the script that says how far it is from today; empty without one, and once the timeline is closed."""
    return day.isoformat() if day and not index.timeline.site.closed else ""


def _ahead(days: int) -> str:
    """How far ahead a day is; empty for a past day."""
    if days > 1:
        return ngettext("in {number} day", "in {number} days", days)
    return {0: gettext("that day"), 1: gettext("the next day")}.get(days, "")

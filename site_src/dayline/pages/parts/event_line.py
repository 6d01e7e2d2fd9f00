"""Events as one line each, in a plain list or grouped by day."""

from datetime import date
from typing import NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.languages import other
from dayline.pages.links import Link
from dayline.pages.parts.change_badge import mark
from dayline.pages.parts.filters import facets
from dayline.pages.parts.status import event_status
from dayline.pages.wording import dated, event_title, on, qualified, stated, type_name
from dayline.queries.query import query
from dayline.schema import vocabulary as words
from dayline.timeline.linked_events import start_day
from dayline.timeline.timeline import Event
from dayline.words import N_, gettext

# By the status of a plan: with the date of the announcement, and without.
_PLANS = {
    "planned": (N_("Announced {announced}, expected {expected}"), N_("Announced, expected {expected}")),
    "occurred": (N_("Announced {announced}, took place {happened}"), N_("Announced, took place {happened}")),
    "ongoing": (N_("Announced {announced}, under way since {started}"), N_("Announced, under way since {started}")),
    "postponed": (
        N_("Announced {announced}, postponed; now expected {expected}"),
        N_("Announced, postponed; now expected {expected}"),
    ),
    "cancelled": (N_("Announced {announced}, cancelled"), N_("Announced, cancelled")),
    "not-held": (N_("Announced {announced}, did not take place"), N_("Announced, did not take place")),
    "unknown": (N_("Announced {announced}, outcome not known"), N_("Announced, outcome not known")),
}
_CERTAINTY = (
    N_("Announced {announced}, expected {expected} ({certainty})"), N_("Announced, expected {expected} ({certainty})"),
)  # fmt: skip


class EventLine(NamedTuple):
    """An event in one line."""

    id: str
    url: str
    title: str
    lang: str  # the language of the title, if that is not the site's
    date: str  # its date, in words
    qualified_date: str  # its date, if that is anything but one certain day
    machine_date: str  # `2022-03-14`, its first day
    priority: str
    type: str  # the type of event, in words
    status: str  # its verification status, in words
    standing: str  # that status, if it is another than that of most
    tone: str  # the class for that status
    plan: str  # what was planned, and what became of it
    changed: str  # when it was corrected or changed
    facets: str  # the values that filters compare; empty in a list without filters


class DayLines(NamedTuple):
    """The events of one day, or of no certain day, in a list of days."""

    day: Link
    events: tuple[EventLine, ...]


def line(event: Event, index: SiteIndex, *, filtered: bool = False) -> EventLine:
    """An event as one line, made once for all pages that show it; those with filters show more names."""
    return (_filtered_line if filtered else _line)(event.id, index)


@query
def _filtered_line(id: str, index: SiteIndex) -> EventLine:
    return _line(id, index)._replace(facets=facets(index.timeline.events[id], index))


@query
def _line(id: str, index: SiteIndex) -> EventLine:
    event = index.timeline.events[id]
    record = event.record
    status = event_status(event, index)
    shown = record.state != "withheld"
    title = index.text(event_title(record))
    lang = other(record.lang, index.language) if shown else ""
    first = start_day(event)
    machine = first.isoformat() if first > date.min else ""
    kind = event_type(event, index)
    return EventLine(
        event.id, urls.event(event.id), title, lang, dated(event), qualified(event), machine, record.priority, kind,
        status.label, status.mark, status.tone, plan(event), mark(record.changes), "",
    )  # fmt: skip


def lines(events: tuple[Event, ...], index: SiteIndex, *, filtered: bool = False) -> tuple[EventLine, ...]:
    """Events as lines."""
    return tuple(line(event, index, filtered=filtered) for event in events)


def by_day(events: tuple[Event, ...], index: SiteIndex, *, filtered: bool = False) -> tuple[DayLines, ...]:
    """Events grouped by day, newest first."""
    groups: dict[date, list[EventLine]] = {}
    loose: list[EventLine] = []
    for event in events:
        target = groups.setdefault(event.when.days[0], []) if event.when.days else loose
        target.append(in_group(event, index, filtered=filtered))
    dated = [DayLines(index.day(day), tuple(groups[day])) for day in sorted(groups, reverse=True)]
    return (*dated, *((DayLines(Link(gettext("No certain day")), tuple(loose)),) if loose else ()))


def in_group(event: Event, index: SiteIndex, *, filtered: bool = False) -> EventLine:
    """An event under its day; its date is shown only if it adds something."""
    shown = line(event, index, filtered=filtered)
    return shown if not event.record.date.is_certain_day else shown._replace(date="")


def event_type(event: Event, index: SiteIndex) -> str:
    """The type of an event in words; a partial denial is labelled as such."""
    record = event.record
    if record.type == "denial" and record.responses and not any(r.addresses == "whole" for r in record.responses):
        return gettext("Denial in part")
    return type_name(record.type, index.timeline)


def plan(event: Event) -> str:
    """A plan and its outcome in a sentence; empty for unplanned events."""
    record, planned = event.record, event.record.planned
    if planned is None:
        return ""
    certainty = planned.certainty if record.event_status == "planned" else None
    dated, undated = _CERTAINTY if certainty else _PLANS[record.event_status]
    message = dated if planned.announced else undated
    return gettext(
        message,
        announced=on(planned.announced) if planned.announced else "",
        expected=on(planned.expected),
        happened=on(record.date),
        started=stated(record.date),
        certainty=gettext(words.CERTAINTIES[certainty]) if certainty else "",
    )

"""Events as one line each, alone or under their days."""

from datetime import date
from typing import NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.languages import other
from dayline.pages.links import Link
from dayline.pages.parts.change_badge import mark
from dayline.pages.parts.filters import facets
from dayline.pages.wording import capital, dated, on, qualified, stated, status
from dayline.timeline.link import start_day
from dayline.timeline.timeline import Event


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
    tone: str  # the class for that status
    plan: str  # what was planned, and what became of it
    changed: str  # when it was corrected or changed
    facets: str  # the values that filters compare


class DayLines(NamedTuple):
    """The events of one day, or of no certain day, in a longer list."""

    day: Link
    events: tuple[EventLine, ...]


def line(event: Event, index: SiteIndex) -> EventLine:
    """An event as one line, made once for all pages that show it."""
    made: EventLine | None = index.lines.get(event.id)
    if made is None:
        made = index.lines[event.id] = _line(event, index)
    return made


def _line(event: Event, index: SiteIndex) -> EventLine:
    record = event.record
    label, tone = status(event)
    shown = record.state != "withheld"
    title = index.text(record.title) if shown else "Withheld"
    lang = other(record.lang, index.language) if shown else ""
    first = start_day(event)
    machine = first.isoformat() if first > date.min else ""
    kind = event_type(event, index)
    return EventLine(
        event.id, urls.event(event.id), title, lang, dated(event), qualified(event), machine, record.priority, kind,
        label, tone, plan(event), mark(record.changes), facets(event, index),
    )  # fmt: skip


def lines(events: tuple[Event, ...], index: SiteIndex) -> tuple[EventLine, ...]:
    """Events as lines."""
    return tuple(line(event, index) for event in events)


def by_day(events: tuple[Event, ...], index: SiteIndex) -> tuple[DayLines, ...]:
    """Events under their days, newest first."""
    groups: dict[date, list[EventLine]] = {}
    loose: list[EventLine] = []
    for event in events:
        target = groups.setdefault(event.when.days[0], []) if event.when.days else loose
        target.append(in_group(event, index))
    dated = [DayLines(index.day(day), tuple(groups[day])) for day in sorted(groups, reverse=True)]
    return (*dated, *((DayLines(Link("No certain day"), tuple(loose)),) if loose else ()))


def in_group(event: Event, index: SiteIndex) -> EventLine:
    """An event under its day; only where that doesn't say it all its own date stands with it."""
    shown = line(event, index)
    return shown if not event.record.date.is_certain_day else shown._replace(date="")


def event_type(event: Event, index: SiteIndex) -> str:
    """What kind of event it is; a denial of a part is not called a denial."""
    record = event.record
    if record.type == "denial" and record.responses and not any(r.addresses == "whole" for r in record.responses):
        return "Denial in part"
    return index.timeline.types.get(record.type, record.type)


def plan(event: Event) -> str:
    """What was planned and what became of it, in a sentence; empty for what was never a plan."""
    record, planned = event.record, event.record.planned
    if planned is None:
        return ""
    announced = f"announced {on(planned.announced)}" if planned.announced else "announced"
    expected = f"expected {on(planned.expected)}"
    certainty = f" ({planned.certainty})" if planned.certainty else ""
    ending = {
        "planned": f"{expected}{certainty}", "occurred": f"took place {on(record.date)}",
        "ongoing": f"under way since {stated(record.date)}", "postponed": f"postponed; now {expected}",
        "cancelled": "cancelled", "not-held": "did not take place", "unknown": "outcome not known",
    }[record.event_status]  # fmt: skip
    return capital(f"{announced}, {ending}")

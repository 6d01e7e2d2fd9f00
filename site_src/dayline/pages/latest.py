"""How far the news goes: of some events, and of the whole site."""

from collections.abc import Sequence
from datetime import date

from dayline.pages.index import SiteIndex
from dayline.queries.query import query
from dayline.timeline.linked_events import start_day
from dayline.timeline.timeline import Event


def latest_event(events: Sequence[Event]) -> Event | None:
    """The event that went on longest, the last of them if there are several, without what was just planned."""
    happened = [event for event in reversed(events) if event.record.event_status != "planned"]
    return max(happened, key=_last_day, default=None)


def latest_day(events: Sequence[Event]) -> date | None:
    """The last day of the latest event that was not just planned."""
    event = latest_event(events)
    return _last_day(event) if event else None


def _last_day(event: Event) -> date:
    return event.when.days[-1] if event.when.days else start_day(event)


@query
def newest_day(index: SiteIndex) -> date | None:
    """The latest day up to today that has a brief or an event that took place."""
    timeline = index.timeline
    for day in reversed(timeline.days):
        if day <= timeline.today and (day in timeline.briefs or latest_event(timeline.on_day.get(day, ()))):
            return day
    return timeline.days[0] if timeline.days else None


@query
def has_later(day: date, index: SiteIndex) -> bool:
    """Whether there is news of a later day."""
    newest = newest_day(index)
    return newest is not None and newest > day

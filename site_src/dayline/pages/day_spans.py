"""What pages show of other days: plans until they are due, long events while they last, and the days around."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from dayline.timeline.timeline import Event, Timeline

STRIP, AFTER = 28, 7  # days with pages in the strip around a day, and those of them that are after it


class Around(NamedTuple):
    """The days with pages around a day: the one before and the one after, and those of the strip."""

    before: date | None
    after: date | None
    strip: tuple[date, ...]


def days_around(days: tuple[date, ...]) -> dict[date, Around]:
    """The days around each day."""
    return {day: _around(place, days) for place, day in enumerate(days)}


def _around(place: int, days: tuple[date, ...]) -> Around:
    end = min(len(days), place + AFTER + 1)
    strip = days[max(0, min(place - STRIP + AFTER + 1, end - STRIP)) : end]
    return Around(days[place - 1] if place else None, days[place + 1] if place + 1 < len(days) else None, strip)


def planned_by_day(plans: Iterable[Event], timeline: Timeline) -> dict[date, tuple[str, ...]]:
    """For each day with a page the events planned for later days that were known of by then."""
    by_day: defaultdict[date, list[str]] = defaultdict(list)
    for event in plans:
        planned = event.record.planned
        announced = (planned.announced.latest if planned and planned.announced else None) or event.known_on
        if planned and planned.expected.earliest and announced:
            for day in _days(announced, planned.expected.earliest - timedelta(days=1), timeline):
                by_day[day].append(event.id)
    return {day: tuple(ids) for day, ids in by_day.items()}


def ongoing_by_day(timeline: Timeline) -> dict[date, tuple[str, ...]]:
    """For each day with a page the long events that went on through it."""
    by_day: defaultdict[date, list[str]] = defaultdict(list)
    for event in map(timeline.events.__getitem__, timeline.long_running):
        first, last = event.when.middle or (date.max, None)
        until = last or (timeline.today if event.record.event_status == "ongoing" else first)
        for day in _days(first, until, timeline):
            by_day[day].append(event.id)
    return {day: tuple(ids) for day, ids in by_day.items()}


def _days(first: date, last: date, timeline: Timeline) -> tuple[date, ...]:
    """The days with pages from one day to another, both included."""
    days = timeline.days
    return days[bisect_left(days, first) : bisect_right(days, last)]

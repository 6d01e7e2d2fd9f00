"""Events that pages show on many days: plans until they are due, and long events while they last."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from dayline.timeline.timeline import Event, Timeline


def planned_by_day(plans: Iterable[Event], timeline: Timeline) -> dict[date, list[Event]]:
    """For each day with a page the events planned for later days that were known of by then."""
    by_day: defaultdict[date, list[Event]] = defaultdict(list)
    for event in plans:
        planned = event.record.planned
        announced = (planned.announced.latest if planned and planned.announced else None) or event.known_on
        if planned and planned.expected.earliest and announced:
            for day in _days(announced, planned.expected.earliest - timedelta(days=1), timeline):
                by_day[day].append(event)
    return by_day


def ongoing_by_day(timeline: Timeline) -> dict[date, list[Event]]:
    """For each day with a page the long events that went on through it."""
    by_day: defaultdict[date, list[Event]] = defaultdict(list)
    for event in timeline.long_running:
        first, last = event.when.middle or (date.max, None)
        until = last or (timeline.today if event.record.event_status == "ongoing" else first)
        for day in _days(first, until, timeline):
            by_day[day].append(event)
    return by_day


def _days(first: date, last: date, timeline: Timeline) -> tuple[date, ...]:
    """The days with pages from one day to another, both included."""
    days = timeline.days
    return days[bisect_left(days, first) : bisect_right(days, last)]

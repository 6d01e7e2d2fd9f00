"""Tracks below the days of the overview: bars for long events, and a lane for each thread."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from dayline.pages.index import SiteIndex
from dayline.schema.vocabulary import PRIORITIES
from dayline.timeline.timeline import Event

LANES = 8
ROWS = 3  # of bars


class Bar(NamedTuple):
    """A long event from its first day to its last; `row` keeps simultaneous bars apart.

    What goes on is drawn to today; after `known`, the last day with reports, nobody has said so.
    """

    event: Event
    first: date
    last: date
    known: date
    planned: bool
    row: int = 0


def moves(thread: str, index: SiteIndex) -> Counter[date]:
    """How many events a thread has on each of its days."""
    return Counter(day for event in index.timeline.of_thread.get(thread, ()) for day in event.when.days)


def busiest(index: SiteIndex) -> tuple[str, ...]:
    """The most important active threads, by priority and then by number of events."""
    timeline = index.timeline
    active = (id for id, entry in timeline.threads.items() if entry.record.status == "active")
    moved = {id: len(timeline.of_thread[id]) for id in active if moves(id, index)}
    return tuple(sorted(moved, key=lambda id: (_rank(timeline.threads[id].record.priority), -moved[id], id))[:LANES])


def bars(events: Iterable[Event], index: SiteIndex) -> tuple[Bar, ...]:
    """The long events among these, by first day; the most important if too many overlap."""
    found = [bar for event in events for bar in _bar(event, index)]
    found.sort(key=lambda bar: (_rank(bar.event.record.priority), bar.first, bar.event.id))
    rows: list[list[Bar]] = [[] for _ in range(ROWS)]
    for bar in found:
        free = (row for row in rows if all(bar.last < other.first or other.last < bar.first for other in row))
        next(free, []).append(bar)
    placed = (bar._replace(row=number) for number, row in enumerate(rows) for bar in row)
    return tuple(sorted(placed, key=lambda bar: (bar.first, bar.row)))


def within(bar: Bar, first: date, last: date) -> tuple[int, ...]:
    """The numbers of the days on which a bar runs in a month, which is given by its first and last day."""
    start, end = max(first, bar.first), min(last, bar.last)
    return tuple(range(start.day, end.day + 1)) if start <= end else ()


def path(columns: Iterable[int], height: int) -> str:
    """Runs of adjacent columns as SVG path data."""
    runs: list[list[int]] = []
    for column in columns:
        if runs and runs[-1][1] == column:
            runs[-1][1] = column + 1
        else:
            runs.append([column, column + 1])
    moved = (first - last for (_, last), (first, _) in pairwise(runs))
    steps = [f"M{first} {height}" for first, _ in runs[:1]] + [f"m{step} 0" for step in moved]
    return "".join(f"{step}h{last - first}" for step, (first, last) in zip(steps, runs, strict=True))


def _bar(event: Event, index: SiteIndex) -> Iterator[Bar]:
    """The bar of a long event; for a plan, the period in which it is expected."""
    planned, when = event.record.planned, event.record.date
    if event.record.event_status == "planned" and planned:
        first, last = planned.expected.earliest, planned.expected.latest
        if first and last and max(first, index.timeline.today) < last:
            yield Bar(event, first, last, last, planned=True)
    elif event.when.middle:
        first, last = event.when.middle
        ongoing = last is None and event.record.event_status == "ongoing"
        until = index.timeline.today if ongoing else when.latest
        start = first - timedelta(days=1)
        if until and start < until:
            known = max(start, min(until, _last_report(index))) if ongoing else until
            yield Bar(event, start, until, known, planned=False)


def _last_report(index: SiteIndex) -> date:
    """The last day with events that has come."""
    timeline = index.timeline
    return max((day for day in timeline.days if day <= timeline.today), default=date.min)


def _rank(priority: str) -> int:
    return PRIORITIES.index(priority)

"""Numbers in threads, and inactive threads."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from dayline.problems import Problem
from dayline.rules.rule import TIMELINE, WHOLE, rule
from dayline.timeline.linked_events import start_day
from dayline.timeline.timeline import Event, Timeline


@rule("E16", "a number is used twice in a thread", on=TIMELINE, fix="Correct the numbers.")
def duplicate_number(timeline: Timeline) -> Iterator[Problem]:
    for thread, numbered in _numbered(timeline).items():
        seen: dict[int, Event] = {}
        for number, event in numbered:
            other = seen.setdefault(number, event)
            if other is not event:
                message = f"the number {number} is used twice in the thread `{thread}`"
                also = ((other.entry.spot.at("series", "number"), "the other event"),)
                spot = event.entry.spot.at("series", "number")
                yield Problem("E16", spot, message, "give one of the two events another number", also)


@rule("E16", "the numbers of a thread have a gap where gaps are forbidden", on=TIMELINE)
def missing_number(timeline: Timeline) -> Iterator[Problem]:
    for thread, numbered in _numbered(timeline).items():
        entry = timeline.threads.get(thread)
        if not entry or not entry.record.numbering or entry.record.numbering.gaps == "allowed":
            continue
        drafts = (e.record.series for e in timeline.unpublished.values())
        there = {n for n, _ in numbered} | {s.number for s in drafts if s and s.thread == thread}
        for number, event in sorted(numbered, key=lambda pair: pair[0]):
            if number - 1 not in there and number > min(there):
                message = f"the number {number - 1} is missing in the thread `{thread}`, which allows no gaps"
                also = ((entry.spot.at("numbering", "gaps"), "no gaps"),)
                help = f"add the event with the number {number - 1}, or write `gaps: allowed` in the thread"
                yield Problem("E16", event.entry.spot.at("series", "number"), message, help, also)


@rule("W44", "an active thread has had no events for weeks (`checks.quiet_thread_days`)", on=WHOLE)
def inactive(timeline: Timeline) -> Iterator[Problem]:
    most = timeline.site.checks.quiet_thread_days
    for entry in timeline.threads.values():
        events = timeline.of_thread.get(entry.id, ())
        if entry.record.status != "active" or not events:
            continue
        last = max(event.known_on or start_day(event) for event in events)
        if timeline.today - last > timedelta(days=most):
            days = (timeline.today - last).days
            message = f"the thread is `active`, but its last event is {days} days old"
            help = "write `status: dormant` or `status: closed`, or add what happened"
            yield Problem("W44", entry.spot.at("status"), message, help)


def _numbered(timeline: Timeline) -> dict[str, list[tuple[int, Event]]]:
    """The numbered events of each thread, in the order of events."""
    threads: defaultdict[str, list[tuple[int, Event]]] = defaultdict(list)
    for event in timeline.events.values():
        if event.record.series:
            threads[event.record.series.thread].append((event.record.series.number, event))
    return threads

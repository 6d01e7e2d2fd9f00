"""The order of the events of a day: by time, and none before what it answers or follows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise

from dayline.schema.vocabulary import PRIORITIES
from dayline.timeline.timeline import Event

LATER = ("follows", "updates", "corrects", "supersedes", "responds_to")  # relations to what came before


def within_day(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events of a day: those without a time first, by priority; then by time; each after what it comes after.

    Events with times stay in the order of their times, whatever they say to come after.
    """
    ordered = sorted(events, key=_rank)
    after = _after(ordered)
    return tuple(ordered[number] for number in _topological(after)) if any(after) else tuple(ordered)


def weightiest(events: Iterable[Event]) -> Event:
    """The first of the events that carry most weight; one that is withheld only if all are.

    Raises ValueError if there are none.
    """
    return min(events, key=lambda event: (event.record.state == "withheld", PRIORITIES.index(event.record.priority)))


def _rank(event: Event) -> tuple[bool, int, int, bool, bool, str]:
    minutes = event.when.minutes
    rank = PRIORITIES.index(event.record.priority)
    responds = bool(event.record.responses or event.record.responds_to)
    return minutes is not None, minutes or 0, rank, not event.record.date.is_single_day, responds, event.id


def _earlier(event: Event) -> Iterator[str]:
    """The ids of the events that an event comes after."""
    record = event.record
    for relation in LATER:
        if relation in record.__dict__:  # fields that are not set are not there
            yield from getattr(record, relation)
    yield from (response.claim.partition("#")[0] for response in record.responses)


def _after(ordered: Sequence[Event]) -> list[set[int]]:
    """For each event of a day the numbers of those that have to come before it; nothing if no relation says so."""
    numbers = {event.id: number for number, event in enumerate(ordered)}
    after = [{numbers[id] for id in _earlier(event) if id in numbers} - {numbers[event.id]} for event in ordered]
    if any(after):
        timed = [number for number, event in enumerate(ordered) if event.when.minutes is not None]
        for number in timed:
            after[number].difference_update(timed)
        for first, then in pairwise(timed):
            after[then].add(first)
    return after


def _topological(after: Sequence[set[int]]) -> Iterator[int]:
    """The numbers, each after those that it has to come after, else from low to high; circles are cut at the lowest."""
    waiting = dict(enumerate(map(set, after)))
    freed: defaultdict[int, list[int]] = defaultdict(list)
    for number, earlier in waiting.items():
        for before in earlier:
            freed[before].append(number)
    ready = [number for number, earlier in waiting.items() if not earlier]
    while waiting:
        number = heappop(ready) if ready else min(waiting)
        del waiting[number]
        yield number
        for later in freed[number]:
            if later in waiting:
                waiting[later].discard(number)
                if not waiting[later]:
                    heappush(ready, later)

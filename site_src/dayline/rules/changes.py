"""The log of changes that every item may keep."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from dayline.problems import Problem
from dayline.read.records import Entry
from dayline.rules.known import others
from dayline.timeline.timeline import Timeline


def without_day(entry: Entry[Any]) -> Iterator[Problem]:
    """E22: a change that is not dated to the day."""
    for number, change in enumerate(getattr(entry.record, "changes", ())):
        if not change.date.is_certain_day:
            message = f"a change needs its day, and `{change.date.text}` is not one certain day"
            spot = entry.spot.at("changes", number, "date")
            yield Problem("E22", spot, message, "write the day of the change, as in `2022-03-16`")


def in_the_future(timeline: Timeline) -> Iterator[Problem]:
    """E22: a change that has not been made yet."""
    for entry in chain((event.entry for event in timeline.events.values()), others(timeline)):
        for number, change in enumerate(getattr(entry.record, "changes", ())):
            if change.date.earliest and change.date.earliest > timeline.today:
                message = f"the change is dated `{change.date.text}`, which is in the future"
                spot = entry.spot.at("changes", number, "date")
                yield Problem("E22", spot, message, "write the day on which the change was made")

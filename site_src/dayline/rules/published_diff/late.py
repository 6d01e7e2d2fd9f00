"""New events on days that are already published."""

from collections.abc import Iterable, Iterator
from datetime import date
from operator import itemgetter
from typing import Any

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.published_diff.pair import COMPARISON
from dayline.rules.rule import rule
from dayline.schema.event import EventRecord


@rule(
    "W32",
    "an event is new, but its day is over: a later day was out already, and neither `added` nor `reported` "
    "says that it came later",
    on=COMPARISON,
    fix="Add `added:` with today's date.",
)
def late_arrivals(new: Iterable[Entry[Any]], before: Iterable[Entry[Any]], today: date) -> Iterator[Problem]:
    late = [entry for entry in new if entry.kind == "event" and not entry.record.added and entry.record.date.latest]
    out = ((day, entry) for entry in before if (day := _day(entry)) and day <= today)
    newest = max(out, default=None, key=itemgetter(0))
    for entry in late if newest else ():
        last, known = entry.record.date.latest, entry.record.reported
        if newest and last < newest[0] and not (known and known.latest and known.latest >= newest[0]):
            message = f"the event is new, but its day is over: `{newest[0]}` was out already"
            help = f"add `added: {today}`, so that readers see that it came later"
            yield Problem("W32", entry.spot.at("date"), message, help, ((newest[1].spot.at("date"), "the newest day"),))


def _day(entry: Entry[Any]) -> date | None:
    """The day that an entry shows to be out."""
    record = entry.record
    happened = isinstance(record, EventRecord) and record.event_status != "planned"
    day: date | None = record.date.latest if entry.kind == "brief" or happened else None
    return day

"""Plans and promises by the day by which they should come about, and what came of them."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dayline.pages.index import SiteIndex
from dayline.pages.parts.event_line import EventLine, line
from dayline.pages.parts.promise import PromiseLine, promise_line
from dayline.pages.wording import capital, count, full_date, long_date, stated


class DeadlineLine(NamedTuple):
    """A plan or a promise: the day in words, how far off it is, and the one or the other."""

    when: str
    ahead: str
    plan: EventLine | None
    promise: PromiseLine | None


class Deadline(NamedTuple):
    """Something with its day: `id` is a planned event's or a claim's, `is_open` as long as it has no outcome.

    `is_sure` says that it is due on that very day, as is said without doubt.
    """

    day: date
    id: str
    is_open: bool
    is_sure: bool

    @property
    def month(self) -> tuple[int, int]:
        """The year and the month of the day."""
        return self.day.year, self.day.month


def deadline_lines(deadlines: Iterable[Deadline], index: SiteIndex) -> tuple[DeadlineLine, ...]:
    """Deadlines as lines, in their order."""
    return tuple(_line(deadline, index) for deadline in deadlines)


def _line(deadline: Deadline, index: SiteIndex) -> DeadlineLine:
    timeline = index.timeline
    ahead = _ahead(deadline, timeline.today)
    if "#" in deadline.id:
        promise = promise_line(timeline.claims[deadline.id], index)
        return DeadlineLine(_when(deadline, promise.promise.due if promise else ""), ahead, None, promise)
    event = timeline.events[deadline.id]
    expected = stated(event.record.planned.expected) if event.record.planned else ""
    return DeadlineLine(_when(deadline, expected), ahead, line(event, index), None)


def _when(deadline: Deadline, text: str) -> str:
    """The day in words, with its weekday where it is one day."""
    return long_date(deadline.day) if text == full_date(deadline.day) else capital(text)


def _ahead(deadline: Deadline, today: date) -> str:
    """How far off an open matter is, if it is due on a certain day."""
    days = (deadline.day - today).days
    if not deadline.is_open or not deadline.is_sure:
        return ""
    return "today" if days == 0 else f"in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} ago"

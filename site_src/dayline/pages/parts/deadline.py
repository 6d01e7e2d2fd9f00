"""Plans and promises by deadline, and their outcomes."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dayline.edtf import EdtfDate
from dayline.pages.index import SiteIndex
from dayline.pages.parts.event_line import EventLine, line
from dayline.pages.parts.promise import PromiseLine, promise_line
from dayline.pages.wording import long_date, stated_label
from dayline.words import gettext, ngettext


class DeadlineLine(NamedTuple):
    """A plan or a promise (the other is None): its day in words and how far off it is."""

    when: str
    ahead: str
    plan: EventLine | None
    promise: PromiseLine | None


class Deadline(NamedTuple):
    """A deadline: `id` is that of a planned event or a claim, `is_open` is true while it has no outcome.

    `is_sure` is true if it is certainly due on that day.
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
    """Deadlines as lines, in order."""
    return tuple(_line(deadline, index) for deadline in deadlines)


def _line(deadline: Deadline, index: SiteIndex) -> DeadlineLine:
    timeline = index.timeline
    ahead = _ahead(deadline, timeline.today)
    if "#" in deadline.id:
        promise = promise_line(timeline.claims[deadline.id], index)
        due = timeline.claims[deadline.id].claim.promise
        return DeadlineLine(_when(deadline.day, due.due if due else None), ahead, None, promise)
    event = timeline.events[deadline.id]
    expected = event.record.planned.expected if event.record.planned else None
    return DeadlineLine(_when(deadline.day, expected), ahead, line(event, index), None)


def _when(day: date, stated: EdtfDate | None) -> str:
    """A date in words, with its weekday if it is exactly that day."""
    if stated is None:
        return ""
    is_day = stated.earliest == stated.latest == day and not (stated.uncertain or stated.approximate)
    return long_date(day) if is_day else stated_label(stated)


def _ahead(deadline: Deadline, today: date) -> str:
    """How far off an open deadline is, if its day is certain."""
    days = (deadline.day - today).days
    if not deadline.is_open or not deadline.is_sure:
        return ""
    if days < 0:
        return ngettext("{number} day ago", "{number} days ago", -days)
    return ngettext("in {number} day", "in {number} days", days) if days else gettext("today")

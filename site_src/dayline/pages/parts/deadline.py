"""Plans and promises by the day by which they should come about, and what came of them."""

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
        due = timeline.claims[deadline.id].claim.promise
        return DeadlineLine(_when(deadline.day, due.due if due else None), ahead, None, promise)
    event = timeline.events[deadline.id]
    expected = event.record.planned.expected if event.record.planned else None
    return DeadlineLine(_when(deadline.day, expected), ahead, line(event, index), None)


def _when(day: date, stated: EdtfDate | None) -> str:
    """A date in words, with its weekday if it is that day and no other."""
    if stated is None:
        return ""
    is_day = stated.earliest == stated.latest == day and not (stated.uncertain or stated.approximate)
    return long_date(day) if is_day else stated_label(stated)


def _ahead(deadline: Deadline, today: date) -> str:
    """How far off an open matter is, if it is due on a certain day."""
    days = (deadline.day - today).days
    if not deadline.is_open or not deadline.is_sure:
        return ""
    if days < 0:
        return ngettext("{number} day ago", "{number} days ago", -days)
    return ngettext("in {number} day", "in {number} days", days) if days else gettext("today")

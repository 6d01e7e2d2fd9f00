"""Plans and promises by deadline, and their outcomes."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from dayline.edtf import EdtfDate
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.event_line import EventLine, line
from dayline.pages.parts.promise import PromiseLine, promise_line
from dayline.pages.parts.upcoming import away
from dayline.pages.wording import long_date, stated_label
from dayline.timeline.timeline import Timeline


class Matter(NamedTuple):
    """Something with a date that the brief of a day names, and what came of it."""

    text: Link
    outcome: str
    brief: Link


class DeadlineLine(NamedTuple):
    """A plan, a promise or another matter (the others are None), and its day in words.

    `machine` is the day if it is still open: a script adds how far off it is.
    """

    when: str
    machine: str
    plan: EventLine | None = None
    promise: PromiseLine | None = None
    matter: Matter | None = None


class Deadline(NamedTuple):
    """A deadline: `id` is that of a planned event or a claim, or the day of a brief and the number of the matter there.

    `is_open` is true while it has no outcome.

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
    machine = away(deadline.day, index) if deadline.is_open and deadline.is_sure else ""
    if "#" in deadline.id:
        promise = promise_line(timeline.claims[deadline.id], index)
        due = timeline.claims[deadline.id].claim.promise
        return DeadlineLine(_when(deadline.day, due.due if due else None), machine, promise=promise)
    if "~" in deadline.id:
        return _matter_line(deadline, machine, index)
    event = timeline.events[deadline.id]
    expected = event.record.planned.expected if event.record.planned else None
    return DeadlineLine(_when(deadline.day, expected), machine, line(event, index))


def matters_in(timeline: Timeline) -> Iterator[Deadline]:
    """The matters with a date that briefs name."""
    for day, brief in timeline.briefs.items():
        for number, item in enumerate(brief.record.watch):
            if item.date and item.text:
                last = item.date.latest or item.date.earliest or date.max
                yield Deadline(last, f"{day.isoformat()}~{number}", not item.outcome, item.date.is_certain_day)


def _matter_line(deadline: Deadline, machine: str, index: SiteIndex) -> DeadlineLine:
    day, _, number = deadline.id.partition("~")
    of = date.fromisoformat(day)
    item = index.timeline.briefs[of].record.watch[int(number)]
    link = Link(index.words(item.text), index.link("event", item.shown_by).url if item.shown_by else "")
    matter = Matter(link, index.text(item.outcome), index.day(of))
    return DeadlineLine(_when(deadline.day, item.date), machine, matter=matter)


def _when(day: date, stated: EdtfDate | None) -> str:
    """A date in words, with its weekday if it is exactly that day."""
    if stated is None:
        return ""
    is_day = stated.earliest == stated.latest == day and not (stated.uncertain or stated.approximate)
    return long_date(day) if is_day else stated_label(stated)

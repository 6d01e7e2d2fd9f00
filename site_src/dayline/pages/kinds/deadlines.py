"""What is due: plans and promises by the day by which they should come about, and what came of them."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import groupby
from typing import NamedTuple

from dayline import urls
from dayline.digests import digest
from dayline.edtf import EdtfDate
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link, rest
from dayline.pages.page import Page
from dayline.pages.parts.event_card import EventLine, line
from dayline.pages.parts.promise import PromiseLine, promise_line
from dayline.pages.wording import capital, count, full_date, long_date, month_name, part, stated
from dayline.schema.event import EventRecord, Plan
from dayline.timeline.promises import due_on

SHOWN = 20  # outcomes on the first page; the months hold all


class DueLine(NamedTuple):
    """A plan or a promise: the day in words, how far off it is, and the one or the other."""

    when: str
    ahead: str
    plan: EventLine | None
    promise: PromiseLine | None


class DueView(NamedTuple):
    """What is coming, what is overdue, the newest outcomes, and the months in which something was or is due."""

    head: Head
    coming: tuple[DueLine, ...]
    overdue: tuple[DueLine, ...]
    outcomes: tuple[DueLine, ...]
    rest: Link | None
    months: tuple[tuple[Link, str], ...]


class DueMonthView(NamedTuple):
    """Everything that was or is due in a month."""

    head: Head
    previous: Link | None
    next: Link | None
    due: tuple[DueLine, ...]


class Due(NamedTuple):
    """Something with its day: `id` is a planned event's or a claim's, `is_open` as long as it has no outcome.

    `is_sure` says that it is due on that very day, as is said without doubt.
    """

    day: date
    id: str
    is_open: bool
    is_sure: bool

    @property
    def month(self) -> tuple[int, int]:
        return self.day.year, self.day.month


Month = tuple[Due, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """The page of what is due, and one for each month in which something was or is."""
    due = _all(index)
    months = [tuple(group) for _, group in groupby((it for it in due if it.day < date.max), lambda it: it.month)]
    yield Page(urls.due(), "due.html", partial(_key, due), partial(_view, due, tuple(months)))
    for place, month in enumerate(months):
        near = tuple(months[n][0].month if 0 <= n < len(months) else None for n in (place - 1, place + 1))
        url = urls.due(*month[0].month)
        yield Page(url, "due-month.html", partial(_month_key, month, near), partial(_month, month, near))


def _key(due: Month, index: SiteIndex) -> bytes:
    keys = index.keys
    return digest(keys.site, keys.today, *(part for it in due for part in _shown(it, index)))


def _month_key(due: Month, near: tuple[tuple[int, int] | None, ...], index: SiteIndex) -> bytes:
    return digest(_key(due, index), repr(near))


def _shown(due: Due, index: SiteIndex) -> tuple[bytes | str, ...]:
    """Everything that one line shows."""
    keys = index.keys
    if "#" not in due.id:
        return (keys.event(due.id),)
    made = index.timeline.claims[due.id]
    shown_by = made.claim.promise.shown_by if made.claim.promise else None
    return due.id, keys.event(made.event.id), keys.event(shown_by) if shown_by else ""


def _view(due: Month, months: tuple[Month, ...], index: SiteIndex) -> DueView:
    today = index.timeline.today
    settled = [it for it in due if not it.is_open]
    return DueView(
        head=Head(urls.due(), "What is due", "due", "Plans and promises by date, and what became of them."),
        coming=_lines((it for it in due if it.is_open and it.day >= today), index),
        overdue=_lines((it for it in due if it.is_open and it.day < today), index),
        outcomes=_lines(settled[::-1][:SHOWN], index),
        rest=rest(part(min(SHOWN, len(settled)), len(settled), "outcome"), f"{urls.due()}#months", "all by month"),
        months=tuple(
            (Link(month_name(*month[0].month), urls.due(*month[0].month)), str(len(month))) for month in months[::-1]
        ),
    )


def _month(due: Month, near: tuple[tuple[int, int] | None, ...], index: SiteIndex) -> DueMonthView:
    previous, next_ = (Link(month_name(*month), urls.due(*month)) if month else None for month in near)
    title = f"Due in {month_name(*due[0].month)}"
    description = "Plans and promises by date, and what became of them."
    head = Head(urls.due(*due[0].month), title, "due", description, (Link("What is due", urls.due()),))
    return DueMonthView(head, previous, next_, _lines(due, index))


def _all(index: SiteIndex) -> Month:
    """All plans and promises, by their days."""
    timeline = index.timeline
    plans = ((event, event.record.planned) for event in index.plans)
    found = [
        Due(_last(plan.expected), event.id, _is_open(event.record, plan), plan.expected.is_certain_day)
        for event, plan in plans
        if plan
    ]
    for id in timeline.promises:
        promise = timeline.claims[id].claim.promise
        if promise:
            found.append(Due(due_on(promise), id, not promise.outcome, promise.due.is_certain_day))
    return tuple(sorted(found))


def _is_open(record: EventRecord, plan: Plan) -> bool:
    """Whether a plan is still to come about: also one that was put off to a later day."""
    before = max(map(_last, plan.previous or (record.date,)))
    return record.event_status == "planned" or (record.event_status == "postponed" and _last(plan.expected) > before)


def _last(when: EdtfDate) -> date:
    return when.latest or when.earliest or date.max


def _lines(due: Iterable[Due], index: SiteIndex) -> tuple[DueLine, ...]:
    return tuple(_line(it, index) for it in due)


def _line(due: Due, index: SiteIndex) -> DueLine:
    timeline = index.timeline
    ahead = _ahead(due, timeline.today)
    if "#" in due.id:
        promise = promise_line(timeline.claims[due.id], index)
        return DueLine(_when(due, promise.promise.due if promise else ""), ahead, None, promise)
    event = timeline.events[due.id]
    expected = stated(event.record.planned.expected) if event.record.planned else ""
    return DueLine(_when(due, expected), ahead, line(event, index), None)


def _when(due: Due, text: str) -> str:
    """The day in words, with its weekday where it is one day."""
    return long_date(due.day) if text == full_date(due.day) else capital(text)


def _ahead(due: Due, today: date) -> str:
    """How far off an open matter is, if it is due on a certain day."""
    days = (due.day - today).days
    if not due.is_open or not due.is_sure:
        return ""
    return "today" if days == 0 else f"in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} ago"

"""What is due: plans and promises by the day by which they should come about, and what came of them."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby
from typing import NamedTuple

from dayline import urls
from dayline.digests import digest
from dayline.edtf import EdtfDate
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.deadline import Deadline, DeadlineLine, deadline_lines
from dayline.pages.wording import month_name
from dayline.schema.event import EventRecord, Plan
from dayline.timeline.promises import due_on
from dayline.words import gettext, ngettext

SHOWN = 20  # outcomes on the first page; the months hold all


class DeadlinesView(NamedTuple):
    """What is coming, what is overdue, the newest outcomes, and the months in which something was or is due."""

    head: Head
    coming: tuple[DeadlineLine, ...]
    overdue: tuple[DeadlineLine, ...]
    outcomes: tuple[DeadlineLine, ...]
    rest: Link | None
    months: tuple[tuple[Link, str], ...]


class DeadlinesMonthView(NamedTuple):
    """Everything that was or is due in a month."""

    head: Head
    previous: Link | None
    next: Link | None
    due: tuple[DeadlineLine, ...]


Month = tuple[Deadline, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """The page of what is due, and one for each month in which something was or is."""
    due = _all(index)
    months = [tuple(group) for _, group in groupby((it for it in due if it.day < date.max), lambda it: it.month)]
    yield Page(urls.due(), "deadlines.html", partial(_key, due), partial(_view, due, tuple(months)))
    for place, month in enumerate(months):
        near = tuple(months[n][0].month if 0 <= n < len(months) else None for n in (place - 1, place + 1))
        url = urls.due(*month[0].month)
        yield Page(url, "deadlines-month.html", partial(_month_key, month, near), partial(_month, month, near))


def _key(due: Month, index: SiteIndex) -> bytes:
    keys = index.keys
    return digest(keys.site, keys.today, *(part for it in due for part in _shown(it, index)))


def _month_key(due: Month, near: tuple[tuple[int, int] | None, ...], index: SiteIndex) -> bytes:
    return digest(_key(due, index), repr(near))


def _shown(due: Deadline, index: SiteIndex) -> tuple[bytes | str, ...]:
    """Everything that one line shows."""
    keys = index.keys
    if "#" not in due.id:
        return (keys.event(due.id),)
    made = index.timeline.claims[due.id]
    shown_by = made.claim.promise.shown_by if made.claim.promise else None
    return due.id, keys.event(made.event.id), keys.event(shown_by) if shown_by else ""


def _view(due: Month, months: tuple[Month, ...], index: SiteIndex) -> DeadlinesView:
    today = index.timeline.today
    settled = [it for it in due if not it.is_open]
    return DeadlinesView(
        head=Head(urls.due(), gettext("What is due"), "due", _description()),
        coming=deadline_lines((it for it in due if it.is_open and it.day >= today), index),
        overdue=deadline_lines((it for it in due if it.is_open and it.day < today), index),
        outcomes=deadline_lines(settled[::-1][:SHOWN], index),
        rest=_rest(len(settled)),
        months=tuple(
            (Link(month_name(*month[0].month), urls.due(*month[0].month)), str(len(month))) for month in months[::-1]
        ),
    )


def _month(due: Month, near: tuple[tuple[int, int] | None, ...], index: SiteIndex) -> DeadlinesMonthView:
    previous, next_ = (Link(month_name(*month), urls.due(*month)) if month else None for month in near)
    title = gettext("Due in {month}", month=month_name(*due[0].month))
    trail = (Link(gettext("What is due"), urls.due()),)
    head = Head(urls.due(*due[0].month), title, "due", _description(), trail)
    return DeadlinesMonthView(head, previous, next_, deadline_lines(due, index))


def _description() -> str:
    return gettext("Plans and promises by date, and what became of them.")


def _rest(outcomes: int) -> Link | None:
    """The way to the months, where the first page has not all outcomes."""
    if outcomes <= SHOWN:
        return None
    text = ngettext(
        "{shown} of {number} outcome: all by month",
        "{shown} of {number} outcomes: all by month",
        outcomes,
        shown=SHOWN,
    )
    return Link(text, f"{urls.due()}#months")


def _all(index: SiteIndex) -> Month:
    """All plans and promises, by their days."""
    timeline = index.timeline
    plans = ((event, event.record.planned) for event in index.plans)
    found = [
        Deadline(_last(plan.expected), event.id, _is_open(event.record, plan), plan.expected.is_certain_day)
        for event, plan in plans
        if plan
    ]
    for id in timeline.promises:
        promise = timeline.claims[id].claim.promise
        if promise:
            found.append(Deadline(due_on(promise), id, not promise.outcome, promise.due.is_certain_day))
    return tuple(sorted(found))


def _is_open(record: EventRecord, plan: Plan) -> bool:
    """Whether a plan is still to come about: also one that was put off to a later day."""
    before = max(map(_last, plan.previous or (record.date,)))
    return record.event_status == "planned" or (record.event_status == "postponed" and _last(plan.expected) > before)


def _last(when: EdtfDate) -> date:
    return when.latest or when.earliest or date.max

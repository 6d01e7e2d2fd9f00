"""What is due: plans and promises by their deadlines, and what became of them."""

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

SHOWN = 20  # outcomes on the first page; the pages of months have all


class DeadlinesView(NamedTuple):
    """What is coming, what is overdue, the newest outcomes, and the months that have deadlines."""

    head: Head
    coming: tuple[DeadlineLine, ...]
    overdue: tuple[DeadlineLine, ...]
    outcomes: tuple[DeadlineLine, ...]
    rest: Link | None
    months: tuple[tuple[Link, str], ...]


class DeadlinesMonthView(NamedTuple):
    """All deadlines of a month."""

    head: Head
    previous: Link | None
    next: Link | None
    due: tuple[DeadlineLine, ...]


Deadlines = tuple[Deadline, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """The page of what is due, and one for each month that has deadlines."""
    deadlines = _all(index)
    dated = [deadline for deadline in deadlines if deadline.day < date.max]
    months = [tuple(group) for _, group in groupby(dated, key=lambda deadline: deadline.month)]
    yield Page(urls.due(), "deadlines.html", partial(_key, deadlines), partial(_view, deadlines, tuple(months)))
    for place, month in enumerate(months):
        neighbours = tuple(months[n][0].month if 0 <= n < len(months) else None for n in (place - 1, place + 1))
        url = urls.due(*month[0].month)
        yield Page(
            url, "deadlines-month.html", partial(_month_key, month, neighbours), partial(_month, month, neighbours)
        )


def _key(deadlines: Deadlines, index: SiteIndex) -> bytes:
    keys = index.keys
    return digest(keys.site, keys.today, *(part for deadline in deadlines for part in _shown(deadline, index)))


def _month_key(deadlines: Deadlines, neighbours: tuple[tuple[int, int] | None, ...], index: SiteIndex) -> bytes:
    return digest(_key(deadlines, index), repr(neighbours))


def _shown(deadline: Deadline, index: SiteIndex) -> tuple[bytes | str, ...]:
    """The digests and ids of everything that the line of a deadline shows."""
    keys = index.keys
    if "#" not in deadline.id:
        return (keys.line(deadline.id),)
    claim = index.timeline.claims[deadline.id]
    shown_by = claim.claim.promise.shown_by if claim.claim.promise else None
    return deadline.id, keys.line(claim.event.id), keys.line(shown_by) if shown_by else ""


def _view(deadlines: Deadlines, months: tuple[Deadlines, ...], index: SiteIndex) -> DeadlinesView:
    today = index.timeline.today
    pending = [deadline for deadline in deadlines if deadline.is_open]
    settled = [deadline for deadline in deadlines if not deadline.is_open]
    return DeadlinesView(
        head=Head(urls.due(), gettext("What is due"), "due", _description()),
        coming=deadline_lines((deadline for deadline in pending if deadline.day >= today), index),
        overdue=deadline_lines((deadline for deadline in pending if deadline.day < today), index),
        outcomes=deadline_lines(settled[::-1][:SHOWN], index),
        rest=_rest(len(settled)),
        months=tuple(
            (Link(month_name(*month[0].month), urls.due(*month[0].month)), str(len(month))) for month in months[::-1]
        ),
    )


def _month(
    deadlines: Deadlines, neighbours: tuple[tuple[int, int] | None, ...], index: SiteIndex
) -> DeadlinesMonthView:
    previous, next_ = (Link(month_name(*month), urls.due(*month)) if month else None for month in neighbours)
    title = gettext("Due in {month}", month=month_name(*deadlines[0].month))
    trail = (Link(gettext("What is due"), urls.due()),)
    head = Head(urls.due(*deadlines[0].month), title, "due", _description(), trail)
    return DeadlinesMonthView(head, previous, next_, deadline_lines(deadlines, index))


def _description() -> str:
    return gettext("Plans and promises by date, and what became of them.")


def _rest(outcomes: int) -> Link | None:
    """A link to all months, if the first page does not have all outcomes."""
    if outcomes <= SHOWN:
        return None
    text = ngettext(
        "{shown} of {number} outcome: all by month",
        "{shown} of {number} outcomes: all by month",
        outcomes,
        shown=SHOWN,
    )
    return Link(text, f"{urls.due()}#months")


def _all(index: SiteIndex) -> Deadlines:
    """All deadlines of plans and promises, in the order of days."""
    timeline = index.timeline
    plans = ((event, event.record.planned) for event in index.plans)
    deadlines = [
        Deadline(_last(plan.expected), event.id, _is_open(event.record, plan), plan.expected.is_certain_day)
        for event, plan in plans
        if plan
    ]
    for id in timeline.promises:
        promise = timeline.claims[id].claim.promise
        if promise:
            deadlines.append(Deadline(due_on(promise), id, not promise.outcome, promise.due.is_certain_day))
    return tuple(sorted(deadlines))


def _is_open(record: EventRecord, plan: Plan) -> bool:
    """Whether a plan may still be carried out, perhaps on a later day than first announced."""
    before = max(map(_last, plan.previous or (record.date,)))
    return record.event_status == "planned" or (record.event_status == "postponed" and _last(plan.expected) > before)


def _last(when: EdtfDate) -> date:
    return when.latest or when.earliest or date.max

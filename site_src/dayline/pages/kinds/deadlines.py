"""What comes next: plans, promises and dated matters in briefs by their dates, and what became of them."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import NamedTuple

from dayline import urls
from dayline.edtf import EdtfDate
from dayline.pages.by_month import Month
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.deadline import Deadline, DeadlineLine, deadline_lines, matters_in
from dayline.pages.parts.month_links import MonthPager, month_link, month_pager
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
    pager: MonthPager
    due: tuple[DeadlineLine, ...]


Deadlines = tuple[Deadline, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """The page of what is due, and one for each month that has deadlines."""
    deadlines = _all(index)
    dated = [deadline for deadline in deadlines if deadline.day < date.max]
    by_month = {month: tuple(group) for month, group in groupby(dated, key=lambda deadline: deadline.month)}
    yield Page(urls.due(), "deadlines.html", partial(_view, deadlines, by_month))
    months = tuple(by_month)
    for month in months:
        args = (month, months, by_month[month])
        yield Page(urls.due(*month), "deadlines-month.html", partial(_month, *args))


def _view(deadlines: Deadlines, by_month: dict[Month, Deadlines], index: SiteIndex) -> DeadlinesView:
    today = index.timeline.today
    pending = [deadline for deadline in deadlines if deadline.is_open]
    settled = [deadline for deadline in deadlines if not deadline.is_open]
    return DeadlinesView(
        head=Head(urls.due(), gettext("What’s next"), "due", _description()),
        coming=deadline_lines((deadline for deadline in pending if deadline.day >= today), index),
        overdue=deadline_lines((deadline for deadline in pending if deadline.day < today), index),
        outcomes=deadline_lines(settled[::-1][:SHOWN], index),
        rest=_rest(len(settled)),
        months=tuple((month_link(month, urls.due), str(len(by_month[month]))) for month in reversed(by_month)),
    )


def _month(month: Month, months: Sequence[Month], deadlines: Deadlines, index: SiteIndex) -> DeadlinesMonthView:
    title = gettext("Due in {month}", month=month_name(*month))
    trail = (Link(gettext("What’s next"), urls.due()),)
    head = Head(urls.due(*month), title, "due", _description(), trail)
    return DeadlinesMonthView(head, month_pager(month, months, urls.due), deadline_lines(deadlines, index))


def _description() -> str:
    return gettext("Announced dates, and whether they were kept.")


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
    """All deadlines, in the order of days."""
    timeline = index.timeline
    plans = ((event, event.record.planned) for event in index.events(index.lookups.plans))
    deadlines = [
        Deadline(_last(plan.expected), event.id, _is_open(event.record, plan), plan.expected.is_certain_day)
        for event, plan in plans
        if plan
    ]
    for id in timeline.promises:
        promise = timeline.claims[id].claim.promise
        if promise:
            deadlines.append(Deadline(due_on(promise), id, not promise.outcome, promise.due.is_certain_day))
    deadlines += matters_in(timeline)
    return tuple(sorted(deadlines))


def _is_open(record: EventRecord, plan: Plan) -> bool:
    """Whether a plan may still be carried out, perhaps on a later day than first announced."""
    before = max(map(_last, plan.previous or (record.date,)))
    return record.event_status == "planned" or (record.event_status == "postponed" and _last(plan.expected) > before)


def _last(when: EdtfDate) -> date:
    return when.latest or when.earliest or date.max

"""Periods, and what is new in them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dayline import edtf
from dayline.pages.by_month import Month
from dayline.pages.index import SiteIndex
from dayline.pages.wording import stated
from dayline.queries.query import query
from dayline.timeline.news import NewsItem
from dayline.words import ngettext

Week = tuple[int, int]  # the year and the number of a week, after ISO 8601


class Period(NamedTuple):
    """Some days: the first and the last."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def months(self) -> tuple[Month, ...]:
        """The months in which it has days."""
        first, last = (day.year * 12 + day.month - 1 for day in self)
        return tuple((number // 12, number % 12 + 1) for number in range(first, last + 1))

    @property
    def in_words(self) -> str:
        """`12–18 March 2022`."""
        return stated(edtf.parse(f"{self.first}/{self.last}"))


def last_days(number: int, last: date) -> Period:
    """A number of days up to a last one."""
    return Period(last - timedelta(days=min(number - 1, last.toordinal() - 1)), last)


def of_week(week: Week) -> Period:
    """A week from Monday to Sunday."""
    first = date.fromisocalendar(*week, 1)
    return Period(first, first + timedelta(days=6))


def of_month(month: Month) -> Period:
    """All days of a month."""
    year, number = month
    after = date(year + number // 12, number % 12 + 1, 1)
    return Period(date(year, number, 1), after - timedelta(days=1))


def news_of(period: Period, index: SiteIndex) -> tuple[NewsItem, ...]:
    """What became known in a period, and what is now known of its days: their reports, and all changes to these."""
    items = (item for month in period.months for item in index.lookups.news_in.get(month, ()))
    return tuple(sorted({item for item in items if any(day in period for day in item.days)}))


def news_months(index: SiteIndex) -> tuple[Month, ...]:
    """The months with news, and those that have come in which something was due."""
    due = (month for month in index.lookups.due_in if index.has_come(of_month(month).first))
    return tuple(sorted({*index.lookups.news_in, *due}))


@query
def news_weeks(index: SiteIndex) -> tuple[Week, ...]:
    """The weeks with news."""
    weeks = (day.isocalendar() for item in index.lookups.news for day in item.days)
    return tuple(sorted({(week.year, week.week) for week in weeks}))


def counts(items: Sequence[NewsItem], index: SiteIndex) -> tuple[str, ...]:
    """`7 new reports`, `14 updates or corrections` and so on."""
    return (*report_counts(items, index), *change_counts(items)) or (_reports(0, 0),)


def report_counts(items: Iterable[NewsItem], index: SiteIndex, *, with_late: bool = True) -> list[str]:
    """How many reports are new, how many of these late, and how many plans are not yet carried out."""
    events = [item for item in items if item.kind == "event"]
    reports = [item for item in events if not is_plan(item, index)]
    plans, late = len(events) - len(reports), sum(with_late and is_late(item, index) for item in reports)
    announced = ngettext("{number} plan announced", "{number} plans announced", plans)
    return [*([_reports(len(reports), late)] if reports else []), *([announced] if plans else [])]


def change_counts(items: Iterable[NewsItem]) -> list[str]:
    """How much changed about reports."""
    kinds = [item.kind for item in items]
    updates = sum(kind in ("outcome", "change", "answer") for kind in kinds)
    claims = sum(kind in ("status", "claim") for kind in kinds)
    changed = ngettext("{number} update or correction", "{number} updates or corrections", updates)
    return [*([changed] if updates else []), *([_claims(claims)] if claims else [])]


def is_plan(item: NewsItem, index: SiteIndex) -> bool:
    """Whether a new event has not yet taken place."""
    return _is_plan(item.id, index)


@query
def _is_plan(id: str, index: SiteIndex) -> bool:
    return index.timeline.events[id].record.event_status == "planned"


def is_late(item: NewsItem, index: SiteIndex) -> bool:
    """Whether a report was added to a day that was over."""
    return _is_late(item.id, item.day, index)


@query
def _is_late(id: str, day: date, index: SiteIndex) -> bool:
    record = index.timeline.events[id].record
    return bool(record.added and record.date.latest and record.date.latest < day)


def _reports(number: int, late: int) -> str:
    if not late:
        return ngettext("{number} new report", "{number} new reports", number)
    return ngettext(
        "{number} new report ({late} added to earlier days)",
        "{number} new reports ({late} added to earlier days)",
        number,
        late=format(late, ","),
    )


def _claims(number: int) -> str:
    return ngettext(
        "{number} claim newly confirmed, denied or disputed",
        "{number} claims newly confirmed, denied or disputed",
        number,
    )

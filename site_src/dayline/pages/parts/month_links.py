"""Links between the pages of months: to the months before and after one, and to all of them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dayline.pages.by_month import Month
from dayline.pages.links import Link
from dayline.pages.wording import month_name


class MonthPager(NamedTuple):
    """Links to the months before and after a month; None where there is no such month."""

    previous: Link | None = None
    next: Link | None = None


def neighbours(month: Month | None, months: Sequence[Month]) -> tuple[Month | None, Month | None]:
    """The months before and after one of these months, in their order; without a month there are none."""
    if month is None:
        return None, None
    place = months.index(month)
    return months[place - 1] if place else None, months[place + 1] if place + 1 < len(months) else None


def month_pager(month: Month | None, months: Sequence[Month], address: Callable[[int, int], str]) -> MonthPager:
    """Links to the neighbours of a month, each at its address."""
    return MonthPager(*(month_link(other, address) if other else None for other in neighbours(month, months)))


def month_link(month: Month, address: Callable[[int, int], str]) -> Link:
    """A link to the page of a month."""
    return Link(month_name(*month), address(*month))

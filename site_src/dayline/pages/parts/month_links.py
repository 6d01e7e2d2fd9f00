"""Links to pages of months: those before and after one, and all of them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.pages.by_month import Month
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.facet_counts import FacetCount
from dayline.pages.wording import month_name
from dayline.words import ngettext


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


class Archive(NamedTuple):
    """How many of an entry's events its own page has, and the pages that have all of them, the newest first."""

    shown: str
    parts: tuple[FacetCount, ...]


def archive(kind: str, id: str, shown: int, index: SiteIndex) -> Archive | None:
    """The archive of an entry with many events, or None."""
    months = index.lookups.archive_months.get((kind, id), ())
    if not months:
        return None
    address = partial(urls.archive, kind, id)
    numbers = {month: len(index.lookups.archived[kind, id, month]) for month in months}
    total = index.number_of(kind, id)
    text = ngettext("The newest of {number} event", "The newest {shown} of {number} events", total, shown=shown)
    parts = (FacetCount(Link(part_name(month), address(*month)), f"{numbers[month]:,}") for month in reversed(months))
    return Archive(text, tuple(parts))


def part_name(month: Month) -> str:
    """A month by its name, or the year that month 0 stands for."""
    return month_name(*month) if month[1] else str(month[0])

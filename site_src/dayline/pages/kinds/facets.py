"""Events by type, by status, and the key events, on pages that need no script."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.pages.by_month import Month
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.event_line import DayLines, by_day
from dayline.pages.parts.facet_counts import TITLES, FacetCount, facet_count, facet_name
from dayline.pages.parts.filters import FEW
from dayline.pages.parts.month_links import MonthPager, month_link, month_pager
from dayline.pages.wording import event_count, month_name
from dayline.schema.statuses import STATUSES
from dayline.words import N_, gettext

_DESCRIPTIONS = {
    "type": N_("Every event has one type. Each type has its months, each month its events."),
    "status": N_("How sure we are of an event, in one of these words. An event without a mark has the first."),
    "key": N_("The events that carry weight, month by month."),
}


class FacetsView(NamedTuple):
    """The values of a facet."""

    head: Head
    values: tuple[FacetCount, ...]


class FacetView(NamedTuple):
    """The events with one value of a facet in a month; `months` links to all months with such events."""

    head: Head
    total: str
    month: Link
    pager: MonthPager
    months: tuple[FacetCount, ...]
    days: tuple[DayLines, ...]
    filtered: bool


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each facet with its values, for each value with its newest month, and for each of its months."""
    for kind in ("type", "status"):
        yield Page(urls.facet(kind), "facets.html", partial(_list, kind))
    yield Page(urls.facet("key"), "facet.html", partial(_view, "key", "", None))
    for (kind, value), months in index.lookups.facet_months.items():
        if value:
            args = (kind, value, None)
            yield Page(urls.facet(kind, value), "facet.html", partial(_view, *args))
        for month in months:
            url = urls.facet(kind, value, *month)
            yield Page(url, "facet.html", partial(_view, kind, value, month))


def _list(kind: str, index: SiteIndex) -> FacetsView:
    totals = _totals(kind, index)
    order = sorted(totals, key=lambda value: (-totals[value], value))
    values = tuple(facet_count(kind, value, totals[value], None, index) for value in order)
    if kind == "status":
        values = tuple(_status(code, totals, index) for code in STATUSES)
    return FacetsView(Head(urls.facet(kind), gettext(TITLES[kind]), "facets", gettext(_DESCRIPTIONS[kind])), values)


def _status(code: str, totals: dict[str, int], index: SiteIndex) -> FacetCount:
    """A status with its meaning; one that no event has links nowhere."""
    count = facet_count("status", code, totals.get(code, 0), None, index)
    link = count.link if code in totals else Link(count.link.text)
    return FacetCount(link, count.number, gettext(STATUSES[code].meaning))


def _totals(kind: str, index: SiteIndex) -> dict[str, int]:
    values = (value for of, value in index.lookups.facet_months if of == kind)
    return {value: sum(_numbers(kind, value, index).values()) for value in values}


def _numbers(kind: str, value: str, index: SiteIndex) -> dict[Month, int]:
    """How many events have a value, by month."""
    lookups = index.lookups
    return {month: len(lookups.faceted[(kind, value), month]) for month in lookups.facet_months.get((kind, value), ())}


def _view(kind: str, value: str, month: Month | None, index: SiteIndex) -> FacetView:
    """The view of a value with its newest month, or of one of its months."""
    months = index.lookups.facet_months.get((kind, value), ())
    shown = month or max(months, default=None)
    events = index.events(index.lookups.faceted[(kind, value), shown]) if shown else ()
    numbers = {} if month else _numbers(kind, value, index)
    address = partial(urls.facet, kind, value)
    filtered = len(events) >= FEW
    return FacetView(
        head=_head(kind, value, month, index),
        total=event_count(len(events) if month else sum(numbers.values())),
        month=Link(month_name(*shown), "" if month else address(*shown)) if shown else Link(""),
        pager=month_pager(month, list(months), address),
        months=()
        if month
        else tuple(FacetCount(month_link(other, address), f"{numbers[other]:,}") for other in reversed(months)),
        days=by_day(events, index, filtered=filtered),
        filtered=filtered,
    )


def _head(kind: str, value: str, month: Month | None, index: SiteIndex) -> Head:
    name = facet_name(kind, value, index)
    trail = [Link(gettext(TITLES[kind]), urls.facet(kind))] if value or month else []
    trail += [Link(name, urls.facet(kind, value))] if value and month else []
    title = _title(name, value, month)
    description = _description(kind, value, month, title)
    return Head(urls.facet(kind, value, *(month or ())), title, "facet", description, tuple(trail))


def _title(name: str, value: str, month: Month | None) -> str:
    """The title of a page of a value or of key events."""
    if month is None:
        return name
    if value:
        return gettext("{value}: {month}", value=name, month=month_name(*month))
    return gettext("Key events of {month}", month=month_name(*month))


def _description(kind: str, value: str, month: Month | None, title: str) -> str:
    """The description of a page of a value or of key events."""
    if not value:
        return gettext("{title}: those that carry weight.", title=title) if month else gettext(_DESCRIPTIONS[kind])
    if kind == "type":
        return gettext("The events of this type: {title}.", title=title)
    return gettext("The events of this status: {title}.", title=title)

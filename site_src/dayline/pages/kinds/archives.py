"""All events of topics, people, places and sources that have many, by year or month."""

from collections.abc import Iterator
from functools import partial

from dayline import urls
from dayline.page_kinds import LISTS
from dayline.pages.by_month import Month
from dayline.pages.index import SiteIndex
from dayline.pages.kinds.facets import FacetView
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.event_line import by_day
from dayline.pages.parts.filters import FEW
from dayline.pages.parts.month_links import MonthPager, neighbours, part_name
from dayline.pages.wording import event_count
from dayline.words import gettext


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each year or month of an entry with many events."""
    for (kind, id), months in index.lookups.archive_months.items():
        for month in months:
            yield Page(urls.archive(kind, id, *month), "facet.html", partial(view, kind, id, month))


def view(kind: str, id: str, month: Month, index: SiteIndex) -> FacetView:
    """The events of an entry in a year or month."""
    months = index.lookups.archive_months[kind, id]
    events = index.events(index.lookups.archived[kind, id, month])
    entry, name = index.link(kind, id), part_name(month)
    title = gettext("{name}, {month}", name=entry.text, month=name)
    trail = (Link(gettext(LISTS[kind]), urls.index(kind)), entry)
    pager = (Link(part_name(m), urls.archive(kind, id, *m)) if m else None for m in neighbours(month, months))
    filtered = len(events) >= FEW
    return FacetView(
        head=Head(urls.archive(kind, id, *month), title, "facet", title, trail),
        total=event_count(len(events)),
        month=Link(name),
        pager=MonthPager(*pager),
        months=(),
        days=by_day(events, index, filtered=filtered),
        filtered=filtered,
    )

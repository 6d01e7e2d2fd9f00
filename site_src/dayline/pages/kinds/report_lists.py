"""The list of all reports cited; of very many by the months in which they were published."""

from collections.abc import Iterator
from functools import partial

from dayline import urls
from dayline.pages.by_month import Month
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import lists
from dayline.pages.kinds.lists import ListView
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.facet_counts import FacetCount
from dayline.pages.parts.month_links import month_link, month_pager
from dayline.pages.wording import month_name
from dayline.words import N_, gettext, ngettext

MANY = 400  # reports from which on their list has months
_address = partial(urls.by_month, "references")
_TITLE, _DESCRIPTION = N_("Reports cited"), N_("Every document we cite")


def report_pages(index: SiteIndex) -> Iterator[Page]:
    """The list, and a page for each month if there are many."""
    if len(index.timeline.references) < MANY:
        yield lists.page("reference", _TITLE, _DESCRIPTION)
        return
    yield Page(urls.index("reference"), "list.html", _months)
    for month in index.lookups.published_in:
        if month[1]:
            yield Page(_address(*month), "list.html", partial(_month, month))


def _months(index: SiteIndex) -> ListView:
    """Links to all months, and the reports of which the month is not known."""
    published = index.lookups.published_in
    months = sorted((month for month in published if month[1]), reverse=True)
    head = Head(urls.index("reference"), gettext(_TITLE), "list list-reference", gettext(_DESCRIPTION))
    counts = tuple(FacetCount(month_link(month, _address), f"{len(published[month]):,}") for month in months)
    undated = lists.by_letter("reference", published.get((0, 0), ()), index)
    return ListView(head, _total(sum(map(len, published.values()))), undated, months=counts)


def _month(month: Month, index: SiteIndex) -> ListView:
    published = index.lookups.published_in
    months = sorted(month for month in published if month[1])
    title = gettext("Reports cited, {month}", month=month_name(*month))
    trail = (Link(gettext(_TITLE), urls.index("reference")),)
    head = Head(_address(*month), title, "list list-reference", gettext(_DESCRIPTION), trail)
    ids = published[month]
    pager = month_pager(month, months, _address)
    return ListView(head, _total(len(ids)), lists.by_letter("reference", ids, index), pager=pager)


def _total(number: int) -> str:
    return ngettext("{number} entry", "{number} entries", number)

"""The search page: a form for the script, and lists and archives for everybody."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dayline import edtf, urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.words import N_, gettext, ngettext

LISTS = {
    "thread": N_("Topics"), "actor": N_("People and groups"), "place": N_("Places"), "source": N_("Sources"),
    "figure": N_("Figures"), "term": N_("Glossary"), "question": N_("Open questions"),
}  # fmt: skip


class ListLink(NamedTuple):
    """A list and the number of its entries."""

    link: Link
    total: str


class Year(NamedTuple):
    """The archive of a year and those of its months."""

    link: Link
    months: tuple[Link, ...]


class SearchView(NamedTuple):
    """The search page, with the addresses of the search index and of the data files that filters need."""

    head: Head
    lists: tuple[ListLink, ...]
    years: tuple[Year, ...]
    calendar: Link
    engine: str
    facets: str
    titles: str
    first: str
    last: str


def pages(index: SiteIndex) -> Iterator[Page]:
    """The search page."""
    months = tuple(dict.fromkeys((day.year, day.month) for day in index.timeline.days))
    yield Page(urls.search(), "search.html", partial(view, months))


def _list(kind: str, entries: int) -> ListLink:
    link = Link(gettext(LISTS[kind]), urls.index(kind))
    return ListLink(link, ngettext("{number} entry", "{number} entries", entries))


def view(months: tuple[tuple[int, int], ...], index: SiteIndex) -> SearchView:
    """The view of the search page."""
    timeline = index.timeline
    lists = (_list(kind, len(timeline.registry(kind))) for kind in LISTS if timeline.registry(kind))
    by_year: dict[int, list[Link]] = {}
    for year, month in reversed(months):
        by_year.setdefault(year, []).append(Link(gettext(edtf.MONTHS[month - 1]), urls.month(year, month)))
    return SearchView(
        head=Head(
            urls.search(),
            gettext("Search"),
            "search",
            gettext("Search all days of {site}.", site=timeline.site.title),
        ),
        lists=tuple(lists),
        years=tuple(Year(Link(str(year), urls.year(year)), tuple(reversed(links))) for year, links in by_year.items()),
        calendar=Link(gettext("Calendar"), urls.calendar()),
        engine=urls.search_index("pagefind.js"),
        facets=urls.facets(0),
        titles=urls.titles(0, 0),
        first=timeline.days[0].isoformat() if timeline.days else "",
        last=timeline.days[-1].isoformat() if timeline.days else "",
    )

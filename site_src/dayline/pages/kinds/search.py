"""The search page: a form for the script, and lists and archives for everybody."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from dayline import edtf, urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.queries.query import query
from dayline.words import N_, gettext, ngettext

LISTS = {
    "thread": N_("Topics"), "actor": N_("People and groups"), "place": N_("Places"), "source": N_("Sources"),
    "figure": N_("Figures"), "term": N_("Glossary"), "question": N_("Open questions"),
}  # fmt: skip


NEWEST = 3  # days that examples are taken from


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
    names: Link  # the index of names
    lists: tuple[ListLink, ...]
    years: tuple[Year, ...]
    calendar: Link
    examples: tuple[str, ...]  # of what readers can type
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


@query
def examples(index: SiteIndex) -> tuple[str, ...]:
    """What readers can type: what the newest days are about most, and the first synonym of the site's own."""
    return tuple(dict.fromkeys(_examples(index)))


def _examples(index: SiteIndex) -> Iterator[str]:
    timeline = index.timeline
    events = [event for day in timeline.days[-NEWEST:] for event in timeline.on_day.get(day, ())]
    ids = {
        "place": Counter(scene.place for event in events for scene in event.record.scenes),
        "thread": Counter(thread for event in events for thread in event.record.threads),
        "actor": Counter(actor for event in events for actor in event.actors),
    }
    for kind, counts in ids.items():
        usual = (id for id, _ in counts.most_common() if _is_example(kind, timeline.registry(kind)[id].record))
        yield from (index.link(kind, id).text for id in islice(usual, 1))
    for entry in timeline.synonyms.values():
        yield from (synonym.words[0] for synonym in entry.record.synonyms[:1])


def _is_example(kind: str, record: Any) -> bool:
    """Whether something is named as an example: a place that is no country, a person, any topic."""
    return kind == "thread" or (record.kind != "country" if kind == "place" else record.kind == "person")


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
        names=Link(gettext("All names and other spellings"), urls.name_index()),
        lists=tuple(lists),
        years=tuple(Year(Link(str(year), urls.year(year)), tuple(reversed(links))) for year, links in by_year.items()),
        calendar=Link(gettext("Calendar"), urls.calendar()),
        examples=examples(index),
        engine=urls.search_index("pagefind.js"),
        facets=urls.facets(0),
        titles=urls.titles(0, 0),
        first=timeline.days[0].isoformat() if timeline.days else "",
        last=timeline.days[-1].isoformat() if timeline.days else "",
    )

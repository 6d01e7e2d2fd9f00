"""All pages of an edition."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from dayline import urls
from dayline.pages import (
    actors,
    catch_up,
    change_feeds,
    columns,
    days,
    due,
    events,
    facets,
    figure_pages,
    free,
    glossary,
    home,
    ledger,
    logged,
    machines,
    media,
    month_maps,
    months,
    moved,
    names,
    network,
    news,
    places,
    questions,
    search,
    social,
    sources,
    threads,
    unnamed,
)
from dayline.pages.edition import NAMES, Edition
from dayline.pages.page import Page
from dayline.problems import Problem, Spot
from dayline.read.records import Entry

SETTINGS = "content/site.yaml"

KINDS = (
    moved, home, days, events, ledger, threads, actors, network, places, sources, figure_pages,
    questions, due, unnamed, glossary, months, facets, month_maps, catch_up, news, logged, change_feeds,
    columns, names, search, free, media, machines, social,
)  # fmt: skip


def plan(edition: Edition) -> tuple[Page, ...]:
    """Every page of the site; `clashes` finds two with one address."""
    pages = tuple(_pages(edition))
    return (*pages, machines.sitemap(pages))


def clashes(pages: Iterable[Page], edition: Edition) -> Iterator[Problem]:
    """E03: a page with the address of another one, at the file that it is made from."""
    first: dict[str, Page] = {}
    twice = [(other, page) for page in pages if (other := first.setdefault(urls.path(page.url), page)) is not page]
    if not twice:
        return
    spots = {urls.path(edition.link(entry.kind, entry.id).url): entry.spot for entry in _linked(edition)}
    for other, page in twice:
        spot = spots.get(urls.path(page.url), Spot(SETTINGS))
        address = page.url.replace(urls.ROOT, "/")
        message = f"two pages have the address `{address}`: one by {_made(other)}, one by {_made(page)}"
        yield Problem("E03", spot, message, "give one of them another name")


def _made(page: Page) -> str:
    return f"`{page.template}`" if page.template else "a file of its own"


def _linked(edition: Edition) -> "Iterator[Entry[Any]]":
    """The entries that have pages of their own."""
    for kind in NAMES:
        for one in edition.timeline.registry(kind).values():
            yield getattr(one, "entry", one)


def keyed(pages: Iterable[Page], edition: Edition) -> tuple[dict[str, bytes], dict[str, list[str]]]:
    """The pages' keys by address, and for each event and brief, by id, the addresses that stand on it."""
    keys: dict[str, bytes] = {}
    shown: defaultdict[str, list[str]] = defaultdict(list)
    for page in pages:
        edition.keys.used.clear()
        keys[page.url] = page.key(edition)
        for id in edition.keys.used:
            shown[id].append(page.url)
    return keys, dict(shown)


def _pages(edition: Edition) -> Iterator[Page]:
    for kind in KINDS:
        yield from kind.pages(edition)

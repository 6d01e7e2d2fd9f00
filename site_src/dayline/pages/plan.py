"""All pages of an edition."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

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
from dayline.pages.edition import Edition
from dayline.pages.page import Page

KINDS = (
    moved, home, days, events, ledger, threads, actors, network, places, sources, figure_pages,
    questions, due, unnamed, glossary, months, facets, month_maps, catch_up, news, logged, change_feeds,
    columns, names, search, free, media, machines, social,
)  # fmt: skip


def plan(edition: Edition) -> tuple[Page, ...]:
    """Every page of the site; two with one address are a bug, or a free page named like a folder of ours."""
    pages = tuple(_pages(edition))
    return (*pages, machines.sitemap(pages))


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

"""The plan: all pages of an edition."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from dayline import urls
from dayline.lazy import load
from dayline.page_kinds import KINDS, PageKind
from dayline.pages.data.sitemap import sitemap
from dayline.pages.index import SiteIndex
from dayline.pages.names import NAMES
from dayline.pages.page import Page
from dayline.problems import Problem, Spot
from dayline.read.entry import Entry

SETTINGS = "content/site.yaml"
_SITEMAP = "sitemap"  # made from all other kinds


def plan(index: SiteIndex) -> tuple[Page, ...]:
    """Every page of the site; `clashes` finds pages with the same address."""
    return tuple(chain.from_iterable(plan_by_kind(index).values()))


def plan_by_kind(index: SiteIndex) -> dict[str, tuple[Page, ...]]:
    """Every page of the site under the name of its kind."""
    planned = {kind: tuple(pages_of(kind, index)) for kind in KINDS}
    named = {kind.name: pages for kind, pages in planned.items()}
    return {**named, _SITEMAP: tuple(sitemap(_listed(planned)))}


def pages_of(kind: PageKind, index: SiteIndex) -> Iterator[Page]:
    """The pages of a kind, whose module is imported only here."""
    pages: Iterator[Page] = load(f"pages.{kind.module}:pages")(index)
    return pages


def _listed(planned: Mapping[PageKind, tuple[Page, ...]]) -> dict[str, tuple[str, ...]]:
    """The addresses in the sitemap by page kind: HTML pages, without data files."""
    return {
        kind.name: tuple(sorted(page.url for page in pages if page.template.endswith(".html")))
        for kind, pages in planned.items()
        if kind.in_sitemap
    }


def clashes(pages: Iterable[Page], index: SiteIndex) -> Iterator[Problem]:
    """E03: two pages with the same address, reported at the file behind the second."""
    first: dict[str, Page] = {}
    pairs = [(other, page) for page in pages if (other := first.setdefault(urls.path(page.url), page)) is not page]
    if not pairs:
        return
    spots = origins(index)
    for other, page in pairs:
        spot = spots.get(urls.path(page.url), Spot(SETTINGS))
        address = page.url.replace(urls.ROOT, "/")
        message = f"two pages have the address `{address}`: one by {_made(other)}, one by {_made(page)}"
        yield Problem("E03", spot, message, "give one of them another name")


def origins(index: SiteIndex) -> dict[str, Spot]:
    """The records that have pages of their own, by the paths of these."""
    return {urls.path(index.url(entry.kind, entry.id)): entry.spot for entry in _linked(index)}


def _made(page: Page) -> str:
    return f"`{page.template}`" if page.template else "a file of its own"


def _linked(index: SiteIndex) -> "Iterator[Entry[Any]]":
    """The entries that have a page."""
    for kind in NAMES:
        for id, entry in index.timeline.registry(kind).items():
            if kind != "reference" or id not in index.timeline.cited_once:
                yield getattr(entry, "entry", entry)

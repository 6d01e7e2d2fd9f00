"""Files for search engines: the sitemap and robots.txt."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain
from typing import NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.page import Page

LIMIT = 50_000  # addresses in one file; with ids of 200 characters they stay below the other limit, 50 MB
_DATED = re.compile(urls.ROOT + r"(\d{4})/(?:(\d\d)/)?")


class SitemapView(NamedTuple):
    """A sitemap (sitemaps.org 0.9): of pages, or as an index of sitemaps."""

    urls: tuple[str, ...]


class RobotsView(NamedTuple):
    """robots.txt (RFC 9309)."""

    sitemap: str


def pages(_: SiteIndex) -> Iterator[Page]:
    """robots.txt; the sitemap is planned when all other pages are known."""
    yield Page(urls.robots(), "robots.txt", _robots)


def _robots(_: SiteIndex) -> RobotsView:
    return RobotsView(urls.sitemap())


def sitemap(listed: Mapping[str, tuple[str, ...]]) -> Iterator[Page]:
    """The sitemap of the addresses of each page kind; if they are too many for one file, an index and its parts."""
    addresses = tuple(sorted(chain.from_iterable(listed.values())))
    if len(addresses) <= LIMIT:
        parts = {urls.sitemap(): addresses}
    else:
        parts = dict(_parts(listed))
        names = tuple(parts)
        yield Page(urls.sitemap(), "sitemap-index.xml", partial(_view, names))
    for url, part in parts.items():
        yield Page(url, "sitemap.xml", partial(_view, part))


def _parts(listed: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The parts of a sitemap: one for each month or year in an address, and one for each kind of the other pages."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for kind, addresses in listed.items():
        for url in addresses:
            dated = _DATED.match(url)
            parts["-".join(filter(None, dated.groups())) if dated else kind.replace(" ", "-")].append(url)
    for name, part in sorted(parts.items()):
        for start in range(0, len(part), LIMIT):
            number = start // LIMIT + 1
            yield urls.sitemap(f"{name}-part-{number}" if number > 1 else name), tuple(part[start : start + LIMIT])


def _view(listed: tuple[str, ...], _: SiteIndex) -> SitemapView:
    return SitemapView(listed)

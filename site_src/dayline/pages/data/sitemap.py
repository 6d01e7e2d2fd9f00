"""Files for search engines: the sitemap and robots.txt."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.digests import digest
from dayline.pages.index import SiteIndex
from dayline.pages.page import Page


class SitemapView(NamedTuple):
    """A sitemap (sitemaps.org 0.9)."""

    urls: tuple[str, ...]


class RobotsView(NamedTuple):
    """robots.txt (RFC 9309)."""

    sitemap: str


def pages(_: SiteIndex) -> Iterator[Page]:
    """robots.txt; the sitemap is planned when all other pages are known."""
    yield Page(urls.robots(), "robots.txt", lambda index: index.keys.site, _robots)


def _robots(_: SiteIndex) -> RobotsView:
    return RobotsView(urls.sitemap())


def sitemap(listed: tuple[str, ...]) -> Page:
    """The sitemap of these addresses."""
    return Page(urls.sitemap(), "sitemap.xml", partial(_key, listed), partial(_view, listed))


def _key(listed: tuple[str, ...], _: SiteIndex) -> bytes:
    return digest(*listed)


def _view(listed: tuple[str, ...], _: SiteIndex) -> SitemapView:
    return SitemapView(listed)

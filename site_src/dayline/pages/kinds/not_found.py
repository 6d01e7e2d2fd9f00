"""The page that a server shows for addresses that lead nowhere."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head
from dayline.pages.page import Page


class NotFoundView(NamedTuple):
    """The page for addresses that lead nowhere."""

    head: Head


def pages(_: SiteIndex) -> Iterator[Page]:
    """One page for the whole site."""
    head = Head(urls.not_found(), "Page not found", "not-found", "There is no page at this address.")
    yield Page(head.url, "404.html", lambda index: index.keys.site, partial(_view, head))


def _view(head: Head, _: SiteIndex) -> NotFoundView:
    return NotFoundView(head)

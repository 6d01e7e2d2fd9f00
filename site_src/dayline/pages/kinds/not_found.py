"""The page that a server shows for unknown addresses."""

from collections.abc import Iterator
from typing import NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head
from dayline.pages.page import Page
from dayline.words import gettext


class NotFoundView(NamedTuple):
    """The page for unknown addresses."""

    head: Head


def pages(_: SiteIndex) -> Iterator[Page]:
    """The page at `404.html`."""
    yield Page(urls.not_found(), "404.html", _view)


def _view(_: SiteIndex) -> NotFoundView:
    title, description = gettext("Page not found"), gettext("There is no page at this address.")
    return NotFoundView(Head(urls.not_found(), title, "not-found", description))

"""Static pages (about, method, corrections policy)."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.change_badge import Badge, changes
from dayline.timeline.publication import UNPUBLISHED_STATES
from dayline.words import gettext


class StaticPageView(NamedTuple):
    """A static page; the policy on anonymous sources links to their totals (`see`)."""

    head: Head
    draft: bool
    body: Markup
    see: Link | None
    changes: tuple[Badge, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each file in `content/pages/`."""
    for id in index.timeline.pages:
        yield Page(urls.page(id), "static-page.html", partial(view, id))


def view(id: str, index: SiteIndex) -> StaticPageView:
    """The view of a static page."""
    record = index.timeline.pages[id].record
    title = index.text(record.title)
    head = Head(urls.page(id), title, "page", index.text(record.description) or f"{title}.")
    draft = record.state in UNPUBLISHED_STATES
    return StaticPageView(head, draft, index.block(record.body), _totals(id, index), changes(record.changes, index))


def _totals(id: str, index: SiteIndex) -> Link | None:
    """A link to the totals of anonymous sources, on the page that is the policy on them."""
    publisher = index.timeline.site.publisher
    if not publisher or publisher.policies.unnamed_sources != id:
        return None
    return Link(gettext("How often we use sources that are not named"), urls.anonymous_sources())

"""Free pages (about, method, corrections policy), and the page for what is not there."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages.changes import Badge, changes
from dayline.pages.edition import Edition
from dayline.pages.keys import joined
from dayline.pages.page import Head, Link, Page
from dayline.timeline.publication import UNDONE


class FreeView(NamedTuple):
    """A free page; the one on unnamed sources leads on to the numbers."""

    head: Head
    draft: bool
    body: Markup
    see: Link | None
    changes: tuple[Badge, ...]


class NotFoundView(NamedTuple):
    """The page for addresses that lead nowhere."""

    head: Head


def pages(edition: Edition) -> Iterator[Page]:
    """A page for each file in `content/pages/`, and the 404 page."""
    for id, entry in edition.timeline.pages.items():
        key = partial(_key, entry.digest)
        yield Page(urls.page(id), "page.html", key, partial(view, id))
    head = Head(urls.not_found(), "Page not found", "not-found", "There is no page at this address.")
    yield Page(head.url, "404.html", lambda edition: edition.keys.site, lambda _: NotFoundView(head))


def _key(entry: bytes, edition: Edition) -> bytes:
    return joined([edition.keys.site, entry])


def view(id: str, edition: Edition) -> FreeView:
    """Everything that a free page shows."""
    record = edition.timeline.pages[id].record
    title = edition.text(record.title)
    head = Head(urls.page(id), title, "page", edition.text(record.description) or f"{title}.")
    publisher = edition.timeline.site.publisher
    is_policy = publisher and publisher.policies.unnamed_sources == id
    see = Link("How often we use sources that are not named", urls.unnamed_sources()) if is_policy else None
    draft = record.state in UNDONE
    return FreeView(head, draft, edition.block(record.body), see, changes(record.changes, edition))

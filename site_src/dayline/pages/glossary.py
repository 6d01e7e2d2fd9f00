"""The glossary: terms that need explaining, and words that we avoid."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages import lists
from dayline.pages.changes import Badge, changes
from dayline.pages.edition import Edition
from dayline.pages.keys import joined
from dayline.pages.page import Head, Link, Page


class TermView(NamedTuple):
    """A term's page."""

    head: Head
    also: str
    avoid: str
    body: Markup
    changes: tuple[Badge, ...]


def pages(edition: Edition) -> Iterator[Page]:
    """A page for each term, and the list of them."""
    for id, entry in edition.timeline.terms.items():
        key = partial(_key, entry.digest)
        yield Page(urls.entry("term", id), "term.html", key, partial(view, id))
    yield lists.page("term", "Glossary", "Terms that need explaining")


def _key(entry: bytes, edition: Edition) -> bytes:
    return joined([edition.keys.site, entry])


def view(id: str, edition: Edition) -> TermView:
    """Everything that a term's page shows."""
    record = edition.timeline.terms[id].record
    description = edition.text(f"What we mean by {record.term}.")
    trail = (Link("Glossary", urls.index("term")),)
    head = Head(urls.entry("term", id), edition.text(record.term), "term", description, trail, sort="Term")
    also, avoid = edition.text(", ".join(record.also)), edition.text(", ".join(record.avoid))
    return TermView(head, also, avoid, edition.block(record.body), changes(record.changes, edition))

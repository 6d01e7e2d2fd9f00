"""The glossary: terms that need explaining, and words to avoid."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages.entry_head import entry_head
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import lists
from dayline.pages.links import Head
from dayline.pages.page import Page
from dayline.pages.parts.change_badge import Badge, changes
from dayline.words import N_, gettext


class TermView(NamedTuple):
    """A term's page."""

    head: Head
    also: str
    avoid: str
    body: Markup
    changes: tuple[Badge, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each term, and the list of them."""
    for id in index.timeline.terms:
        yield Page(urls.entry("term", id), "term.html", partial(view, id))
    yield lists.page("term", N_("Glossary"), N_("Terms that need explaining"))


def view(id: str, index: SiteIndex) -> TermView:
    """The view of a term's page."""
    record = index.timeline.terms[id].record
    description = index.text(gettext("What we mean by {term}.", term=record.term))
    head = entry_head("term", id, description, index)
    also, avoid = index.text(", ".join(record.also)), index.text(", ".join(record.avoid))
    return TermView(head, also, avoid, index.block(record.body), changes(record.changes, index))

"""What the page of an entry says of itself: its name, the list that it is in, and what kind of entry it is."""

from dayline import urls
from dayline.page_kinds import LISTS
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.words import N_, gettext

_SORTS = {
    "actor": N_("Person or group"), "place": N_("Place"), "thread": N_("Topic"), "figure": N_("Figure"),
    "term": N_("Term"), "source": N_("Source"), "question": N_("Question"),
}  # fmt: skip
NO_CARD = Link("")


def entry_head(kind: str, id: str, description: str, index: SiteIndex, card: Link = NO_CARD) -> Head:
    """The head of an entry's page, with the list of its registry above it."""
    link = index.link(kind, id)
    return Head(link.url, link.text, kind, description, (list_link(kind),), card, gettext(_SORTS[kind]))


def list_link(kind: str) -> Link:
    """A link to the list of a registry's entries, by its name in the menu."""
    return Link(gettext(LISTS[kind]), urls.index(kind))

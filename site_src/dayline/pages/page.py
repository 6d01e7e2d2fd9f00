"""What every page is made of."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from dayline.pages.index import SiteIndex


class Link(NamedTuple):
    """A text that leads somewhere; without `url` it is just the text."""

    text: str
    url: str = ""


def rest(told: str, url: str, where: str = "see all") -> Link | None:
    """The way from a shortened list to the whole: what `part` tells of it, and where that is; None if all is shown."""
    return Link(f"{told}: {where}", url) if told else None


class Head(NamedTuple):
    """What a page says of itself: `kind` is its class on `<body>`, `trail` leads to it from the home page.

    `sort` stands before the title where that alone does not say what the page is: `Thread`, `Claim by …`.
    `card` is its social card, with what can be read on it; without a `url` it has none of its own.
    """

    url: str
    title: str
    kind: str
    description: str = ""
    trail: tuple[Link, ...] = ()
    card: Link = Link("")
    sort: str = ""


class Page(NamedTuple):
    """A page to be rendered: its address, its template, and how to make the view that the template shows.

    `key` gives the digest of everything the view is made from: pages with equal keys have equal views. Both
    are told the edition only when they are asked, so that a plan outlives an edition in which words change.

    Without a template `make` gives the file itself: bytes, or what `bytes()` makes them of where it is rendered.
    A `late` page is made when all others have been published: nothing waits for it, and until it is there the
    one before stays.
    """

    url: str
    template: str
    key: "Callable[[SiteIndex], bytes]"
    make: "Callable[[SiteIndex], Any]"
    late: bool = False

"""What every page is made of."""

from collections.abc import Callable
from typing import Any, NamedTuple

from dayline.pages.index import SiteIndex


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
    key: Callable[[SiteIndex], bytes]
    make: Callable[[SiteIndex], Any]
    late: bool = False

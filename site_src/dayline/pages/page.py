"""What a plan says of a page."""

from collections.abc import Callable
from typing import Any, NamedTuple

from dayline.pages.index import SiteIndex


class Page(NamedTuple):
    """A page to be rendered: its address, its template, and how to make the view that the template shows.

    `key` returns the digest of everything the view is made from: equal keys mean equal views. Both functions get the
    site index only when they are called, so that a plan stays valid when only words change.

    Without a template, `make` returns the file itself: bytes, or an object that `bytes()` turns into them when the
    page is rendered. A `late` page is made after all others have been published, and its old version stays until then.
    """

    url: str
    template: str
    key: Callable[[SiteIndex], bytes]
    make: Callable[[SiteIndex], Any]
    late: bool = False

"""What a plan says of a page."""

from collections.abc import Callable
from typing import Any, NamedTuple

from dayline.pages.index import SiteIndex


class Page(NamedTuple):
    """A page to be rendered: its address, its template, and how to make the view that the template shows.

    `make` is a function or a `partial` of one, and gets the site index only when it is called, so that a plan stays
    valid when only words change. What it is given beforehand can be written with `repr`.

    Without a template, `make` returns the file itself: bytes, or an object that `bytes()` turns into them when the
    page is rendered. A `late` page is made after all others have been published, and its old version stays until then.
    """

    url: str
    template: str
    make: Callable[[SiteIndex], Any]
    late: bool = False

    @property
    def maker(self) -> str:
        """The function that makes the view, as `module:name`."""
        function = getattr(self.make, "func", self.make)
        return f"{function.__module__.partition('.')[2]}:{function.__qualname__}"

    @property
    def given(self) -> tuple[Any, ...]:
        """What the view is made from besides the answers of the site index; raises TypeError if it is given by name."""
        if getattr(self.make, "keywords", None):
            raise TypeError(f"`{self.maker}` is to be given what it needs by position")
        given: tuple[Any, ...] = getattr(self.make, "args", ())
        return given

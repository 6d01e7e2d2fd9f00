"""What every page is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere; without `url` it is just the text."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself: `kind` is its class on `<body>`, `trail` leads to it from the home page."""

    url: str
    title: str
    kind: str
    description: str = ""
    trail: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered: its address, its template, and how to make the view that the template shows.

    `key` is the digest of everything the view is made from: pages with equal keys have equal views.
    """

    url: str
    template: str
    key: bytes
    make: Callable[[], Any]

    @property
    def view(self) -> Any:
        return self.make()

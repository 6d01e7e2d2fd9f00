"""What every page is made of."""

from dataclasses import dataclass
from datetime import date
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
    lastmod: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered: its address, its template, and the view that the template shows."""

    url: str
    template: str
    view: Any

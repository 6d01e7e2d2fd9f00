"""Links, and what a page says of itself."""

from typing import NamedTuple


class Link(NamedTuple):
    """A text that leads somewhere; without `url` it is just the text."""

    text: str
    url: str = ""


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

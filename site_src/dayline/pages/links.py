"""Links, and what a page says of itself."""

from typing import NamedTuple


class Link(NamedTuple):
    """A text that leads somewhere."""

    text: str
    url: str = ""  # empty for a text that leads nowhere


class Head(NamedTuple):
    """What a page says of itself."""

    url: str  # the address of the page
    title: str
    kind: str  # the class on `<body>`
    description: str = ""  # one sentence on the page; empty for the site's
    trail: tuple[Link, ...] = ()  # links from the home page down to this page
    card: Link = Link("")  # its social card, and what can be read on it; without a `url` it has none of its own
    sort: str = ""  # goes before a title that needs it: `Thread`, `Claim by …`

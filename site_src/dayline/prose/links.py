"""Links of our own schemes in HTML: marked while it is made, given their addresses where it is shown.

So the HTML of a text is the same whatever else the site holds.
"""

import html
import re
from collections.abc import Callable

from dayline.schema.markdown_links import SCHEMES

MAX_LINK_LENGTH = 1000
"""How many characters a link may have: how far is looked for its end."""
Resolve = Callable[[str, str], str | None]

_MARK = "\x1f"  # content can't contain it
TAG_REST = r"(?:\"[^\"]*+\"|'[^']*+'|[^'\">])*+>"
"""From within a tag to its end: a `>` between quotation marks does not end it."""
_LINK_TAG = re.compile(rf"</?a\b{TAG_REST}")
_PLACEHOLDER = re.compile(rf' href="{_MARK}(\w+)/([^"]*)"')


def link_placeholder(scheme: str, id: str) -> str | None:
    """What stands for the address of a thing until it is known; None if the scheme is not one of ours.

    It has the look of a relative address, so that nothing on the way takes its scheme for a foreign one.
    """
    return f"{_MARK}{scheme}/{id}" if scheme in SCHEMES else None


def resolve_links(text: str, resolve: Resolve) -> str:
    """HTML with the addresses of all things that it links to; what there is not is no link."""

    def address(found: re.Match[str]) -> str:
        url = resolve(found[1], html.unescape(found[2]))
        return "" if url is None else f' href="{html.escape(url)}"'

    return _PLACEHOLDER.sub(address, text) if _MARK in text else text


def strip_links(text: str) -> str:
    """HTML without its links, their words left in place."""
    return _LINK_TAG.sub("", text)

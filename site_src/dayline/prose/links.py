"""Internal links (`event:…`): placeholders while text is converted, addresses when it is shown.

The converted HTML of a text therefore does not depend on the rest of the site.
"""

import html
import re
from collections.abc import Callable

from dayline.schema.markdown.links import SCHEMES

MAX_LINK_LENGTH = 1000
"""The maximum length of a link: how far ahead to look for its end."""
Resolve = Callable[[str, str], str | None]

_MARK = "\x1f"  # content can't contain it
TAG_REST = r"(?:\"[^\"]*+\"|'[^']*+'|[^'\">])*+>"
"""The rest of a tag up to its end; a `>` inside quotes does not end it."""
_LINK_TAG = re.compile(rf"</?a\b{TAG_REST}")
_PLACEHOLDER = re.compile(rf' href="{_MARK}(\w+)/([^"]*)"')


def link_placeholder(scheme: str, id: str) -> str | None:
    """The placeholder for an internal link's address; None for an unknown scheme.

    It looks like a relative address, so that the sanitiser does not drop it as an unknown scheme.
    """
    return f"{_MARK}{scheme}/{id}" if scheme in SCHEMES else None


def resolve_links(text: str, resolve: Resolve) -> str:
    """HTML with internal links resolved; a link whose target does not exist loses its address."""

    def address(match: re.Match[str]) -> str:
        url = resolve(match[1], html.unescape(match[2]))
        return "" if url is None else f' href="{html.escape(url)}"'

    return _PLACEHOLDER.sub(address, text) if _MARK in text else text


def strip_links(text: str) -> str:
    """HTML with each link replaced by its text."""
    return _LINK_TAG.sub("", text)

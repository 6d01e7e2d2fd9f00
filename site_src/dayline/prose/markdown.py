"""Markdown to safe HTML by way of Python-Markdown and nh3: right for every text, and slow."""

import re
import sys
from functools import lru_cache
from html import escape
from typing import Any

from dayline.prose.links import MAX_LINK_LENGTH, link_placeholder
from dayline.read.text import forbidden_in

_TAGS = {
    "p", "a", "em", "strong", "del", "code", "pre", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "h5", "h6", "hr",
    "br", "table", "thead", "tbody", "tr", "th", "td", "sup", "div",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title", "id", "class"}, "li": {"id"}, "ol": {"start"}, "div": {"class"}, "th": {"align"},
    "td": {"align"}, "table": {"aria-label"}, "sup": {"id"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"},
}  # fmt: skip
_LOOKAHEAD_PATTERNS = (
    "footnote", "reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref",
)  # fmt: skip
_REFERENCE = re.compile(r"&#(?:[xX]([0-9A-Fa-f]{1,9})|([0-9]{1,9}))[0-9A-Fa-f]*;")


def convert(text: str) -> str:
    """Markdown as HTML with nothing in it that a browser would run or fetch; our links are marked."""
    import nh3

    return nh3.clean(
        _html(_REFERENCE.sub(_allowed, text)), tags=_TAGS, attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"}, link_rel=None, clean_content_tags={"script", "style"},
    )  # fmt: skip


def _html(text: str) -> str:
    """What Python-Markdown makes of a text; the text as written if lists lie in lists too deep for it.

    `check` refuses such a text (schema/markdown_limits.py).
    """
    try:
        return str(_markdown().reset().convert(text))
    except RecursionError:
        _markdown.cache_clear()
        return f"<p>{escape(text, quote=False)}</p>"


def _allowed(reference: re.Match[str]) -> str:
    """A character reference as written; one to what no content may hold, such as our own marks, as `�`."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return "\ufffd" if number > sys.maxunicode or forbidden_in(chr(number)) else reference[0]


@lru_cache(1)
def _markdown() -> Any:
    """Python-Markdown as GitHub reads it, with our links, and with no heading above the second level."""
    from markdown import Markdown
    from markdown.extensions.footnotes import FootnoteExtension
    from markdown.treeprocessors import Treeprocessor

    from dayline.prose.emphasis import strip_placeholders
    from dayline.prose.github import GitHub

    class Links(Treeprocessor):
        """Marks our links, and gives headings their level and tables their name."""

        def run(self, root: Any) -> None:
            for element in root.iter():
                if element.tag == "a":
                    _address(element)
                elif element.tag == "h1":
                    element.tag = "h2"
                elif element.tag == "table":
                    heads = (strip_placeholders("".join(cell.itertext())) for cell in element.iter("th"))
                    element.set("aria-label", ", ".join(heads))

    footnotes = FootnoteExtension(UNIQUE_IDS=False)
    made = Markdown(extensions=[GitHub(footnotes), footnotes], output_format="html")
    made.treeprocessors.register(Links(made), "dayline", 5)
    for name in _LOOKAHEAD_PATTERNS:
        _bound(made.inlinePatterns[name])
    return made


def _bound(pattern: Any) -> None:
    """Let a pattern look no further than `REACH` for the end of what it has found the beginning of."""
    handle = pattern.handleMatch
    pattern.handleMatch = lambda match, text: handle(match, text[: match.end() + MAX_LINK_LENGTH])


def _address(link: Any) -> None:
    scheme, colon, id = link.get("href", "").partition(":")
    mark = link_placeholder(scheme, id) if colon else None
    if mark:
        link.set("href", mark)
    elif scheme not in ("http", "https", "mailto") and not scheme.startswith("#fn"):
        link.attrib.pop("href", None)

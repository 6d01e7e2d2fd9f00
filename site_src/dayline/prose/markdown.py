"""Markdown to safe HTML with Python-Markdown and nh3: correct for every text, but slow."""

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
    """Markdown as HTML, sanitised so that browsers run and fetch nothing; internal links are placeholders."""
    import nh3

    return nh3.clean(
        _html(_REFERENCE.sub(_safe_reference, text)), tags=_TAGS, attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"}, link_rel=None, clean_content_tags={"script", "style"},
    )  # fmt: skip


def _html(text: str) -> str:
    """The output of Python-Markdown, or the text as written if its lists are nested too deeply.

    `check` rejects such a text (schema/markdown/limits.py).
    """
    try:
        return str(_markdown().reset().convert(text))
    except RecursionError:
        _markdown.cache_clear()
        return f"<p>{escape(text, quote=False)}</p>"


def _safe_reference(reference: re.Match[str]) -> str:
    """A character reference, or `�` if its character is forbidden in content, such as our placeholders."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return "\ufffd" if number > sys.maxunicode or forbidden_in(chr(number)) else reference[0]


@lru_cache(1)
def _markdown() -> Any:
    """Python-Markdown set up for GitHub's dialect and internal links; headings start at level two."""
    from markdown import Markdown
    from markdown.extensions.footnotes import FootnoteExtension
    from markdown.treeprocessors import Treeprocessor

    from dayline.prose.emphasis import strip_placeholders
    from dayline.prose.github import GitHub

    class Links(Treeprocessor):
        """Replaces internal links by placeholders, lowers top-level headings and labels tables."""

        def run(self, root: Any) -> None:
            for element in root.iter():
                if element.tag == "a":
                    _set_address(element)
                elif element.tag == "h1":
                    element.tag = "h2"
                elif element.tag == "table":
                    heads = (strip_placeholders("".join(cell.itertext())) for cell in element.iter("th"))
                    element.set("aria-label", ", ".join(heads))

    footnotes = FootnoteExtension(UNIQUE_IDS=False)
    markdown = Markdown(extensions=[GitHub(footnotes), footnotes], output_format="html")
    markdown.treeprocessors.register(Links(markdown), "dayline", 5)
    for name in _LOOKAHEAD_PATTERNS:
        _limit_lookahead(markdown.inlinePatterns[name])
    return markdown


def _limit_lookahead(pattern: Any) -> None:
    """Limit how far a pattern looks ahead for the end of a link."""
    handle = pattern.handleMatch
    pattern.handleMatch = lambda match, text: handle(match, text[: match.end() + MAX_LINK_LENGTH])


def _set_address(link: Any) -> None:
    scheme, colon, id = link.get("href", "").partition(":")
    mark = link_placeholder(scheme, id) if colon else None
    if mark:
        link.set("href", mark)
    elif scheme not in ("http", "https", "mailto") and not scheme.startswith("#fn"):
        link.attrib.pop("href", None)

"""Markdown and plain text to safe HTML: the only place where content becomes markup."""

import re
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from dayline.read.text import forbidden_in
from dayline.schema.texts import SCHEMES

Resolve = Callable[[str, str], str | None]

_MARKDOWN = re.compile(r"[\\`*_\[\]<>&|~^]|(?m:^\s*(?:[-+#=:]|\d+[.)]))|\n[ \t]*\n|  \n|    |\t")
_TYPED = re.compile(r"['\"]|--|\.\.\.")
_TAGS = {
    "p", "a", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "h5", "h6", "hr", "br",
    "table", "thead", "tbody", "tr", "th", "td", "sup", "div",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title", "id", "class"}, "li": {"id"}, "ol": {"start"}, "div": {"class"}, "th": {"align"},
    "td": {"align"}, "table": {"aria-label"}, "sup": {"id"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"},
}  # fmt: skip
_TAG = "\x06"  # where a tag was, while quotes are curled; content can't contain it
_QUOTES = {
    "en": "“”‘’", "uk": "«»„“", "ru": "«»„“", "fr": "«»‘’", "de": "„“‚‘", "sq": "„“‚‘", "pl": "„”‚’", "it": "«»“”",
    "es": "«»“”",
}  # fmt: skip
_REFERENCE = re.compile(r"&#(?:[xX]([0-9A-Fa-f]{1,9})|([0-9]{1,9}))[0-9A-Fa-f]*;")
_CODE = re.compile(r"(<(?:code|pre)\b.*?</(?:code|pre)>|<[^>]*>)", re.DOTALL)
_SINGLE = re.compile(r"(?<=\w)'(?=\w)|(?<=[\s(\[“«„—–])'(?=\d\ds?\b)|^'(?=\d\ds?\b)")


@lru_cache(16384)
def plain(text: str, language: str = "en") -> str:
    """A text with typographic quotes, dashes and ellipses; still text, to be escaped."""
    if not _TYPED.search(text):
        return text
    double_open, double_close, single_open, single_close = tuple(
        _QUOTES.get(language.split("-", maxsplit=1)[0], _QUOTES["en"])
    )
    text = text.replace("...", "…").replace("---", "—").replace("--", "–")
    text = _SINGLE.sub("’", text)
    text = re.sub(rf'((?:^|[\s(\[—–/=‘“«„]){_TAG}*)"', rf"\1{double_open}", text)
    text = text.replace('"', double_close)
    text = re.sub(rf"((?:^|[\s(\[—–/{double_open}]){_TAG}*)'(?={_TAG}*[^\s{_TAG}])", rf"\1{single_open}", text)
    return text.replace("'", "’" if single_close == "’" or single_open not in text else single_close)


def inline(text: str, resolve: Resolve, language: str = "en") -> Markup:
    """One paragraph of Markdown as HTML without the paragraph around it."""
    html = str(block(text, resolve, language))
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        html = html[3:-4]
    return Markup(html)  # noqa: S704 - block() has cleaned it


def block(text: str, resolve: Resolve, language: str = "en") -> Markup:
    """Markdown as HTML; `resolve` turns our link schemes into addresses."""
    text = text.strip()
    if not text:
        return Markup()
    if is_markdown(text):
        return through_markdown(text, resolve, language)
    return Markup(f"<p>{_escape(plain(text, language))}</p>")  # noqa: S704 - escaped


def is_markdown(text: str) -> bool:
    """Whether a text holds anything that Markdown could take for more than words."""
    return _MARKDOWN.search(text) is not None


def through_markdown(text: str, resolve: Resolve, language: str = "en") -> Markup:
    """The long way of `block`, for every text."""
    return Markup(_curl(_cleaned(_converted(text, resolve)), language))  # noqa: S704 - cleaned


def _escape(text: str) -> str:
    """Text as HTML, with quotes left as they are, as Markdown leaves them."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _curl(html: str, language: str) -> str:
    """Typographic quotes in the text of some HTML, not in its tags and code."""
    if not _TYPED.search(html):
        return html
    return _outside_tags(html, language)


def _outside_tags(html: str, language: str) -> str:
    """Curl over the whole text at once, so that a quote mark after a tag knows what stands before it."""
    pieces = _CODE.split(html)
    joined = _TAG.join(pieces[0::2])
    curled = plain(joined, language).split(_TAG)
    return "".join(text + tag for text, tag in zip(curled, [*pieces[1::2], ""], strict=True))


def _cleaned(html: str) -> str:
    import nh3

    return nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None,
        clean_content_tags={"script", "style"},
    )  # fmt: skip


def _converted(text: str, resolve: Resolve) -> str:
    markdown: Any = _markdown()
    markdown.dayline_resolve = resolve
    return str(markdown.reset().convert(_REFERENCE.sub(_allowed, text)))


def _allowed(reference: re.Match[str]) -> str:
    """A character reference as written; one to what no content may hold, such as our own marks, as `�`."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return "\ufffd" if number > sys.maxunicode or forbidden_in(chr(number)) else reference[0]


@lru_cache(1)
def _markdown() -> Any:
    """Python-Markdown without raw HTML, with our links, and with no heading above the second level."""
    from markdown import Markdown
    from markdown.extensions.footnotes import FootnoteExtension
    from markdown.extensions.tables import TableExtension
    from markdown.treeprocessors import Treeprocessor

    class Links(Treeprocessor):
        """Gives our schemes their addresses, and headings their level."""

        def run(self, root: Any) -> None:
            markdown: Any = self.md
            for element in root.iter():
                if element.tag == "a":
                    _address(element, markdown.dayline_resolve)
                elif element.tag == "h1":
                    element.tag = "h2"
                elif element.tag == "table":
                    element.set("aria-label", ", ".join("".join(cell.itertext()) for cell in element.iter("th")))

    footnotes = FootnoteExtension(UNIQUE_IDS=False)
    made = Markdown(extensions=[footnotes, TableExtension(), "sane_lists"], output_format="html")
    made.preprocessors.deregister("html_block")
    made.inlinePatterns.deregister("html")
    made.treeprocessors.register(Links(made), "dayline", 5)
    return made


def _address(link: Any, resolve: Resolve) -> None:
    scheme, colon, id = link.get("href", "").partition(":")
    if colon and scheme in SCHEMES:
        address = resolve(scheme, id)
        if address is None:
            link.attrib.pop("href")
        else:
            link.set("href", address)
    elif scheme not in ("http", "https", "mailto") and not scheme.startswith("#fn"):
        link.attrib.pop("href", None)

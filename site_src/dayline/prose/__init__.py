"""Markdown and plain text to safe HTML: the only place where content becomes markup."""

from collections.abc import Mapping

from markupsafe import Markup

from dayline.prose import fast, markdown
from dayline.prose.fast import is_markdown
from dayline.prose.kept import Kept, Load
from dayline.prose.links import Resolve, resolve_links, strip_links
from dayline.prose.plain_text import plain_text
from dayline.prose.typography import curl_quotes, plain, unquoted

__all__ = [
    "Resolve",
    "block",
    "fresh",
    "inline",
    "is_markdown",
    "plain",
    "plain_text",
    "recall",
    "through_markdown",
    "unquoted",
    "without_links",
]  # fmt: skip

_KEPT = Kept(markdown.convert)


def inline(text: str, resolve: Resolve, language: str = "en") -> Markup:
    """One paragraph of Markdown as HTML without the paragraph around it."""
    html = _block(text, resolve, language)
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        html = html[3:-4]
    return Markup(html)  # noqa: S704 - _block() has cleaned it


def block(text: str, resolve: Resolve, language: str = "en") -> Markup:
    """Markdown as HTML; `resolve` turns our link schemes into addresses."""
    return Markup(_block(text, resolve, language))  # noqa: S704 - _block() has cleaned it


def through_markdown(text: str, resolve: Resolve, language: str = "en") -> Markup:
    """The long way of `block`, for every text."""
    return Markup(resolve_links(curl_quotes(markdown.convert(text), language), resolve))  # noqa: S704 - cleaned


def without_links(html: Markup) -> Markup:
    """What `inline` or `block` made, with the words of its links but not the links."""
    return Markup(strip_links(html))  # noqa: S704 - nothing but tags was taken out


def recall(load: Load) -> None:
    """Use what `fresh` gave to an earlier process; it is loaded only if a text needs it."""
    _KEPT.recall(load)


def fresh() -> Mapping[bytes, str] | None:
    """What the next process can use, None if that is nothing new."""
    return _KEPT.fresh()


def _block(text: str, resolve: Resolve, language: str) -> str:
    text = text.strip()
    if not text:
        return ""
    if is_markdown(text):
        return resolve_links(curl_quotes(fast.convert(text) or _KEPT(text), language), resolve)
    return f"<p>{_escape(plain(text, language))}</p>"


def _escape(text: str) -> str:
    """Text as HTML, with quotes left as they are, as Markdown leaves them."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

"""Markdown and plain text to safe HTML: the only room where content becomes markup."""

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

from dayline.lazy import lazy
from dayline.prose import fast
from dayline.prose.fast import is_markdown
from dayline.prose.kept import Kept, Load
from dayline.prose.links import Resolve, resolve_links, strip_links
from dayline.prose.plain_text import plain_text
from dayline.prose.typography import curl_quotes, plain, unquoted

if TYPE_CHECKING:
    from dayline.prose.markdown import convert
else:
    convert = lazy("prose.markdown:convert")

__all__ = [
    "Resolve",
    "block",
    "fresh",
    "inline",
    "is_markdown",
    "learn",
    "plain",
    "plain_text",
    "recall",
    "unquoted",
    "without_links",
]  # fmt: skip

_KEPT = Kept(convert)


def inline(text: str, resolve: Resolve, language: str = "en") -> Markup:
    """One paragraph of Markdown as HTML, without its `<p>`."""
    html = _block(text, resolve, language)
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        html = html[3:-4]
    return Markup(html)  # noqa: S704 - cleaned by _block()


def block(text: str, resolve: Resolve, language: str = "en") -> Markup:
    """Markdown as HTML; `resolve` turns links such as `event:…` into addresses."""
    return Markup(_block(text, resolve, language))  # noqa: S704 - cleaned by _block()


def without_links(html: Markup) -> Markup:
    """HTML from `inline` or `block` with each link replaced by its text."""
    return Markup(strip_links(html))  # noqa: S704 - only tags were removed


def recall(load: Load) -> None:
    """Reuse the HTML that an earlier process got from `fresh`, loaded when first needed."""
    _KEPT.recall(load)


def learn(texts: Mapping[bytes, str]) -> None:
    """Take over HTML that another process got from `fresh`."""
    _KEPT.learn(texts)


def fresh() -> Mapping[bytes, str] | None:
    """HTML for the next process to reuse; None if there is nothing new."""
    return _KEPT.fresh()


def _block(text: str, resolve: Resolve, language: str) -> str:
    text = text.strip()
    if not text:
        return ""
    if is_markdown(text):
        return resolve_links(curl_quotes(fast.convert(text) or _KEPT(text), language), resolve)
    return f"<p>{escape(plain(text, language), quote=False)}</p>"

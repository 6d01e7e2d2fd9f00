"""Inline code, line breaks and URLs as the GitHub Flavored Markdown spec defines them."""

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AMP_SUBSTITUTE, ETX, STX, AtomicString, code_escape

from dayline.schema.markdown.inline import TOKEN, code_end

_NO_ADDRESS = rf"\s<>|`\"\\“”«»{STX}{ETX}"
_LABEL = r"(?:[^\W_]|-){1,63}"
_BARE = (
    rf"((?<![A-Za-z])https?://|(?<![^\s*_~(])www\.)(?:[\w-]{{1,63}}\.){{0,9}}{_LABEL}\.{_LABEL}(?![\w-])[^{_NO_ADDRESS}]*"
    r"|(?<![A-Za-z0-9._+/-])[A-Za-z0-9._+-]{1,64}@(?:[A-Za-z0-9_-]{1,63}\.){1,9}"
    r"[A-Za-z0-9_-]{0,62}[A-Za-z](?![A-Za-z0-9_@-])"
)
_TRAILING = re.compile(r"(?:[?!.,:*_~'’…]|&[A-Za-z0-9]{1,32};)$")
Found = tuple[Any, int, int]


class Verbatim(InlineProcessor):
    """Spans that contain no further markup: code, URLs in angle brackets, backslash escapes."""

    def __init__(self) -> None:
        super().__init__(TOKEN.pattern)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        """The code, link or character; nothing if the code is not closed."""
        if m[1]:
            return f"{AMP_SUBSTITUTE}amp;" if m[1] == "&" else f"{STX}{ord(m[1])}{ETX}", m.start(), m.end()
        if m[2] or m[3]:
            return _link(m[2] or f"mailto:{m[3]}", m[2] or m[3]), m.start(), m.end()
        end = code_end(data, m)
        return (None, m.start(), m.end()) if end is None else (_code(data[m.end() : end - len(m[0])]), m.start(), end)


class BareUrl(InlineProcessor):
    """A bare URL or email address, without the sentence's punctuation; not inside a link."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self) -> None:
        super().__init__(_BARE)

    def handleMatch(self, m: re.Match[str], _data: str) -> Found:  # type: ignore[override]  # noqa: N802
        """The link; an unbalanced closing bracket is not part of it."""
        shown = _trimmed(m[0]) if m[1] else m[0]
        prefix = "" if (m[1] or "").endswith("/") else "http://" if m[1] else "mailto:"
        link = _link(prefix + shown, shown)
        link.set("bare", "yes")
        return link, m.start(), m.start() + len(shown)


class LineBreak(InlineProcessor):
    """A line break: two spaces or a backslash at the end of a line."""

    def __init__(self) -> None:
        super().__init__(r"(?: {2,}|\\)\n")

    def handleMatch(self, m: re.Match[str], _data: str) -> Found:  # type: ignore[override]  # noqa: N802
        """The line break."""
        return Element("br"), m.start(), m.end()


def _code(words: str) -> Element:
    words = words.replace("\n", " ")
    if words.strip(" ") and words[0] == words[-1] == " ":
        words = words[1:-1]
    code = Element("code")
    code.text = AtomicString(code_escape(words))
    return code


def _link(address: str, words: str) -> Element:
    link = Element("a", {"href": address})
    link.text = AtomicString(words)
    return link


def _trimmed(address: str) -> str:
    while True:
        shorter = _TRAILING.sub("", address)
        if shorter == address and address.endswith(")") and address.count(")") > address.count("("):
            shorter = address[:-1]
        if shorter == address:
            return address
        address = shorter

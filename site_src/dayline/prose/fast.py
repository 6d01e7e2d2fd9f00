"""A fast path for the most common Markdown: paragraphs, headings and lists with links and simple emphasis."""

import re

from dayline.prose.links import MAX_LINK_LENGTH, link_placeholder
from dayline.schema.markdown.links import SCHEMES

_MARKS = re.compile(r"[\\`*_\[\]<>&|~^\t@]|://|www\.")
_START = re.compile(r"\s*(?:[-+#=:]|\d+[.)])")
_LINES = re.compile(r"\n(?:[-+#=:\s]|\d+[.)])|  \n")
_UNUSUAL = re.compile("[\0-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029]")
_WORD = r"[^][()<>*_`\\&|~^!\s]"
_WORDS = rf"{_WORD}+(?:[ \n]{_WORD}+)*"
_INTERNAL = rf"({'|'.join(SCHEMES)}):([A-Za-z0-9_./#-]+)"
_EXTERNAL = r"https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}(?:/[A-Za-z0-9_./#%?=+@:;,-]*)?"
_LINK = rf"(?<=\[)(?<!!\[)(?=[^)]{{0,{MAX_LINK_LENGTH - 1}}}\))({_WORDS})\]\((?:{_INTERNAL}|({_EXTERNAL}))\)"
_EMPHASISED = rf"(?=[^\W_]){_WORDS}(?<=[^\W_])"  # next to a letter or digit, marks are emphasis in any context
_EMPHASIS = rf"(?<=\*)(?<!\*\*)(?:\*({_EMPHASISED})\*\*|({_EMPHASISED})\*)(?!\*)"
_TOKEN = re.compile(rf"[\[*](?:{_LINK}|{_EMPHASIS})")
_HEADING = re.compile(r"(#{1,6}) ([^#\s][^#\n]*)")


def is_markdown(text: str) -> bool:
    """Whether a text contains anything that Markdown could read as markup."""
    if _MARKS.search(text) or _START.match(text) or "    " in text:
        return True
    return "\n" in text and _LINES.search(text) is not None


def convert(text: str) -> str | None:
    """The HTML that `markdown.convert` would return, with placeholders for links; None if that is not certain."""
    if _UNUSUAL.search(text) or " \n" in text:
        return None
    html: list[str] = []
    for block in text.split("\n\n"):
        element = _block(block)
        if element is None or (element.startswith("<ul>") and html and html[-1].startswith("<ul>")):
            return None
        html.append(element)
    return "\n".join(html)


def _block(block: str) -> str | None:
    heading = _HEADING.fullmatch(block)
    if heading:
        return _element(f"h{max(2, len(heading[1]))}", heading[2])
    if not block.startswith("- "):
        return _element("p", block)
    items = [_element("li", line[2:]) if line.startswith("- ") else None for line in block.split("\n")]
    return "\n".join(["<ul>", *filter(None, items), "</ul>"]) if None not in items else None


def _element(tag: str, text: str) -> str | None:
    """An element of words, links and emphasis; None if the text contains other markup."""
    if not text or text != text.strip() or is_markdown(_TOKEN.sub(_words, text)):
        return None
    return f"<{tag}>{_TOKEN.sub(_tag, text)}</{tag}>"


def _words(token: re.Match[str]) -> str:
    return token[1] or token[5] or token[6]


def _tag(token: re.Match[str]) -> str:
    words, scheme, id, external, strong, emphasis = token.groups()
    if words:
        return f'<a href="{external or link_placeholder(scheme, id)}">{words}</a>'
    return f"<strong>{strong}</strong>" if strong else f"<em>{emphasis}</em>"

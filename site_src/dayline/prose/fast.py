"""The commonest Markdown to HTML without Python-Markdown: paragraphs, headings and lists of words and links."""

import re

from dayline.prose.links import MAX_LINK_LENGTH, link_placeholder
from dayline.schema.markdown_links import SCHEMES

_MARKS = re.compile(r"[\\`*_\[\]<>&|~^\t@]|://|www\.")
_START = re.compile(r"\s*(?:[-+#=:]|\d+[.)])")
_LINES = re.compile(r"\n(?:[-+#=:\s]|\d+[.)])|  \n")
_ODD = re.compile("[\0-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029]")
_WORD = r"[^][()<>*_`\\&|~^!\s]"
_WORDS = rf"{_WORD}+(?:[ \n]{_WORD}+)*"
_OURS = rf"({'|'.join(SCHEMES)}):([A-Za-z0-9_./#-]+)"
_OUTSIDE = r"https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}(?:/[A-Za-z0-9_./#%?=+@:;,-]*)?"
_LINK = rf"(?<=\[)(?<!!\[)(?=[^)]{{0,{MAX_LINK_LENGTH - 1}}}\))({_WORDS})\]\((?:{_OURS}|({_OUTSIDE}))\)"
_STRESSED = rf"(?=[^\W_]){_WORDS}(?<=[^\W_])"  # beside a letter or digit, marks are emphasis whatever is around
_STRESS = rf"(?<=\*)(?<!\*\*)(?:\*({_STRESSED})\*\*|({_STRESSED})\*)(?!\*)"
_TOKEN = re.compile(rf"[\[*](?:{_LINK}|{_STRESS})")
_HEADING = re.compile(r"(#{1,6}) ([^#\s][^#\n]*)")


def is_markdown(text: str) -> bool:
    """Whether a text holds anything that Markdown could take for more than words."""
    if _MARKS.search(text) or _START.match(text) or "    " in text:
        return True
    return "\n" in text and _LINES.search(text) is not None


def convert(text: str) -> str | None:
    """The HTML of a text, its links marked, as `markdown.converted` gives it; None if that is not certain."""
    if _ODD.search(text) or " \n" in text:
        return None
    html: list[str] = []
    for block in text.split("\n\n"):
        made = _block(block)
        if made is None or (made.startswith("<ul>") and html and html[-1].startswith("<ul>")):
            return None
        html.append(made)
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
    """An element of words, links and emphasis; None if there is more in the text."""
    if not text or text != text.strip() or is_markdown(_TOKEN.sub(_words, text)):
        return None
    return f"<{tag}>{_TOKEN.sub(_tag, text)}</{tag}>"


def _words(token: re.Match[str]) -> str:
    return token[1] or token[5] or token[6]


def _tag(token: re.Match[str]) -> str:
    words, scheme, id, outside, strong, emphasis = token.groups()
    if words:
        return f'<a href="{outside or link_placeholder(scheme, id)}">{words}</a>'
    return f"<strong>{strong}</strong>" if strong else f"<em>{emphasis}</em>"

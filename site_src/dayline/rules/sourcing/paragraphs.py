"""The words of Markdown: what its links lead to, and where its paragraphs are."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dayline.rules.sourcing.sentences import SYNTAX, Stretch
from dayline.schema.markdown_links import SCHEMES, without_code

Target = tuple[str, str]
Links = Mapping[int, tuple[Target, ...]]

_TAIL = re.compile(r"\]\(\s*<?([^\s<>()]{0,2000})>?[^()\n]{0,200}\)")
_HEAD = re.compile(rf"!?\[(?=[^\[\]{SYNTAX}]{{0,500}}{SYNTAX})")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]{1,200})\]:[ \t]*\n?[ \t]*([^\n]*)", re.MULTILINE)
_REFERRING = re.compile(r"\[([^\[\]]{1,500})\](?:\[([^\[\]]{0,200})\])?")
_ADDRESS = re.compile(r"https?://[^\s<>()]+")
_OURS = re.compile(rf"(?<![\w:/])({'|'.join(SCHEMES)}):([^\s<>()\]]+)")
_MARK = re.compile(r"(?:[ \t]*>)*[ \t]*(#{1,6}(?=[ \t]|$)|(?:[*+-]|\d{1,9}[.)])(?=[ \t]))?")
_NO_WORDS = re.compile(rf"[\s*_=:|{SYNTAX}-]*")


class Words(NamedTuple):
    """A text with `SYNTAX` for its Markdown, as long as it was, and what its links lead to by where they end."""

    text: str
    links: Links


def words(text: str) -> Words:
    """The words of a Markdown text and its links of our own; a footnote's mark leads where the footnote does."""
    masked = without_code(text)
    links: dict[int, tuple[Target, ...]] = {}
    if "]:" in masked:
        masked, links = _referring(masked)
    if "](" in masked:
        links |= {found.start(): _targets(found[1]) for found in _TAIL.finditer(masked)}
        masked = _HEAD.sub(_blank, _TAIL.sub(_blank, masked))
    return Words(_ADDRESS.sub(_blank, masked) if "://" in masked else masked, links)


def paragraphs(text: str) -> Iterator[Stretch]:
    """The paragraphs, list entries and rows of tables of such words; headings and rules are left out."""
    begin = end = 0
    for line in _lines(text):
        if line.kind != "more":
            heads = line.kind == "underline" and "\n" not in text[begin:end].strip("\n")
            if begin < end and not heads:
                yield Stretch(begin, end)
            begin = end = line.start
        if line.kind in ("more", "first"):
            begin, end = begin if begin < end else line.start, line.end
    if begin < end:
        yield Stretch(begin, end)


def _referring(text: str) -> tuple[str, dict[int, tuple[Target, ...]]]:
    """A text without links whose address stands elsewhere in it, and what they lead to."""
    defined = {found[1].casefold(): _targets(found[2]) for found in _DEFINITION.finditer(text)}
    links: dict[int, tuple[Target, ...]] = {}

    def words_of(found: re.Match[str]) -> str:
        label = found[2] or found[1]
        if label.casefold() not in defined:
            return found[0]
        links[found.end(1)] = defined[label.casefold()]
        shown = "" if label.startswith("^") else found[1]
        return SYNTAX + shown + SYNTAX * (len(found[0]) - len(shown) - 1)

    return _REFERRING.sub(words_of, _DEFINITION.sub(_blank, text)), links


class _Line(NamedTuple):
    """From where to where the words of a line go: `first` or `more` of a paragraph, an `underline`, or `none`."""

    start: int
    end: int
    kind: str


def _lines(text: str) -> Iterator[_Line]:
    at, in_table = 0, False
    for line in text.splitlines(keepends=True):
        mark = _MARK.match(line)
        start = mark.end() if mark else 0
        sign = (mark and mark[1]) or ""
        in_table = in_table and bool(line.strip())
        yield _Line(at + start, at + len(line), _kind(line, start, sign, in_table))
        in_table = in_table or ("|" in line and "-" in line and bool(_NO_WORDS.fullmatch(line)))
        at += len(line)


def _kind(line: str, start: int, sign: str, in_table: bool) -> str:
    if _NO_WORDS.fullmatch(line):
        return "underline" if line.strip()[:1] in ("=", "-", "|", ":") and line.strip() else "none"
    if sign.startswith("#") or start == len(line):
        return "none"
    return "first" if sign or in_table else "more"


def _targets(text: str) -> tuple[Target, ...]:
    return tuple((found[1], found[2]) for found in _OURS.finditer(text))


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", SYNTAX, found[0])

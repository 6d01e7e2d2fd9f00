"""The words of Markdown: what its links lead to, and where its paragraphs are."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dayline.patterns import lazy_pattern
from dayline.schema.markdown.links import SCHEMES, without_code
from dayline.schema.markdown.parser import parse
from dayline.schema.markdown.sentences import SYNTAX

Target = tuple[str, str]
Links = Mapping[int, tuple[Target, ...]]

_TAIL = lazy_pattern(r"\]\(\s*<?([^\s<>()]{0,2000})>?[^()\n]{0,200}\)")
_HEAD = lazy_pattern(rf"!?\[(?=[^\[\]{SYNTAX}]{{0,500}}{SYNTAX})")
_DEFINITION = lazy_pattern(r"^ {0,3}\[([^\]\n]{1,200})\]:[ \t]*\n?[ \t]*([^\n]*)", re.MULTILINE)
_REFERRING = lazy_pattern(r"\[([^\[\]]{1,500})\](?:\[([^\[\]]{0,200})\])?")
_OURS = lazy_pattern(rf"(?<![\w:/])({'|'.join(SCHEMES)}):([^\s<>()\]]+)")
_NO_WORDS = lazy_pattern(rf"https?://[^\s<>()]+|{_OURS.pattern}|\[\^[^\]\s]{{1,200}}\]")


class Paragraph(NamedTuple):
    """The start and end of a paragraph, list entry, table row or heading."""

    start: int
    end: int
    is_heading: bool = False


class Words(NamedTuple):
    """A text with `SYNTAX` for its Markdown, as long as it was, and what its links lead to by where they end."""

    text: str
    links: Links


def words(text: str) -> Words:
    """The words of a Markdown text and its links to records; a footnote's mark leads where the footnote does."""
    masked = without_code(text)
    links: dict[int, tuple[Target, ...]] = {}
    if "]:" in masked:
        masked, links = _referring(masked)
    if "](" in masked:
        links |= {match.start(): addresses(match[1]) for match in _TAIL.finditer(masked)}
        masked = _HEAD.sub(_blank, _TAIL.sub(_blank, masked))
    return Words(_NO_WORDS.sub(_blank, masked), links)


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The paragraphs, list entries, headings and rows of tables of a Markdown text, without footnotes and code."""
    waiting = [parse(text).root]
    while waiting:
        block = waiting.pop()
        if block.kind == "table":
            yield from (Paragraph(row.start, row.start + len(row.text)) for row in block.lines[1:])
        elif block.kind in ("paragraph", "heading"):
            last = block.lines[-1]
            yield Paragraph(block.lines[0].start, last.start + len(last.text), block.kind == "heading")
        elif block.kind != "note":
            waiting.extend(reversed(block.blocks))


def addresses(text: str) -> tuple[Target, ...]:
    """The addresses of records (`event:…`) in a text."""
    return tuple((match[1], match[2]) for match in _OURS.finditer(text))


def _referring(text: str) -> tuple[str, dict[int, tuple[Target, ...]]]:
    """A text without links whose address is elsewhere in it, and what they lead to."""
    defined = {match[1].casefold(): addresses(match[2]) for match in _DEFINITION.finditer(text)}
    links: dict[int, tuple[Target, ...]] = {}

    def words_of(match: re.Match[str]) -> str:
        label = match[2] or match[1]
        if label.casefold() not in defined:
            return match[0]
        links[match.end(1)] = defined[label.casefold()]
        shown = "" if label.startswith("^") else match[1]
        return SYNTAX + shown + SYNTAX * (len(match[0]) - len(shown) - 1)

    return _REFERRING.sub(words_of, _DEFINITION.sub(_blank, text)), links


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", SYNTAX, match[0])

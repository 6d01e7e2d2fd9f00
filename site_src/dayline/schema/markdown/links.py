"""The links in a Markdown text, and the text without its code."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from dayline.schema.markdown.blocks import PIPE, Block, Line
from dayline.schema.markdown.inline import literal_spans
from dayline.schema.markdown.parser import parse

SCHEMES = ("event", "claim", "actor", "place", "thread", "figure", "source", "term", "question", "day", "page")
"""What internal addresses begin with: `event:2022-03-14/slug`."""

_LINK = re.compile(r"\]\(\s*(<[^<>\n]{0,2000}>|[^\s()<>]{0,2000}+(?:\([^\s()]{0,200}\)[^\s()]{0,2000}+)?)")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*+(?:\n[ \t]*+)?<?([^\s<>]{1,2000})", re.MULTILINE)
_ADDRESS = re.compile(r"(?<!\\)<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,2000})>")
_REMAINDER = re.compile(r"(?!\s+[\"'(])\s+([^()\n]{1,200}?)\s*\)")
_INDENTED = re.compile(r"    |\t")


class Link(NamedTuple):
    """The target of a link, and its offset in the text."""

    target: str
    start: int


def links(text: str) -> Iterator[Link]:
    """The links in a Markdown text, except those in code."""
    if "](" not in text and "]:" not in text and "<" not in text:
        return
    plain = without_code(text)
    for inline in _LINK.finditer(plain):
        if plain[inline.start() - 1] != "\\":
            yield _link(inline)
    if "]:" in plain:
        yield from map(_link, _DEFINITION.finditer(plain))
    for address in _ADDRESS.finditer(plain) if "<" in plain else ():
        if not plain[: address.start()].rstrip(" ").endswith(("](", "]:")):
            yield Link(address[1], address.start(1))


def broken_address(text: str, link: Link) -> tuple[str, str] | None:
    """The whole of an internal address that white space breaks up, and the white space by name; None if it is whole."""
    scheme, _, rest = link.target.partition(":")
    remainder = _REMAINDER.match(text, link.start + len(link.target)) if scheme in SCHEMES or not rest else None
    if not remainder or not link.target or (scheme not in SCHEMES and not (remainder[1].startswith((":", "//")))):
        return None
    return link.target + "".join(remainder[1].split()), "a line break" if "\n" in remainder[0] else "a space"


def without_code(text: str) -> str:
    """A Markdown text of the same length with all code replaced by spaces."""
    return _without(text, ("code",)) if "`" in text or "~~~" in text or _INDENTED.search(text) else text


def without_literals(text: str) -> str:
    """A Markdown text with spaces for code, addresses in angle brackets and escaped characters; its length is kept."""
    text = _without(text, ("code", "address", "character"))
    return _LINK.sub(lambda link: blank(link[0]) if link[1].startswith("<") else link[0], text)


def _link(link: re.Match[str]) -> Link:
    target, start = link[1], link.start(1)
    return Link(target[1:-1], start + 1) if target.startswith("<") else Link(target, start)


def _without(text: str, kinds: Collection[str]) -> str:
    characters = list(text)
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for block in parse(text).root.walk():
        if block.kind == "code":
            _clear(characters, starts[block.first], min(starts[block.last + 1], len(text)))
        else:
            for start, end in _literals(block, kinds):
                _clear(characters, start, end)
    return "".join(characters)


def _literals(block: Block, kinds: Collection[str]) -> Iterator[tuple[int, int]]:
    """Start and end of the literal parts of a block, line by line; in a table no part reaches beyond its cell."""
    in_cells = ([cell] for line in block.lines for cell in _cells(line))
    for lines in in_cells if block.kind == "table" else (block.references, block.lines):
        text = "\n".join(line.text for line in lines)
        spans = [span for span in literal_spans(text) if span[0] in kinds]
        at = 0
        for line in lines if spans else ():
            for _, start, end in spans:
                if start < at + len(line.text) and end > at:
                    yield line.start + max(start - at, 0), line.start + min(end - at, len(line.text))
            at += len(line.text) + 1


def _cells(row: Line) -> Iterator[Line]:
    at = 0
    for pipe in PIPE.finditer(row.text):
        yield row.cut(at)._replace(text=row.text[at : pipe.start()])
        at = pipe.end()
    yield row.cut(at)


def _clear(characters: list[str], start: int, end: int) -> None:
    characters[start:end] = blank("".join(characters[start:end]))


def blank(text: str) -> str:
    """As many spaces as a text has characters, with its line breaks."""
    return re.sub(r"[^\n]", " ", text)

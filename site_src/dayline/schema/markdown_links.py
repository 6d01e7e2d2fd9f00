"""The links of a Markdown text, and the text without its code."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from dayline.schema.markdown_blocks import BAR, Block, Line, parse
from dayline.schema.markdown_lines import set_apart

SCHEMES = ("event", "claim", "actor", "place", "thread", "figure", "source", "term", "question", "day", "page")

_LINK = re.compile(r"\]\(\s*(<[^<>\n]{0,2000}>|[^\s()<>]{0,2000}+(?:\([^\s()]{0,200}\)[^\s()]{0,2000}+)?)")
_DEFINED = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*+(?:\n[ \t]*+)?<?([^\s<>]{1,2000})", re.MULTILINE)
_ADDRESS = re.compile(r"(?<!\\)<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,2000})>")
_PARTED = re.compile(r"(?!\s+[\"'(])\s+([^()\n]{1,200}?)\s*\)")
_INDENTED = re.compile(r"    |\t")


class Link(NamedTuple):
    """The address of a link in Markdown, and where it begins in the text."""

    target: str
    start: int


def links(text: str) -> Iterator[Link]:
    """The links in a Markdown text, those in code left out."""
    if "](" not in text and "]:" not in text and "<" not in text:
        return
    plain = without_code(text)
    for found in _LINK.finditer(plain):
        if plain[found.start() - 1] != "\\":
            yield _link(found)
    if "]:" in plain:
        yield from map(_link, _DEFINED.finditer(plain))
    for found in _ADDRESS.finditer(plain) if "<" in plain else ():
        if not plain[: found.start()].rstrip(" ").endswith(("](", "]:")):
            yield Link(found[1], found.start(1))


def parted(text: str, link: Link) -> tuple[str, str] | None:
    """The whole of an internal address that white space splits, or that ends with its scheme; and that white space."""
    scheme, _, rest = link.target.partition(":")
    found = _PARTED.match(text, link.start + len(link.target)) if scheme in SCHEMES or not rest else None
    if not found or not link.target or (scheme not in SCHEMES and not (found[1].startswith((":", "//")))):
        return None
    return link.target + "".join(found[1].split()), "a line break" if "\n" in found[0] else "a space"


def without_code(text: str) -> str:
    """A Markdown text with spaces for everything that is shown as code."""
    return _without(text, ("code",)) if "`" in text or "~~~" in text or _INDENTED.search(text) else text


def plain(text: str) -> str:
    """A Markdown text with spaces for code, addresses in angle brackets and characters after a backslash."""
    text = _without(text, ("code", "address", "character"))
    return _LINK.sub(lambda found: _blank(found[0]) if found[1].startswith("<") else found[0], text)


def _link(found: re.Match[str]) -> Link:
    target, start = found[1], found.start(1)
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
            for start, end in _apart(block, kinds):
                _clear(characters, start, end)
    return "".join(characters)


def _apart(block: Block, kinds: Collection[str]) -> Iterator[tuple[int, int]]:
    """The stretches of a text, line by line, that a block sets apart; in a table each cell is for itself."""
    in_cells = ([cell] for line in block.lines for cell in _cells(line))
    for lines in in_cells if block.kind == "table" else (block.references, block.lines):
        text = "\n".join(line.text for line in lines)
        found = [part for part in set_apart(text) if part[0] in kinds]
        at = 0
        for line in lines if found else ():
            for _, start, end in found:
                if start < at + len(line.text) and end > at:
                    yield line.start + max(start - at, 0), line.start + min(end - at, len(line.text))
            at += len(line.text) + 1


def _cells(row: Line) -> Iterator[Line]:
    at = 0
    for bar in BAR.finditer(row.text):
        yield row.cut(at)._replace(text=row.text[at : bar.start()])
        at = bar.end()
    yield row.cut(at)


def _clear(characters: list[str], start: int, end: int) -> None:
    characters[start:end] = _blank("".join(characters[start:end]))


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)

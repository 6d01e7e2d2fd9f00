"""The blocks of a Markdown text: paragraphs, lists, quotations and code, as the GitHub Flavored Markdown spec has them.

The one place that says where a list begins and what is code: pages are made from it (prose/), and the rules ask it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

_TAB = 4
_SPACE = re.compile(r"[ \t]*")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_CLOSING = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*$")
_FENCE = re.compile(r"(`{3,})(?=[^`]*$)|(~{3,})")
_MARKER = re.compile(r"(?:([*+-])|(\d{1,9})([.)]))(?=[ \t]|$)")
_NOTE = re.compile(r"\[\^([^\]\s]{1,200})\]:[ \t]*")
_TITLE = r"\"(?:[^\"\\]|\\.){0,999}\"|'(?:[^'\\]|\\.){0,999}'|\((?:[^()\\]|\\.){0,999}\)"
_REFERENCE = re.compile(
    r" {0,3}\[(?!\^)((?:[^\[\]\\]|\\.){1,999})\]:[ \t]*\n?[ \t]*(<[^<>\n]{0,2000}>|[^\s<]\S{0,2000})"
    rf"(?:(?:[ \t]+|[ \t]*\n[ \t]*)({_TITLE}))?[ \t]*(?:\n|$)"
)
_COLUMNS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
BAR = re.compile(r"(?<!\\)\|")


class Line(NamedTuple):
    """What is left of a line, where in the text it begins, and in which column, for the sake of tabs."""

    text: str
    start: int
    column: int = 0

    @property
    def is_blank(self) -> bool:
        return not self.text.strip(" \t")

    @property
    def indent(self) -> int:
        """How many columns of white space come first."""
        return self._after(_blank_length(self.text)) - self.column

    def bare(self) -> "Line":
        """The line without the white space in front of it."""
        blank = _blank_length(self.text)
        return Line(self.text[blank:], self.start + blank, self._after(blank))

    def cut(self, characters: int) -> "Line":
        """The line without its first characters, none of which is a tab."""
        return Line(self.text[characters:], self.start + characters, self.column + characters)

    def outdented(self, columns: int) -> "Line":
        """The line with so many columns less of the white space in front; of a tab that is left in part, spaces."""
        at, column, end = 0, self.column, self.column + columns
        while column < end and self.text[at : at + 1] in (" ", "\t"):
            column += _TAB - column % _TAB if self.text[at] == "\t" else 1
            at += 1
        spare = max(0, column - end)
        return Line(" " * spare + self.text[at:], self.start + at - spare, column - spare)

    def _after(self, characters: int) -> int:
        column = self.column
        for character in self.text[:characters]:
            column += _TAB - column % _TAB if character == "\t" else 1
        return column


@dataclass(slots=True)
class Block:
    """A block: what it is, its lines if it holds text, its blocks if it holds others.

    `kind` is `document`, `quote`, `list`, `item`, `note` (of the foot), `paragraph`, `heading`, `code`, `table`,
    `rule`, or `references`, which are not shown. `mark` is a list's bullet or what follows its numbers, an item's
    bullet or number, a fence, the id of a note or a table's line of dashes; `number` a list's first number, a
    heading's level, an item's indentation. `first` and `last` are the numbers of its lines in the text, from 0;
    `references` the lines at a paragraph's beginning that say where references lead.
    """

    kind: str
    first: int
    lines: list[Line] = field(default_factory=list)
    blocks: list["Block"] = field(default_factory=list)
    mark: str = ""
    number: int = 0
    last: int = 0
    references: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says, line by line."""
        return "\n".join(line.text for line in self.lines)

    @property
    def is_loose(self) -> bool:
        """Whether a list has empty lines between its items or their parts, so that its items hold paragraphs."""
        parts = (self.blocks, *(item.blocks for item in self.blocks))
        return any(after.first > before.last + 1 for of in parts for before, after in pairwise(of))

    def walk(self) -> Iterator["Block"]:
        """The block and all blocks within, in order."""
        waiting = [self]
        while waiting:
            block = waiting.pop()
            yield block
            waiting.extend(reversed(block.blocks))


class Document(NamedTuple):
    """The blocks of a text, and what its references lead to: of each label the address and a title, if any."""

    root: Block
    references: dict[str, tuple[str, str | None]]


def parse(text: str) -> Document:
    """The blocks of a Markdown text."""
    return _Parser().parsed(text)


def cells(row: str) -> list[str]:
    """The cells of a line of a table."""
    row = row.strip(" \t")
    row = row.removeprefix("|")
    found = [cell.strip(" \t").replace("\\|", "|") for cell in BAR.split(row)]
    return found[:-1] if len(found) > 1 and not found[-1] else found


def _blank_length(text: str) -> int:
    found = _SPACE.match(text)
    return found.end() if found else 0


class _Parser:
    """Takes one line after the other; `chain` are the blocks that the next line may go on with, outermost first."""

    def __init__(self) -> None:
        self.number = 0
        self.root = Block("document", 0)
        self.chain = [self.root]
        self.references: dict[str, tuple[str, str | None]] = {}

    def parsed(self, text: str) -> Document:
        start = 0
        for self.number, line in enumerate(text.split("\n")):
            self._take(Line(line, start))
            start += len(line) + 1
        self._close(0)
        return Document(self.root, self.references)

    def _take(self, line: Line) -> None:
        is_empty = line.is_blank
        depth, line = self._within(line)
        if self.chain[-1].kind == "code" and depth == len(self.chain):
            self._more_code(self.chain[-1], line)
            return
        begun = self._begin(line, depth)
        if begun:
            self._words(*begun)
        quotes = [n for n, block in enumerate(self.chain, 1) if block.kind == "quote"] if line.is_blank else []
        reached = len(self.chain) if not line.is_blank else quotes[-1] if quotes and not is_empty else 0
        for block in self.chain[:reached]:
            block.last = self.number

    def _within(self, line: Line) -> tuple[int, Line]:
        """How many of the open blocks go on, and what they leave of the line."""
        for depth, block in enumerate(self.chain):
            rest = _goes_on(block, line)
            if rest is None:
                return depth, line
            line = rest
        return len(self.chain), line

    def _begin(self, line: Line, depth: int) -> tuple[Line, int] | None:
        """Open all blocks that begin in a line: what is left of it, and within how many blocks; None if nothing is."""
        while not line.is_blank:
            if line.indent >= _TAB:
                if self.chain[-1].kind == "paragraph":
                    break
                self._start(Block("code", self.number, [line.outdented(_TAB)]), depth)
                return None
            bare = line.bare()
            inner = self._container(line, bare, depth)
            if inner is None:
                if self._leaf(line, bare, depth):
                    return None
                break
            line, depth = inner, len(self.chain)
        return line, depth

    def _container(self, line: Line, bare: Line, depth: int) -> Line | None:
        """Open a quotation, an item of a list or a note, if one begins here: what it leaves of the line."""
        if bare.text.startswith(">"):
            self._start(Block("quote", self.number), depth)
            return bare.cut(1).outdented(1)
        if note := _NOTE.match(bare.text):
            self._start(Block("note", self.number, mark=note[1]), depth)
            return bare.cut(note.end()) if "\t" not in note[0] else bare.cut(note[0].index(":") + 1).bare()
        marker = None if _RULE.match(bare.text) else _MARKER.match(bare.text)
        return self._item(line, bare, marker, depth) if marker else None

    def _item(self, line: Line, bare: Line, marker: re.Match[str], depth: int) -> Line | None:
        rest = bare.cut(marker.end())
        if self._interrupts(depth) and (rest.is_blank or marker[2] not in (None, "1")):
            return None
        space = 1 if rest.is_blank or rest.indent > _TAB else rest.indent
        self._close(depth)
        mark = marker[1] or marker[3]
        if self.chain[-1].kind != "list" or self.chain[-1].mark != mark:
            self._start(Block("list", self.number, mark=mark, number=int(marker[2] or 0)), depth)
        item = Block("item", self.number, mark=marker[0], number=line.indent + marker.end() + space)
        self._start(item, len(self.chain))
        return rest if rest.is_blank else rest.outdented(space)

    def _leaf(self, line: Line, bare: Line, depth: int) -> bool:
        """Whether a block that holds no others begins here, which is then open or added."""
        if heading := _HEADING.match(bare.text):
            words = bare.cut(heading.end()).bare()
            words = words._replace(text=_CLOSING.sub("", words.text).rstrip(" \t"))
            self._add(Block("heading", self.number, [words], number=len(heading[1])), depth)
        elif fence := _FENCE.match(bare.text):
            self._start(Block("code", self.number, mark=fence[0], number=line.indent), depth)
        elif self._interrupts(depth) and self._underlined(bare):
            pass
        elif _RULE.match(bare.text):
            self._add(Block("rule", self.number), depth)
        else:
            return False
        return True

    def _underlined(self, bare: Line) -> bool:
        """Whether a line makes a heading or a table of the paragraph before it, or of its last line."""
        paragraph = self.chain[-1]
        if _UNDERLINE.match(bare.text):
            self._take_references(paragraph)
            if not paragraph.lines:
                return False
            paragraph.kind, paragraph.number, paragraph.last = "heading", 1 + (bare.text[0] == "-"), self.number
            self.chain.pop()
            return True
        head = paragraph.lines[-1]
        if not _COLUMNS.match(bare.text) or len(cells(head.text)) != len(cells(bare.text)):
            return False
        paragraph.lines.pop()
        paragraph.last = self.number - 2
        depth = len(self.chain) - 1
        if not paragraph.lines:
            self.chain[depth - 1].blocks.remove(paragraph)
        self._start(Block("table", self.number - 1, [head], mark=bare.text), depth)
        return True

    def _words(self, line: Line, depth: int) -> None:
        """Take what is left of a line in which nothing begins: words, or nothing."""
        tip = self.chain[-1]
        if line.is_blank:
            self._close(depth)
        elif tip.kind == "paragraph" or (tip.kind == "table" and depth == len(self.chain) - 1):
            tip.lines.append(line.bare())
        else:
            self._start(Block("paragraph", self.number, [line.bare()]), depth)

    def _more_code(self, code: Block, line: Line) -> None:
        fence = code.mark
        if fence and line.indent < _TAB and _closes(line.text.strip(" \t"), fence):
            self.chain.pop()
        else:
            code.lines.append(line.outdented(min(line.indent, code.number if fence else _TAB)))
        if fence or not line.is_blank:
            for block in (*self.chain, code):
                block.last = self.number

    def _interrupts(self, depth: int) -> bool:
        """Whether what begins within so many blocks comes right after the lines of a paragraph in them."""
        return self.chain[-1].kind == "paragraph" and depth == len(self.chain) - 1

    def _start(self, block: Block, depth: int) -> None:
        self._close(depth)
        if self.chain[-1].kind == "list" and block.kind != "item":
            self.chain.pop()
        self.chain[-1].blocks.append(block)
        self.chain.append(block)
        block.last = self.number

    def _add(self, block: Block, depth: int) -> None:
        self._start(block, depth)
        self.chain.pop()

    def _close(self, depth: int) -> None:
        """Close all open blocks but the first so many."""
        while len(self.chain) > max(depth, 1):
            self._end(self.chain.pop())
        if not depth:
            self._end(self.chain[-1])

    def _end(self, block: Block) -> None:
        if block.kind == "paragraph":
            self._take_references(block)
            if not block.lines:
                block.kind = "references"

    def _take_references(self, block: Block) -> None:
        """Take what references lead to off the beginning of a paragraph."""
        text = block.text if block.lines[:1] and block.lines[0].text.startswith("[") else ""
        while found := _REFERENCE.match(text):
            address = found[2][1:-1] if found[2].startswith("<") else found[2]
            label = " ".join(found[1].lower().split())
            title = found[3] and _ESCAPED.sub(r"\1", found[3][1:-1])
            self.references.setdefault(label, (_ESCAPED.sub(r"\1", address), title))
            text = text[found.end() :]
            taken = found[0].rstrip("\n").count("\n") + 1
            block.references += block.lines[:taken]
            del block.lines[:taken]


def _goes_on(block: Block, line: Line) -> Line | None:
    """What a block that goes on leaves of a line, None if it does not go on."""
    if block.kind in ("document", "list"):
        return line
    if block.kind == "quote":
        bare = line.bare()
        return bare.cut(1).outdented(1) if line.indent < _TAB and bare.text.startswith(">") else None
    if block.kind in ("item", "note"):
        columns = block.number or _TAB
        goes_on = line.indent >= columns or (line.is_blank and block.blocks)
        return line.outdented(columns) if goes_on else None
    if block.kind == "code":
        return line if block.mark or line.is_blank or line.indent >= _TAB else None
    return None


def _closes(text: str, fence: str) -> bool:
    return len(text) >= len(fence) and not text.strip(fence[0])

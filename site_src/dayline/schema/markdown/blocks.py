"""The blocks of a Markdown text: paragraphs, lists, quotations, code, tables and what they consist of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

TAB = 4
"""Columns between two tab stops, and the indentation that begins a block of code."""
PIPE = re.compile(r"(?<!\\)\|")
_SPACE = re.compile(r"[ \t]*")

References = dict[str, tuple[str, str | None]]
"""Reference links: for each label the address and the title, if it has one."""


class Line(NamedTuple):
    """What remains of a line once its block markers are removed.

    `start` is its offset in the whole text, in characters; `column` its first column, on which the width of tabs
    depends.
    """

    text: str
    start: int
    column: int = 0

    @property
    def is_blank(self) -> bool:
        return not self.text.strip(" \t")

    @property
    def indent(self) -> int:
        """The width of the leading white space, in columns."""
        return self._column_after(_space_length(self.text)) - self.column

    def bare(self) -> "Line":
        """The line without its leading white space."""
        space = _space_length(self.text)
        return Line(self.text[space:], self.start + space, self._column_after(space))

    def cut(self, characters: int) -> "Line":
        """The line without its first characters, none of which is a tab."""
        return Line(self.text[characters:], self.start + characters, self.column + characters)

    def outdented(self, columns: int) -> "Line":
        """The line without up to `columns` columns of leading white space; the rest of a split tab becomes spaces."""
        at, column, end = 0, self.column, self.column + columns
        while column < end and self.text[at : at + 1] in (" ", "\t"):
            column += TAB - column % TAB if self.text[at] == "\t" else 1
            at += 1
        excess = max(0, column - end)
        return Line(" " * excess + self.text[at:], self.start + at - excess, column - excess)

    def _column_after(self, characters: int) -> int:
        column = self.column
        for character in self.text[:characters]:
            column += TAB - column % TAB if character == "\t" else 1
        return column


def _space_length(text: str) -> int:
    space = _SPACE.match(text)
    return space.end() if space else 0


@dataclass(slots=True)
class Block:
    """A block with its lines, if it holds text, or its blocks, if it is a container.

    `kind` is `document`, `quote`, `list`, `item`, `note` (a footnote), `paragraph`, `heading`, `code`, `table`,
    `rule` or `references` (reference definitions only, which are not shown).
    `mark` is a list's bullet or the delimiter after its numbers, an item's bullet or number, a fence, a footnote's
    id, or the delimiter row of a table. `number` is a list's first number, a heading's level, or the columns by which
    the content of an item or the fence of a code block is indented.
    `first` and `last` are line numbers in the text, counted from 0. `references` are the lines of reference
    definitions at the beginning of a paragraph.
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
        """The text of the block, line by line."""
        return "\n".join(line.text for line in self.lines)

    @property
    def is_loose(self) -> bool:
        """Whether a list has blank lines between or within its items, so that they hold paragraphs (GFM 5.3)."""
        siblings = (self.blocks, *(item.blocks for item in self.blocks))
        return any(after.first > before.last + 1 for blocks in siblings for before, after in pairwise(blocks))

    def walk(self) -> Iterator["Block"]:
        """The block and all blocks inside it, in document order."""
        pending = [self]
        while pending:
            block = pending.pop()
            yield block
            pending.extend(reversed(block.blocks))


class Document(NamedTuple):
    """A text as a tree of blocks, and its reference links."""

    root: Block
    references: References


def cells(row: str) -> list[str]:
    """The texts of the cells in a table row."""
    row = row.strip(" \t")
    row = row.removeprefix("|")
    texts = [cell.strip(" \t").replace("\\|", "|") for cell in PIPE.split(row)]
    return texts[:-1] if len(texts) > 1 and not texts[-1] else texts

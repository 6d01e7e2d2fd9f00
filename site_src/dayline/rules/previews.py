"""Markdown that readers see otherwise than its editor: as GitHub shows it and we do not, or as nobody meant it."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.schema.markdown_blocks import Block, parse
from dayline.schema.markdown_fields import markdown, pointing

NO_NUMBER = 10
"""From here on, the number of a list's only item is rather the end of a sentence: a day or a year."""

_BEGINS_SOMETHING = re.compile(r"^[ \t]*(?:[*+>#|`~-]|\d{1,9}[.)])|\n[ \t]*(?:=+|-+)[ \t]*$|\|", re.MULTILINE)
_TASK = re.compile(r"\[[ xX]\](?=\s)")
_ALERT = re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]$", re.IGNORECASE)
_CALLED = {
    "list": "a list", "quote": "a quotation", "heading": "a heading", "code": "code", "table": "a table",
    "rule": "a line across the page",
}  # fmt: skip


class _Surprise(NamedTuple):
    """What surprises at which character of a text, the words to point at, and what helps."""

    start: int
    part: str
    message: str
    help: str


def surprising(entry: Entry[Any]) -> Iterator[Problem]:
    """W63: Markdown that is shown otherwise than an editor's preview has it, or than it was meant."""
    for path, text in markdown(entry.record):
        if _BEGINS_SOMETHING.search(text):
            for start, part, message, help in _surprises(text, path[-1] == "body"):
                yield Problem("W63", pointing(entry.spot.at(*path), text, part, start), message, help)


def _surprises(text: str, has_blocks: bool) -> Iterator[_Surprise]:
    root = parse(text).root
    for block in root.walk():
        yield from _number(text, block)
        yield from _sign(block)
    for block in () if has_blocks else root.blocks:
        if block.kind in _CALLED and not any(_number(text, block)):
            yield _no_paragraph(text, block)


def _number(text: str, block: Block) -> Iterator[_Surprise]:
    """A sentence that ends in a number at the beginning of a line, and so became a list."""
    if block.kind == "list" and len(block.blocks) == 1 and block.number >= NO_NUMBER:
        mark = f"{block.number}{block.mark}"
        start = text.find(mark, _line(text, block.first))
        help = f"write `{block.number}\\{block.mark}` if it is no list, or put another word first"
        yield _Surprise(start, mark, f"`{mark}` at the beginning of a line makes a numbered list", help)


def _sign(block: Block) -> Iterator[_Surprise]:
    """A box to tick or the heading of a notice, which GitHub draws."""
    first = block.blocks[0] if block.blocks else None
    if first is None or first.kind != "paragraph":
        return
    line = first.lines[0]
    if block.kind == "item" and (box := _TASK.match(line.text)):
        help = "take it out, and say in words what is done and what is not"
        yield _Surprise(line.start, box[0], f"`{box[0]}` is no box to tick here: readers see the brackets", help)
    if block.kind == "quote" and _ALERT.match(line.text):
        help = "take the line out, and begin with a word such as **Note:**"
        yield _Surprise(line.start, line.text, f"`{line.text}` makes no notice here: readers see the brackets", help)


def _no_paragraph(text: str, block: Block) -> _Surprise:
    begin = _line(text, block.first)
    line = text[begin : (text + "\n").index("\n", begin)]
    start = begin + len(line) - len(line.lstrip())
    message = f"this line begins {_CALLED[block.kind]}, but the field is one paragraph"
    return _Surprise(start, line.strip(), message, "write it as a sentence, or with a word before it on the same line")


def _line(text: str, number: int) -> int:
    """Where a line begins, by its number from 0."""
    at = 0
    for _ in range(number):
        at = text.index("\n", at) + 1
    return at

"""Lists that are renumbered, and lines whose first character makes them a list or a quotation."""

import re
from collections.abc import Iterator

from dayline.rules.previews.finding import BLOCK, Finding, Lines
from dayline.rules.rule import rule
from dayline.schema.markdown.blocks import Block

NO_NUMBER = 10
"""From here on, the number of a list's only item is rather the end of a sentence: a day or a year."""

_TASK = re.compile(r"\[[ xX]\](?=\s)")
_ALERT = re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]$", re.IGNORECASE)
_AMOUNT = re.compile(r"(?![12]\d{3}(?![\d.,]))[$€£¥]?\d[\d.,]*(?<![.,])")
_GOES_ON = re.compile(r"[\w,]$")
_SIGNS = {"-": "−", "+": "plus "}


@rule("W63", "a number at the beginning of a line makes a list of a sentence", on=BLOCK)
def accidental_list(lines: Lines, block: Block) -> Iterator[Finding]:
    if block.kind == "list" and len(block.blocks) == 1 and block.number >= NO_NUMBER:
        mark = block.blocks[0].mark
        help = f"write `{block.number}\\{block.mark}` if it is not a list, or put another word first"
        message = f"`{mark}` at the beginning of a line makes a numbered list"
        yield Finding(_marker(lines, block.blocks[0]), mark, message, help)


@rule("W63", "the numbers of a list are shown as others", on=BLOCK)
def renumbered(lines: Lines, block: Block) -> Iterator[Finding]:
    """Writing 1 for every item is common, and fine."""
    if block.kind != "list" or block.mark not in (".", ")"):
        return
    written = [int(item.mark[:-1]) for item in block.blocks]
    wrong = [place for place, number in enumerate(written) if number != written[0] + place]
    if not wrong or set(written) in ({0}, {1}):
        return
    item = block.blocks[wrong[0]]
    message = f"readers see `{written[0] + wrong[0]}{block.mark}` here: a list numbers its entries one by one"
    kept = (f"`- {number}\\{block.mark}`" for number in (written[0], written[wrong[0]]))
    help = f"continue from `{block.blocks[0].mark}`; or, to keep the numbers, write {', '.join(kept)} and so on"
    yield Finding(_marker(lines, item), item.mark, message, help)


@rule("W63", "a `>`, `-` or `+` before a number makes a quotation or list, and is not shown", on=BLOCK)
def lost_sign(lines: Lines, block: Block) -> Iterator[Finding]:
    inner = block.blocks[0] if block.kind == "quote" and block.blocks else block
    if block.kind == "list" and len(block.blocks) == 1 and block.blocks[0].blocks:
        inner = block.blocks[0].blocks[0]
    amount = _AMOUNT.match(inner.lines[0].text) if inner.kind == "paragraph" and inner is not block else None
    if not amount:
        return
    if block.kind == "quote":
        start = lines.text.rfind(">", lines.start(block.first), inner.lines[0].start)
        message = f"`>` makes a quotation of this: readers don't see the sign before `{amount[0]}`"
        help = (
            f"write `more than {amount[0]}`; if somebody said this, put quotation marks around it: `> “{amount[0]} …”`"
        )
        yield Finding(start, ">", message, help)
    elif block.mark in _SIGNS and block.first and _GOES_ON.search(lines.line(block.first - 1).rstrip()):
        message = (
            f"`{block.mark}` at the beginning of a line makes a list: readers don't see the sign before `{amount[0]}`"
        )
        help = f"write `{_SIGNS[block.mark]}{amount[0]}`; if it is a list, end the line above it with `:`"
        yield Finding(_marker(lines, block.blocks[0]), block.mark, message, help)


@rule("W63", "the box of a task or the heading of a notice is shown as it was typed", on=BLOCK)
def unsupported_marker(_lines: Lines, block: Block) -> Iterator[Finding]:
    first = block.blocks[0] if block.blocks else None
    if first is None or first.kind != "paragraph":
        return
    line = first.lines[0]
    if block.kind == "item" and (box := _TASK.match(line.text)):
        help = "take it out, and say in words what is done and what is not"
        yield Finding(line.start, box[0], f"`{box[0]}` makes no checkbox here: readers see the brackets", help)
    if block.kind == "quote" and _ALERT.match(line.text):
        help = "take the line out, and begin with a word such as **Note:**"
        yield Finding(line.start, line.text, f"`{line.text}` makes no notice here: readers see the brackets", help)


def _marker(lines: Lines, item: Block) -> int:
    """Where the bullet or number of an item is."""
    return lines.text.index(item.mark, lines.start(item.first))

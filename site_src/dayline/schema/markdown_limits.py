"""How much Markdown one text may hold, so that turning it into a page is neither slow nor too deep.

Python-Markdown takes some constructs apart again and again: for each heading the rest of its paragraph, for
each list the list around it. The limits lie far beyond what is written for readers, and keep the slowest
text of 60,000 characters below a second.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

TOO_SHORT_TO_JUDGE = 60

_LEVEL = r"(?: {0,3}(?:>|[*+-](?=[ \t])|\d{1,9}\.(?=[ \t]))| {4}|\t)"


class Limit(NamedTuple):
    """What is counted in a text, how many there may be, what they are called, and what helps against more."""

    counted: re.Pattern[str]
    most: int
    words: str
    help: str


class Excess(NamedTuple):
    """What a text has too much of: the first part that is too much, where it begins, in words, and what helps."""

    part: str
    start: int
    message: str
    help: str


def _limit(counted: str, most: int, words: str, help: str) -> Limit:
    return Limit(re.compile(counted, re.MULTILINE), most, words, help)


LIMITS = (
    _limit(rf"^{_LEVEL}{{21}}[ \t]*\S", 0, "lists or quotations more than 20 deep in each other", "write it flatter"),
    _limit(r"^(?:[^|\n]*\|){102}", 0, "a table with more than 100 columns", "leave columns out, or turn the table"),
    _limit("`{9}", 0, "more than 8 backticks in a row", "take some of them out"),
    _limit(r"\n", 3000, "lines", "split the text"),
    _limit(r"^[ \t>]*#", 200, "headings", "split the text, or take headings out"),
    _limit(r"^[ \t>]*(?:=+|-[ -]*|\*[ *]*|_[ _]*)$", 100, "lines such as `---` or `===`", "take such lines out"),
    _limit(r"\[\^", 200, "footnote marks", "split the text, or take footnotes out"),
    _limit(r"\]:", 200, "addresses and notes that begin with `[…]:`", "split the text, or take some of them out"),
    _limit(r"\[(?!\^)", 600, "`[`", "split the text, or take links out"),
    _limit(r"://|www\.|@", 1200, "addresses", "split the text, or take some of them out"),
    _limit(r"[*_~]", 4000, "`*`, `_` and `~`", "split the text, or take emphasis out"),
    _limit("`", 1000, "backticks", "split the text, or take code out"),
    _limit(r"\\", 2000, "backslashes", "split the text, or take backslashes out"),
    _limit(r"\|", 5000, "`|`", "split the text, or put the values into the table of a figure"),
    _limit(r"[<&]", 4000, "`<` and `&`", "split the text, or take some of them out"),
)


def excesses(text: str) -> Iterator[Excess]:
    """What a Markdown text has too much of to become a page."""
    if len(text) < TOO_SHORT_TO_JUDGE:
        return
    for counted, most, words, help in LIMITS:
        found = list(counted.finditer(text))
        if len(found) > most:
            first = found[most]
            number = f"{len(found):,} {words}, more than {most:,}" if most else words
            part = first[0].lstrip()
            yield Excess(part.rstrip(), first.end() - len(part), f"the text has {number}", help)

"""How much Markdown one text may hold, so that it can be turned into a page quickly and without deep nesting.

Python-Markdown parses some constructs many times: for each heading the rest of its paragraph, for each list the
list around it. The limits are far above what anybody writes for readers, and keep the slowest text of 60,000
characters below one second.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

UNLIMITED = 60  # characters; no shorter text can exceed a limit

_LEVEL = r"(?: {0,3}(?:>|[*+-](?=[ \t])|\d{1,9}\.(?=[ \t]))| {4}|\t)"


class Limit(NamedTuple):
    """A pattern that is counted, how many matches a text may have, what they are called, and what to do about more."""

    pattern: re.Pattern[str]
    most: int
    noun: str
    help: str


class Excess(NamedTuple):
    """The first part of a text beyond a limit, its offset in characters, and the message and help for it."""

    part: str
    start: int
    message: str
    help: str


def _limit(pattern: str, most: int, noun: str, help: str) -> Limit:
    return Limit(re.compile(pattern, re.MULTILINE), most, noun, help)


LIMITS = (
    _limit(rf"^{_LEVEL}{{21}}[ \t]*\S", 0, "lists or quotations nested more than 20 levels deep", "use fewer levels"),
    _limit(r"^(?:[^|\n]*\|){102}", 0, "a table with more than 100 columns", "remove columns, or swap rows and columns"),
    _limit("`{9}", 0, "more than 8 backticks in a row", "remove some of them"),
    _limit(r"\n", 3000, "lines", "split the text"),
    _limit(r"^[ \t>]*#", 200, "headings", "split the text, or remove some of the headings"),
    _limit(r"^[ \t>]*(?:=+|-[ -]*|\*[ *]*|_[ _]*)$", 100, "lines such as `---` or `===`", "remove some of them"),
    _limit(r"\[\^", 200, "footnote marks", "split the text, or remove some of the footnotes"),
    _limit(r"\]:", 200, "addresses and notes that begin with `[…]:`", "split the text, or remove some of them"),
    _limit(r"\[(?!\^)", 600, "`[`", "split the text, or remove some of the links"),
    _limit(r"://|www\.|@", 1200, "addresses", "split the text, or remove some of them"),
    _limit(r"[*_~]", 4000, "`*`, `_` and `~`", "split the text, or remove some of the emphasis"),
    _limit("`", 1000, "backticks", "split the text, or remove some of the code"),
    _limit(r"\\", 2000, "backslashes", "split the text, or remove some of the backslashes"),
    _limit(r"\|", 5000, "`|`", "split the text, or move the values into the table of a figure"),
    _limit(r"[<&]", 4000, "`<` and `&`", "split the text, or remove some of them"),
)


def excesses(text: str) -> Iterator[Excess]:
    """Everything that a Markdown text has too much of to become a page, one `Excess` for each limit."""
    if len(text) < UNLIMITED:
        return
    for pattern, most, noun, help in LIMITS:
        matches = list(pattern.finditer(text))
        if len(matches) > most:
            first = matches[most]
            number = f"{len(matches):,} {noun}, more than {most:,}" if most else noun
            part = first[0].lstrip()
            yield Excess(part.rstrip(), first.end() - len(part), f"the text has {number}", help)

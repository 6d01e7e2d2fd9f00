"""A Markdown file's fields (between two `---` lines) and the text beneath them."""

import re
from dataclasses import dataclass

from dayline.problems import Problem
from dayline.read.text import Source

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The two parts of a file, each with the number of the file's line that it begins on."""

    yaml: str
    first_line: int
    body: str
    body_line: int


def split(text: str, file: str) -> tuple[FrontMatter | None, list[Problem]]:
    """The two parts of a Markdown file; or None and which `---` line is missing (E01)."""
    source = Source(text, file)
    opening = _FENCE.match(text)
    if opening is None:
        return None, [_not_opened(source)]
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        return None, [_not_closed(source)]
    fields = text[opening.end() + 1 : closing.start()]
    body = text[closing.end() + 1 :]
    return FrontMatter(fields, 2, body, 3 + fields.count("\n")), []


def _not_opened(source: Source) -> Problem:
    return source.mistake(
        0,
        source.line_end(0),
        "the file does not begin with a line `---`",
        "write `---` as the first line, the fields below it, and `---` again before the text",
    )


def _not_closed(source: Source) -> Problem:
    return source.mistake(
        0,
        3,
        "the fields that begin here are never closed",
        "write a line `---` between the last field and the text",
    )

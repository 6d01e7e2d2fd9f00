"""A Markdown file's fields (between two `---` lines) and the text beneath them."""

import re
from dataclasses import dataclass

from dayline.patterns import lazy_pattern
from dayline.problems import Problem
from dayline.read.text import Source

_FENCE = lazy_pattern(r"^---[ \t]*$", re.MULTILINE)
_MISTAKEN = lazy_pattern(
    r"(?P<mark>-{0,8}[—–―‒‑−][—–―‒‑−-]{0,8}|--|-{4,9}|\*{3,9}|={3,9}|_{3,9}|\+{3,9}|\.{3}|…|[ \t]+---|---[ \t]*[#>|].*)"
    r"[ \t]*(?=\n|\Z)"
)
_FIELDS = lazy_pattern(r"(?:[A-Za-z_][\w -]*:(?:[ \t].*)?|[ \t#].*|-[ \t].*|[\]}],?|)(?:\n|\Z)")


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
    if mistaken := _mistaken(text, opening.end() + 1):
        return None, [_no_hyphens(source, mistaken, "below")]
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        return None, [_not_closed(source)]
    fields = text[opening.end() + 1 : closing.start()]
    body = text[closing.end() + 1 :]
    return FrontMatter(fields, 2, body, 3 + fields.count("\n")), []


def _mistaken(text: str, start: int) -> re.Match[str] | None:
    """The line below the fields that a word processor or a hand has made of `---`."""
    closing = _FENCE.search(text, start)
    while start < len(text):
        fence = _FENCE.match(text, start)
        mistaken = None if fence else _MISTAKEN.match(text, start)
        fields = _FIELDS.match(text, start)
        is_value = mistaken and mistaken["mark"][0] in " \t" and closing
        if fence or not fields or (mistaken and not is_value):
            return mistaken
        start = fields.end()
    return None


def _no_hyphens(source: Source, line: re.Match[str], where: str) -> Problem:
    mark = line["mark"]
    is_indented = mark.strip() == "---"
    message = "spaces before the `---`" if is_indented else f"`{mark}` instead of three hyphens"
    help = "delete the spaces before `---`" if is_indented else f"write `---` in place of `{mark}`"
    return source.mistake(line.start("mark"), line.end("mark"), f"{message} {where} the fields", help)


def _not_opened(source: Source) -> Problem:
    if line := _MISTAKEN.match(source.text):
        return _no_hyphens(source, line, "above")
    later = _FENCE.search(source.text)
    if later and not source.text[: later.start()].strip():
        help = "delete the empty line" + "s" * (later.start() > 1) + " above the `---`"
        return source.mistake(
            0, 1, "an empty line at the beginning of the file, before the `---` above the fields", help
        )
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

"""Front matter: the fields of a Markdown file, between two `---` lines, and the text below them."""

import re
from dataclasses import dataclass

from dayline.problems import Problem
from dayline.read.text import Source

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_MISTYPED = re.compile(
    r"(?P<mark>-{0,8}[—–―‒‑−][—–―‒‑−-]{0,8}|--|-{4,9}|\*{3,9}|={3,9}|_{3,9}|\+{3,9}|\.{3}|…|[ \t]+---|---[ \t]*[#>|].*)"
    r"[ \t]*(?=\n|\Z)"
)
_FIELD_LINE = re.compile(r"(?:[A-Za-z_][\w -]*:(?:[ \t].*)?|[ \t#].*|-[ \t].*|[\]}],?|)(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The two parts of a file, each with the number of the line that it begins on."""

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
    if mistyped := _mistyped(text, opening.end() + 1):
        return None, [_not_hyphens(source, mistyped, "below")]
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        return None, [_not_closed(source)]
    fields = text[opening.end() + 1 : closing.start()]
    body = text[closing.end() + 1 :]
    return FrontMatter(fields, 2, body, 3 + fields.count("\n")), []


def _mistyped(text: str, start: int) -> re.Match[str] | None:
    """A mistyped `---` below the fields, such as the dash that a word processor makes of it."""
    closing = _FENCE.search(text, start)
    while start < len(text):
        fence = _FENCE.match(text, start)
        mistyped = None if fence else _MISTYPED.match(text, start)
        field = _FIELD_LINE.match(text, start)
        is_value = mistyped and mistyped["mark"][0] in " \t" and closing
        if fence or not field or (mistyped and not is_value):
            return mistyped
        start = field.end()
    return None


def _not_hyphens(source: Source, line: re.Match[str], where: str) -> Problem:
    mark = line["mark"]
    is_indented = mark.strip() == "---"
    message = "spaces before the `---`" if is_indented else f"`{mark}` instead of three hyphens"
    help = "delete the spaces before `---`" if is_indented else f"write `---` in place of `{mark}`"
    return source.mistake(line.start("mark"), line.end("mark"), f"{message} {where} the fields", help)


def _not_opened(source: Source) -> Problem:
    if line := _MISTYPED.match(source.text):
        return _not_hyphens(source, line, "above")
    later = _FENCE.search(source.text)
    if later and not source.text[: later.start()].strip():
        message = "an empty line at the beginning of the file, before the `---` above the fields"
        help = "delete the empty line" + "s" * (later.start() > 1) + " above the `---`"
        return source.mistake(0, 1, message, help)
    help = "write `---` as the first line, the fields below it, and `---` again before the text"
    return source.mistake(0, source.line_end(0), "the file does not begin with a line `---`", help)


def _not_closed(source: Source) -> Problem:
    message = "the fields that begin here are never closed"
    return source.mistake(0, 3, message, "write a line `---` between the last field and the text")

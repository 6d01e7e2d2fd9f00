"""Mistakes that stop the YAML parser, in words for people who have never heard of YAML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dayline.problems import Problem
from dayline.read.text import Source
from dayline.schema.hints import LIST_MARK, MARKDOWN_LINK, list_mark_problem
from dayline.schema.yaml_quotes import quoted

_LINE = re.compile(
    r"(?P<indent>[ \t]*)(?P<dashes>(?:-[ ]+)*)"
    r"(?:(?P<key>[^\s\"'\[\]{}#:,&*!|>%@`-][^:]*?)[ ]*:(?=[ \t]|$)[ \t]*)?(?P<value>.*)"
)
_COMMENT = re.compile(r"\s{2,}#.*$|\s+$")
_NO_SPACE = re.compile(r"(?P<dash>-)[^\s-]|(?P<name>[A-Za-z_]+):\S")
_MAX_SHOWN = 400
_FIELD = re.compile(r" *[a-z_]+:(?: |$)")
_ADDRESS_FIELDS = ("source", "sources", "url", "archived_url", "contact", "corrections", "base_url")
_REFERENCE = re.compile(r"[&*]\S*$")


Repair = tuple[int, int, str]
"""Two offsets, and the text to put between them."""


class Mistake(Exception):
    """Stops the parser: two offsets, what is wrong between them, and what to do.

    With a `repair`, the rest of the file can be parsed as if the advice had been followed.
    """

    def __init__(self, start: int, end: int, message: str, advice: str, repair: Repair | None = None) -> None:
        super().__init__(message)
        self.start, self.end, self.message, self.advice, self.repair = start, end, message, advice, repair

    def problem(self, source: Source) -> Problem:
        """The mistake as a value."""
        return source.mistake(self.start, self.end, self.message, self.advice)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: its offset, and the key and value of the field or list entry on it."""

    start: int
    text: str
    key: str
    is_entry: bool
    value: str
    value_start: int

    @property
    def name(self) -> str:
        """What is on the line, in words."""
        if self.key:
            return f"`{self.key}`"
        return "the list entry" if self.is_entry else "the text"

    @property
    def before(self) -> str:
        """The text before the value."""
        return f"{self.key}: " if self.key else "- " if self.is_entry else ""


def empty(source: Source) -> Mistake:
    """An empty file or empty front matter."""
    if source.first_line > 1:
        return Mistake(0, 1, "there are no fields between the two `---` lines", "write each field as `name: value`")
    return Mistake(0, 1, "the file is empty", "write each field as `name: value`, or delete the file")


def escaped(source: Source, start: int, end: int, character: str) -> Mistake:
    """An escape sequence for a character that is not allowed."""
    at = source.text.find("\\", start, end)
    message = f"this escape sequence is for a character that is not text (U+{ord(character):04X})"
    return Mistake(max(at, start), end, message, "delete what begins with the backslash")


def second_document(start: int) -> Mistake:
    """A `---` line after the first fields."""
    advice = "delete the line; what is below it needs a separate file"
    return Mistake(start, start + 3, "a second `---` in one file", advice)


def directive(start: int) -> Mistake:
    """A `%` line before the first field."""
    return Mistake(start, start + 1, "a line that begins with `%`", "delete the line")


def tab(start: int, end: int) -> Mistake:
    """A tab in the indentation of a line."""
    return Mistake(start, end, "a tab at the beginning of the line", "indent with spaces")


def comment_cuts(source: Source, end: int) -> Mistake:
    """A ` #` directly after unquoted text, which makes a comment of the rest."""
    line = line_at(source, end)
    start, stop = end + 1, source.line_end(end)
    value = source.text[line.value_start : stop].rstrip()
    message, more = "unquoted ` #` cuts the text off", "; a comment needs two spaces before `#`"
    return needs_quotes(source, line, (value, line.value_start + len(value)), (start, stop, message), more)


def special_character(source: Source, at: int) -> Mistake:
    """A text that begins with a character with a special meaning in YAML."""
    line = line_at(source, at)
    character = source.text[at : at + 1]
    value = line.value if at == line.value_start else ""
    if not line.before and LIST_MARK.match(value):
        return Mistake(at, at + 1, *list_mark_problem(" ".join(_marked(source, at))))
    if character in ("&", "*") and _REFERENCE.match(source.text[at : source.line_end(at)].rstrip()):
        advice = f"write the value itself; or quote the text if the `{character}` is part of it"
    elif character == "-":
        advice = f"begin the list on the next line; or {quote_advice(line.before, value)}"
    elif value:
        if line.key in _ADDRESS_FIELDS and (link := MARKDOWN_LINK.fullmatch(value)):
            return only_address(line, link[1])
        return needs_quotes(
            source, line, unquoted(source, line), (at, at + 1, f"{line.name} begins with `{character}`")
        )
    else:
        advice = quote_advice(line.before, value)
    return Mistake(at, at + 1, f"{line.name if value else 'a text'} begins with `{character}`", advice)


def only_address(line: Line, address: str) -> Mistake:
    """A Markdown link where a plain address belongs."""
    end = line.value_start + len(line.value)
    advice = f"write only the address: `{line.before}{address}`"
    message = "a Markdown link where a plain address belongs"
    return Mistake(line.value_start, end, message, advice, (line.value_start, end, address))


def unquoted(source: Source, line: Line) -> tuple[str, int]:
    """The whole text that begins as the value of a line, and the offset of its end."""
    return with_continuation(source, line, line.value_start - line.start - len(line.before))


def with_continuation(source: Source, line: Line, indent: int) -> tuple[str, int]:
    """A line's value with the lines below that are indented by more than `indent`, and the offset of its end."""
    text, end = [line.value], line.value_start + len(line.value)
    at = source.line_end(line.start) + 1
    while at < len(source.text):
        following = line_at(source, at)
        lead = len(following.text) - len(following.text.lstrip(" "))
        if lead <= indent or not following.text.strip() or following.is_entry or _FIELD.match(following.text):
            break
        plain = _COMMENT.sub("", following.text[lead:])
        text.append(plain)
        end = at + lead + len(plain)
        at = source.line_end(at) + 1
    return " ".join(filter(None, text)), end


def needs_quotes(
    source: Source, line: Line, value: tuple[str, int], what: tuple[int, int, str], more: str = ""
) -> Mistake:
    """A mistake that quotes around a line's value repair.

    `value` is the text to quote and the offset of its end; `what` is the mistake as two offsets and a message.
    """
    text, stop = value
    start, end, message = what
    lines = source.text.count("\n", line.value_start, stop)
    space = "" if source.text[: line.value_start].endswith((" ", "\t")) else " "
    repair = (line.value_start, stop, space + quoted(text) + "\n" * lines)
    return Mistake(start, end, message, quote_advice(line.before, text) + more, repair)


def _marked(source: Source, at: int) -> Iterator[str]:
    """The lines from an offset on that begin with the same character."""
    mark = source.text[at]
    while line := source.text[at : source.line_end(at)].strip():
        if not line.startswith(mark):
            return
        yield line
        at = source.line_end(at) + 1


def stray(source: Source, at: int) -> Mistake:
    """A line that is neither a field nor part of one."""
    line = line_at(source, at)
    no_space = _NO_SPACE.match(line.text.lstrip(" "))
    start = line.start + len(line.text) - len(line.text.lstrip(" "))
    if no_space and no_space["dash"]:
        return Mistake(start, start + 1, "there is no space after `-`", "put a space between `-` and the text")
    if no_space:
        end = start + len(no_space["name"]) + 1
        return Mistake(start, end, f"there is no space after `{no_space['name']}:`", "put a space after the `:`")
    advice = "write it as `name: value`; or indent it, if it continues the text above"
    return Mistake(start, line.start + len(line.text.rstrip()), "this line belongs to no field", advice)


def line_at(source: Source, at: int) -> Line:
    """The line that holds the offset `at`."""
    start = source.text.rfind("\n", 0, at) + 1
    text = source.text[start : source.line_end(start)]
    parts = _LINE.match(text)
    if parts is None:
        return Line(start, text, "", is_entry=False, value="", value_start=start)
    value = _COMMENT.sub("", parts["value"])
    return Line(start, text, parts["key"] or "", bool(parts["dashes"]), value, start + parts.start("value"))


def quote_advice(before: str, value: str) -> str:
    """The advice to quote a value, and the result unless it is too long; `before` is the text before it on its line."""
    return f"put the whole text in {_quoted_form(value, before)}"


def _quoted_form(value: str, before: str) -> str:
    single = '"' in value or "\\" in value
    if not value:
        return "quotes"
    if len(value) > _MAX_SHOWN:
        return (
            "single quotes, with `''` for each `'` in it"
            if single and "'" in value
            else ("single quotes, `'`" if single else 'quotes, `"`')
        )
    return f"quotes: `{before}{quoted(value)}`"

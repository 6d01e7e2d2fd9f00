"""Mistakes that end the reading of a YAML file, in words for people who never heard of YAML."""

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
_GLUED = re.compile(r"(?P<sign>-)[^\s-]|(?P<name>[A-Za-z_]+):\S")
_LONGEST_SHOWN = 400
_FIELD = re.compile(r" *[a-z_]+:(?: |$)")
_FOR_ADDRESSES = ("source", "sources", "url", "archived_url", "contact", "corrections", "base_url")
_REFERENCE = re.compile(r"[&*]\S*$")


Repair = tuple[int, int, str]
"""Two offsets, and the text that belongs between them."""


class Mistake(Exception):
    """Ends the reading of a file: two offsets, what is wrong between them, and what to do.

    With a `repair` the rest of the file can be read as it will be when the advice has been followed.
    """

    def __init__(self, start: int, end: int, message: str, advice: str, repair: Repair | None = None) -> None:
        super().__init__(message)
        self.start, self.end, self.message, self.advice, self.repair = start, end, message, advice, repair

    def problem(self, source: Source) -> Problem:
        """The mistake as a value."""
        return source.mistake(self.start, self.end, self.message, self.advice)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: its offset, and the name and value of the field or list entry it holds."""

    start: int
    text: str
    key: str
    entry: bool
    value: str
    value_at: int

    @property
    def name(self) -> str:
        """What the line holds, in words."""
        if self.key:
            return f"`{self.key}`"
        return "the list entry" if self.entry else "the text"

    @property
    def before(self) -> str:
        """What stands before the value."""
        return f"{self.key}: " if self.key else "- " if self.entry else ""


def empty(source: Source) -> Mistake:
    """A file, or a Markdown file's part for fields, in which nothing is written."""
    if source.first_line > 1:
        return Mistake(0, 1, "there are no fields between the two `---` lines", "write each field as `name: value`")
    return Mistake(0, 1, "the file is empty", "write each field as `name: value`, or delete the file")


def escaped(source: Source, start: int, end: int, character: str) -> Mistake:
    """A character written with a backslash that no content may hold."""
    at = source.text.find("\\", start, end)
    message = f"the text stands for a character that is not text (U+{ord(character):04X})"
    return Mistake(max(at, start), end, message, "delete what begins with the backslash")


def second_document(start: int) -> Mistake:
    """A `---` line behind the first fields."""
    return Mistake(
        start, start + 3, "a second `---` in one file", "delete the line; what is beneath needs its own file"
    )


def directive(start: int) -> Mistake:
    """A `%` line before the first field."""
    return Mistake(start, start + 1, "a line that begins with `%`", "delete the line")


def tab(start: int, end: int) -> Mistake:
    """A tab where a line is indented."""
    return Mistake(start, end, "a tab at the beginning of the line", "indent with spaces")


def cut_off(source: Source, end: int) -> Mistake:
    """A ` #` right behind unquoted text."""
    line = line_at(source, end)
    start, stop = end + 1, source.line_end(end)
    value = source.text[line.value_at : stop].rstrip()
    message, more = "unquoted ` #` cuts the text off", "; a comment needs two spaces before `#`"
    return quoting(source, line, (value, line.value_at + len(value)), (start, stop, message), more)


def sign(source: Source, at: int) -> Mistake:
    """A text that begins with a character which means something else to YAML."""
    line = line_at(source, at)
    character = source.text[at : at + 1]
    value = line.value if at == line.value_at else ""
    if not line.before and LIST_MARK.match(value):
        return Mistake(at, at + 1, *list_mark_problem(" ".join(_marked(source, at))))
    if character in ("&", "*") and _REFERENCE.match(source.text[at : source.line_end(at)].rstrip()):
        advice = f"write out what it stands for; or quote the text if the `{character}` belongs to it"
    elif character == "-":
        advice = f"begin the list on the next line; or {in_quotes(line.before, value)}"
    elif value:
        if line.key in _FOR_ADDRESSES and (link := MARKDOWN_LINK.fullmatch(value)):
            return only_address(line, link[1])
        return quoting(source, line, unquoted(source, line), (at, at + 1, f"{line.name} begins with `{character}`"))
    else:
        advice = in_quotes(line.before, value)
    return Mistake(at, at + 1, f"{line.name if value else 'a text'} begins with `{character}`", advice)


def only_address(line: Line, address: str) -> Mistake:
    """A link of Markdown where an address belongs."""
    end = line.value_at + len(line.value)
    advice = f"write only the address: `{line.before}{address}`"
    message = "a link of Markdown where an address belongs"
    return Mistake(line.value_at, end, message, advice, (line.value_at, end, address))


def unquoted(source: Source, line: Line) -> tuple[str, int]:
    """The text that begins as the value of a line, with the lines that go on with it, and the offset of its end."""
    return going_on(source, line, line.value_at - line.start - len(line.before))


def going_on(source: Source, line: Line, indent: int) -> tuple[str, int]:
    """The value of a line with the lines below it that are indented by more than `indent`, and the end of both."""
    text, end = [line.value], line.value_at + len(line.value)
    at = source.line_end(line.start) + 1
    while at < len(source.text):
        following = line_at(source, at)
        lead = len(following.text) - len(following.text.lstrip(" "))
        if lead <= indent or not following.text.strip() or following.entry or _FIELD.match(following.text):
            break
        plain = _COMMENT.sub("", following.text[lead:])
        text.append(plain)
        end = at + lead + len(plain)
        at = source.line_end(at) + 1
    return " ".join(filter(None, text)), end


def quoting(source: Source, line: Line, value: tuple[str, int], what: tuple[int, int, str], more: str = "") -> Mistake:
    """A mistake (two offsets and a message) that quotes around the value of a line put right, as far as an offset."""
    text, stop = value
    start, end, message = what
    lines = source.text.count("\n", line.value_at, stop)
    space = "" if source.text[: line.value_at].endswith((" ", "\t")) else " "
    repair = (line.value_at, stop, space + quoted(text) + "\n" * lines)
    return Mistake(start, end, message, in_quotes(line.before, text) + more, repair)


def _marked(source: Source, at: int) -> Iterator[str]:
    """The lines from an offset on that begin with the same sign."""
    mark = source.text[at]
    while line := source.text[at : source.line_end(at)].strip():
        if not line.startswith(mark):
            return
        yield line
        at = source.line_end(at) + 1


def stray(source: Source, at: int) -> Mistake:
    """A line that is neither a field nor part of one."""
    line = line_at(source, at)
    glued = _GLUED.match(line.text.lstrip(" "))
    start = line.start + len(line.text) - len(line.text.lstrip(" "))
    if glued and glued["sign"]:
        return Mistake(start, start + 1, "there is no space after `-`", "put a space between `-` and the text")
    if glued:
        end = start + len(glued["name"]) + 1
        return Mistake(start, end, f"there is no space after `{glued['name']}:`", "put a space after the `:`")
    advice = "write it as `name: value`; or indent it, if it goes on with the text above"
    return Mistake(start, line.start + len(line.text.rstrip()), "this line belongs to no field", advice)


def line_at(source: Source, at: int) -> Line:
    """The line that holds the offset `at`."""
    start = source.text.rfind("\n", 0, at) + 1
    text = source.text[start : source.line_end(start)]
    found = _LINE.match(text)
    if found is None:
        return Line(start, text, "", entry=False, value="", value_at=start)
    value = _COMMENT.sub("", found["value"])
    return Line(start, text, found["key"] or "", bool(found["dashes"]), value, start + found.start("value"))


def in_quotes(before: str, value: str) -> str:
    """The advice to quote a value, with the result if it is not too long to be shown; `before` is what its line has."""
    return f"put the whole text in {_as_quoted(value, before)}"


def _as_quoted(value: str, before: str) -> str:
    single = '"' in value or "\\" in value
    if not value:
        return "quotes"
    if len(value) > _LONGEST_SHOWN:
        return (
            "single quotes, with `''` for each `'` in it"
            if single and "'" in value
            else ("single quotes, `'`" if single else 'quotes, `"`')
        )
    return f"quotes: `{before}{quoted(value)}`"

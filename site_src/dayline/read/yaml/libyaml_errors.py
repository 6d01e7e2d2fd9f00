"""What lies behind an error of the YAML reader, whose own words help nobody."""

import re
from dataclasses import dataclass

import yaml

from dayline.problems import Problem
from dayline.read.text import Source, forbidden_character
from dayline.read.yaml.mistakes import Line, Mistake, directive, in_quotes, line_at, sign, stray, tab

_QUOTE_THEN_TEXT = re.compile(r"\"(?:[^\"\\]|\\.)*\"\s*\S|'(?:[^']|'')*'\s*\S")
_BRACKET_THEN_TEXT = re.compile(r"\[[^\]]*\]\s*[^\s#]|\{[^}]*\}\s*[^\s#]")
_SIGN = re.compile(r"[@`%*&!,\]}]|[|>](?![+-]?[0-9]?[+-]?\s*$)|[?-](?:\s|$)")
_TAB = re.compile(r" *(?:- *)*(\t+)")
_ONE_WORD = re.compile(r"[\w.-]+")


def explain(error: yaml.YAMLError | UnicodeEncodeError, source: Source, part: int, last: tuple[int, int]) -> Problem:
    """The problem behind an error; `part` is where the innermost list begins, `last` its last value."""
    failure = _failure(error, source, part, last)
    if problem := forbidden_character(source):
        return problem
    found = (rule(failure) for rule in _RULES)
    return next(filter(None, found), _unknown(failure)).problem(source)


@dataclass(frozen=True, slots=True)
class _Failure:
    """Where the reader stopped, where what it was reading had begun, and its own words."""

    source: Source
    at: int
    opened: int
    words: str
    part: int
    last: tuple[int, int]

    @property
    def line(self) -> Line:
        return line_at(self.source, self.at)

    @property
    def character(self) -> str:
        return self.source.text[self.at : self.at + 1]


def _failure(error: yaml.YAMLError | UnicodeEncodeError, source: Source, part: int, last: tuple[int, int]) -> _Failure:
    if not isinstance(error, yaml.MarkedYAMLError):
        return _Failure(source, 0, 0, "", part, last)
    size = len(source.text)
    at = min(error.problem_mark.index, size) if error.problem_mark else 0
    opened = min(error.context_mark.index, size) if error.context_mark else at
    return _Failure(source, at, opened, f"{error.context}: {error.problem}", part, last)


def _tab(failure: _Failure) -> Mistake | None:
    for offset in (failure.at, failure.opened):
        line = line_at(failure.source, offset)
        found = _TAB.match(line.text)
        if found:
            return tab(line.start + found.start(1), line.start + found.end(1))
    return None


def _open_quote(failure: _Failure) -> Mistake | None:
    if "quoted scalar" in failure.words and "escape" not in failure.words:
        return _never_closed(failure.source, failure.opened)
    start, end = failure.last
    between = failure.source.text[end : failure.at]
    if failure.source.text[start:end].startswith(('"', "'")) and "\n" not in between:
        return _never_closed(failure.source, start) if "\n" in failure.source.text[start:end] else None
    return None


def _never_closed(source: Source, start: int) -> Mistake:
    mark = source.text[start : start + 1]
    name = line_at(source, start).name
    return Mistake(start, start + 1, f"{name} opens a quote that is not closed", f"put `{mark}` at the end of the text")


def _escape(failure: _Failure) -> Mistake | None:
    if "escape" not in failure.words and "hexdecimal" not in failure.words:
        return None
    start = failure.source.text.rfind("\\", 0, failure.at + 1)
    written = failure.source.text[start : start + 2]
    advice = "write `\\\\` for one backslash, or use single quotes"
    return Mistake(start, start + 2, f"`{written}` has no meaning between double quotes", advice)


def _sign_first(failure: _Failure) -> Mistake | None:
    line = failure.line
    if line.text.startswith("%"):
        return directive(line.start)
    if _SIGN.match(line.value) or _BRACKET_THEN_TEXT.match(line.value):
        return sign(failure.source, line.value_at)
    return sign(failure.source, failure.at) if failure.character in tuple("@`%") else None


def _quote_first(failure: _Failure) -> Mistake | None:
    line = failure.line
    if not _QUOTE_THEN_TEXT.match(line.value):
        return None
    end = line.value_at + len(line.value)
    message = f"{line.name} goes on after its closing quote"
    return Mistake(min(failure.at, end - 1), end, message, in_quotes(line.before, line.value))


def _colon(failure: _Failure) -> Mistake | None:
    line = failure.line
    if "mapping values" not in failure.words:
        return None
    if line.key and failure.at >= line.value_at:
        message = f"{line.name} contains `: `"
        return Mistake(failure.at, failure.at + 2, message, in_quotes(line.before, line.value))
    return _second_field(failure, line)


def _second_field(failure: _Failure, line: Line) -> Mistake:
    """What makes a line with one colon unreadable: the line before it, or its own indentation."""
    before = _line_before(failure.source, line)
    if before and not before.key:
        return stray(failure.source, before.start)
    if before and _ONE_WORD.fullmatch(line.key):
        start = line.start + len(line.text) - len(line.text.lstrip())
        advice = f"begin it in the same column as `{before.key}`; or put quotes around the text of `{before.key}`"
        return Mistake(start, start + len(line.key), f"`{line.key}` is indented too far", advice)
    message = f"{before.name if before else 'the text'} contains `: `"
    return Mistake(failure.at, failure.at + 2, message, "put the whole text in quotes")


def _line_before(source: Source, line: Line) -> Line | None:
    written = source.text[: line.start].rstrip()
    return line_at(source, len(written)) if written else None


def _no_colon(failure: _Failure) -> Mistake | None:
    return stray(failure.source, failure.opened) if "expected ':'" in failure.words else None


def _open_bracket(failure: _Failure) -> Mistake | None:
    text = failure.source.text
    opened = failure.opened if text[failure.opened : failure.opened + 1] in ("[", "{") else failure.part
    closing = {"[": "]", "{": "}"}.get(text[opened : opened + 1])
    if "flow" not in failure.words or closing is None:
        return None
    if closing in text[failure.at : failure.source.line_end(failure.at)]:
        return Mistake(
            failure.at,
            failure.at + 1,
            "what stands in brackets can't be read",
            "put each text between them in quotes",
        )
    advice = f"put `{closing}` at its end; or put the whole text in quotes"
    return Mistake(opened, opened + 1, f"`{text[opened]}` is not closed", advice)


def _indentation(failure: _Failure) -> Mistake | None:
    line = failure.line
    start = line.start + len(line.text) - len(line.text.lstrip())
    if "block" not in failure.words or failure.at != start:
        return None
    if line.entry or line.text.strip() == "-":
        return Mistake(
            start,
            start + 1,
            "a list entry that belongs to no list",
            "begin it in the column of the entry above",
        )
    end = start + (len(line.key) or len(line.text.strip()))
    advice = "begin it in the same column as the fields or the text it belongs to"
    return Mistake(start, end, "this line is indented unlike the lines around it", advice)


def _after_end(failure: _Failure) -> Mistake | None:
    if "document start" not in failure.words:
        return None
    end = failure.source.line_end(failure.at)
    return Mistake(failure.at, end, "the fields have ended before this text", "delete it, or the line `...` above it")


def _unknown(failure: _Failure) -> Mistake:
    end = failure.source.line_end(failure.at)
    return Mistake(failure.at, end, "this line can't be read", "put the text in quotes if it is text")


_RULES = (
    _tab,
    _open_quote,
    _escape,
    _sign_first,
    _quote_first,
    _colon,
    _no_colon,
    _open_bracket,
    _indentation,
    _after_end,
)

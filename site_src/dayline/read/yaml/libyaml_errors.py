"""What lies behind an error of the YAML reader, whose own words help nobody."""

from dataclasses import dataclass

import yaml

from dayline.patterns import lazy_pattern
from dayline.read.text import Source
from dayline.read.yaml.mistakes import (
    Line,
    Mistake,
    directive,
    going_on,
    in_quotes,
    line_at,
    quoting,
    sign,
    stray,
    tab,
    unquoted,
)

_QUOTE_THEN_TEXT = lazy_pattern(r"\"(?:[^\"\\]|\\.)*\"\s*\S|'(?:[^']|'')*'\s*\S")
_BRACKET_THEN_TEXT = lazy_pattern(r"\[[^\]]*\]\s*[^\s#]|\{[^}]*\}\s*[^\s#]")
_SIGN = lazy_pattern(r"[@`%*&!,\]}]|[|>](?![+-]?[0-9]?[+-]?\s*$)|[?-](?:\s|$)")
_TAB = lazy_pattern(r" *(?:- *)*(\t+)")
_ONE_WORD = lazy_pattern(r"[\w.-]+")


def explain(error: yaml.YAMLError | UnicodeEncodeError, source: Source, part: int, last: tuple[int, int]) -> Mistake:
    """The mistake behind an error; `part` is where the innermost list begins, `last` its last value."""
    failure = _failure(error, source, part, last)
    found = (rule(failure) for rule in _RULES)
    return next(filter(None, found), _unknown(failure))


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
    value, stop = unquoted(failure.source, line)
    what = (min(failure.at, stop - 1), line.value_at + len(line.value), f"{line.name} goes on after its closing quote")
    return quoting(failure.source, line, (_within_outer(value), stop), what)


def _within_outer(value: str) -> str:
    """A text without the quotes around it, if those in it are its own."""
    mark = value[0]
    inner = value.find(mark, 1)
    opens = value[inner - 1 : inner].isspace() and not value[inner + 1 : inner + 2].isspace()
    return value[1:-1] if len(value) > 2 and value.endswith(mark) and opens else value


def _colon(failure: _Failure) -> Mistake | None:
    line = failure.line
    if "mapping values" not in failure.words:
        return None
    if line.key and failure.at >= line.value_at:
        what = (failure.at, failure.at + 2, f"{line.name} contains `: `")
        return quoting(failure.source, line, unquoted(failure.source, line), what)
    return _second_field(failure, line)


def _second_field(failure: _Failure, line: Line) -> Mistake:
    """What makes a line with one colon unreadable: the text that it goes on with, or its own indentation."""
    before = _line_before(failure.source, line)
    owner = _owner(failure.source, line)
    if before and owner and before != owner and not owner.key:
        return stray(failure.source, before.start)
    if before and before == owner and owner.key and _ONE_WORD.fullmatch(line.key):
        start = line.start + len(line.text) - len(line.text.lstrip())
        whole = in_quotes(owner.before, _joined(failure.source, owner, line)[0])
        advice = f"begin it in the same column as `{owner.key}`; or, if it goes on with that text, {whole}"
        return Mistake(start, start + len(line.key), f"`{line.key}` is indented too far", advice)
    if owner is None or (not owner.value and _ONE_WORD.fullmatch(line.key)):
        return stray(failure.source, before.start if before else line.start)
    what = (failure.at, failure.at + 2, f"{owner.name} contains `: `")
    return quoting(failure.source, owner, _joined(failure.source, owner, line), what)


def _joined(source: Source, owner: Line, line: Line) -> tuple[str, int]:
    """The text from one line to another and on, and the offset of its end."""
    rest, end = going_on(source, line, owner.value_at - owner.start - len(owner.before))
    text = source.text[owner.value_at : line.value_at]
    return " ".join(f"{text} {rest}".split()), end


def _owner(source: Source, line: Line) -> Line | None:
    """The line above with the field or list entry that a line goes on with."""
    indent = len(line.text) - len(line.text.lstrip())
    above = _line_before(source, line)
    while above and not above.key and not above.entry and above.start:
        above = _line_before(source, above)
    return above if above and len(above.text) - len(above.text.lstrip()) <= indent else None


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

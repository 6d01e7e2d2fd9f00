"""Explanations for libyaml's errors, whose messages help no editor."""

from dataclasses import dataclass

import yaml

from dayline.patterns import lazy_pattern
from dayline.read.text import Source
from dayline.read.yaml.mistakes import (
    Line,
    Mistake,
    directive,
    line_at,
    needs_quotes,
    quote_advice,
    special_character,
    stray,
    tab,
    unquoted,
    with_continuation,
)

_QUOTE_THEN_TEXT = lazy_pattern(r"\"(?:[^\"\\]|\\.)*\"\s*\S|'(?:[^']|'')*'\s*\S")
_BRACKET_THEN_TEXT = lazy_pattern(r"\[[^\]]*\]\s*[^\s#]|\{[^}]*\}\s*[^\s#]")
_SIGN = lazy_pattern(r"[@`%*&!,\]}]|[|>](?![+-]?[0-9]?[+-]?\s*$)|[?-](?:\s|$)")
_TAB = lazy_pattern(r" *(?:- *)*(\t+)")
_ONE_WORD = lazy_pattern(r"[\w.-]+")


def explain(error: yaml.YAMLError | UnicodeEncodeError, source: Source, part: int, last: tuple[int, int]) -> Mistake:
    """The mistake that causes an error; `part` is the start of the innermost list or mapping, `last` its last value."""
    failure = _failure(error, source, part, last)
    mistakes = (rule(failure) for rule in _RULES)
    return next(filter(None, mistakes), _unknown(failure))


@dataclass(frozen=True, slots=True)
class _Failure:
    """Where libyaml stopped (`at`), where the element it was parsing began (`opened`), and its message."""

    source: Source
    at: int
    opened: int
    message: str
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
        if indentation := _TAB.match(line.text):
            return tab(line.start + indentation.start(1), line.start + indentation.end(1))
    return None


def _unclosed_quote(failure: _Failure) -> Mistake | None:
    if "quoted scalar" in failure.message and "escape" not in failure.message:
        return _never_closed(failure.source, failure.opened)
    start, end = failure.last
    between = failure.source.text[end : failure.at]
    if failure.source.text[start:end].startswith(('"', "'")) and "\n" not in between:
        return _never_closed(failure.source, start) if "\n" in failure.source.text[start:end] else None
    return None


def _never_closed(source: Source, start: int) -> Mistake:
    message = f"{line_at(source, start).name} begins with a quotation mark that is never closed"
    return Mistake(start, start + 1, message, f"put `{source.text[start : start + 1]}` at the end of the text")


def _escape(failure: _Failure) -> Mistake | None:
    if "escape" not in failure.message and "hexdecimal" not in failure.message:
        return None
    start = failure.source.text.rfind("\\", 0, failure.at + 1)
    written = failure.source.text[start : start + 2]
    advice = "write `\\\\` for one backslash, or use single quotes"
    return Mistake(start, start + 2, f"`{written}` has no meaning between double quotes", advice)


def _special_first(failure: _Failure) -> Mistake | None:
    line = failure.line
    if line.text.startswith("%"):
        return directive(line.start)
    if _SIGN.match(line.value) or _BRACKET_THEN_TEXT.match(line.value):
        return special_character(failure.source, line.value_start)
    return special_character(failure.source, failure.at) if failure.character in tuple("@`%") else None


def _quote_first(failure: _Failure) -> Mistake | None:
    line = failure.line
    if not _QUOTE_THEN_TEXT.match(line.value):
        return None
    value, stop = unquoted(failure.source, line)
    message = f"{line.name} continues after its closing quote"
    what = (min(failure.at, stop - 1), line.value_start + len(line.value), message)
    return needs_quotes(failure.source, line, (_within_outer(value), stop), what)


def _within_outer(value: str) -> str:
    """A text without the quotes around it, if there are other quotes inside."""
    mark = value[0]
    inner = value.find(mark, 1)
    opens = value[inner - 1 : inner].isspace() and not value[inner + 1 : inner + 2].isspace()
    return value[1:-1] if len(value) > 2 and value.endswith(mark) and opens else value


def _colon(failure: _Failure) -> Mistake | None:
    line = failure.line
    if "mapping values" not in failure.message:
        return None
    if line.key and failure.at >= line.value_start:
        what = (failure.at, failure.at + 2, f"{line.name} contains `: `")
        return needs_quotes(failure.source, line, unquoted(failure.source, line), what)
    return _second_field(failure, line)


def _second_field(failure: _Failure, line: Line) -> Mistake:
    """The mistake in a line with one colon: it continues a text, or its indentation is wrong."""
    before = _line_before(failure.source, line)
    owner = _owner(failure.source, line)
    if before and owner and before != owner and not owner.key:
        return stray(failure.source, before.start)
    if before and before == owner and owner.key and _ONE_WORD.fullmatch(line.key):
        start = line.start + len(line.text) - len(line.text.lstrip())
        whole = quote_advice(owner.before, _joined(failure.source, owner, line)[0])
        advice = f"begin it in the same column as `{owner.key}`; or, if it continues that text, {whole}"
        return Mistake(start, start + len(line.key), f"`{line.key}` is indented too far", advice)
    if owner is None or (not owner.value and _ONE_WORD.fullmatch(line.key)):
        return stray(failure.source, before.start if before else line.start)
    what = (failure.at, failure.at + 2, f"{owner.name} contains `: `")
    return needs_quotes(failure.source, owner, _joined(failure.source, owner, line), what)


def _joined(source: Source, owner: Line, line: Line) -> tuple[str, int]:
    """The text of a field from its line to another line and beyond, and the offset of its end."""
    rest, end = with_continuation(source, line, owner.value_start - owner.start - len(owner.before))
    text = source.text[owner.value_start : line.value_start]
    return " ".join(f"{text} {rest}".split()), end


def _owner(source: Source, line: Line) -> Line | None:
    """The line above with the field or list entry that a line continues."""
    indent = len(line.text) - len(line.text.lstrip())
    above = _line_before(source, line)
    while above and not above.key and not above.is_entry and above.start:
        above = _line_before(source, above)
    return above if above and len(above.text) - len(above.text.lstrip()) <= indent else None


def _line_before(source: Source, line: Line) -> Line | None:
    written = source.text[: line.start].rstrip()
    return line_at(source, len(written)) if written else None


def _no_colon(failure: _Failure) -> Mistake | None:
    return stray(failure.source, failure.opened) if "expected ':'" in failure.message else None


def _unclosed_bracket(failure: _Failure) -> Mistake | None:
    text = failure.source.text
    opened = failure.opened if text[failure.opened : failure.opened + 1] in ("[", "{") else failure.part
    closing = {"[": "]", "{": "}"}.get(text[opened : opened + 1])
    if "flow" not in failure.message or closing is None:
        return None
    if closing in text[failure.at : failure.source.line_end(failure.at)]:
        message = "the text in these brackets can't be read"
        return Mistake(failure.at, failure.at + 1, message, "put each text between them in quotes")
    advice = f"put `{closing}` at its end; or put the whole text in quotes"
    return Mistake(opened, opened + 1, f"`{text[opened]}` is not closed", advice)


def _indentation(failure: _Failure) -> Mistake | None:
    line = failure.line
    start = line.start + len(line.text) - len(line.text.lstrip())
    if "block" not in failure.message or failure.at != start:
        return None
    if line.is_entry or line.text.strip() == "-":
        advice = "begin it in the same column as the entry above"
        return Mistake(start, start + 1, "a list entry that belongs to no list", advice)
    end = start + (len(line.key) or len(line.text.strip()))
    advice = "begin it in the same column as the fields or the text it belongs to"
    return Mistake(start, end, "this line is indented differently from the lines around it", advice)


def _after_end(failure: _Failure) -> Mistake | None:
    if "document start" not in failure.message:
        return None
    end = failure.source.line_end(failure.at)
    return Mistake(failure.at, end, "the fields end before this text", "delete it, or the line `...` above it")


def _unknown(failure: _Failure) -> Mistake:
    end = failure.source.line_end(failure.at)
    return Mistake(failure.at, end, "this line can't be read", "put the text in quotes if it is text")


_RULES = (
    _tab,
    _unclosed_quote,
    _escape,
    _special_first,
    _quote_first,
    _colon,
    _no_colon,
    _unclosed_bracket,
    _indentation,
    _after_end,
)

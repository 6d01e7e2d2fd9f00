"""Where each part of a YAML file stands, and which stretch of the text to point at."""

from collections.abc import Iterator, Sequence
from typing import Literal

from dayline.patterns import lazy_pattern
from dayline.problems import Step
from dayline.read.text import Source
from dayline.read.yaml.builder import Entries, Fields, Marks, extent

Stretch = tuple[int, int]

_COMMENT = lazy_pattern(r"\s{2,}#.*$|\s+$")
_WORD = lazy_pattern(r"\w+")


def stretch(
    marks: Marks, source: Source, path: Sequence[Step], *, on: Literal["value", "key"], text: str, nth: int
) -> Stretch:
    """The offsets between which lies what `path`, `on`, `text` and `nth` mean (see problems.Spot)."""
    key: Stretch | None = None
    for number, step in enumerate(path):
        if isinstance(marks, Fields) and isinstance(step, str) and step in marks.marks:
            name, marks = marks.marks[step]
            key = extent(name)
        elif isinstance(marks, Entries) and isinstance(step, int) and 0 <= step < len(marks.marks):
            marks, key = marks.marks[step], None
        elif isinstance(step, str) and isinstance(marks, Fields | Entries):
            return _missing(marks, source, at_top=number == 0)
    whole = _value(marks, source)
    if key and (on == "key" or whole is None):
        return key
    return _part(source.text, whole or extent(marks), text, nth)


def within(text: str, start: int, end: int, wanted: str, nth: int = 0) -> Stretch | None:
    """The offsets of the `nth` place (else the first) where `wanted` stands between them.

    Any white space in `wanted` matches any other, since lines of a value are folded.
    """
    first = None
    for number, found in enumerate(_places(text, start, end, wanted.split())):
        if number == nth:
            return found
        first = first or found
    return first


def _places(text: str, start: int, end: int, words: list[str]) -> Iterator[Stretch]:
    """Where some words stand one after the other; a pattern for each text would cost far more."""
    at = text.find(words[0], start, end)
    while at >= 0:
        behind = _behind(text, at, end, words)
        if behind >= 0:
            yield at, behind
        at = text.find(words[0], max(behind, at + 1), end)


def _behind(text: str, at: int, end: int, words: list[str]) -> int:
    """The offset behind some words that begin at an offset, -1 if they do not stand there."""
    for number, word in enumerate(words):
        if number:
            space = at
            while at < end and text[at].isspace():
                at += 1
            if at == space:
                return -1
        if not text.startswith(word, at, end):
            return -1
        at += len(word)
    return at


def _missing(marks: Marks, source: Source, *, at_top: bool) -> Stretch:
    if at_top:
        return 0, source.line_end(0)
    if isinstance(marks, Fields) and marks.marks:
        return extent(next(iter(marks.marks.values()))[0])
    return _first_line(source, *extent(marks))


def _value(marks: Marks, source: Source) -> Stretch | None:
    """The value without a leading `>-` and the white space around it; None if nothing is left."""
    start, end = extent(marks)
    text = source.text
    if not isinstance(marks, Fields | Entries) and text[start : start + 1] in ("|", ">"):
        start = source.line_end(start)
    value = text[start:end]
    if not value.strip():
        return None
    return start + len(value) - len(value.lstrip()), start + len(value.rstrip())


def _part(text: str, whole: Stretch, wanted: str, nth: int) -> Stretch:
    start, end = whole
    if wanted.strip():
        found = within(text, start, end, wanted, nth)
        if found is None and (word := _WORD.search(wanted)):
            found = within(text, start, end, word.group())
        if found:
            return found
    line_end = text.find("\n", start, end)
    return (start, end) if line_end < 0 else (start, line_end)


def _first_line(source: Source, start: int, end: int) -> Stretch:
    line = source.text[start : min(end, source.line_end(start))]
    return start, start + len(_COMMENT.sub("", line))

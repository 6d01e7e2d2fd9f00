"""The positions of the parts of a YAML file, and which stretch of the text to point at."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from dayline.problems import Step
from dayline.read.text import Source
from dayline.read.yaml.builder import Entries, Fields, Marks, extent

Stretch = tuple[int, int]

_COMMENT = re.compile(r"\s{2,}#.*$|\s+$")
_WORD = re.compile(r"\w+")


def stretch(
    marks: Marks, source: Source, path: Sequence[Step], *, on: Literal["value", "key"], text: str, nth: int
) -> Stretch:
    """The offsets of what `path`, `on`, `text` and `nth` point at (see problems.Spot)."""
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
    """The `nth` occurrence (or else the first) of `wanted` between two offsets.

    Any white space in `wanted` matches any other, as lines of a value are folded.
    """
    first = None
    for number, occurrence in enumerate(_occurrences(text, start, end, wanted.split())):
        if number == nth:
            return occurrence
        first = first or occurrence
    return first


def _occurrences(text: str, start: int, end: int, words: list[str]) -> Iterator[Stretch]:
    """The stretches where some words follow each other; searching by patterns would be far slower."""
    at = text.find(words[0], start, end)
    while at >= 0:
        match_end = _end_of_words(text, at, end, words)
        if match_end >= 0:
            yield at, match_end
        at = text.find(words[0], max(match_end, at + 1), end)


def _end_of_words(text: str, at: int, end: int, words: list[str]) -> int:
    """The offset after some words that begin at an offset; -1 if they are not there."""
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
        occurrence = within(text, start, end, wanted, nth)
        if occurrence is None and (word := _WORD.search(wanted)):
            occurrence = within(text, start, end, word.group())
        if occurrence:
            return occurrence
    line_end = text.find("\n", start, end)
    return (start, end) if line_end < 0 else (start, line_end)


def _first_line(source: Source, start: int, end: int) -> Stretch:
    line = source.text[start : min(end, source.line_end(start))]
    return start, start + len(_COMMENT.sub("", line))

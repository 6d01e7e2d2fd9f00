"""Strict YAML: the text of a file as plain data in which every value is text, and where each stands.

Anchors, aliases, tags, directives, keys written twice, keys that are not text, empty list entries, nesting
deeper than 50, a second document and tabs in the indentation are mistakes (E01). So is ` #` with exactly
one space before it behind unquoted text, because it cuts the text off; a comment stands on a line of its
own, after two or more spaces, or after a quoted text or a bracket. A field with nothing behind its colon
is absent from the data and present in the marks; `~` and `null` are text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

import yaml
from yaml import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from dayline.problems import Problem, Span, Spot, Step
from dayline.read.text import BYTE_ORDER_MARK, Source, forbidden_character, forbidden_in
from dayline.read.yaml import commas, libyaml_errors, mistakes, positions
from dayline.read.yaml.builder import Entries, Fields, Marks, Root, Scalar, Slips, Value, empty, extent
from dayline.read.yaml.fast import DEEPEST, LOADER, SUSPECTS, plain
from dayline.read.yaml.mistakes import Mistake, Repair

_MOST = 20  # mistakes that are put right, each of which has the file read once more
_LONGEST_REPAIRED = 100_000
_TAB = re.compile(r"^ *(\t+)[ \t]*\S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Tree:
    """The data of one file and where each part of it stands."""

    data: Value
    marks: Marks
    source: Source

    def span(self, path: Sequence[Step], on: Literal["value", "key"] = "value", text: str = "", nth: int = 0) -> Span:
        """The line and columns of what `path` leads to, or of the deepest part of the way that exists.

        A missing field is shown at its mapping's first key, or on the first line if it is missing at the
        top; a field with nothing in it at its key. `text` narrows a value down to its `nth` occurrence.
        """
        return self.source.span(*positions.stretch(self.marks, self.source, path, on=on, text=text, nth=nth))


class Reading(NamedTuple):
    """The data of a YAML text, None with the problems (E01) that it can't be read for, and its empty fields."""

    data: Value | None
    problems: list[Problem]
    empty: tuple[tuple[Step, ...], ...] = ()


def read(text: str, file: str, first_line: int = 1) -> Reading:
    """What is in a YAML text that begins with line `first_line` of its file."""
    data = plain(text.removeprefix(BYTE_ORDER_MARK))
    if data is not None:
        return Reading(data, [])
    tree, problems = parse(text, file, first_line)
    return Reading(tree.data, problems, tuple(empty(tree.marks))) if tree else Reading(None, problems)


def parse(text: str, file: str, first_line: int = 1) -> tuple[Tree | None, list[Problem]]:
    """The tree of a YAML text that begins with line `first_line` of its file, and what is wrong with it (E01).

    Where the help says exactly what to write, the rest is read as if that had been done, so that all that is wrong is
    reported in one run; the tree is then the one of the text put right, on the same lines. None if it can't be.
    """
    source = Source(text.removeprefix(BYTE_ORDER_MARK), file, first_line)
    found: list[Problem] = []
    while True:
        growth = _Growth(source)
        mistakes = _mistakes(source, growth)
        found += (forbidden_character(source) or one.problem(source) for one in mistakes)
        repairs = [one.repair for one in mistakes if one.repair]
        if not mistakes or len(repairs) < len(mistakes) or len(found) > _MOST or len(text) > _LONGEST_REPAIRED:
            break
        source = replace(source, text=_repaired(source.text, repairs))
    twice = [_written_twice(source, *keys) for keys in growth.slips.twice]
    if mistakes or twice:
        return None, twice + found
    return Tree(growth.root.data[0], growth.root.marks[0], source), found


def _repaired(text: str, repairs: list[Repair]) -> str:
    for start, end, better in sorted(repairs, reverse=True):
        text = text[:start] + better + text[end:]
    return text


def _mistakes(source: Source, growth: "_Growth") -> list[Mistake]:
    """Reads the file to its end or its first mistake; what a comma tore apart does not end the reading."""
    found = []
    try:
        growth.run()
        _refuse_suspects(source)
    except Mistake as mistake:
        found.append(mistake)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        found.append(libyaml_errors.explain(error, source, growth.part.start, growth.last()))
    torn = [commas.mistake(source, one) for one in growth.slips.commas]
    return torn if all(one.repair for one in torn) and torn else torn + found


class _Growth:
    """The reading of one file: `part` is the innermost open list or mapping, `outer` those around it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root = Root(source)
        self.part: Entries | Fields = self.root
        self.outer: list[Entries | Fields] = []
        self.slips = Slips()
        self.documents = 0

    def run(self) -> None:
        """Takes every event of the file."""
        for event in _events(self.source.text):
            kind = type(event)
            if kind is ScalarEvent:
                self.part.scalar(event)
            elif kind is MappingStartEvent:
                self._open(Fields(self.slips, in_braces=event.flow_style), event)
            elif kind is SequenceStartEvent:
                self._open(Entries(), event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close(event)
            else:
                self._other(event)
        if not self.root.data:
            raise mistakes.empty(self.source)

    def last(self) -> tuple[int, int]:
        """The offsets of the value that was read last in the innermost part."""
        if isinstance(self.part, Entries):
            return extent(self.part.marks[-1]) if self.part.marks else (0, 0)
        return extent(list(self.part.marks.values())[-1][1]) if self.part.marks else (0, 0)

    def _open(self, part: Entries | Fields, event: Any) -> None:
        part.start = event.start_mark.index
        self.outer.append(self.part)
        if len(self.outer) > DEEPEST:
            raise Mistake(
                part.start,
                part.start + 1,
                f"lists and fields lie more than {DEEPEST} deep in each other",
                "put the whole text in quotes if it is text, or write it flatter",
            )
        self.part = part

    def _close(self, event: Any) -> None:
        part = self.part
        part.end = event.end_mark.index
        self.part = self.outer.pop()
        self.part.put(part)

    def _other(self, event: Any) -> None:
        start: int = event.start_mark.index
        if type(event) is DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                raise mistakes.second_document(start)
            if event.version or event.tags:
                raise mistakes.directive(start)
        elif type(event) is AliasEvent:
            raise mistakes.sign(self.source, start)


def _written_twice(source: Source, first: Scalar, second: Scalar) -> Problem:
    before, here = (Spot(source.file, span=source.span(*extent(key))) for key in (first, second))
    message, advice = f"`{second.value}` is written twice", "keep one of the two and delete the other"
    return Problem("E01", here, message, advice, ((before, "the first is here"),))


def _events(text: str) -> Iterator[Any]:
    return iter(LOADER(text).get_event, None)


def _refuse_suspects(source: Source) -> None:
    """Reads a file that holds a suspicious character once more, and refuses what it must not mean."""
    text = source.text
    if any(sign in text for sign in SUSPECTS):
        tabs = [found.span(1) for found in _TAB.finditer(text)][::-1]
        for event in _events(text):
            if isinstance(event, ScalarEvent | CollectionStartEvent):
                _refuse_suspect(source, event, tabs)
        if tabs:
            raise mistakes.tab(*tabs[-1])


def _refuse_suspect(source: Source, event: Any, tabs: list[tuple[int, int]]) -> None:
    """Refuses what is wrong at one event; takes from `tabs`, last first, those inside its text."""
    start, end = extent(event)
    if event.anchor is not None or event.tag is not None:
        raise mistakes.sign(source, start)
    if type(event) is not ScalarEvent:
        return
    if event.style == '"' and (wrong := forbidden_in(event.value)):
        raise mistakes.escaped(source, start, end, wrong)
    if not event.style and source.text.startswith(" #", end):
        raise mistakes.cut_off(source, end)
    while tabs and start < tabs[-1][0] < end:
        tabs.pop()

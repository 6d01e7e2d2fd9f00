"""Strict YAML: the text of a file as plain data in which every value is text, with the position of each part.

Anchors, aliases, tags, directives, duplicate keys, keys that are not text, empty list entries, nesting deeper than 50,
a second document and tabs in the indentation are mistakes (E01). So is ` #` with exactly one space before it after
unquoted text, because it cuts the text off; a comment needs a separate line, two or more spaces before it, or a quoted
text or a bracket before it. A field with nothing after its colon is missing from the data but present in the marks;
`~` and `null` are text.
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
from dayline.read.yaml.builder import Entries, Fields, Marks, NonFatal, Root, Scalar, Value, empty_fields, extent
from dayline.read.yaml.fast import LOADER, MAX_DEPTH, SUSPECTS, parse_plain
from dayline.read.yaml.mistakes import Mistake, Repair

_MAX_REPAIRS = 20  # after each one the file is parsed again
_MAX_REPAIRED_LENGTH = 100_000
_TAB = re.compile(r"^ *(\t+)[ \t]*\S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Tree:
    """The data of one file, with the position of each part."""

    data: Value
    marks: Marks
    source: Source

    def span(self, path: Sequence[Step], on: Literal["value", "key"] = "value", text: str = "", nth: int = 0) -> Span:
        """The line and columns of what `path` leads to, or of the deepest part of the path that exists.

        A missing field is shown at the first key of its mapping, or on the first line if it is missing at the top
        level; an empty field at its key. `text` narrows a value down to the `nth` occurrence of that text.
        """
        return self.source.span(*positions.stretch(self.marks, self.source, path, on=on, text=text, nth=nth))


class Parsed(NamedTuple):
    """The data of a YAML text (None if it can't be read), its problems (E01), and the paths of its empty fields."""

    data: Value | None
    problems: list[Problem]
    empty: tuple[tuple[Step, ...], ...] = ()


def read(text: str, file: str, first_line: int = 1) -> Parsed:
    """The data of a YAML text that begins on line `first_line` of its file."""
    data = parse_plain(text.removeprefix(BYTE_ORDER_MARK))
    if data is not None:
        return Parsed(data, [])
    tree, problems = parse(text, file, first_line)
    return Parsed(tree.data, problems, tuple(empty_fields(tree.marks))) if tree else Parsed(None, problems)


def parse(text: str, file: str, first_line: int = 1) -> tuple[Tree | None, list[Problem]]:
    """The tree of a YAML text that begins on line `first_line` of its file, and its problems (E01).

    Where the help says exactly what to write, the rest is parsed as if that had been done, so that one run reports all
    mistakes; the tree is then that of the repaired text, with the same lines. None if that is not possible.
    """
    source = Source(text.removeprefix(BYTE_ORDER_MARK), file, first_line)
    problems: list[Problem] = []
    while True:
        parser = _Parser(source)
        mistakes = _mistakes(source, parser)
        problems += (forbidden_character(source) or mistake.problem(source) for mistake in mistakes)
        repairs = [mistake.repair for mistake in mistakes if mistake.repair]
        can_repair = len(problems) <= _MAX_REPAIRS and len(text) <= _MAX_REPAIRED_LENGTH
        if not mistakes or len(repairs) < len(mistakes) or not can_repair:
            break
        source = replace(source, text=_repaired(source.text, repairs))
    duplicates = [_duplicate_key(source, *keys) for keys in parser.non_fatal.duplicate_keys]
    if mistakes or duplicates:
        return None, duplicates + problems
    return Tree(parser.root.data[0], parser.root.marks[0], source), problems


def _repaired(text: str, repairs: list[Repair]) -> str:
    for start, end, replacement in sorted(repairs, reverse=True):
        text = text[:start] + replacement + text[end:]
    return text


def _mistakes(source: Source, parser: "_Parser") -> list[Mistake]:
    """Parses the file to its end or its first mistake; values split by a comma don't stop the parser."""
    mistakes = []
    try:
        parser.run()
        _refuse_suspects(source)
    except Mistake as mistake:
        mistakes.append(mistake)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        mistakes.append(libyaml_errors.explain(error, source, parser.innermost.start, parser.last_value()))
    split = [commas.mistake(source, value) for value in parser.non_fatal.split_values]
    return split if all(mistake.repair for mistake in split) and split else split + mistakes


class _Parser:
    """Parses one file: `innermost` is the innermost open list or mapping, `outer` are those around it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root = Root(source)
        self.innermost: Entries | Fields = self.root
        self.outer: list[Entries | Fields] = []
        self.non_fatal = NonFatal()
        self.documents = 0

    def run(self) -> None:
        """Handles every event of the file."""
        for event in _events(self.source.text):
            kind = type(event)
            if kind is ScalarEvent:
                self.innermost.add_text(event)
            elif kind is MappingStartEvent:
                self._open(Fields(self.non_fatal, in_braces=event.flow_style), event)
            elif kind is SequenceStartEvent:
                self._open(Entries(), event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close(event)
            else:
                self._other(event)
        if not self.root.data:
            raise mistakes.empty(self.source)

    def last_value(self) -> tuple[int, int]:
        """The offsets of the last value in the innermost list or mapping."""
        if isinstance(self.innermost, Entries):
            return extent(self.innermost.marks[-1]) if self.innermost.marks else (0, 0)
        return extent(list(self.innermost.marks.values())[-1][1]) if self.innermost.marks else (0, 0)

    def _open(self, collection: Entries | Fields, event: Any) -> None:
        collection.start = event.start_mark.index
        self.outer.append(self.innermost)
        if len(self.outer) > MAX_DEPTH:
            message = f"lists and fields are nested more than {MAX_DEPTH} deep"
            advice = "put the whole text in quotes if it is text, or use fewer levels"
            raise Mistake(collection.start, collection.start + 1, message, advice)
        self.innermost = collection

    def _close(self, event: Any) -> None:
        collection = self.innermost
        collection.end = event.end_mark.index
        self.innermost = self.outer.pop()
        self.innermost.add(collection)

    def _other(self, event: Any) -> None:
        start: int = event.start_mark.index
        if type(event) is DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                raise mistakes.second_document(start)
            if event.version or event.tags:
                raise mistakes.directive(start)
        elif type(event) is AliasEvent:
            raise mistakes.special_character(self.source, start)


def _duplicate_key(source: Source, first: Scalar, second: Scalar) -> Problem:
    before, here = (Spot(source.file, span=source.span(*extent(key))) for key in (first, second))
    message, advice = f"`{second.value}` is written twice", "keep one of the two and delete the other"
    return Problem("E01", here, message, advice, ((before, "the first is here"),))


def _events(text: str) -> Iterator[Any]:
    return iter(LOADER(text).get_event, None)


def _refuse_suspects(source: Source) -> None:
    """Parses a file with suspicious characters once more, and refuses those with a special meaning."""
    text = source.text
    if any(special_character in text for special_character in SUSPECTS):
        tabs = [match.span(1) for match in _TAB.finditer(text)][::-1]
        for event in _events(text):
            if isinstance(event, ScalarEvent | CollectionStartEvent):
                _refuse_suspect(source, event, tabs)
        if tabs:
            raise mistakes.tab(*tabs[-1])


def _refuse_suspect(source: Source, event: Any, tabs: list[tuple[int, int]]) -> None:
    """Refuses a special meaning at one event; removes the tabs inside its text from `tabs`, the last one first."""
    start, end = extent(event)
    if event.anchor is not None or event.tag is not None:
        raise mistakes.special_character(source, start)
    if type(event) is not ScalarEvent:
        return
    if event.style == '"' and (character := forbidden_in(event.value)):
        raise mistakes.escaped(source, start, end, character)
    if not event.style and source.text.startswith(" #", end):
        raise mistakes.comment_cuts(source, end)
    while tabs and start < tabs[-1][0] < end:
        tabs.pop()

"""The lists and mappings of a YAML file: what is in them, and where it stands.

What is read of an event before somebody asks is its value only: looking up where it stands would take
half as long again as reading the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dayline.problems import Step
from dayline.read.text import Source
from dayline.read.yaml import mistakes
from dayline.read.yaml.mistakes import Mistake
from dayline.schema.hints import LIST_MARK, list_mark_problem

Value = str | list["Value"] | dict[str, "Value"]
Scalar = Any
"""libyaml's event for a text: `value`, `style`, `start_mark` and `end_mark`, whose `index` is the offset."""

_MOST_TWICE = 20
QUOTES = ("'", '"')


class Entries:
    """A list: its data, and the marks of each entry."""

    __slots__ = ("data", "end", "marks", "start")

    def __init__(self) -> None:
        self.data: list[Value] = []
        self.marks: list[Marks] = []
        self.start = self.end = 0

    def scalar(self, event: Scalar) -> None:
        """Takes a text."""
        if event.value == "" and event.style not in QUOTES:
            start, end = extent(event)
            advice = "write something after the `-`, or delete the line"
            raise Mistake(start - 1, end, "an empty list entry", advice)
        self.data.append(event.value)
        self.marks.append(event)

    def put(self, part: "Entries | Fields") -> None:
        """Takes a finished list or mapping."""
        self.data.append(part.data)
        self.marks.append(part)


class Root(Entries):
    """The file itself, as a list of one."""

    __slots__ = ("source",)

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source

    def scalar(self, event: Scalar) -> None:
        """Refuses text without fields; lets nothing at all pass as an empty file."""
        if event.value:
            raise mistakes.stray(self.source, event.start_mark.index)


@dataclass(frozen=True, slots=True)
class Comma:
    """A value in braces that a comma ended, and the texts after it that have no colon; `name` is the value's key."""

    name: str
    value: "Marks"
    rest: list[Scalar]


@dataclass(frozen=True, slots=True)
class Slips:
    """Mistakes of one file that don't end its reading: fields written twice, and texts that a comma tore apart."""

    twice: list[tuple[Scalar, Scalar]] = field(default_factory=list)
    commas: list[Comma] = field(default_factory=list)


class Fields:
    """A mapping: its data, and for each key its own event and its value's marks.

    While it is being read, `key` is set between a key and its value. `slips` is shared by the whole file.
    """

    __slots__ = ("data", "end", "in_braces", "key", "marks", "slips", "start")

    def __init__(self, slips: Slips, *, in_braces: bool) -> None:
        self.data: dict[str, Value] = {}
        self.marks: dict[str, tuple[Scalar, Marks]] = {}
        self.start = self.end = 0
        self.key: Scalar | None = None
        self.slips = slips
        self.in_braces = in_braces

    def scalar(self, event: Scalar) -> None:
        """Takes a key or a value; a value with nothing in it leaves only its marks."""
        key = self.key
        if key is None:
            self._begin(event)
            return
        self.key = None
        if self.in_braces and not event.value and event.start_mark.index == key.end_mark.index:
            self._torn(key)
            return
        self.marks[key.value] = (key, event)
        if event.value or event.style in QUOTES:
            self.data[key.value] = event.value

    def put(self, part: "Entries | Fields") -> None:
        """Takes a finished list or mapping."""
        key = self.key
        if key is None:
            advice = "write the name without brackets"
            raise Mistake(part.start, part.end, "a field's name must be text", advice)
        self.data[key.value] = part.data
        self.marks[key.value] = (key, part)
        self.key = None

    def _begin(self, key: Scalar) -> None:
        if not key.value:
            raise Mistake(*extent(key), "a field without a name", "write the field's name before the `:`")
        if LIST_MARK.match(key.value) and key.style not in QUOTES:
            message, advice = list_mark_problem(f"{key.value}: …")
            raise Mistake(key.start_mark.index, key.start_mark.index + 1, message, advice)
        if key.value in self.marks:
            self.slips.twice.append((self.marks[key.value][0], key))
            if len(self.slips.twice) == _MOST_TWICE:
                advice = "keep one of each and delete the others"
                raise Mistake(*extent(key), "there may be more fields that are written twice", advice)
        self.key = key

    def _torn(self, key: Scalar) -> None:
        """Notes a text without a colon, as what goes on with the value before it."""
        name, (_, value) = next(reversed(self.marks.items()), ("", (None, key)))
        commas = self.slips.commas
        if commas and commas[-1].value is value:
            commas[-1].rest.append(key)
        else:
            commas.append(Comma(name, value, [key]))


Marks = Entries | Fields | Scalar
"""What tells where a value stands: a text's event, or a list or mapping with the marks of what is in it."""


def extent(marks: Marks) -> tuple[int, int]:
    """Where a value starts and ends, as offsets into the text."""
    if isinstance(marks, Entries | Fields):
        return marks.start, marks.end
    return marks.start_mark.index, marks.end_mark.index


def empty(marks: Marks, way: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """The ways to the fields with nothing behind their colon, which are in the marks and not in the data."""
    if isinstance(marks, Entries):
        for number, entry in enumerate(marks.marks):
            yield from empty(entry, (*way, number))
    elif isinstance(marks, Fields):
        for name, (_, value) in marks.marks.items():
            if name not in marks.data:
                yield (*way, name)
            yield from empty(value, (*way, name))

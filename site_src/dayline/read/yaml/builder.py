"""The lists and mappings of a YAML file: their data, and the position of each part.

Positions are looked up only when needed: reading them with every value would make reading half as slow again.
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

_MAX_DUPLICATES = 20
QUOTES = ("'", '"')


class Entries:
    """A list being read: its data, and the marks of each entry."""

    __slots__ = ("data", "end", "marks", "start")

    def __init__(self) -> None:
        self.data: list[Value] = []
        self.marks: list[Marks] = []
        self.start = self.end = 0

    def add_text(self, event: Scalar) -> None:
        """Adds a text."""
        if event.value == "" and event.style not in QUOTES:
            start, end = extent(event)
            advice = "write something after the `-`, or delete the line"
            raise Mistake(start - 1, end, "an empty list entry", advice)
        self.data.append(event.value)
        self.marks.append(event)

    def add(self, collection: "Entries | Fields") -> None:
        """Adds a finished list or mapping."""
        self.data.append(collection.data)
        self.marks.append(collection)


class Root(Entries):
    """The file itself, as a list with a single entry."""

    __slots__ = ("source",)

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source

    def add_text(self, event: Scalar) -> None:
        """Refuses text outside of fields; an empty text is an empty file."""
        if event.value:
            raise mistakes.stray(self.source, event.start_mark.index)


@dataclass(frozen=True, slots=True)
class SplitValue:
    """A value in braces that a comma cut off, with the texts after the comma; `name` is the value's key."""

    name: str
    value: "Marks"
    rest: list[Scalar]


@dataclass(frozen=True, slots=True)
class NonFatal:
    """Mistakes in one file that don't stop the parser: duplicate keys, and values in braces split by a comma."""

    duplicate_keys: list[tuple[Scalar, Scalar]] = field(default_factory=list)
    split_values: list[SplitValue] = field(default_factory=list)


class Fields:
    """A mapping being read: its data, and for each key its event and the marks of its value.

    Between a key and its value, `key` is set. `non_fatal` is shared by the whole file.
    """

    __slots__ = ("data", "end", "in_braces", "key", "marks", "non_fatal", "start")

    def __init__(self, non_fatal: NonFatal, *, in_braces: bool) -> None:
        self.data: dict[str, Value] = {}
        self.marks: dict[str, tuple[Scalar, Marks]] = {}
        self.start = self.end = 0
        self.key: Scalar | None = None
        self.non_fatal = non_fatal
        self.in_braces = in_braces

    def add_text(self, event: Scalar) -> None:
        """Adds a key or a value; an empty value is only in the marks."""
        key = self.key
        if key is None:
            self._add_key(event)
            return
        self.key = None
        if self.in_braces and not event.value and event.start_mark.index == key.end_mark.index:
            self._add_rest(key)
            return
        self.marks[key.value] = (key, event)
        if event.value or event.style in QUOTES:
            self.data[key.value] = event.value

    def add(self, collection: "Entries | Fields") -> None:
        """Adds a finished list or mapping."""
        key = self.key
        if key is None:
            advice = "write the name without brackets"
            raise Mistake(collection.start, collection.end, "a field's name must be text", advice)
        self.data[key.value] = collection.data
        self.marks[key.value] = (key, collection)
        self.key = None

    def _add_key(self, key: Scalar) -> None:
        if not key.value:
            raise Mistake(*extent(key), "a field without a name", "write the field's name before the `:`")
        if LIST_MARK.match(key.value) and key.style not in QUOTES:
            message, advice = list_mark_problem(f"{key.value}: …")
            raise Mistake(key.start_mark.index, key.start_mark.index + 1, message, advice)
        if key.value in self.marks:
            self.non_fatal.duplicate_keys.append((self.marks[key.value][0], key))
            if len(self.non_fatal.duplicate_keys) == _MAX_DUPLICATES:
                advice = "keep one of each and delete the others"
                raise Mistake(*extent(key), "there may be more fields that are written twice", advice)
        self.key = key

    def _add_rest(self, key: Scalar) -> None:
        """Notes that a text without a colon continues the value before it."""
        name, (_, value) = next(reversed(self.marks.items()), ("", (None, key)))
        split_values = self.non_fatal.split_values
        if split_values and split_values[-1].value is value:
            split_values[-1].rest.append(key)
        else:
            split_values.append(SplitValue(name, value, [key]))


Marks = Entries | Fields | Scalar
"""The position of a value: a text's event, or a list or mapping with the marks of its parts."""


def extent(marks: Marks) -> tuple[int, int]:
    """The offsets in the text where a value starts and ends."""
    if isinstance(marks, Entries | Fields):
        return marks.start, marks.end
    return marks.start_mark.index, marks.end_mark.index


def empty_fields(marks: Marks, path: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """The paths of fields with nothing after their colon, which are in the marks but not in the data."""
    if isinstance(marks, Entries):
        for number, entry in enumerate(marks.marks):
            yield from empty_fields(entry, (*path, number))
    elif isinstance(marks, Fields):
        for name, (_, value) in marks.marks.items():
            if name not in marks.data:
                yield (*path, name)
            yield from empty_fields(value, (*path, name))

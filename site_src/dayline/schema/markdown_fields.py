"""The Markdown in records: where it is, what its links lead to, and what in a text is quotation."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from dayline.problems import Spot, Step
from dayline.schema.fields import Body, FieldType, Inline, InlineOrId, Prose, Text, Url
from dayline.schema.introspect import Shape, shapes
from dayline.schema.markdown_links import SCHEMES, links

APOSTROPHES = str.maketrans("’ʼ", "''")
"""Turns the ways to write an apostrophe into one: the typographic mark, and the letter of Ukrainian and others."""
MARKDOWN: "Types" = (Inline, InlineOrId, Prose, Body)
Found = tuple[tuple[Step, ...], str]
Types = tuple[type[FieldType], ...]

_QUOTED = re.compile(
    r"“[^”]{0,3000}+”|\"[^\"]{0,3000}+\"|«[^»]{0,3000}+»|„[^„“”]{0,3000}+[“”]|「[^」]{0,3000}+」|『[^』]{0,3000}+』"
)


def markdown(record: Any) -> Iterator[Found]:
    """Every text of a record that is Markdown, with the way to it."""
    yield from _walk(record, (), MARKDOWN)


def plain_texts(record: Any) -> Iterator[Found]:
    """Every text of a record that is shown as it is written, such as a title, with the way to it."""
    yield from _walk(record, (), (Text,))


def web_addresses(record: Any) -> Iterator[Found]:
    """Every address of a record that is not in a text, with the way to it."""
    yield from _walk(record, (), (Url,))


def link_targets(record: Any) -> Iterator[tuple[str, str]]:
    """What the links of our own in a record's Markdown lead to, as (kind, id)."""
    for _, text in markdown(record):
        for target, _ in links(text):
            scheme, _, id = target.partition(":")
            if scheme in SCHEMES:
                yield scheme, id


def without_quotations(text: str) -> str:
    """A text with spaces for everything in quotation marks."""
    return _QUOTED.sub(_blank, text)


def quoted(text: str) -> Iterator[str]:
    """The stretches of a text that stand in quotation marks."""
    yield from _QUOTED.findall(text)


def quotations(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """The stretches between quotation marks with their places, marks included."""
    yield from _QUOTED.finditer(text, start, len(text) if end is None else end)


def pointing(spot: Spot, text: str, part: str, start: int) -> Spot:
    """The place of a part of a text, which begins at `start` in it."""
    return spot.at(text=part, nth=text.count(part, 0, start))


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


Walker = Callable[[Any, tuple[Step, ...], Types], Iterator[Found]]


def _walk(record: Any, path: tuple[Step, ...], types: Types) -> Iterator[Found]:
    steps = _steps(record.__class__, types)
    for name, value in vars(record).items():
        if value and name in steps:
            yaml, step = steps[name]
            yield from step(value, (*path, yaml), types)


@lru_cache(None)
def _steps(cls: type, types: Types) -> dict[str, tuple[str, Walker]]:
    return {s.name: (s.yaml, _walker(s)) for s in shapes(cls) if _holds(s, types)}


def _holds(shape: Shape, types: Types) -> bool:
    """Whether a field is of one of some types, or holds such fields."""
    if type(shape.type) in types:
        return True
    return shape.inner is not None and any(_holds(inner, types) for inner in shapes(shape.inner))


def _walker(shape: Shape) -> Walker:
    one: Walker = _walk if shape.inner else lambda value, path, _types: iter(((path, value),))
    if shape.mapping:
        return lambda value, path, types: (hit for key, item in value.items() for hit in one(item, (*path, key), types))
    if shape.many:
        return lambda value, path, types: (hit for i, item in enumerate(value) for hit in one(item, (*path, i), types))
    return one

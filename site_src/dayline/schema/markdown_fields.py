"""The Markdown in records: where it is, what its links lead to, and what in a text is quotation."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from dayline.problems import Spot, Step
from dayline.schema.fields import Body, Inline, Prose
from dayline.schema.introspect import Shape, shapes
from dayline.schema.markdown_links import SCHEMES, links

APOSTROPHES = str.maketrans("’ʼ", "''")
"""Turns the ways to write an apostrophe into one: the typographic mark, and the letter of Ukrainian and others."""
Found = tuple[tuple[Step, ...], str]

_QUOTED = re.compile(
    r"“[^”]{0,3000}+”|\"[^\"]{0,3000}+\"|«[^»]{0,3000}+»|„[^„“”]{0,3000}+[“”]|「[^」]{0,3000}+」|『[^』]{0,3000}+』"
)


def markdown(record: Any) -> Iterator[Found]:
    """Every text of a record that is Markdown, with the way to it."""
    yield from _walk(record, ())


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


Walker = Callable[[Any, tuple[Step, ...]], Iterator[Found]]


def _walk(record: Any, path: tuple[Step, ...]) -> Iterator[Found]:
    steps = _steps(record.__class__)
    for name, value in vars(record).items():
        if value and name in steps:
            yaml, step = steps[name]
            yield from step(value, (*path, yaml))


@lru_cache(None)
def _steps(cls: type) -> dict[str, tuple[str, Walker]]:
    return {s.name: (s.yaml, _walker(s)) for s in shapes(cls) if _holds_markdown(s)}


def _holds_markdown(shape: Shape) -> bool:
    if isinstance(shape.type, Inline | Prose | Body):
        return True
    return shape.inner is not None and any(map(_holds_markdown, shapes(shape.inner)))


def _walker(shape: Shape) -> Walker:
    one: Walker = _walk if shape.inner else lambda value, path: iter(((path, value),))
    if shape.many:
        return lambda value, path: (hit for i, item in enumerate(value) for hit in one(item, (*path, i)))
    return one

"""The Markdown in records: where it stands, and what in it is code or quotation."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from dayline.problems import Spot, Step
from dayline.schema.fields import Body, Inline, Prose
from dayline.schema.shape import Shape, shapes

SCHEMES = ("event", "claim", "actor", "place", "thread", "figure", "source", "term", "question", "day", "page")
Found = tuple[tuple[Step, ...], str]

_FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?(?:\n {0,3}\1|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(?<!`)(`{1,8})(?!`)((?:[^\n]|\n(?![ \t]*\n))+?)(?<!`)\1(?!`)")
_QUOTED = re.compile(
    r"“[^”]{0,3000}+”|\"[^\"]{0,3000}+\"|«[^»]{0,3000}+»|„[^„“”]{0,3000}+[“”]|「[^」]{0,3000}+」|『[^』]{0,3000}+』"
)
_INDENTED = re.compile(r" {4}|\t")
_LISTED = re.compile(r"\s*(?:[*+-]|\d+\.)\s")
_LINK = re.compile(r"\]\(\s*(<[^<>\n]{0,2000}>|[^\s()<>]{0,2000}+(?:\([^\s()]{0,200}\)[^\s()]{0,2000}+)?)")
_DEFINED = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*+(?:\n[ \t]*+)?<?([^\s<>]{1,2000})", re.MULTILINE)


class Link(NamedTuple):
    """The address of a link in Markdown, and where it begins in the text."""

    target: str
    start: int


def markdown(record: Any) -> Iterator[Found]:
    """Every text of a record that is Markdown, with the way to it."""
    yield from _walk(record, ())


def links(text: str) -> Iterator[Link]:
    """The links in a Markdown text, those in code left out."""
    if "](" not in text and "]:" not in text:
        return
    plain = without_code(text)
    for found in _LINK.finditer(plain):
        if plain[found.start() - 1] != "\\":
            yield _link(found)
    if "]:" in plain:
        yield from map(_link, _DEFINED.finditer(plain))


def link_targets(record: Any) -> Iterator[tuple[str, str]]:
    """What the links of our own in a record's Markdown lead to, as (kind, id)."""
    for _, text in markdown(record):
        for target, _ in links(text):
            scheme, _, id = target.partition(":")
            if scheme in SCHEMES:
                yield scheme, id


def without_code(text: str) -> str:
    """A Markdown text with spaces for everything that is shown as code."""
    if "`" in text or "~~~" in text:
        text = _CODE.sub(_blank, _FENCED.sub(_blank, text))
    if "\n    " in text or "\n\t" in text:
        text = "".join(_without_indented(text))
    return text


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


def _link(found: re.Match[str]) -> Link:
    target, start = found[1], found.start(1)
    return Link(target[1:-1], start + 1) if target.startswith("<") else Link(target, start)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _without_indented(text: str) -> Iterator[str]:
    """The lines of a text, blank where an indented block is code: after an empty line, not in a list."""
    in_code, after_empty, in_list = False, True, False
    for line in text.splitlines(keepends=True):
        empty = not line.strip()
        if not empty:
            indented = bool(_INDENTED.match(line))
            in_code = indented and not in_list and (in_code or after_empty)
            in_list = in_list if indented else bool(_LISTED.match(line)) or (in_list and not after_empty)
        yield re.sub(r"[^\n]", " ", line) if in_code and not empty else line
        after_empty = empty


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

"""The style sheet inside base maps: a theme's tokens and rules, as pictures see no style sheet but their own."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

UNKNOWN = ("print", "forced-colors")  # media that pictures are not told of, or whose colours they don't know
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PART = re.compile(r"[^;{}]*(?:[;{}]|\Z)")
_TOKEN = re.compile(r"--[\w-]+")
_CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")


class Rule(NamedTuple):
    """A rule for `:root`, or an at-rule (`parts`, one after the other) around such rules."""

    prelude: str
    parts: tuple["str | Rule", ...]


class MapStyle(NamedTuple):
    """The style of base maps: the theme's tokens, and the rules that use them."""

    tokens: str = ""
    rules: str = ""

    def sheet(self, classes: frozenset[str]) -> str:
        """The style sheet of a base map that has shapes with these classes."""
        return _sheet(self, classes)


def map_style(theme: str, rules: str) -> MapStyle:
    """The rules for base maps, and the tokens in a theme's style sheet that they use.

    Layers and media queries around tokens stay, so that they apply as they do on pages; a layer that is alone comes
    before no other and is left out.
    """
    sheet = _parsed_sheet(theme)
    needed = _needed(rules, "".join(map(_written, sheet)))
    blocks = [part for part in sheet if isinstance(part, Rule) and _written(part, needed)]
    if len(blocks) == 1 and blocks[0].prelude.startswith("@layer"):
        sheet = tuple(part for part in blocks[0].parts if isinstance(part, Rule))
    return MapStyle("".join(_written(part, needed) for part in sheet), rules)


@lru_cache(256)
def _sheet(style: MapStyle, classes: frozenset[str]) -> str:
    rules = "".join(_for_classes(part, classes) for part in _parsed_sheet(style.rules))
    return "".join(map_style(style.tokens, rules))


def _parsed_sheet(sheet: str) -> tuple["str | Rule", ...]:
    return tuple(_parsed(_PART.finditer(_COMMENT.sub("", sheet))))


def _for_classes(part: "str | Rule", classes: frozenset[str]) -> str:
    """A part of the rules as CSS, without rules for classes that no shape has."""
    if isinstance(part, str):
        return f"{part};"
    if part.prelude.startswith("@"):
        inside = "".join(_for_classes(inner, classes) for inner in part.parts)
        return f"{part.prelude}{{{inside}}}" if inside else ""
    return f"{part.prelude}{{{';'.join(map(str, part.parts))}}}" if _selects(part.prelude, classes) else ""


def _selects(selectors: str, classes: frozenset[str]) -> bool:
    """Whether one of some selectors may apply to shapes with these classes; `:not(.open)` and the like always may."""
    return "(" in selectors or any(set(_CLASS.findall(selector)) <= classes for selector in selectors.split(","))


def _parsed(parts: Iterator[re.Match[str]]) -> Iterator["str | Rule"]:
    """The declarations, statements and rules up to the end of a block."""
    for match in parts:
        text, end = match[0].rstrip(";{}").strip(), match[0][-1:]
        if end == "{":
            yield Rule(text, tuple(_parsed(parts)))
        elif text:
            yield text
        if end == "}":
            return


def _written(part: "str | Rule", needed: frozenset[str] | None = None) -> str:
    """A part of a sheet as CSS, with nothing but tokens in it: those that are `needed`, or all."""
    if isinstance(part, str):
        return f"{part};" if part.startswith("@layer") else ""
    if any(medium in part.prelude for medium in UNKNOWN):
        return ""
    if part.prelude.startswith(("@media", "@layer", "@supports")):
        inside = "".join(_written(inner, needed) for inner in part.parts)
        return f"{part.prelude}{{{inside}}}" if inside else ""
    if ":root" not in part.prelude.split(","):
        return ""
    tokens = ";".join(text for text in part.parts if isinstance(text, str) and _is_needed(text, needed))
    return f":root{{{tokens}}}" if tokens else ""


def _is_needed(declaration: str, needed: frozenset[str] | None) -> bool:
    name = declaration.partition(":")[0].strip()
    return name.startswith("--") and (needed is None or name in needed)


def _needed(rules: str, tokens: str) -> frozenset[str]:
    """The tokens that some rules use, and those that these are made from."""
    values: dict[str, set[str]] = {}
    for name, value in re.findall(r"(--[\w-]+)\s*:([^;}]*)", tokens):
        values.setdefault(name, set()).update(_TOKEN.findall(value))
    needed, queue = set(), _TOKEN.findall(rules)
    while queue:
        name = queue.pop()
        if name not in needed:
            needed.add(name)
            queue += values.get(name, ())
    return frozenset(needed)

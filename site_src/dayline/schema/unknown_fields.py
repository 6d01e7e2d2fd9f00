"""What to say of a field that a group doesn't have: what it is called, or where it belongs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dayline.patterns import lazy_pattern
from dayline.problems import Problem, Spot, Step
from dayline.schema.characters import meant, odd
from dayline.schema.closest import closest, ratio
from dayline.schema.fields import Text
from dayline.schema.introspect import Shape, class_at, fields_by_yaml
from dayline.schema.quotes import quoted

Way = tuple[Step, ...]
_NAME = lazy_pattern(r"[a-z]{2,3}|text|title|name|note|body")  # a language, or what a field might be called
_TYPO = 0.8
"""How alike two names are of which one is the other misspelt."""

_OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "author": ("credit", "authors", "byline", "by"), "photographer": ("credit",), "photo_credit": ("credit",),
    "copyright": ("credit", "licence"), "license": ("licence",), "headline": ("title",), "heading": ("title",),
    "description": ("summary", "standfirst", "described_as", "alt", "text"), "lead": ("summary", "standfirst"),
    "subtitle": ("standfirst", "summary"), "subheading": ("standfirst", "summary"), "intro": ("standfirst", "summary"),
    "link": ("url", "source"), "website": ("url", "source", "domains"), "location": ("place", "places"),
    "who": ("by", "actors"), "speaker": ("by",), "said_by": ("by",), "quote": ("text", "quotes"), "claim": ("claims",),
    "topic": ("threads", "tags"), "thread": ("threads",), "keywords": ("tags",), "category": ("type",),
    "when": ("date", "time"), "day": ("date",), "number": ("value",), "amount": ("value",), "count": ("value",),
    "lng": ("lon",), "long": ("lon",), "longitude": ("lon",), "latitude": ("lat",), "photo": ("media",),
    "image": ("media",), "picture": ("media",), "fullname": ("name",), "type": ("kind",), "lang": ("languages",),
    "language": ("lang", "languages"), "text": ("summary", "body", "description"), "comment": ("note",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """The data of a file or of one entry of its list: where it is, its record's class, what that is called."""

    spot: Spot
    cls: type
    noun: str
    data: Any

    def group(self, path: Way) -> dict[str, Any]:
        """The group of fields at the end of a way; empty if there is none."""
        found = self.value(path)
        return found if isinstance(found, dict) else {}

    def value(self, path: Way) -> Any:
        """What is written at the end of a way; one entry may be written without the list around it."""
        current = self.data
        for step in path:
            if isinstance(current, dict) and isinstance(step, str):
                current = current.get(step)
            elif isinstance(current, list) and isinstance(step, int):
                current = current[step] if step < len(current) else None
        return current

    def owner(self, path: Way) -> type:
        """The class of the group that the field at the end of a way is in."""
        return class_at(self.cls, path[:-1]) or self.cls

    def shape(self, path: Way) -> Shape | None:
        """What the field at the end of a way, or of whose entries it is one, should be."""
        names = [number for number, step in enumerate(path) if isinstance(step, str)]
        return fields_by_yaml(self.owner(path[: names[-1] + 1])).get(str(path[names[-1]])) if names else None


def unknown(path: Way, file: Written) -> Problem:
    """The problem that a field is unknown."""
    key = str(path[-1])
    at = file.spot.at(*path, on="key")
    group = next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")
    known = fields_by_yaml(file.owner(path))
    if (plain := meant(key)) in known and plain != key:
        return Problem("E02", at, f"the name `{key}` holds {odd(key)}", f"write `{plain}`")
    if is_torn(path, file):
        return Problem("E02", at, *colon(with_colon(file.group(path[:-1]))))
    message = f"`{key}` is not a field of {f'`{group}`' if group else file.noun}"
    return Problem("E02", at, message, _help(path, file, known))


def is_torn(path: Way, file: Written) -> bool:
    """Whether the field is the first words of a text with a colon in it."""
    shape = file.shape(path[:-1])
    if not (shape and shape.inner and shape.short) or near(path, file):
        return False
    text = isinstance(fields_by_yaml(shape.inner)[shape.short].type, Text)
    return text and bool(with_colon(file.group(path[:-1])))


def with_colon(group: Any) -> str:
    """The text that became a group of one field because it has a colon in it; empty if it did not."""
    if not isinstance(group, dict) or len(group) != 1:
        return ""
    ((key, value),) = group.items()
    return f"{key}: {value}" if isinstance(value, str) and not _NAME.fullmatch(key) else ""


def colon(text: str) -> tuple[str, str]:
    """What is wrong with a text whose colon ends the name of a field, and what to write."""
    message = f"the colon makes `{text.partition(':')[0]}` look like a field"
    return message, f"put the whole text in quotes: `{quoted(text)}`"


def near(path: Way, file: Written) -> str | None:
    """The field that was probably meant: not one that is written already."""
    key = str(path[-1])
    written = file.group(path[:-1])
    free = [name for name in fields_by_yaml(file.owner(path)) if name not in written]
    other = next((name for name in _OTHER_NAMES.get(key.lower(), ()) if name in free), None)
    found = closest(key, free)
    return found if found and (other is None or _alike(key, found)) else other


def _alike(key: str, found: str) -> bool:
    return found in (key.lower(), f"{key}s", key.rstrip("s"))


def _help(path: Way, file: Written, known: Mapping[str, Shape]) -> str:
    key = str(path[-1])
    if (twice := closest(key, file.group(path[:-1]).keys() & known.keys())) and ratio(key, twice) >= _TYPO:
        return f"`{twice}` is written as well: keep one of the two and delete the other"
    if place := elsewhere(path, file):
        return _belongs(path, place, file)
    if name := near(path, file):
        is_other = name in _OTHER_NAMES.get(key.lower(), ())
        return f"did you mean `{name}`?" if is_other else f"the field with the closest name is `{name}`"
    if " " in key and (before := _before(path, file)):
        text = f"{file.value((*path[:-1], before))}, {key}: {file.value(path) or ''}".strip()
        return f"if it goes on with the text of `{before}`, write `{before}: {quoted(text)}`"
    return some(known)


def elsewhere(path: Way, file: Written) -> Way | None:
    """Where a field belongs that one group in this one has, or one around it."""
    key = str(path[-1])
    inner = {name: shape.inner for name, shape in fields_by_yaml(file.owner(path)).items() if not shape.many}
    groups = [name for name, group in inner.items() if group and key in fields_by_yaml(group)]
    if len(groups) == 1:
        return (*path[:-1], groups[0], key)
    names = [number for number, step in enumerate(path[:-1]) if isinstance(step, str)]
    outer = (number for number in reversed(names) if key in fields_by_yaml(file.owner(path[: number + 1])))
    number = next((number for number in outer if key not in file.group(path[:number])), None)
    return None if number is None else (*path[:number], key)


def _belongs(path: Way, place: Way, file: Written) -> str:
    """The advice to write a field where it belongs."""
    key = path[-1]
    if len(place) < len(path):
        return f"`{key}` belongs beside `{path[len(place) - 1]}`, not under it: begin it in the same column"
    group = place[-2]
    others = [shape.yaml for shape in fields_by_yaml(file.owner(place)).values() if shape.required]
    lacking = [name for name in others if name != key and name not in file.group(place[:-1])]
    needed = f", beside {', '.join(f'`{name}: …`' for name in lacking)}" if lacking else ""
    return f"`{key}` belongs under `{group}`: write it under a line `{group}:`, indented by two spaces{needed}"


def _before(path: Way, file: Written) -> str | None:
    """The field that is written before one."""
    names = list(file.group(path[:-1]))
    at = names.index(str(path[-1])) if path[-1] in names else 0
    return names[at - 1] if at else None


def some(known: Mapping[str, Shape]) -> str:
    """The first dozen fields, for a help line."""
    shown = ", ".join(f"`{name}`" for name in list(known)[:12])
    return f"the fields are {shown}" + (" and others" if len(known) > 12 else "")

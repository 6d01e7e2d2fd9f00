"""Where a field belongs that stands in a group without it: one level deeper, or higher up."""

from collections.abc import Container
from difflib import SequenceMatcher

from dayline.problems import Step
from dayline.schema.introspect import class_at, fields_by_yaml, shapes

_CLOSE = 0.85  # so alike that a slip of the finger is more likely than another group
_MOST = 3
_MEANT = {
    "credit": ("author", "photographer", "photo", "copyright", "creator"),
    "alt": ("alt_text", "description"),
    "title": ("name", "headline"),
    "name": ("title", "headline"),
}


def same_meaning(key: str, known: Container[str]) -> str | None:
    """The field that is known by another name: `credit` for `author`."""
    return next((name for name, others in _MEANT.items() if name in known and key in others), None)


def belongs(path: tuple[Step, ...], cls: type, near: str | None) -> str:
    """Where the field at the end of a path belongs, in words; empty if it is in no group around."""
    key = str(path[-1])
    if near and SequenceMatcher(None, key, near).ratio() >= _CLOSE:
        return ""
    owner = class_at(cls, path[:-1]) or cls
    deeper = [shape.yaml for shape in shapes(owner) if shape.inner and key in fields_by_yaml(shape.inner)]
    if 0 < len(deeper) <= _MOST:
        return f"`{key}` belongs under {' or '.join(f'`{name}:`' for name in deeper)}, on an indented line"
    groups = [number for number, step in enumerate(path[:-1]) if isinstance(step, str)]
    for number in reversed(groups):
        if key in fields_by_yaml(class_at(cls, path[:number]) or cls):
            return f"`{key}` belongs one level up, beside `{path[number]}:`"
    return ""

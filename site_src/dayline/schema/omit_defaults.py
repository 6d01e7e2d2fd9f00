"""Records that hold only what differs from their defaults: most fields of most records don't."""

from functools import lru_cache
from typing import Any

from dayline.schema.introspect import shapes

_MISSING = object()


def lean(record: Any) -> Any:
    """The same record with only what differs from the defaults stored, in it and in all groups within."""
    defaults, groups = _form(record.__class__)
    held = {
        name: value
        for name, value in vars(record).items()
        if value is not (usual := defaults.get(name, _MISSING)) and value != usual
    }
    for name in groups:
        if name in held:
            _lean_within(held[name])
    object.__setattr__(record, "__dict__", held)
    return record


def _lean_within(value: Any) -> None:
    for group in value if value.__class__ is tuple else (value,):
        lean(group)


@lru_cache(None)
def _form(cls: type) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The defaults of a record class, and the names of fields that hold groups of fields."""
    declared = shapes(cls)
    defaults = {shape.name: getattr(cls, shape.name) for shape in declared if hasattr(cls, shape.name)}
    return defaults, tuple(shape.name for shape in declared if shape.inner and not shape.mapping)

"""Entries that have another id now: what pointed to the old one points to the same thing."""

from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from typing import Any

from dayline.schema.fields import Ref
from dayline.schema.introspect import Shape, shapes

Ids = Mapping[tuple[str, str], str]


def with_ids(record: Any, ids: Ids) -> Any:
    """A record that holds the new ids of entries, by kind and old id, in place of the old ones."""
    if not ids or not is_dataclass(record) or isinstance(record, type):
        return record
    values = {shape.name: (getattr(record, shape.name), shape) for shape in shapes(record.__class__)}
    replaced = {name: _value(value, shape, ids) for name, (value, shape) in values.items()}
    changed = {name: new for name, new in replaced.items() if new is not values[name][0]}
    return replace(record, **changed) if changed else record


def _value(value: Any, shape: Shape, ids: Ids) -> Any:
    """The value of a field with the new ids in it; the same object if nothing changes."""
    if isinstance(value, tuple):
        entries = tuple(_value(entry, shape, ids) for entry in value)
        return entries if any(new is not old for new, old in zip(entries, value, strict=True)) else value
    if isinstance(value, dict):
        return {key: _value(one, shape, ids) for key, one in value.items()}
    if isinstance(shape.type, Ref):
        return ids.get((shape.type.kind, value), value)
    return with_ids(value, ids) if shape.inner else value

"""Entries that have another id now: what pointed to the old one points to the same thing."""

from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from typing import Any

from dayline.schema.fields import Ref
from dayline.schema.introspect import FieldSpec, field_specs

Ids = Mapping[tuple[str, str], str]


def with_ids(record: Any, ids: Ids) -> Any:
    """A record that holds the new ids of entries, by kind and old id, in place of the old ones."""
    if not ids or not is_dataclass(record) or isinstance(record, type):
        return record
    values = {spec.name: (getattr(record, spec.name), spec) for spec in field_specs(record.__class__)}
    replaced = {name: _value(value, spec, ids) for name, (value, spec) in values.items()}
    changed = {name: new for name, new in replaced.items() if new is not values[name][0]}
    return replace(record, **changed) if changed else record


def _value(value: Any, spec: FieldSpec, ids: Ids) -> Any:
    """The value of a field with the new ids in it; the same object if nothing changes."""
    if isinstance(value, tuple):
        entries = tuple(_value(entry, spec, ids) for entry in value)
        return entries if any(new is not old for new, old in zip(entries, value, strict=True)) else value
    if isinstance(value, dict):
        return {key: _value(item, spec, ids) for key, item in value.items()}
    if isinstance(spec.type, Ref):
        return ids.get((spec.type.kind, value), value)
    return with_ids(value, ids) if spec.group else value

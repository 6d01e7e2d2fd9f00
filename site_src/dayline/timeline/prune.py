"""Pruning: records without references to entries that were removed."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from dayline.schema.brief import Watched
from dayline.schema.claim import Promise
from dayline.schema.fields import InlineOrId, Ref
from dayline.schema.introspect import FieldSpec, field_specs
from dayline.schema.omit_defaults import omit_defaults
from dayline.schema.sourcing import Citation

Point = tuple[str, str]
_DEPENDENT_FIELDS: dict[type, tuple[str, tuple[str, ...]]] = {
    Promise: ("shown_by", ("outcome", "note")),
    Watched: ("shown_by", ("outcome",)),
}  # fields that depend on a reference
_ESSENTIAL_FIELD: dict[type, str] = {
    Citation: "ref",
    Watched: "event",
}  # optional, but once set the group means nothing without it


def prune(record: Any, removed: AbstractSet[Point]) -> Any:
    """The record without some ids, given as (kind, id); None if it means nothing without one of them.

    A group of fields is removed with the id that it needs: a response with its claim, a citation with its reference.
    Fields that depend on an id are cleared with it: a promise's outcome with the event that shows it.
    """
    values = vars(record)
    changed: dict[str, Any] = {}
    for spec in field_specs(record.__class__):
        if spec.name not in values:
            continue
        pruned = _prune_value(values[spec.name], spec, removed)
        if pruned is None and (spec.required or spec.name == _ESSENTIAL_FIELD.get(record.__class__)):
            return None
        if pruned is not values[spec.name]:
            changed[spec.name] = pruned
    return omit_defaults(replace(record, **changed, **_clear_dependents(record, changed))) if changed else record


def _clear_dependents(record: Any, changed: Mapping[str, Any]) -> dict[str, Any]:
    """The dependent fields to clear because their reference was removed."""
    id, dependents = _DEPENDENT_FIELDS.get(record.__class__, ("", ()))
    return dict.fromkeys(dependents) if id in changed else {}


def _prune_value(value: Any, spec: FieldSpec, removed: AbstractSet[Point]) -> Any:
    """What remains of a field's value; the same object if nothing was removed."""
    if spec.many:
        pruned = tuple(item for entry in value if (item := _prune_item(entry, spec, removed)) is not None)
        return value if len(pruned) == len(value) and all(map(_is_same, pruned, value)) else pruned
    return None if value is None else _prune_item(value, spec, removed)


def _is_same(old: object, new: object) -> bool:
    return old is new


def _prune_item(value: Any, spec: FieldSpec, removed: AbstractSet[Point]) -> Any:
    if isinstance(spec.type, Ref | InlineOrId):
        return None if (spec.type.kind, value) in removed else value
    return prune(value, removed) if spec.group and not spec.mapping else value

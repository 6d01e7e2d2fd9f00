"""Records without the ids of what is not there: what is left when a part of a site's content is taken away."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from dayline.schema.event import Citation
from dayline.schema.fields import InlineOrId, Ref
from dayline.schema.introspect import Shape, shapes
from dayline.schema.omit_defaults import lean
from dayline.schema.promise import Promise

Point = tuple[str, str]
_DEPENDENT_FIELDS: dict[type, tuple[str, tuple[str, ...]]] = {
    Promise: ("shown_by", ("outcome", "note"))
}  # what an id stands for
_ESSENTIAL_FIELD: dict[type, str] = {Citation: "ref"}  # what a group is nothing without, though it may lack it


def prune(record: Any, gone: AbstractSet[Point]) -> Any:
    """The record without some ids, given as (kind, id); None if it means nothing without one of them.

    A group of fields goes with the id that it needs: an answer with its claim, a citation with its report.
    So does what it tells: the outcome of a promise with the event that shows it.
    """
    held = vars(record)
    changed: dict[str, Any] = {}
    for shape in shapes(record.__class__):
        if shape.name not in held:
            continue
        left = _prune_value(held[shape.name], shape, gone)
        if left is None and (shape.required or shape.name == _ESSENTIAL_FIELD.get(record.__class__)):
            return None
        if left is not held[shape.name]:
            changed[shape.name] = left
    return lean(replace(record, **changed, **_clear_dependents(record, changed))) if changed else record


def _clear_dependents(record: Any, changed: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that say nothing any more without an id that was taken out."""
    id, told = _DEPENDENT_FIELDS.get(record.__class__, ("", ()))
    return dict.fromkeys(told) if id in changed else {}


def _prune_value(value: Any, shape: Shape, gone: AbstractSet[Point]) -> Any:
    """What is left of a field's value, itself if that is all of it."""
    if shape.many:
        left = tuple(kept for entry in value if (kept := _prune_item(entry, shape, gone)) is not None)
        return value if len(left) == len(value) and all(map(_same, left, value)) else left
    return None if value is None else _prune_item(value, shape, gone)


def _same(one: object, other: object) -> bool:
    return one is other


def _prune_item(value: Any, shape: Shape, gone: AbstractSet[Point]) -> Any:
    if isinstance(shape.type, Ref | InlineOrId):
        return None if (shape.type.kind, value) in gone else value
    return prune(value, gone) if shape.inner and not shape.mapping else value

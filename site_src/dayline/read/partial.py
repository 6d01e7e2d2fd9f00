"""What can be known of a record in spite of its mistakes: the fields that are right, so that they are judged too."""

from collections.abc import Collection, Iterator
from typing import Any

from dayline.problems import Step
from dayline.schema.fields import Body, Choice, FieldType, Ref, Text
from dayline.schema.introspect import FieldSpec, field_specs

Way = tuple[Step, ...]


def rough(cls: type, data: dict[str, Any], wrong: Collection[Way], way: Way = ()) -> Any:
    """A record that holds the texts and ids of some data, without those at the ways that are `wrong`.

    Required fields may be missing from it, and dates and numbers are: only rules for texts and ids can be asked.
    """
    made: Any = object.__new__(cls)
    held = {spec.name: _value(spec, data[spec.yaml], wrong, (*way, spec.yaml)) for spec in _there(cls, data)}
    made.__dict__.update({name: value for name, value in held.items() if value})
    return made


def _there(cls: type, data: dict[str, Any]) -> Iterator[FieldSpec]:
    return (spec for spec in field_specs(cls) if spec.yaml in data)


def _value(spec: FieldSpec, value: Any, wrong: Collection[Way], way: Way) -> Any:
    """A field's value as far as it is right; None if it is not."""
    if way in wrong or spec.mapping:
        return None
    if not spec.many:
        return _one(spec, value, wrong, way)
    entries = value if isinstance(value, list) else [value]
    found = [_one(spec, entry, wrong, (*way, at)) for at, entry in enumerate(entries)]
    if spec.group is not None:  # what is wrong keeps its place, so that the others keep theirs
        return tuple(object.__new__(spec.group) if one is None else one for one in found)
    return None if None in found else tuple(found)


def _one(spec: FieldSpec, value: Any, wrong: Collection[Way], way: Way) -> Any:
    if way in wrong:
        return None
    if spec.group is None:
        return value if isinstance(value, str) and _is_text(spec.type) else None
    if isinstance(value, str) and spec.shorthand:
        is_address = ":" in value and any(one.yaml == "url" for one in field_specs(spec.group))
        value = {"url" if is_address else spec.shorthand: value}
    return rough(spec.group, value, wrong, way) if isinstance(value, dict) else None


def _is_text(type: FieldType | None) -> bool:
    """Whether a value is kept as it is written: a text, an id or a word."""
    return isinstance(type, Body | Choice | Ref | Text)

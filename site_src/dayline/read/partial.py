"""The valid fields of an invalid record, so that they can be checked in the same run."""

from collections.abc import Collection
from typing import Any

from dayline.problems import Step
from dayline.schema.fields import Body, Choice, Ref, Text
from dayline.schema.introspect import FieldSpec, field_specs

Path = tuple[Step, ...]


def partial_record(cls: type, data: dict[str, Any], invalid: Collection[Path], path: Path = ()) -> Any:
    """A record with the texts and ids in some data, except those at the `invalid` paths.

    Required fields may be missing, and dates and numbers always are: only rules for texts and ids can use it.
    """
    record: Any = object.__new__(cls)
    given = (spec for spec in field_specs(cls) if spec.yaml in data)
    values = {spec.name: _value(spec, data[spec.yaml], invalid, (*path, spec.yaml)) for spec in given}
    record.__dict__.update({name: value for name, value in values.items() if value})
    return record


def _value(spec: FieldSpec, value: Any, invalid: Collection[Path], path: Path) -> Any:
    """The value of a field, or what is valid in it; None if nothing is."""
    if path in invalid or spec.mapping:
        return None
    if not spec.many:
        return _item(spec, value, invalid, path)
    entries = value if isinstance(value, list) else [value]
    items = [_item(spec, entry, invalid, (*path, number)) for number, entry in enumerate(entries)]
    if spec.group is not None:  # an empty record in place of an invalid one, so that the others keep their numbers
        return tuple(object.__new__(spec.group) if item is None else item for item in items)
    return None if None in items else tuple(items)


def _item(spec: FieldSpec, value: Any, invalid: Collection[Path], path: Path) -> Any:
    if path in invalid:
        return None
    if spec.group is None:  # a text, an id or a word from a vocabulary is kept as written
        return value if isinstance(value, str) and isinstance(spec.type, Body | Choice | Ref | Text) else None
    if isinstance(value, str) and spec.shorthand:
        is_address = ":" in value and any(inner.yaml == "url" for inner in field_specs(spec.group))
        value = {"url" if is_address else spec.shorthand: value}
    return partial_record(spec.group, value, invalid, path) if isinstance(value, dict) else None

"""Introspection of record classes: their fields, the types of these, and the ids in a record."""

from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import lru_cache
from typing import Any, get_args, get_origin, get_type_hints

from dayline.problems import Step
from dayline.schema.fields import SLUG, FieldType, InlineOrId, Many, Ref, Shorthand
from dayline.schema.record import yaml_name

RecordClass = type
DataPath = tuple[Step, ...]
"""Keys and list indexes that lead from a record to a value in it: `("claims", 0, "text")`."""
Types = tuple[type[FieldType], ...]
FieldValue = tuple[DataPath, FieldType, Any]
"""A single value in a record: its data path, its field type and the value."""
Reference = tuple[DataPath, str, str]
"""A reference to another record: its data path, the kind and the id of that record."""
_Finder = Callable[[Any, DataPath, Types], Iterator[FieldValue]]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a record class.

    `name` is its name in Python, `yaml` the one in YAML. A single value has a field type (`type`), a group of fields
    a class (`group`). `many` is set for lists, `mapping` for entries under names that editors choose; `shorthand`
    is the field of the group that may be written in place of the group.
    """

    name: str
    yaml: str
    required: bool
    many: bool
    mapping: bool
    shorthand: str
    type: FieldType | None
    group: RecordClass | None


@lru_cache(None)
def field_specs(cls: type) -> tuple[FieldSpec, ...]:
    """The fields of a record class, in the order of their declaration."""
    hints = get_type_hints(cls, include_extras=True)
    return tuple(_field_spec(field.name, hints[field.name], _is_required(field)) for field in fields(cls))


@lru_cache(None)
def fields_by_yaml(cls: type) -> dict[str, FieldSpec]:
    """The fields of a record class by their names in YAML."""
    return {spec.yaml: spec for spec in field_specs(cls)}


def class_at(cls: type, path: DataPath) -> type | None:
    """The class of the group of fields at a data path, list indexes ignored; None if a single value is there."""
    current: type | None = cls
    for step in path:
        if isinstance(step, int) or current is None:
            continue
        spec = fields_by_yaml(current).get(step)
        if spec is not None:
            current = spec.group
    return current


def field_values(record: Any, types: Types) -> Iterator[FieldValue]:
    """All single values in a record that have one of these field types (exactly, not a subclass)."""
    yield from _find(record, (), types)


def references(record: Any) -> Iterator[Reference]:
    """All references to other records in a record."""
    for path, type, value in field_values(record, (Ref, InlineOrId)):
        if isinstance(type, Ref) or (isinstance(type, InlineOrId) and SLUG.fullmatch(value)):
            yield path, type.kind, value


def _find(record: Any, path: DataPath, types: Types) -> Iterator[FieldValue]:
    finders = _finders(record.__class__, types)
    for name, value in vars(record).items():
        if value and name in finders:
            yaml, find = finders[name]
            yield from find(value, (*path, yaml), types)


@lru_cache(None)
def _finders(cls: type, types: Types) -> dict[str, tuple[str, _Finder]]:
    """For each field that can contain values of these types, its name in YAML and the function that finds them."""
    return {spec.name: (spec.yaml, _finder(spec)) for spec in field_specs(cls) if _can_contain(spec, types)}


def _can_contain(spec: FieldSpec, types: Types) -> bool:
    if spec.type.__class__ in types:
        return True
    return spec.group is not None and any(_can_contain(inner, types) for inner in field_specs(spec.group))


def _finder(spec: FieldSpec) -> _Finder:
    if spec.type is None:
        return _group_finder(spec)
    type = spec.type
    if spec.mapping:
        return lambda value, path, _: (((*path, key), type, item) for key, item in value.items())
    if spec.many:
        return lambda value, path, _: (((*path, i), type, item) for i, item in enumerate(value))
    return lambda value, path, _: iter(((path, type, value),))


def _group_finder(spec: FieldSpec) -> _Finder:
    if spec.mapping:
        return lambda value, path, types: (
            hit for key, group in value.items() for hit in _find(group, (*path, key), types)
        )
    if spec.many:
        return lambda value, path, types: (
            hit for i, group in enumerate(value) for hit in _find(group, (*path, i), types)
        )
    return _find


def _is_required(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _field_spec(name: str, hint: Any, required: bool) -> FieldSpec:
    """The field, from its annotation: marks are collected while tuples, mappings and `| None` are unwrapped."""
    marks: list[Any] = []
    many = mapping = False
    while True:
        if hasattr(hint, "__metadata__"):
            marks += hint.__metadata__
            hint = hint.__origin__
        elif get_origin(hint) is tuple:
            many, hint = True, get_args(hint)[0]
        elif get_origin(hint) is dict:
            mapping, hint = True, get_args(hint)[1]
        elif type(None) in get_args(hint):
            hint = next(arg for arg in get_args(hint) if arg is not type(None))
        else:
            break
    shorthand = next((mark.field for mark in marks if isinstance(mark, Shorthand)), "")
    types = [mark for mark in marks if isinstance(mark, FieldType) and not isinstance(mark, Many | Shorthand)]
    group = hint if isinstance(hint, type) and is_dataclass(hint) and not types else None
    return FieldSpec(name, yaml_name(name), required, many, mapping, shorthand, types[-1] if types else None, group)

"""What the declared records look like from outside: fields, their types, and the ids they hold."""

from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import lru_cache
from typing import Any, get_args, get_origin, get_type_hints

from dayline.problems import Step
from dayline.schema.fields import SLUG, FieldType, InlineOrId, Many, Ref, Short
from dayline.schema.record import yaml_name

AnyClass = type


@dataclass(frozen=True, slots=True)
class Shape:
    """One field of a record: `inner` is the class of a group of fields, `type` the field type of a plain value."""

    name: str
    yaml: str
    required: bool
    many: bool
    mapping: bool
    short: str
    type: FieldType | None
    inner: AnyClass | None


@lru_cache(None)
def shapes(cls: type) -> tuple[Shape, ...]:
    """The fields of a record class, in the order of their declaration."""
    hints = get_type_hints(cls, include_extras=True)
    return tuple(_shape(field.name, hints[field.name], _is_required(field)) for field in fields(cls))


@lru_cache(None)
def fields_by_yaml(cls: type) -> dict[str, Shape]:
    """The fields of a record class by the name they have in YAML."""
    return {shape.yaml: shape for shape in shapes(cls)}


def class_at(cls: type, path: tuple[Step, ...]) -> type | None:
    """The record class of the group of fields that a way through the data leads to."""
    current: type | None = cls
    for step in path:
        if isinstance(step, int) or current is None:
            continue
        shape = fields_by_yaml(current).get(step)
        if shape is not None:
            current = shape.inner
    return current


Reached = tuple[tuple[Step, ...], str, str]


def references(record: Any) -> Iterator[Reached]:
    """Every id a record holds, as (way through the data, kind, id)."""
    yield from _walk(record, ())


def _walk(record: Any, path: tuple[Step, ...]) -> Iterator[Reached]:
    steps = _steps(record.__class__)
    for name, value in vars(record).items():
        if value and name in steps:
            yaml, step = steps[name]
            yield from step(value, (*path, yaml))


Walker = Callable[[Any, tuple[Step, ...]], Iterator[Reached]]


@lru_cache(None)
def _steps(cls: type) -> dict[str, tuple[str, Walker]]:
    """For each field under which there may be ids, its name in YAML and how to go on."""
    return {s.name: (s.yaml, _walker(s)) for s in shapes(cls) if _holds_ids(s)}


def _holds_ids(shape: Shape) -> bool:
    if isinstance(shape.type, Ref | InlineOrId):
        return True
    return shape.inner is not None and any(_holds_ids(s) for s in shapes(shape.inner))


def _walker(shape: Shape) -> Walker:
    one: Walker = _walk
    if isinstance(shape.type, InlineOrId):
        kind = shape.type.kind
        return lambda value, path: (((*path, i), kind, id) for i, id in enumerate(value) if SLUG.fullmatch(id))
    if isinstance(shape.type, Ref):
        kind = shape.type.kind
        if shape.many and not shape.mapping:
            return lambda value, path: (((*path, i), kind, id) for i, id in enumerate(value))
        one = lambda value, path: iter(((path, kind, value),))
    if shape.mapping:
        return lambda value, path: (hit for key, item in value.items() for hit in one(item, (*path, key)))
    if shape.many:
        return lambda value, path: (hit for i, item in enumerate(value) for hit in one(item, (*path, i)))
    return one


def _is_required(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _shape(name: str, hint: Any, required: bool) -> Shape:
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
    short = next((mark.field for mark in marks if isinstance(mark, Short)), "")
    kinds = [m for m in marks if isinstance(m, FieldType) and not isinstance(m, Many | Short)]
    inner = hint if isinstance(hint, type) and is_dataclass(hint) and not kinds else None
    return Shape(name, yaml_name(name), required, many, mapping, short, kinds[-1] if kinds else None, inner)

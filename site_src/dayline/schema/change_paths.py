"""The paths in changelog entries: which value of a record `field: claims.request.status` refers to.

A path consists of field names as in YAML, joined by dots. In a list of groups the next step identifies the entry: by
the `id` of a claim or quote, by its figure, actor, place or reference, or by its number, counted from 1. A path that
ends at a group refers to the main value of it: the text of a claim or quote, the value of a figure, the status of a
verification. A list of ids or words is written with commas, a list of texts with one text per line.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar

from dayline.problems import Step
from dayline.schema import claim, event, sourcing
from dayline.schema.fields import FieldType, Ref, Text
from dayline.schema.introspect import DataPath, FieldSpec, field_specs, fields_by_yaml
from dayline.schema.omit_defaults import omit_defaults

if TYPE_CHECKING:
    from pydantic import TypeAdapter

R = TypeVar("R")
Setter = Callable[[Any], Any]

_KEY_FIELD = {
    claim.Claim: "id", claim.Quote: "id", event.Observation: "figure", event.ActorRole: "actor",
    event.PlaceRole: "place", sourcing.Citation: "ref", claim.Response: "claim", event.MediaUse: "media",
}  # fmt: skip
_MAIN_FIELD = {
    claim.Claim: "text", claim.Quote: "text", event.Observation: "value", sourcing.Attribution: "by",
    event.Plan: "expected", claim.Response: "type", event.SeriesNumber: "number",
}  # fmt: skip
_TWINS = {"place": "places", "places": "place", "source": "sources", "sources": "source"}


class _Lens(NamedTuple):
    """A part of a record: `set` returns the record with another value there (None if it can't), `path` leads to it."""

    set: Setter
    path: DataPath = ()

    def into(self, *steps: Step, set: Setter) -> "_Lens":
        """A part of this part, where `set` returns this part with another value."""

        def set_in_record(value: Any) -> Any:
            part = set(value)
            return None if part is None else self.set(part)

        return _Lens(set_in_record, self.path + steps)


class _Target(NamedTuple):
    """What a path refers to: the field, its value, where it is, and whether it is a whole list."""

    spec: FieldSpec
    value: Any
    lens: _Lens
    many: bool


def value_text(record: Any, path: str) -> str | None:
    """The value that a path refers to, as an editor would write it; None if there is none."""
    target = _resolve(record, path)
    return _text(target) if target else None


def with_value(record: R, path: str, text: str) -> R | None:
    """The record with the value that a path refers to replaced; None if the path or the text can't be used."""
    target = _resolve(record, path)
    value = _parsed(target, text) if target else None
    changed: R | None = target.lens.set(value) if target and value is not None else None
    return changed


def data_path(record: Any, path: str) -> DataPath:
    """The data path to the value that a path refers to; to the first field if there is no such value."""
    target = _resolve(record, path)
    return target.lens.path if target else (first_field(path),)


def agrees(record: Any, path: str, text: str) -> bool | None:
    """Whether a text means the value that a path refers to; None if there is no value to compare it with."""
    if value_text(record, path) is None:
        return None
    return bool(with_value(record, path, text) == record)


def covers(path: str, other: str) -> bool:
    """Whether one of two paths is a part of the other: `claims.request` covers `claims.request.status`."""
    pairs = zip(_steps(path), _steps(other), strict=False)
    return all(step == other_step for step, other_step in pairs)


def first_field(path: str) -> str:
    """The name of the record's field with which a path begins."""
    return path.partition(".")[0]


def _steps(path: str) -> list[str]:
    """The steps of a path, with one name for fields that have two (`source`, `sources`)."""
    field, *rest = path.split(".")
    return [min(field, _TWINS.get(field, field)), *rest]


def _resolve(record: Any, path: str) -> _Target | None:
    field, *rest = path.split(".")
    twin = _TWINS.get(field)
    if twin and not getattr(record, field, None) and getattr(record, twin, None):
        field = twin
    return _in_group(record, field, rest, _Lens(lambda changed: changed))


def _in_group(group: Any, name: str, rest: list[str], lens: _Lens) -> _Target | None:
    spec = fields_by_yaml(group.__class__).get(name)
    if spec is None:
        return None
    value = getattr(group, spec.name)
    inner = lens.into(spec.yaml, set=lambda changed: omit_defaults(replace(group, **{spec.name: changed})))
    if spec.mapping:
        return _in_mapping(spec, value or {}, rest, inner)
    if spec.many:
        return _in_list(spec, value, rest, inner)
    return _in_value(spec, value, rest, inner)


def _in_mapping(spec: FieldSpec, value: dict[str, Any], rest: list[str], lens: _Lens) -> _Target | None:
    """An entry under a name that the editor chose, such as one of a place's `names`."""
    if len(rest) != 1 or spec.group:
        return None
    name = rest[0]
    return _Target(spec, value.get(name), lens.into(name, set=lambda changed: {**value, name: changed}), many=False)


def _in_list(spec: FieldSpec, value: tuple[Any, ...], rest: list[str], lens: _Lens) -> _Target | None:
    """A whole list, or the entry that the next step identifies; the only entry needs no step."""
    if not rest and (spec.group not in _MAIN_FIELD or not value):
        return _Target(spec, value, lens, many=True)
    at = _index(spec, value, rest[0]) if rest else 0 if len(value) == 1 else None
    if at is None or (rest[1:] and not spec.group):
        return None
    entry = lens.into(at, set=lambda changed: (*value[:at], changed, *value[at + 1 :]))
    return _in_value(spec, value[at], rest[1:], entry)


def _index(spec: FieldSpec, value: tuple[Any, ...], step: str) -> int | None:
    """The index of the entry that a step identifies; None if it is none or several."""
    key = _KEY_FIELD.get(spec.group) if spec.group else None
    indexes = [index for index, entry in enumerate(value) if key and getattr(entry, key) == step]
    if indexes:
        return indexes[0] if len(indexes) == 1 else None
    index = int(step) - 1 if step.isascii() and step.isdigit() and len(step) < 4 else -1
    return index if 0 <= index < len(value) else None


def _in_value(spec: FieldSpec, value: Any, rest: list[str], lens: _Lens) -> _Target | None:
    """A single value; of a group the field that the next step names, or its main field."""
    if spec.group is None:
        return None if rest else _Target(spec, value, lens, many=False)
    name, *further = rest or [_MAIN_FIELD.get(spec.group) or spec.shorthand]
    if value is not None:
        return _in_group(value, name, further, lens)
    inner, cls = fields_by_yaml(spec.group).get(name), spec.group
    if inner is None or inner.group or inner.many or further:
        return None
    return _Target(inner, None, lens.into(inner.yaml, set=lambda changed: _new_group(cls, inner, changed)), many=False)


def _new_group(cls: type, spec: FieldSpec, value: Any) -> Any:
    """A group with one field; None if it requires others."""
    is_incomplete = any(other.required and other is not spec for other in field_specs(cls))
    return None if is_incomplete else omit_defaults(cls(**{spec.name: value}))


def _text(target: _Target) -> str | None:
    if not target.many:
        return None if target.value is None else _plain(target.value)
    texts = [_entry_text(target.spec, entry) for entry in target.value]
    return None if not texts or None in texts else _separator(target.spec).join(filter(None, texts))


def _entry_text(spec: FieldSpec, entry: Any) -> str | None:
    if spec.group is None:
        return _plain(entry)
    value = getattr(entry, spec.shorthand, None) or getattr(entry, "url", None)
    return None if value is None else _plain(value)


def _separator(spec: FieldSpec) -> str:
    return "\n" if isinstance(spec.type, Text) or spec.shorthand == "text" else ", "


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}"
    return str(getattr(value, "text", value))


def _parsed(target: _Target, text: str) -> Any:
    """The value that a text states for a target; None if it can't be read."""
    if not target.many:
        return _read_as(target.spec.type, text)
    parts = [part.strip() for part in text.split(_separator(target.spec).strip() or "\n")]
    entries = [_entry(target, part) for part in parts if part]
    return None if not entries or None in entries else tuple(entries)


def _entry(target: _Target, text: str) -> Any:
    """The present entry of a list with this text, or a new one if the text is all that it needs."""
    if target.spec.group is None:
        return _read_as(target.spec.type, text)
    present = (entry for entry in target.value if _entry_text(target.spec, entry) == text)
    return next(present, None) or _new_entry(target.spec, text)


def _new_entry(spec: FieldSpec, text: str) -> Any:
    name = "url" if spec.group is sourcing.Citation and "://" in text else spec.shorthand
    inner = fields_by_yaml(spec.group).get(name) if spec.group else None
    value = _read_as(inner.type, text) if inner else None
    if spec.group is None or inner is None or value is None:
        return None
    return _new_group(spec.group, inner, value)


def _read_as(type: FieldType | None, text: str) -> Any:
    """A text as the value of a field type; None if it can't be read as that."""
    from pydantic import ValidationError

    if type is None or (isinstance(type, Ref) and len(text.split()) != 1):
        return None
    try:
        return _adapter(type).validate_python(text)
    except ValidationError:
        return None


@lru_cache(None)
def _adapter(type: FieldType) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(Annotated[Any, type])

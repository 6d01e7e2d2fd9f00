"""The paths in change entries: which value of a record `field: claims.request.status` means.

A path is made of the names that fields have in YAML, with dots between them. In a list of groups the next
step is what an entry is known by: a claim's or quote's `id`, a figure, an actor, a place, a reference; or
its number, counted from 1. A path that ends at a group means the value that stands for it: of a claim or
quote the text, of a figure the value, of a verification the status. A list of ids or words is written with
commas between them, a list of texts with one text a line.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar

from dayline.problems import Step
from dayline.schema import event
from dayline.schema.fields import FieldType, Ref, Text
from dayline.schema.introspect import Shape, fields_by_yaml, shapes
from dayline.schema.omit_defaults import lean

if TYPE_CHECKING:
    from pydantic import TypeAdapter

R = TypeVar("R")
Put = Callable[[Any], Any]

_KNOWN_BY = {
    event.Claim: "id", event.Quote: "id", event.Observation: "figure", event.ActorRole: "actor",
    event.PlaceRole: "place", event.Citation: "ref", event.Response: "claim", event.MediaUse: "media",
}  # fmt: skip
_STANDS_FOR = {
    event.Claim: "text", event.Quote: "text", event.Observation: "value", event.Attribution: "by",
    event.Plan: "expected", event.Response: "type", event.Ordinal: "number",
}  # fmt: skip
_TWINS = {"place": "places", "places": "place", "source": "sources", "sources": "source"}


class _Hold(NamedTuple):
    """A grip on a part of a record: how to make the record with another value there, and the way to it."""

    put: Put
    way: tuple[Step, ...] = ()

    def into(self, *steps: Step, put: Put) -> "_Hold":
        return _Hold(lambda made: _if_made(put(made), self.put), self.way + steps)


class _Place(NamedTuple):
    """Where a path leads: the field, its value, and a grip on it."""

    shape: Shape
    value: Any
    hold: _Hold
    many: bool


def read(record: Any, path: str) -> str | None:
    """The value that a path means, as an editor would write it; None if there is none."""
    place = _reach(record, path)
    return _text(place) if place else None


def written(record: R, path: str, text: str) -> R | None:
    """The record with another value where a path leads; None if the path or the text can't be used."""
    place = _reach(record, path)
    value = _value(place, text) if place else None
    made: R | None = place.hold.put(value) if place and value is not None else None
    return made


def way(record: Any, path: str) -> tuple[Step, ...]:
    """The way through the data to what a path means; if it leads nowhere, to its first field."""
    place = _reach(record, path)
    return place.hold.way if place else (first(path),)


def agrees(record: Any, path: str, text: str) -> bool | None:
    """Whether a text means the value that a path leads to; None if there is nothing to compare it with."""
    if read(record, path) is None:
        return None
    return bool(written(record, path, text) == record)


def covers(path: str, other: str) -> bool:
    """Whether one of two paths leads through the other: who names `claims.request` names its status too."""
    one, two = (_steps(path), _steps(other))
    return all(a == b for a, b in zip(one, two, strict=False))


def first(path: str) -> str:
    """The field of the record with which a path begins."""
    return path.partition(".")[0]


def _steps(path: str) -> list[str]:
    """The steps of a path; a field that may be written in two ways has one name."""
    field, *rest = path.split(".")
    return [min(field, _TWINS.get(field, field)), *rest]


def _if_made(made: Any, put: Put) -> Any:
    return None if made is None else put(made)


def _reach(record: Any, path: str) -> _Place | None:
    field, *rest = path.split(".")
    twin = _TWINS.get(field)
    if twin and not getattr(record, field, None) and getattr(record, twin, None):
        field = twin
    return _field(record, field, rest, _Hold(lambda made: made))


def _field(record: Any, name: str, rest: list[str], hold: _Hold) -> _Place | None:
    shape = fields_by_yaml(record.__class__).get(name)
    if shape is None:
        return None
    value = getattr(record, shape.name)
    here = hold.into(shape.yaml, put=lambda made: lean(replace(record, **{shape.name: made})))
    if shape.mapping:
        return _named(shape, value or {}, rest, here)
    if shape.many:
        return _listed(shape, value, rest, here)
    return _single(shape, value, rest, here)


def _named(shape: Shape, value: dict[str, Any], rest: list[str], hold: _Hold) -> _Place | None:
    """An entry of a group whose names are the editor's own, such as a place's `names`."""
    if len(rest) != 1 or shape.inner:
        return None
    name = rest[0]
    return _Place(shape, value.get(name), hold.into(name, put=lambda made: {**value, name: made}), many=False)


def _listed(shape: Shape, value: tuple[Any, ...], rest: list[str], hold: _Hold) -> _Place | None:
    """A whole list, or the entry of it that the next step names; the only one goes without a name."""
    if not rest and (shape.inner not in _STANDS_FOR or not value):
        return _Place(shape, value, hold, many=True)
    at = _position(shape, value, rest[0]) if rest else 0 if len(value) == 1 else None
    if at is None or (rest[1:] and not shape.inner):
        return None
    one = hold.into(at, put=lambda made: (*value[:at], made, *value[at + 1 :]))
    return _single(shape, value[at], rest[1:], one)


def _position(shape: Shape, value: tuple[Any, ...], step: str) -> int | None:
    key = _KNOWN_BY.get(shape.inner) if shape.inner else None
    found = [at for at, entry in enumerate(value) if key and getattr(entry, key) == step]
    if found:
        return found[0] if len(found) == 1 else None
    at = int(step) - 1 if step.isascii() and step.isdigit() and len(step) < 4 else -1
    return at if 0 <= at < len(value) else None


def _single(shape: Shape, value: Any, rest: list[str], hold: _Hold) -> _Place | None:
    """A plain value, or within a group the field that the next step names or that stands for the group."""
    if shape.inner is None:
        return None if rest else _Place(shape, value, hold, many=False)
    name, *further = rest or [_STANDS_FOR.get(shape.inner) or shape.short]
    if value is not None:
        return _field(value, name, further, hold)
    within, cls = fields_by_yaml(shape.inner).get(name), shape.inner
    if within is None or within.inner or within.many or further:
        return None
    return _Place(within, None, hold.into(within.yaml, put=lambda made: _made(cls, within, made)), many=False)


def _made(cls: type, within: Shape, value: Any) -> Any:
    """A group with one field, if it needs no more than that."""
    lacking = any(other.required and other is not within for other in shapes(cls))
    return None if lacking else lean(cls(**{within.name: value}))


def _text(place: _Place) -> str | None:
    if not place.many:
        return None if place.value is None else _plain(place.value)
    texts = [_entry_text(place.shape, entry) for entry in place.value]
    return None if not texts or None in texts else _between(place.shape).join(filter(None, texts))


def _entry_text(shape: Shape, entry: Any) -> str | None:
    if shape.inner is None:
        return _plain(entry)
    value = getattr(entry, shape.short, None) or getattr(entry, "url", None)
    return None if value is None else _plain(value)


def _between(shape: Shape) -> str:
    return "\n" if isinstance(shape.type, Text) or shape.short == "text" else ", "


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}"
    return str(getattr(value, "text", value))


def _value(place: _Place, text: str) -> Any:
    if not place.many:
        return _read_as(place.shape.type, text)
    written = [part.strip() for part in text.split(_between(place.shape).strip() or "\n")]
    made = [_entry(place, part) for part in written if part]
    return None if not made or None in made else tuple(made)


def _entry(place: _Place, text: str) -> Any:
    """An entry of a list: the one that is there already, or a new one if nothing but this text makes it."""
    if place.shape.inner is None:
        return _read_as(place.shape.type, text)
    there = (entry for entry in place.value if _entry_text(place.shape, entry) == text)
    return next(there, None) or _new(place.shape, text)


def _new(shape: Shape, text: str) -> Any:
    name = "url" if shape.inner is event.Citation and "://" in text else shape.short
    within = fields_by_yaml(shape.inner).get(name) if shape.inner else None
    value = _read_as(within.type, text) if within else None
    if shape.inner is None or within is None or value is None:
        return None
    return _made(shape.inner, within, value)


def _read_as(type: FieldType | None, text: str) -> Any:
    """A text read as a field's type reads it; None if it can't be."""
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

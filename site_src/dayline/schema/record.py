"""The decorator that makes a class a record, and the changelog entries of records."""

from dataclasses import dataclass
from typing import Annotated, TypeVar, dataclass_transform

from dayline.schema.fields import Choice, DateValue, FlagValue, Many, PlainText
from dayline.schema.vocabulary import CHANGE_KINDS


def yaml_name(field: str) -> str:
    """A field's name in YAML, without the underscore that avoids a Python keyword (`from_`)."""
    return field.rstrip("_")


T = TypeVar("T")
_CONFIG = {"extra": "forbid", "alias_generator": yaml_name}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """Make a class a record: a frozen dataclass with keyword-only fields, which refuses unknown fields.

    Records have no slots, so that fields with their default value take no space in memory or in the cache
    (`omit_defaults`); most fields of most records have it.
    """
    record_class = dataclass(frozen=True, kw_only=True)(cls)
    record_class.__pydantic_config__ = _CONFIG  # type: ignore[attr-defined]
    return record_class


@record
class Change:
    """One entry in the changelog of a record."""

    date: DateValue
    kind: Annotated[str, Choice(tuple(CHANGE_KINDS))]
    text: PlainText
    field: PlainText | None = None
    was: PlainText | None = None
    now: PlainText | None = None
    by: PlainText | None = None
    minor: FlagValue = False


Changes = Annotated[tuple[Change, ...], Many()]
Texts = Annotated[tuple[PlainText, ...], Many(words=True)]

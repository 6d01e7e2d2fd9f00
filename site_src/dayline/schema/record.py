"""What all records have in common."""

from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, dataclass_transform

from dayline.schema.fields import Choice, DateValue, FlagValue, Many, PlainText
from dayline.schema.vocabulary import CHANGE_KINDS


def yaml_name(field: str) -> str:
    """A field's name in YAML: Python's keywords carry an underscore in the record (`from_`)."""
    return field.rstrip("_")


T = TypeVar("T")
_MISSING = object()
CONFIG = {"extra": "forbid", "alias_generator": yaml_name}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """Make a class a record: frozen, by keyword only, unknown fields refused.

    Records have no slots: what is left at its default then takes no room, neither in memory nor in the
    cache (see `lean`), and that is most of their fields.
    """
    made = dataclass(frozen=True, kw_only=True)(cls)
    made.__pydantic_config__ = CONFIG  # type: ignore[attr-defined]
    return made


def lean(value: Any) -> Any:
    """The same record with only what differs from the defaults stored, in it and in all groups within."""
    if isinstance(value, tuple):
        for item in value:
            lean(item)
    elif hasattr(value, "__pydantic_config__"):
        cls = type(value)
        held = {name: item for name, item in vars(value).items() if item != getattr(cls, name, _MISSING)}
        for item in held.values():
            lean(item)
        object.__setattr__(value, "__dict__", held)
    return value


@record
class Change:
    """One entry of an item's log of changes (content model 3.9)."""

    date: DateValue
    kind: Annotated[str, Choice(tuple(CHANGE_KINDS))]
    text: PlainText
    field: PlainText | None = None
    was: PlainText | None = None
    now: PlainText | None = None
    by: PlainText | None = None
    minor: FlagValue = False


Changes = Annotated[tuple[Change, ...], Many()]

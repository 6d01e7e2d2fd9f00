"""What all records have in common."""

from dataclasses import dataclass
from typing import Annotated, TypeVar, dataclass_transform

from dayline.schema.fields import Choice, DateValue, FlagValue, Many, PlainText
from dayline.schema.frozen import with_methods
from dayline.schema.vocabulary import CHANGE_KINDS


def yaml_name(field: str) -> str:
    """A field's name in YAML: Python's keywords carry an underscore in the record (`from_`)."""
    return field.rstrip("_")


T = TypeVar("T")
CONFIG = {"extra": "forbid", "alias_generator": yaml_name}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """Make a class a record: frozen, by keyword only, unknown fields refused.

    Records have no slots: what is left at its default then takes no room, neither in memory nor in the
    cache (see `omit_defaults.py`), and that is most of their fields.
    """
    made = with_methods(dataclass(init=False, repr=False, eq=False, kw_only=True)(cls))
    made.__pydantic_config__ = CONFIG  # type: ignore[attr-defined]
    return made


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

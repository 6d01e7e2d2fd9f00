"""Validators that turn data into records, made by pydantic from schemas that can be cached.

Working out the schemas takes pydantic longer than reading a hundred events. They stay the same as long as the program
does, so with cached schemas only pydantic's core has to be imported.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import CoreSchema, SchemaValidator

_schemas: "dict[type, CoreSchema]" = {}
_cached: set[type] = set()


@lru_cache(None)
def validator(cls: type) -> "SchemaValidator":
    """The validator of a record class."""
    from pydantic_core import SchemaValidator

    if cls not in _schemas:
        from pydantic import TypeAdapter

        _schemas[cls] = TypeAdapter(cls).core_schema
    return SchemaValidator(_schemas[cls])


def use_cached(schemas: "Mapping[type, CoreSchema]") -> None:
    """Use schemas that an earlier run of the same program cached."""
    _schemas.update(schemas)
    _cached.update(schemas)


def has_new() -> bool:
    """Whether there are schemas that are not cached yet."""
    return not _cached.issuperset(_schemas)


def schemas() -> "dict[type, CoreSchema]":
    """All schemas used so far, for `use_cached` in a later run."""
    return dict(_schemas)

"""What turns data into records: pydantic's validators, made from schemas that can be kept.

To work out the schema of the record classes takes pydantic longer than to read a hundred events; the
schemas are the same for as long as the program is, so that a run that finds them kept needs no more than
pydantic's core.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import CoreSchema, SchemaValidator

_schemas: "dict[type, CoreSchema]" = {}
_kept: set[type] = set()


@lru_cache(None)
def validator(cls: type) -> "SchemaValidator":
    """The validator of a record class."""
    from pydantic_core import SchemaValidator

    if cls not in _schemas:
        from pydantic import TypeAdapter

        _schemas[cls] = TypeAdapter(cls).core_schema
    return SchemaValidator(_schemas[cls])


def take_up(schemas: "Mapping[type, CoreSchema]") -> None:
    """Make use of schemas from an earlier run of the same program."""
    _schemas.update(schemas)
    _kept.update(schemas)


def has_new() -> bool:
    """Whether there are schemas that an earlier run did not have."""
    return not _kept.issuperset(_schemas)


def known() -> "dict[type, CoreSchema]":
    """All schemas there are, for `take_up` in a later run."""
    return dict(_schemas)

"""Records without the values that equal their defaults, which are most values of most records."""

from functools import lru_cache
from typing import Any

from dayline.schema.introspect import field_specs

_NO_DEFAULT = object()


def omit_defaults(record: Any) -> Any:
    """The same record, storing only what differs from the defaults, in it and in all groups of fields inside it."""
    defaults, groups = _defaults(record.__class__)
    stored = {
        name: value
        for name, value in vars(record).items()
        if value is not (default := defaults.get(name, _NO_DEFAULT)) and value != default
    }
    for name in groups:
        if name in stored:
            _omit_within(stored[name])
    object.__setattr__(record, "__dict__", stored)
    return record


def _omit_within(value: Any) -> None:
    for group in value if value.__class__ is tuple else (value,):
        omit_defaults(group)


@lru_cache(None)
def _defaults(cls: type) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The defaults of a record class, and the names of the fields that hold groups of fields."""
    specs = field_specs(cls)
    defaults = {spec.name: getattr(cls, spec.name) for spec in specs if hasattr(cls, spec.name)}
    return defaults, tuple(spec.name for spec in specs if spec.group and not spec.mapping)

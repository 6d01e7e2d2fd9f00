"""Frozen dataclasses whose methods are written once, here, instead of being generated and compiled for each class.

Generating them takes most of the time that a dataclass costs at every start, and few of these classes use them.
"""

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass
from typing import Any, Never, TypeVar, dataclass_transform

T = TypeVar("T")


def _init(self: Any, *values: Any, **named: Any) -> None:
    """Sets what is given; what is not stays the class's default, and takes no room."""
    declared = self.__dataclass_fields__
    by_position = [name for name, field in declared.items() if not field.kw_only]
    if len(values) > len(by_position):
        raise TypeError(f"{self.__class__.__name__} takes {len(by_position)} values by position, not {len(values)}")
    given = dict(zip(by_position, values, strict=False))
    if wrong := (named.keys() - declared.keys()) | (named.keys() & given.keys()):
        raise TypeError(f"{self.__class__.__name__} has no such fields, or has them twice: {', '.join(sorted(wrong))}")
    given |= named
    if missing := [name for name, field in declared.items() if field.default is MISSING and name not in given]:
        raise TypeError(f"{self.__class__.__name__} lacks {', '.join(missing)}")
    self.__dict__.update(given)


def _values(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, name) for name in self.__dataclass_fields__)


def _repr(self: Any) -> str:
    fields = zip(self.__dataclass_fields__, _values(self), strict=True)
    return f"{self.__class__.__qualname__}({', '.join(f'{name}={value!r}' for name, value in fields)})"


def _eq(self: Any, other: object) -> Any:
    return _values(self) == _values(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(_values(self))


def _set(self: Any, name: str, _: object) -> Never:
    raise FrozenInstanceError(f"cannot assign to field {name!r} of {self.__class__.__name__}")


def _delete(self: Any, name: str) -> Never:
    raise FrozenInstanceError(f"cannot delete field {name!r} of {self.__class__.__name__}")


_METHODS: dict[str, Callable[..., Any]] = {
    "__init__": _init, "__repr__": _repr, "__eq__": _eq, "__hash__": _hash, "__setattr__": _set, "__delattr__": _delete,
}  # fmt: skip


@dataclass_transform(frozen_default=True)
def frozen(cls: type[T]) -> type[T]:
    """As `dataclass(frozen=True)`, for fields without a `default_factory`."""
    return with_methods(dataclass(init=False, repr=False, eq=False)(cls))


def with_methods(cls: type[T]) -> type[T]:
    """A dataclass without methods, with those above."""
    for name, method in _METHODS.items():
        setattr(cls, name, method)
    return cls

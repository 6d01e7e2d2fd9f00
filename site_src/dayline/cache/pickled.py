"""Values as bytes and back; unpickling creates nothing but records, dates and plain values.

Values may refer to others that are kept elsewhere: the reader says how those are looked up.
"""

import pickle
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from dayline.cache import references

ROOMS = ("cache", "edtf", "geo", "pages", "problems", "queries", "read", "schema", "timeline")
OTHERS = {
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("zoneinfo", "ZoneInfo"),
    ("dayline.edtf.dates", "parse"),  # the only function: dates are pickled as text
}
Reducers = dict[type, Callable[[Any], Any]]
Resolvers = Mapping[str, Callable[..., Any]]
_allowed: dict[tuple[str, str], Any] = {}  # what was looked up before


def _zone(zone: ZoneInfo) -> tuple[type[ZoneInfo], tuple[str]]:
    """How a time zone is pickled; its default way needs `getattr`."""
    return ZoneInfo, (zone.key,)


PLAIN: dict[type, Callable[[Any], Any]] = {ZoneInfo: _zone}


def dumps(value: Any, reducers: Reducers | None = None) -> memoryview:
    """A value as bytes; `reducers`, which include `PLAIN`, say for some classes what is written in place of a value."""
    stream = BytesIO()
    pickler = pickle.Pickler(stream, 5)
    pickler.dispatch_table = reducers or PLAIN
    pickler.dump(value)
    return stream.getbuffer()


def load(stream: BytesIO, resolvers: Resolvers | None = None) -> Any:
    """The next value in a stream, with what its references lead to.

    Raises `pickle.UnpicklingError` for any class or function that is not allowed.
    """
    unpickler = _Unpickler(stream)
    unpickler.resolvers = resolvers or {}
    return unpickler.load()


class _Unpickler(pickle.Unpickler):
    resolvers: Resolvers

    def find_class(self, module: str, name: str) -> Any:
        if module == references.__name__ and name in self.resolvers:
            return self.resolvers[name]
        if (module, name) not in _allowed:
            _allowed[module, name] = self._found(module, name)
        return _allowed[module, name]

    def _found(self, module: str, name: str) -> Any:
        if (module, name) in OTHERS:
            return super().find_class(module, name)
        package, _, path = module.partition(".")
        if package == "dayline" and path.partition(".")[0] in ROOMS and "." not in name:
            value_class = super().find_class(module, name)
            if is_value(value_class) and value_class.__module__ == module:
                return value_class
        raise pickle.UnpicklingError(f"`{module}.{name}` is never kept")


def is_value(value_class: object) -> bool:
    """Whether something is a dataclass or a named tuple class, whose constructor runs no other code."""
    if not isinstance(value_class, type):
        return False
    return hasattr(value_class, "__dataclass_fields__") or (
        issubclass(value_class, tuple) and hasattr(value_class, "_fields")
    )

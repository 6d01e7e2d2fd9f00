"""Values as bytes and back; unpickling creates nothing but records, dates and plain values."""

import pickle
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

ROOMS = ("cache", "edtf", "geo", "problems", "read", "schema", "timeline")
OTHERS = {
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("zoneinfo", "ZoneInfo"),
    ("dayline.edtf.dates", "parse"),  # the only function: dates are pickled as text
}


def dumps(value: Any) -> memoryview:
    """A value as bytes."""
    stream = BytesIO()
    pickler = pickle.Pickler(stream, 5)
    pickler.dispatch_table = {ZoneInfo: _zone}
    pickler.dump(value)
    return stream.getbuffer()


def load(stream: BytesIO) -> Any:
    """The next value in a stream; raises `pickle.UnpicklingError` for any class or function that is not allowed."""
    return _Unpickler(stream).load()


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
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


def _zone(zone: ZoneInfo) -> tuple[type[ZoneInfo], tuple[str]]:
    """How a time zone is pickled; its default way needs `getattr`."""
    return ZoneInfo, (zone.key,)

"""Values as bytes and back; no bytes make anything but records, dates and plain values."""

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
    ("dayline.edtf.dates", "parse"),  # the one function: dates are kept as their text
}


def dumps(value: Any) -> memoryview:
    """The bytes of a value that caches keep."""
    stream = BytesIO()
    pickler = pickle.Pickler(stream, 5)
    pickler.dispatch_table = {ZoneInfo: _zone}
    pickler.dump(value)
    return stream.getbuffer()


def load(stream: BytesIO) -> Any:
    """The value that follows in a stream; raises `pickle.UnpicklingError` if it names anything that is never kept."""
    return _Unpickler(stream).load()


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in OTHERS:
            return super().find_class(module, name)
        package, _, rest = module.partition(".")
        if package == "dayline" and rest.partition(".")[0] in ROOMS and "." not in name:
            found = super().find_class(module, name)
            if is_value(found) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"`{module}.{name}` is never kept")


def is_value(found: object) -> bool:
    """Whether something is a dataclass or a named tuple: to make one runs nothing but its own few lines."""
    if not isinstance(found, type):
        return False
    return hasattr(found, "__dataclass_fields__") or (issubclass(found, tuple) and hasattr(found, "_fields"))


def _zone(zone: ZoneInfo) -> tuple[type[ZoneInfo], tuple[str]]:
    """How a zone is kept: its own way names `getattr`."""
    return ZoneInfo, (zone.key,)

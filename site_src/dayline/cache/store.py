"""Values in files: written at once, read only if whole, from this version, and made of our own records."""

import gc
import io
import os
import pickle
from hashlib import blake2b
from pathlib import Path
from typing import Any

_SIZE = 16
_PLAIN = {
    ("datetime", "date"), ("datetime", "datetime"), ("datetime", "time"), ("datetime", "timedelta"),
    ("datetime", "timezone"), ("builtins", "frozenset"), ("builtins", "set"), ("dayline.edtf.dates", "parse"),
    ("dayline.problems", "Problem"), ("dayline.problems", "Spot"), ("dayline.problems", "Span"),
    ("dayline.schema.clock", "ClockTime"), ("dayline.read.records", "Entry"),
}  # fmt: skip
_RECORDS = ("event", "registry", "brief", "site", "record")


class Store:
    """Named values below a folder; `version` is the digest of everything that makes them what they are."""

    def __init__(self, folder: Path, version: bytes) -> None:
        self.folder = folder
        self.version = version

    def read(self, name: str) -> Any:
        """The value of a name, or None."""
        try:
            raw = (self.folder / name).read_bytes()
        except OSError:
            return None
        return self._opened(raw)

    def write(self, name: str, value: Any) -> None:
        """Keep a value; if it can't be kept, the next build works without it."""
        payload = pickle.dumps(value, 5)
        raw = self.version + _seal(payload) + payload
        try:
            self.folder.mkdir(exist_ok=True)
            draft = self.folder / f"{name}.{os.getpid()}.draft"
            draft.write_bytes(raw)
            draft.replace(self.folder / name)
        except OSError:
            return

    def _opened(self, raw: bytes) -> Any:
        version, seal, payload = raw[:_SIZE], raw[_SIZE : 2 * _SIZE], raw[2 * _SIZE :]
        if version != self.version or seal != _seal(payload):
            return None
        enabled = gc.isenabled()
        gc.disable()
        try:
            return _OnlyOurs(io.BytesIO(payload)).load()
        except (pickle.UnpicklingError, EOFError, TypeError, ValueError, AttributeError):
            return None
        finally:
            if enabled:
                gc.enable()


class _OnlyOurs(pickle.Unpickler):
    """Reads nothing but our own records: the folder may have come with somebody's commit."""

    def find_class(self, module: str, name: str) -> Any:
        ours = module.startswith("dayline.schema.") and module.rpartition(".")[2] in _RECORDS and name[:1].isupper()
        if (module, name) in _PLAIN or ours:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} has no place here")


def _seal(payload: bytes) -> bytes:
    return blake2b(payload, digest_size=_SIZE).digest()

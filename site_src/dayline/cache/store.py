"""Values in files: written at once, read only if whole and from this version of the program."""

import os
import pickle
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from dayline.read.collection import no_collection

_SIZE = 16
_BROKEN = (pickle.UnpicklingError, EOFError, TypeError, ValueError, AttributeError, ImportError, IndexError)


class Store:
    """Named values below a folder; `version` is the digest of everything that makes them what they are."""

    def __init__(self, folder: Path | None, version: bytes) -> None:
        self._folder = folder
        self._version = version

    def read(self, name: str) -> Any:
        """The value of a name, or None."""
        if self._folder is None:
            return None
        try:
            raw = (self._folder / name).read_bytes()
        except OSError:
            return None
        return self._opened(memoryview(raw))

    def write(self, name: str, value: Any) -> None:
        """Keep a value; if it can't be kept, the next build works without it."""
        if self._folder is None:
            return
        payload = pickle.dumps(value, 5)
        draft = self._folder / f"{name}.{os.getpid()}.draft"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with draft.open("wb") as stream:
                stream.writelines((self._version, _seal(payload), payload))
            draft.replace(self._folder / name)
        except OSError:
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def clear(self) -> None:
        """Forget everything."""
        import shutil

        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _opened(self, raw: memoryview) -> Any:
        version, seal, payload = raw[:_SIZE], raw[_SIZE : 2 * _SIZE], raw[2 * _SIZE :]
        if version != self._version or seal != _seal(payload):
            return None
        try:
            with no_collection():
                return pickle.loads(payload)  # noqa: S301 - the folder is the user's own
        except _BROKEN:
            return None


def folder(site: Path, environment: Mapping[str, str] = os.environ) -> Path | None:
    """Where a site's caches are: below `DAYLINE_CACHE` or the user's cache folder, never in the site itself."""
    root = environment.get("DAYLINE_CACHE") or environment.get("XDG_CACHE_HOME")
    try:
        base = Path(root) if root else Path.home() / ".cache"
    except RuntimeError:
        return None
    where = site.resolve()
    return base / "dayline" / f"{where.name}-{blake2b(os.fsencode(where), digest_size=6).hexdigest()}"


def _seal(payload: bytes | memoryview) -> bytes:
    return blake2b(payload, digest_size=_SIZE).digest()

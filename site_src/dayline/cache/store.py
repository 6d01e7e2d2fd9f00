"""Values in files: written at once, read only if whole, from this version of the program, and sealed with our key."""

import pickle
from contextlib import suppress
from hashlib import blake2b
from hmac import compare_digest
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, overload

from dayline.cache import key, pickled, private
from dayline.cache.errors import NoCache
from dayline.read.gc_pause import gc_paused

_SIZE = 32
_BROKEN = (pickle.UnpicklingError, EOFError, TypeError, ValueError, AttributeError, ImportError, IndexError)


class Store:
    """Named values below a folder; `version` is the digest of everything that makes them what they are.

    Where `ready` would raise NoCache, nothing is read and nothing kept.
    """

    def __init__(self, folder: Path | None, version: bytes) -> None:
        self._folder = folder
        self._version = version

    def read(self, name: str) -> Any:
        """The value of a name, or None."""
        if self._folder is None:
            return None
        try:
            secret = ready(self._folder, kept=False)
            return self._opened(name, private.read(self._folder / name), secret) if secret else None
        except (NoCache, OSError):
            return None

    def write(self, name: str, value: Any) -> None:
        """Keep a value; if it can't be kept, the next build works without it."""
        if self._folder is None:
            return
        payload = pickled.dumps(value)
        with suppress(NoCache, OSError):
            secret = ready(self._folder, kept=True)
            private.write(self._folder / name, (self._seal(name, payload, secret), payload))

    def clear(self) -> None:
        """Forget everything; raises NoCache if something is left."""
        if self._folder is not None:
            _remove(self._folder)

    def _opened(self, name: str, raw: bytes, secret: bytes) -> Any:
        if not compare_digest(raw[:_SIZE], self._seal(name, memoryview(raw)[_SIZE:], secret)):
            return None
        stream = BytesIO(raw)  # which copies nothing
        stream.seek(_SIZE)
        try:
            with gc_paused():
                return pickled.load(stream)
        except _BROKEN:
            return None

    def _seal(self, name: str, payload: memoryview, secret: bytes) -> bytes:
        """What only somebody with the key can work out, and for this name and version alone."""
        seal = blake2b(self._version + name.encode() + b"\0", key=secret, digest_size=_SIZE)
        seal.update(payload)
        return seal.digest()


@overload
def ready(folder: Path, *, kept: Literal[True]) -> bytes: ...
@overload
def ready(folder: Path, *, kept: bool) -> bytes | None: ...
def ready(folder: Path, *, kept: bool) -> bytes | None:
    """The key to a cache that can be used; if it is to be `kept`, folder and key are made.

    Raises NoCache if another user can have changed it, or if it can't be made.
    """
    private.check(folder)
    if not kept:
        return key.known()
    try:
        private.make(folder)
    except OSError as error:
        help = "name a folder of your own in `DAYLINE_CACHE`"
        raise NoCache(f"the folder `{folder}` can't be made: {error.strerror}; {help}") from error
    private.check(folder)
    return key.made()


def _remove(folder: Path) -> None:
    import shutil

    try:
        if private.check_folder(folder.parent, 0) and private.check_folder(folder, 0):
            shutil.rmtree(folder)
    except OSError as error:
        named = f"`{error.filename or folder}` can't be removed: {error.strerror}"
        raise NoCache(f"{named}; remove `{folder}` as a user who may") from error

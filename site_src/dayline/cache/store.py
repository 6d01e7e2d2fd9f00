"""Cached values in files: written atomically, and read only if complete, of this version, and properly sealed."""

import os
import pickle
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import blake2b
from hmac import compare_digest
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, overload

from dayline.cache import key, pickled, private
from dayline.cache.errors import NoCache
from dayline.cache.shelf import SALT, Damaged, Sealer, Shelf
from dayline.read.gc_pause import gc_paused

_SIZE = 32
_BROKEN = (pickle.UnpicklingError, EOFError, TypeError, ValueError, AttributeError, ImportError, IndexError)


class Store:
    """Named values in a folder; `version` is the digest of the program.

    Where `usable_key` would raise NoCache, nothing is read or written.
    """

    def __init__(self, folder: Path | None, version: bytes) -> None:
        self._folder = folder
        self._version = version

    def read(self, name: str) -> Any:
        """The value with this name, or None."""
        if self._folder is None:
            return None
        try:
            secret = usable_key(self._folder, create=False)
            return self._opened(name, private.read(self._folder / name), secret) if secret else None
        except (NoCache, OSError):
            return None

    def write(self, name: str, value: Any) -> None:
        """Save a value; if it can't be saved, the next build does without it."""
        if self._folder is None:
            return
        payload = pickled.dumps(value)
        with suppress(NoCache, OSError):
            secret = usable_key(self._folder, create=True)
            private.write(self._folder / name, (self._seal(name, payload, secret), payload))

    def shelf(self, name: str) -> Shelf | None:
        """The shelf with this name, or None."""
        if self._folder is None:
            return None
        try:
            secret = usable_key(self._folder, create=False)
            return Shelf(private.opened(self._folder / name), self._shelf_key(name, secret)) if secret else None
        except (NoCache, OSError, Damaged):
            return None

    def write_shelf(self, name: str, make: Callable[[Sealer], Iterable[bytes | memoryview]]) -> bytes:
        """Save a shelf and return its salt; empty if it can't be saved, and the next build does without."""
        if self._folder is None:
            return b""
        salt = os.urandom(SALT)
        with suppress(NoCache, OSError):
            secret = usable_key(self._folder, create=True)
            private.write(self._folder / name, make(Sealer(self._shelf_key(name, secret), salt)))
            return salt
        return b""

    def _shelf_key(self, name: str, secret: bytes) -> bytes:
        """The key of a shelf, another one for each program."""
        return blake2b(self._version + name.encode(), key=secret, digest_size=_SIZE).digest()

    def clear(self) -> None:
        """Delete everything; raises NoCache if something can't be deleted."""
        if self._folder is not None:
            _remove(self._folder)

    def _opened(self, name: str, raw: bytes, secret: bytes) -> Any:
        if not compare_digest(raw[:_SIZE], self._seal(name, memoryview(raw)[_SIZE:], secret)):
            return None
        stream = BytesIO(raw)  # doesn't copy the bytes
        stream.seek(_SIZE)
        try:
            with gc_paused():
                return pickled.load(stream)
        except _BROKEN:
            return None

    def _seal(self, name: str, payload: memoryview, secret: bytes) -> bytes:
        """The keyed digest of a value, its name and the version."""
        seal = blake2b(self._version + name.encode() + b"\0", key=secret, digest_size=_SIZE)
        seal.update(payload)
        return seal.digest()


@overload
def usable_key(folder: Path, *, create: Literal[True]) -> bytes: ...
@overload
def usable_key(folder: Path, *, create: bool) -> bytes | None: ...
def usable_key(folder: Path, *, create: bool) -> bytes | None:
    """The key of a cache that is safe to use; None if there is no key yet. With `create`, makes folder and key.

    Raises NoCache if another user could have changed the cache, or if it can't be created.
    """
    private.check(folder)
    if not create:
        return key.load()
    try:
        private.make_folder(folder)
    except OSError as error:
        help = "name a folder of your own in `DAYLINE_CACHE`"
        raise NoCache(f"the folder `{folder}` can't be made: {error.strerror}; {help}") from error
    private.check(folder)
    if not os.access(folder, os.W_OK):
        raise NoCache(f"nothing can be written to the folder `{folder}`; name another in `DAYLINE_CACHE`")
    return key.load_or_create()


def _remove(folder: Path) -> None:
    import shutil

    try:
        if private.check_folder(folder.parent, 0) and private.check_folder(folder, 0):
            shutil.rmtree(folder)
    except OSError as error:
        reason = f"`{error.filename or folder}` can't be removed: {error.strerror}"
        raise NoCache(f"{reason}; remove `{folder}` as a user who may") from error

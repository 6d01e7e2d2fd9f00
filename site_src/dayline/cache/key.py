"""The user's key, with which cached files are sealed: files from anybody without it are never used."""

import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

from dayline.cache import private
from dayline.cache.errors import BadSetting, NoCache
from dayline.cache.place import base

CONFIG = "XDG_CONFIG_HOME"
SIZE = 32
LEAST = 32  # characters


def file(apart_from: tuple[Path, ...] = (), environment: Mapping[str, str] = os.environ) -> Path | None:
    """The file of the key, None if `DAYLINE_CACHE_KEY` replaces it; raises like `place.base` and `from_environment`."""
    if from_environment(environment):
        return None
    return base((CONFIG,), ".config", apart_from, environment) / "dayline" / "key"


def from_environment(environment: Mapping[str, str] = os.environ) -> bytes | None:
    """The key from `DAYLINE_CACHE_KEY`, None if that is not set; raises BadSetting if it is too short."""
    text = environment.get("DAYLINE_CACHE_KEY", "").strip()
    if not text:
        return None
    if len(text) < LEAST:
        help = f"use {LEAST} or more, as `openssl rand -hex 32` prints them"
        raise BadSetting(f"`DAYLINE_CACHE_KEY` has only {len(text)} characters; {help}.")
    return blake2b(os.fsencode(text), digest_size=SIZE).digest()


def load(environment: Mapping[str, str] = os.environ) -> bytes | None:
    """The key, None if there is none yet; raises NoCache if its file isn't private."""
    path = file((), environment)
    if path is None:
        return from_environment(environment)
    private.check_folder(path.parent, variable=CONFIG)
    try:
        key = private.read(path, private.ANY, CONFIG)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise NoCache(f"the key `{path}` can't be read: {error.strerror}; remove it, and another is made") from error
    if len(key) != SIZE:
        raise NoCache(f"the key `{path}` is damaged; remove it, and another is made")
    return key


def load_or_create(environment: Mapping[str, str] = os.environ) -> bytes:
    """The key, created if there is none yet; raises NoCache if it can't be saved or isn't private."""
    path = file((), environment)
    if path is not None and load(environment) is None:
        try:
            private.make_folder(path.parent)
            private.write_once(path, os.urandom(SIZE))
        except OSError as error:
            help = "set `DAYLINE_CACHE_KEY`, or `XDG_CONFIG_HOME` to a folder of your own"
            raise NoCache(f"the key `{path}` can't be made: {error.strerror}; {help}") from error
    key = load(environment)
    assert key is not None, "a key that was created can be loaded"  # noqa: S101
    return key

"""The cache of a command: where it is, and whether it is safe to use; prints a warning if it can't be used."""

import sys
from dataclasses import replace
from pathlib import Path

from dayline.build.options import Options
from dayline.cache import key, place
from dayline.cache.errors import NoCache
from dayline.cache.store import Store, usable_key
from dayline.cache.version import program


def cache_folder(site: Path, output: Path) -> Path | None:
    """The cache folder of a site; None, with a warning, if there can't be one; raises BadSetting like `place.base`."""
    try:
        key.file((site, output))
        return place.folder(site, output)
    except NoCache as reason:
        _warn(reason)
        return None


def with_usable_cache(options: Options, *, writable: bool) -> Options:
    """The options; without a cache, and with a warning, if it is unsafe or, with `writable`, can't be created."""
    if options.cache is None:
        return options
    try:
        usable_key(options.cache, create=writable)
    except NoCache as reason:
        _warn(reason)
        return replace(options, cache=None)
    return options


def clear_cache(options: Options) -> None:
    """Delete what earlier builds left in the cache; raises NoCache if something is left."""
    Store(options.cache, program()).clear()


def _warn(reason: NoCache) -> None:
    print(f"no cache: {reason}", file=sys.stderr, flush=True)

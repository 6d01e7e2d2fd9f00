"""The cache of a command: where it is, and whether it can be trusted; if it can't, that is said once."""

import sys
from dataclasses import replace
from pathlib import Path

from dayline.build.options import Options
from dayline.cache import key, place
from dayline.cache.errors import NoCache
from dayline.cache.store import ready


def cache_folder(site: Path, output: Path) -> Path | None:
    """The folder of a site's caches, None if there is none, which is said; raises BadSetting as `place.base` does."""
    try:
        key.file((site, output))
        return place.folder(site, output)
    except NoCache as reason:
        _warn(reason)
        return None


def with_usable_cache(options: Options, *, kept: bool) -> Options:
    """The options, without a cache if it can't be trusted or, where it is to be `kept`, made; which is said."""
    if options.cache is None:
        return options
    try:
        ready(options.cache, kept=kept)
    except NoCache as reason:
        _warn(reason)
        return replace(options, cache=None)
    return options


def _warn(reason: NoCache) -> None:
    print(f"no cache: {reason}", file=sys.stderr, flush=True)

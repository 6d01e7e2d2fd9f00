"""Where caches and their key are: below folders of the user's, never in the site or its output."""

import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

from dayline.cache.errors import BadSetting, NoCache


def folder(site: Path, output: Path, environment: Mapping[str, str] = os.environ) -> Path:
    """Where a site's caches are: below `DAYLINE_CACHE` or the user's cache folder; raises as `base` does."""
    where = site.resolve()
    named = f"{where.name}-{blake2b(os.fsencode(where), digest_size=6).hexdigest()}"
    return base(("DAYLINE_CACHE", "XDG_CACHE_HOME"), ".cache", (site, output), environment) / "dayline" / named


def base(
    variables: tuple[str, ...], below_home: str, apart_from: tuple[Path, ...], environment: Mapping[str, str]
) -> Path:
    """The folder that the first variable that is set names, else one below the home folder.

    Raises BadSetting if the variable leads into one of the folders `apart_from`, or nowhere for certain; NoCache
    if the home folder does.
    """
    for variable in variables:
        if told := environment.get(variable):
            if wrong := _wrong(Path(told), apart_from):
                raise BadSetting(
                    f"`{variable}` is `{told}`, {wrong}; write the whole path of a folder outside the site."
                )
            return Path(told)
    try:
        home = Path.home()
    except RuntimeError:
        raise NoCache(f"there is no home folder; name a folder in `{variables[0]}`") from None
    if wrong := _wrong(home / below_home, apart_from):
        raise NoCache(f"the user's own folder is `{home / below_home}`, {wrong}; name another in `{variables[0]}`")
    return home / below_home


def _wrong(path: Path, apart_from: tuple[Path, ...]) -> str:
    """What is wrong with a place for files that must never be published, if anything is."""
    if not path.is_absolute():
        return "which depends on where the command is run"
    if any(_is_in(path, place) for place in apart_from):
        return "which lies in the site or in its output"
    return ""


def _is_in(path: Path, place: Path) -> bool:
    """Whether a path lies in a folder, by whatever links and spellings."""
    real, inside = Path(os.path.realpath(path)), Path(os.path.realpath(place))
    return any(level == inside or _is_same(level, inside) for level in (real, *real.parents))


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False

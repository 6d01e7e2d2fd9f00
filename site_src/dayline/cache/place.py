"""Where caches and their key are: in the user's folders, never in the site or its output."""

import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

from dayline.cache.errors import BadSetting, NoCache


def folder(site: Path, output: Path, environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of a site's cache, in `DAYLINE_CACHE` or the user's cache folder; raises as `base` does."""
    path = site.resolve()
    name = f"{path.name}-{blake2b(os.fsencode(path), digest_size=6).hexdigest()}"
    return base(("DAYLINE_CACHE", "XDG_CACHE_HOME"), ".cache", (site, output), environment) / "dayline" / name


def base(
    variables: tuple[str, ...], below_home: str, apart_from: tuple[Path, ...], environment: Mapping[str, str]
) -> Path:
    """The folder named by the first variable that is set, else a folder in the home folder.

    Raises BadSetting if the variable is a relative path or leads into one of the folders `apart_from`; NoCache if the
    home folder does, or if there is none.
    """
    for variable in variables:
        if value := environment.get(variable):
            if wrong := _wrong(Path(value), apart_from):
                raise BadSetting(
                    f"`{variable}` is `{value}`, {wrong}; write the whole path of a folder outside the site."
                )
            return Path(value)
    try:
        home = Path.home()
    except RuntimeError:
        raise NoCache(f"there is no home folder; name a folder in `{variables[0]}`") from None
    if wrong := _wrong(home / below_home, apart_from):
        raise NoCache(f"the user's own folder is `{home / below_home}`, {wrong}; name another in `{variables[0]}`")
    return home / below_home


def _wrong(path: Path, apart_from: tuple[Path, ...]) -> str:
    """What is wrong with a folder for files that must never be published; empty if nothing is."""
    if not path.is_absolute():
        return "which depends on where the command is run"
    if any(_is_in(path, place) for place in apart_from):
        return "which lies in the site or in its output"
    return ""


def _is_in(path: Path, place: Path) -> bool:
    """Whether a path is inside a folder, whatever links and spellings lead there."""
    real, inside = Path(os.path.realpath(path)), Path(os.path.realpath(place))
    return any(level == inside or _is_same(level, inside) for level in (real, *real.parents))


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False

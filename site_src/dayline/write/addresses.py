"""Which relative paths may be written: those that stay inside and mean the same file on every system."""

import os
from collections.abc import Collection, Iterable

_ODD = bytes({*range(0x20), 0x7F, *b"\\:"} - {*b"\n"})
_STEPS = ("//", "/./", "/../", "\0", *(() if os.sep == "/" else (os.sep, ":")))
CARRIED = (".git", ".well-known/acme-challenge")
"""What others keep in an output and every edition takes over: no edition lists it, nor anything in it."""
RESERVED = (".dayline-manifest", ".dayline-manifest.draft", *CARRIED)


def check(paths: Collection[str]) -> None:
    """Raises ValueError if a path is unsafe or two of them would be one file on some system."""
    if unsafe(paths):
        raise ValueError(f"unsafe path: {next(path for path in paths if unsafe([path]))!r}")
    folders = above(paths)
    if both := folders.intersection(paths):
        raise ValueError(f"both a file and a folder: {min(both)!r}")
    _check_case(folders.union(paths))


def is_inside(path: str) -> bool:
    """Whether a path, however oddly spelt, can only name something inside the folder that it is relative to."""
    return not _strays(f"/{path}/")


def unsafe(paths: Collection[str]) -> bool:
    """Whether one of the paths is absolute, empty, not in its shortest form, or oddly spelt."""
    text = "/" + "/\n/".join(paths) + "/" if paths else ""
    if _strays(text) or _is_odd(text):
        return True
    if text.count("\n") != max(len(paths) - 1, 0):
        return True
    plain = text.casefold()
    return any(f"/{name}/" in plain for name in RESERVED) and any(map(is_reserved, paths))


def is_reserved(path: str) -> bool:
    """Whether a path is a manifest's, or belongs to what is carried from edition to edition."""
    return f"{folded(path)}/".startswith(tuple(f"{name}/" for name in RESERVED))


def folded(name: str) -> str:
    """How a path is told from others where capitals and small letters are the same."""
    if name.isascii():
        return name.lower()
    import unicodedata

    return unicodedata.normalize("NFC", name).casefold()


def above(paths: Iterable[str]) -> set[str]:
    """All folders that have to exist for these files."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def _strays(text: str) -> bool:
    return any(step in text for step in _STEPS)


def _is_odd(text: str) -> bool:
    spelt = text.encode()
    return len(spelt.translate(None, _ODD)) < len(spelt)


def _check_case(names: set[str]) -> None:
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(folded(name), name)
        if other != name:
            raise ValueError(f"the same but for case: {min(name, other)!r} and {max(name, other)!r}")

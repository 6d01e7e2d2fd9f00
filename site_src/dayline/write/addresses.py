"""Which relative paths may be written: those that stay inside the folder and mean the same file on every system."""

import os
from collections.abc import Collection, Iterable

_ODD = bytes({*range(0x20), 0x7F, *b"\\:"} - {*b"\n"})
_STEPS = ("//", "/./", "/../", "\0", *(() if os.sep == "/" else (os.sep, ":")))
MANIFEST = ".dayline-manifest"
"""The name of a manifest, in whichever folder it is."""
CARRIED = (".git", ".well-known/acme-challenge")
"""What other programs keep in an output: every edition takes it over, and none lists it or anything in it."""


def check(paths: Collection[str], folders: Iterable[str] = ()) -> None:
    """Raises ValueError if a path is unsafe, or is the same as another, or as one of the folders, on some system."""
    if unsafe(paths):
        raise ValueError(f"unsafe path: {next(path for path in paths if unsafe([path]))!r}")
    folders = above(paths).union(folders)
    if both := folders.intersection(paths):
        raise ValueError(f"both a file and a folder: {min(both)!r}")
    _check_case(folders.union(paths))


def is_inside(path: str) -> bool:
    """Whether a path, however oddly spelt, can only name something inside the folder it is relative to."""
    return not _leads_out(f"/{path}/")


def unsafe(paths: Collection[str]) -> bool:
    """Whether one of the paths is absolute, empty, reserved, not in its shortest form, or oddly spelt."""
    text = "/" + "/\n/".join(paths) + "/" if paths else ""
    if _leads_out(text) or _is_odd(text):
        return True
    if text.count("\n") != max(len(paths) - 1, 0):
        return True
    folded_text = text.casefold()
    return any(f"/{name}/" in folded_text for name in (MANIFEST, *CARRIED)) and any(map(is_reserved, paths))


def is_reserved(path: str) -> bool:
    """Whether a path is a manifest's, or belongs to what is carried from edition to edition."""
    plain = f"/{folded(path)}/"
    return f"/{MANIFEST}/" in plain or plain.startswith(tuple(f"/{name}/" for name in CARRIED))


def folded(name: str) -> str:
    """A name as systems compare it that ignore case."""
    if name.isascii():
        return name.lower()
    import unicodedata

    return unicodedata.normalize("NFC", name).casefold()


def parent(path: str) -> str:
    """The folder that a file or folder is in; empty at the top."""
    return path.rpartition("/")[0]


def above(paths: Iterable[str]) -> set[str]:
    """All folders that these paths are in, at any depth, without the top."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]  # not `parent`: there are many
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def _leads_out(text: str) -> bool:
    return any(step in text for step in _STEPS)


def _is_odd(text: str) -> bool:
    encoded = text.encode()
    return len(encoded.translate(None, _ODD)) < len(encoded)


def _check_case(names: set[str]) -> None:
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(folded(name), name)
        if other != name:
            raise ValueError(f"the same but for case: {min(name, other)!r} and {max(name, other)!r}")

"""What lies in a folder of a site: names, and what the file system says of each file; regular files only.

Nothing here knows what a file means, so that a build that finds nothing changed loads nothing that does.
"""

import os
import stat as modes
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from dayline.digests import digest
from dayline.disk import read_regular
from dayline.read.stray import is_stray

LARGEST = 1024 * 1024
LARGEST_MAP = 5 * LARGEST
LARGEST_PICTURE = 20 * LARGEST
TEXTS = (".yaml", ".yml", ".md", ".csv")
LATER = ("translations",)
UNREAD = "this can't be read"
NO_FOLDER = "this is a link, not a folder"
FRESH = 2_000_000_000  # ns: a file changed so shortly before it was read may have been changed again since

Stamp = tuple[int, int, int, int]
"""Size, modified, changed and inode, the times in ns."""


class Unreadable(NamedTuple):
    """Something that can't be read as content: its name, what is wrong, and what to do."""

    name: str
    message: str
    help: str


class Tree(NamedTuple):
    """The files of a folder in no order, by their names relative to the site, and what can't be one of them."""

    files: list[tuple[str, os.DirEntry[str]]]
    unreadable: list[Unreadable]


def scan_tree(site: Path, top: str = "content", skip: Callable[[str], bool] = is_stray) -> Tree:
    """Scan of a folder of a site: paths and file stats; links are not followed, stray files are skipped."""
    tree = Tree([], [])
    if wrong := _no_folder(site / top):
        tree.unreadable.append(Unreadable(top, *wrong))
        return tree
    folders = [(str(site / top), top)]
    while folders:
        folder, name = folders.pop()
        try:
            with os.scandir(folder) as entries:
                folders += _sorted_out(entries, name, tree, skip)
        except OSError as error:
            tree.unreadable.append(Unreadable(name, *unreadable(error)))
    return tree


def is_regular(site: Path, name: str) -> bool:
    """Whether a name leads to a regular file, through folders of which none is a link."""
    try:
        *folders, file = ((site / way).lstat().st_mode for way in _ways(name))
    except OSError:
        return False
    return all(map(modes.S_ISDIR, folders)) and modes.S_ISREG(file)


def is_ignored(name: str) -> bool:
    """Whether a file is ignored: a note for editors, or something for a later version."""
    top, slash, _ = name.removeprefix("content/").partition("/")
    return top in LATER or (not slash and top.lower().startswith("readme"))


def is_binary(name: str) -> bool:
    """Whether a file has no lines that could be shown."""
    if "/content/" not in f"/{name}":
        return "/static/" in f"/{name}"
    return "content/media/" in name and not name.lower().endswith(TEXTS)


def is_unchanged(site: Path, before: Mapping[str, tuple[Stamp | None, bytes]]) -> bool:
    """Whether all files are as they were, by their stamps, or where these don't tell by their bytes."""
    tree, now = scan_tree(site), time.time_ns()
    ours = [(entry, before.get(name)) for name, entry in tree.files if name in before or not is_ignored(name)]
    if tree.unreadable or len(ours) != len(before):
        return False
    return all(kept is not None and _is_same(entry, *kept, now) for entry, kept in ours)


def stamp(found: os.stat_result, now: int) -> Stamp | None:
    """What tells a later change of a file; None if it was changed too shortly before `now` (ns)."""
    modified, changed = found.st_mtime_ns, found.st_ctime_ns
    if now - modified < FRESH or now - changed < FRESH:
        return None
    return found.st_size, modified, changed, found.st_ino


def content_of(path: str) -> bytes:
    """The bytes of a file, or of its beginning if it is too large to be content; raises as `read_regular` does."""
    return read_regular(path, largest(path) + 1)


def largest(name: str) -> int:
    """How many bytes a file of content may have."""
    name = name.lower()
    if name.endswith(".geojson"):
        return LARGEST_MAP
    return LARGEST if name.endswith(TEXTS) else LARGEST_PICTURE


def unreadable(error: OSError) -> tuple[str, str]:
    """What is wrong with something that can't be read, and what to do."""
    reason = (error.strerror or "unknown reason").lower()
    return f"{UNREAD}: {reason}", "check that it exists and who may read it"


def _sorted_out(
    entries: "os._ScandirIterator[str]", name: str, tree: Tree, skip: Callable[[str], bool]
) -> list[tuple[str, str]]:
    """Puts the files of a folder into the tree; the path and name of each folder in it."""
    folders = []
    for entry in entries:
        own = entry.name
        if skip(own):
            continue
        below = f"{name}/{own}"
        if wrong := _misplaced(entry):
            tree.unreadable.append(Unreadable(below, *wrong))
        elif entry.is_file(follow_symlinks=False):
            tree.files.append((below, entry))
        else:
            folders.append((entry.path, below))
    return folders


def _misplaced(entry: os.DirEntry[str]) -> tuple[str, str] | None:
    if not entry.name.isprintable():
        return _unprintable(entry.name)
    if entry.is_file(follow_symlinks=False):
        return None
    if entry.is_symlink():
        what = "folder" if os.path.isdir(entry.path) else "file"  # noqa: PTH112 - an entry raises if links go in circles
        message = NO_FOLDER if what == "folder" else "this is a link, not a file"
        return message, f"put the {what} itself here"
    if not entry.is_dir(follow_symlinks=False):
        return f"this is {_kind(entry.stat(follow_symlinks=False).st_mode)}, not a file", "remove it"
    if entry.name.endswith((".yaml", ".yml", ".md")):
        return "this is a folder where a file should be", "rename or remove the folder"
    return None


def _no_folder(path: Path) -> tuple[str, str] | None:
    """What keeps a path from being a folder."""
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return unreadable(error)
    if modes.S_ISDIR(mode):
        return None
    help = "put the folder itself here" if modes.S_ISLNK(mode) else "make it a folder"
    return f"this is {_kind(mode)}, not a folder", help


def _kind(mode: int) -> str:
    kinds = (
        (modes.S_ISREG, "a file"), (modes.S_ISLNK, "a link"), (modes.S_ISFIFO, "a named pipe"),
        (modes.S_ISSOCK, "a socket"),
    )  # fmt: skip
    return next((word for is_one, word in kinds if is_one(mode)), "a device")


def _unprintable(name: str) -> tuple[str, str]:
    odd = next(character for character in name if not character.isprintable())
    is_byte = "\udc80" <= odd <= "\udcff"  # how Python writes a byte of a name that is not UTF-8
    message = "is not UTF-8" if is_byte else f"holds a character that can't be seen (U+{ord(odd):04X})"
    return f"the name {message}", "rename it, with small letters, digits and hyphens"


def _ways(name: str) -> list[str]:
    """The folders on the way to a file, and the file: `a`, `a/b`, `a/b/c`."""
    parts = name.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _is_same(entry: os.DirEntry[str], kept: Stamp | None, sealed: bytes, now: int) -> bool:
    try:
        if kept is not None and stamp(entry.stat(follow_symlinks=False), now) == kept:
            return True
        return digest(content_of(entry.path)) == sealed
    except OSError:
        return False

"""What lies in `content/`: names, and what the file system says of each file.

Nothing here knows what a file means, so that a build that finds nothing changed loads nothing that does.
"""

import os
import time
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

LARGEST = 1024 * 1024
LARGEST_MAP = 5 * LARGEST
LARGEST_PICTURE = 20 * LARGEST
TEXTS = (".yaml", ".yml", ".md", ".csv")
LATER = ("translations",)
FRESH = 2_000_000_000  # ns: a file changed so shortly before it was read may have been changed again since

Stamp = tuple[int, int, int, int]
"""Size, modified, changed and inode, the times in ns."""


class Strange(NamedTuple):
    """Something that can't be read as content: its name, what is wrong, and what to do."""

    name: str
    message: str
    help: str


class Tree(NamedTuple):
    """The files below `content/` in no order, by their names relative to the site, and what is no file of content."""

    files: list[tuple[str, os.DirEntry[str]]]
    strange: list[Strange]


def grown(site: Path) -> Tree:
    """What lies in a site's `content/`; hidden files, backups and links to folders are passed over."""
    tree = Tree([], [])
    content = site / "content"
    root, folders = content.resolve(), [(str(content), "content")]
    while folders:
        folder, name = folders.pop()
        try:
            with os.scandir(folder) as entries:
                folders += _sorted_out(entries, name, root, tree)
        except OSError as error:
            tree.strange.append(Strange(name, *_unreadable(error)))
    return tree


def is_nobodys(name: str) -> bool:
    """Whether a file is none of our business: a note for editors, or something for a later version."""
    top, slash, _ = name.removeprefix("content/").partition("/")
    return top in LATER or (not slash and top.lower().startswith("readme"))


def is_binary(name: str) -> bool:
    """Whether a file has no lines that could be shown."""
    return "content/media/" in name and not name.lower().endswith(TEXTS)


def is_unchanged(site: Path, before: Mapping[str, tuple[Stamp | None, bytes]]) -> bool:
    """Whether all files are as they were, by their stamps, or where these don't tell by their bytes."""
    tree, now = grown(site), time.time_ns()
    ours = [(entry, before.get(name)) for name, entry in tree.files if name in before or not is_nobodys(name)]
    if tree.strange or len(ours) != len(before):
        return False
    return all(kept is not None and _is_same(entry, *kept, now) for entry, kept in ours)


def stamp(found: os.stat_result, now: int) -> Stamp | None:
    """What tells a later change of a file; None if it was changed too shortly before `now` (ns)."""
    modified, changed = found.st_mtime_ns, found.st_ctime_ns
    if now - modified < FRESH or now - changed < FRESH:
        return None
    return found.st_size, modified, changed, found.st_ino


def content_of(path: str) -> bytes:
    """The bytes of a file, or of its beginning if it is too large to be content."""
    with open(path, "rb") as stream:  # noqa: PTH123 - thousands of times
        return stream.read(largest(path) + 1)


def largest(name: str) -> int:
    """How many bytes a file of content may have."""
    name = name.lower()
    if name.endswith(".geojson"):
        return LARGEST_MAP
    return LARGEST if name.endswith(TEXTS) else LARGEST_PICTURE


def digest(raw: bytes) -> bytes:
    """16 bytes that stand for a file's bytes."""
    return blake2b(raw, digest_size=16).digest()


def _sorted_out(entries: "os._ScandirIterator[str]", name: str, root: Path, tree: Tree) -> list[tuple[str, str]]:
    """Puts the files of a folder into the tree; the path and name of each folder in it."""
    folders = []
    for entry in entries:
        own = entry.name
        if own[0] == "." or own[-1] == "~":
            continue
        below = f"{name}/{own}"
        if entry.is_file(follow_symlinks=False):
            tree.files.append((below, entry))
        elif wrong := _misplaced(entry, root):
            tree.strange.append(Strange(below, *wrong))
        elif not entry.is_dir():
            tree.files.append((below, entry))
        elif not entry.is_symlink():
            folders.append((entry.path, below))
    return folders


def _misplaced(entry: os.DirEntry[str], root: Path) -> tuple[str, str] | None:
    if entry.is_symlink() and not _stays_inside(Path(entry.path), root):
        return "the link leads out of `content`", "put the file itself here"
    if entry.name.endswith((".yaml", ".yml", ".md")) and entry.is_dir():
        return "this is a folder where a file should be", "rename or remove the folder"
    if not entry.is_dir() and not entry.is_file():
        return "this is not an ordinary file", "remove it"
    return None


def _stays_inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _unreadable(error: OSError) -> tuple[str, str]:
    reason = (error.strerror or "unknown reason").lower()
    return f"this can't be read: {reason}", "check that it exists and who may read it"


def _is_same(entry: os.DirEntry[str], kept: Stamp | None, sealed: bytes, now: int) -> bool:
    try:
        return (kept is not None and stamp(entry.stat(), now) == kept) or digest(content_of(entry.path)) == sealed
    except OSError:
        return False

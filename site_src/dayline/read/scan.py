"""Scan of a site's folder: paths and file stats of regular files.

Nothing here knows what a file means, so that a build without changes need not load anything that does.
"""

import os
import stat as modes
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from dayline.digests import digest
from dayline.disk import read_regular
from dayline.read.stamps import Stamp, Stamps
from dayline.read.stray import is_stray

LARGEST = 1024 * 1024
LARGEST_MAP = 5 * LARGEST
LARGEST_PICTURE = 20 * LARGEST
TEXTS = (".yaml", ".yml", ".md", ".csv")
RESERVED = ("translations",)  # folders for later versions
CANT_BE_READ = "this can't be read"
LINK_NOT_FOLDER = "this is a link, not a folder"
FRESH = 2_000_000_000  # ns: a file that changed less than this before it was read may have changed again unnoticed


class Unreadable(NamedTuple):
    """A file or folder that can't be read as content: its name, what is wrong, and what to do."""

    name: str
    message: str
    help: str


class Tree(NamedTuple):
    """The files of a folder, unsorted, by their names relative to the site, and whatever can't be read there."""

    files: list[tuple[str, os.DirEntry[str]]]
    unreadable: list[Unreadable]


def scan_tree(site: Path, top: str = "content", skip: Callable[[str], bool] = is_stray) -> Tree:
    """Scan of a folder of a site: paths and file stats; links are not followed, stray files are skipped."""
    tree = Tree([], [])
    if problem := _not_folder(site / top):
        tree.unreadable.append(Unreadable(top, *problem))
        return tree
    folders = [(str(site / top), top)]
    while folders:
        folder, name = folders.pop()
        try:
            with os.scandir(folder) as entries:
                folders += _add_files(entries, name, tree, skip)
        except OSError as error:
            tree.unreadable.append(Unreadable(name, *unreadable(error)))
    return tree


def is_regular(site: Path, name: str) -> bool:
    """Whether a name leads to a regular file, and through no links."""
    try:
        *folders, file = ((site / prefix).lstat().st_mode for prefix in _prefixes(name))
    except OSError:
        return False
    return all(map(modes.S_ISDIR, folders)) and modes.S_ISREG(file)


def is_ignored(name: str) -> bool:
    """Whether a file is ignored: a readme, or a file for a later version."""
    top, slash, _ = name.removeprefix("content/").partition("/")
    return top in RESERVED or (not slash and top.lower().startswith("readme"))


def is_binary(name: str) -> bool:
    """Whether a file has no lines of text to show."""
    if "/content/" not in f"/{name}":
        return "/static/" in f"/{name}"
    return "content/media/" in name and not name.lower().endswith(TEXTS)


def changed_files(site: Path, before: Stamps) -> list[str] | None:
    """The files that have changed, by their stamps or, where a stamp can't tell, by their bytes.

    None if there are other files than before, or some can't be read.
    """
    newest = time.time_ns() - FRESH
    tree, known = scan_tree(site), before.by_name()
    try:
        now = _stamps(tree)
    except OSError:
        return None
    if tree.unreadable or not known.keys() <= now.keys() or not all(map(is_ignored, now.keys() - known.keys())):
        return None
    doubtful = [name for name, stamp in known.items() if stamp != now[name] or stamp[1] > newest or stamp[2] > newest]
    return [name for name in doubtful if not _has_digest(f"{site}/{name}", before.digest_of(name))]


def stamp(stats: os.stat_result, now: int) -> Stamp | None:
    """The stamp of a file, which changes with it; None if the file changed too shortly before `now` (ns)."""
    modified, changed = stats.st_mtime_ns, stats.st_ctime_ns
    if now - modified < FRESH or now - changed < FRESH:
        return None
    return stats.st_size, modified, changed, stats.st_ino


def content_of(path: str) -> bytes:
    """The bytes of a file, cut off if it is too large to be content; raises the same errors as `read_regular`."""
    return read_regular(path, largest(path) + 1)


def largest(name: str) -> int:
    """The maximum size of a file of content in bytes."""
    name = name.lower()
    if name.endswith(".geojson"):
        return LARGEST_MAP
    return LARGEST if name.endswith(TEXTS) else LARGEST_PICTURE


def unreadable(error: OSError) -> tuple[str, str]:
    """Message and help for a file that can't be read."""
    reason = (error.strerror or "unknown reason").lower()
    return f"{CANT_BE_READ}: {reason}", "check that it exists and who may read it"


def _add_files(
    entries: "os._ScandirIterator[str]", folder: str, tree: Tree, skip: Callable[[str], bool]
) -> list[tuple[str, str]]:
    """Adds the files of a folder to the tree, and returns the paths and names of its folders."""
    folders = []
    for entry in entries:
        if skip(entry.name):
            continue
        name = f"{folder}/{entry.name}"
        if entry.is_file(follow_symlinks=False) and entry.name.isprintable():
            tree.files.append((name, entry))
        elif problem := _not_content(entry):
            tree.unreadable.append(Unreadable(name, *problem))
        else:
            folders.append((entry.path, name))
    return folders


def _not_content(entry: os.DirEntry[str]) -> tuple[str, str] | None:
    """Message and help for what is no file of content, unless it is a folder of content."""
    if not entry.name.isprintable():
        return _unprintable(entry.name)
    if entry.is_symlink():
        what = "folder" if os.path.isdir(entry.path) else "file"  # noqa: PTH112 - an entry raises if links go in circles
        message = LINK_NOT_FOLDER if what == "folder" else "this is a link, not a file"
        return message, f"put the {what} itself here"
    if not entry.is_dir(follow_symlinks=False):
        return f"this is {_kind(entry.stat(follow_symlinks=False).st_mode)}, not a file", "remove it"
    if entry.name.endswith((".yaml", ".yml", ".md")):
        return "this is a folder where a file should be", "rename or remove the folder"
    return None


def _not_folder(path: Path) -> tuple[str, str] | None:
    """Message and help for a path that is not a folder."""
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
    return next((word for matches, word in kinds if matches(mode)), "a device")


def _unprintable(name: str) -> tuple[str, str]:
    character = next(character for character in name if not character.isprintable())
    is_byte = "\udc80" <= character <= "\udcff"  # how Python writes a byte of a name that is not UTF-8
    message = "is not UTF-8" if is_byte else f"contains an invisible character (U+{ord(character):04X})"
    return f"the name {message}", "rename it, using lower-case letters, digits and hyphens"


def _prefixes(name: str) -> list[str]:
    """The folders of a file's path, and the file: `a`, `a/b`, `a/b/c`."""
    parts = name.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _stamps(tree: Tree) -> dict[str, Stamp]:
    """The stamps of all files as they are; a loop without calls, as there may be tens of thousands."""
    stamps: dict[str, Stamp] = {}
    for name, entry in tree.files:
        stats = entry.stat(follow_symlinks=False)
        stamps[name] = stats.st_size, stats.st_mtime_ns, stats.st_ctime_ns, stats.st_ino
    return stamps


def _has_digest(path: str, known: bytes) -> bool:
    try:
        return digest(content_of(path)) == known
    except OSError:
        return False

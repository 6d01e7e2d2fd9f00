"""What lies in `static/`: the site's own files, which every build copies as they are to the root of the output."""

import os
from operator import itemgetter
from pathlib import Path

from dayline.digests import digest
from dayline.disk import read_regular
from dayline.read.scan import LARGEST_PICTURE, Tree, scan_tree, unreadable
from dayline.read.stray import is_litter

TOP = "static"
LARGEST = LARGEST_PICTURE


def tree(site: Path) -> Tree:
    """The files of `static/` and what can't be one of them; hidden files count, what editors leave behind doesn't."""
    if not os.path.lexists(site / TOP):
        return Tree([], [])
    found = scan_tree(site, TOP, is_litter)
    return Tree(sorted(found.files, key=itemgetter(0)), sorted(found.unreadable))


def content(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a static file, or of its beginning if it is too large; raises as `read_regular` does."""
    return read_regular(path, LARGEST + 1)


def files_digest(site: Path) -> bytes:
    """The digest of every static file, and of what lies among them."""
    found = tree(site)
    parts: list[bytes] = []
    for name, entry in found.files:
        parts += [name.encode("utf-8", "surrogateescape"), _raw(entry)]
    return digest(repr(found.unreadable), *parts)


def _raw(entry: os.DirEntry[str]) -> bytes:
    """What is in a file, or why it can't be read."""
    try:
        return content(entry.path)
    except OSError as error:
        return repr(unreadable(error)).encode()

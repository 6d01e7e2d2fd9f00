"""Scan of `static/`: files that every build copies unchanged to the root of the output."""

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
    """The files of `static/`, and whatever can't be read there; hidden files count, editors' backups don't."""
    if not os.path.lexists(site / TOP):
        return Tree([], [])
    static = scan_tree(site, TOP, is_litter)
    return Tree(sorted(static.files, key=itemgetter(0)), sorted(static.unreadable))


def content(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a static file, cut off if it is too large; raises the same errors as `read_regular`."""
    return read_regular(path, LARGEST + 1)


def files_digest(site: Path) -> bytes:
    """The digest of all static files, and of whatever can't be read among them."""
    static = tree(site)
    parts: list[bytes] = []
    for name, entry in static.files:
        parts += [name.encode("utf-8", "surrogateescape"), _content_or_reason(entry)]
    return digest(repr(static.unreadable), *parts)


def _content_or_reason(entry: os.DirEntry[str]) -> bytes:
    """The bytes of a file, or why it can't be read."""
    try:
        return content(entry.path)
    except OSError as error:
        return repr(unreadable(error)).encode()

"""What lies in `static/`: the site's own files, which every build copies as they are to the root of the output."""

import os
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path

from dayline.disk import read_regular
from dayline.read.scan import LARGEST_PICTURE, Tree, grown, unreadable
from dayline.read.stray import is_litter

TOP = "static"
LARGEST = LARGEST_PICTURE


def tree(site: Path) -> Tree:
    """The files of `static/` and what can't be one of them; hidden files count, what editors leave behind doesn't."""
    if not os.path.lexists(site / TOP):
        return Tree([], [])
    found = grown(site, TOP, is_litter)
    return Tree(sorted(found.files, key=itemgetter(0)), sorted(found.strange))


def content(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a static file, or of its beginning if it is too large; raises as `read_regular` does."""
    return read_regular(path, LARGEST + 1)


def digest(site: Path) -> bytes:
    """16 bytes that change with any static file, and with what lies among them; none if there is nothing."""
    found = tree(site)
    if not found.files and not found.strange:
        return b""
    seal = blake2b(repr(found.strange).encode(), digest_size=16)
    for name, entry in found.files:
        try:
            raw = content(entry.path)
        except OSError as error:
            raw = repr(unreadable(error)).encode()
        seal.update(f"{name}\0{len(raw)}\0".encode("utf-8", "surrogateescape") + raw)
    return seal.digest()

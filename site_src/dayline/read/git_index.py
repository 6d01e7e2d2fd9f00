"""The files of content in git's index, to tell which are unchanged without reading them.

Git stores the stats of each file in its index. As long as they are the same, so are the bytes. `git diff-files` would
answer this too, but runs programs from a repository's settings.
"""

import os
import re
from stat import S_ISREG
from typing import NamedTuple

from dayline.read.git import Repository

Stat = tuple[int, ...]
"""Size, modified and changed in s and ns, and inode; of each the 32 bits that the index stores."""

_ENTRY = re.compile(
    rb"[0-7]+ (?P<blob>[0-9a-f]+) (?P<stage>[0-3])\t(?P<name>[^\0]*)\0"
    rb"  ctime: (\d+):(\d+)\n  mtime: (\d+):(\d+)\n  dev: \d+\tino: (\d+)\n  uid: \d+\tgid: \d+\n"
    rb"  size: (\d+)\tflags: [0-9a-f]+\n"
)


class IndexEntry(NamedTuple):
    """A file in the index: git's object id for its bytes, and its stats."""

    blob: str
    stat: Stat


def index_entries(repository: Repository) -> dict[str, IndexEntry]:
    """The files of content in the index, by their names relative to the site.

    Files that changed when the index was written, or later, are left out: they may have changed again since.
    """
    output = repository.run("ls-files", "--stage", "--debug", "-z", "--", f"{repository.prefix}content/")
    index_mtime = _index_mtime(repository)
    entries = {}
    for entry in _ENTRY.finditer(output):
        changed, changed_ns, modified, modified_ns, inode, size = map(int, entry.groups()[3:])
        if entry["stage"] == b"0" and (modified, modified_ns) < index_mtime:
            name = entry["name"].decode(errors="surrogateescape").removeprefix(repository.prefix)
            stat = (size, modified, modified_ns, changed, changed_ns, inode)
            entries[name] = IndexEntry(entry["blob"].decode(), stat)
    return entries


def stat_of(path: str) -> Stat | None:
    """The stats of a regular file, as the index stores them."""
    try:
        stats = os.lstat(path)
    except OSError:
        return None
    if not S_ISREG(stats.st_mode):
        return None
    modified, changed = divmod(stats.st_mtime_ns, 10**9), divmod(stats.st_ctime_ns, 10**9)
    return tuple(number & 0xFFFFFFFF for number in (stats.st_size, *modified, *changed, stats.st_ino))


def _index_mtime(repository: Repository) -> tuple[int, int]:
    """When the index was written, in s and ns; zero if there is none."""
    name = os.fsdecode(repository.run("rev-parse", "--git-path", "index").removesuffix(b"\n"))
    try:
        return divmod((repository.root / name).stat().st_mtime_ns, 10**9)
    except OSError:
        return 0, 0

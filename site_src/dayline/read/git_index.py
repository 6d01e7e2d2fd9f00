"""What git's index says of the files of content, and for which files it can be believed.

Git notes in its index what the file system said of each file when its bytes were last known. As long as that is
still so, the bytes need not be read. `git diff-files` tells the same, but runs what a repository's settings name.
"""

import os
import re
from stat import S_ISREG
from typing import NamedTuple

from dayline.read.git import Repository

Stat = tuple[int, ...]
"""Size, modified and changed in s and ns, and inode, each as far as the index keeps it: 32 bits."""

_ENTRY = re.compile(
    rb"[0-7]+ (?P<blob>[0-9a-f]+) (?P<stage>[0-3])\t(?P<name>[^\0]*)\0"
    rb"  ctime: (\d+):(\d+)\n  mtime: (\d+):(\d+)\n  dev: \d+\tino: (\d+)\n  uid: \d+\tgid: \d+\n"
    rb"  size: (\d+)\tflags: [0-9a-f]+\n"
)


class Indexed(NamedTuple):
    """Git's name for the bytes of a file, and what the file system said of it then."""

    blob: str
    stat: Stat


def indexed(repository: Repository) -> dict[str, Indexed]:
    """The files of content in the index, by their names from the site's folder.

    Left out is what was changed when the index was written or later: it may have been changed again since then.
    """
    said = repository.ask("ls-files", "--stage", "--debug", "-z", "--", f"{repository.below}content/")
    written = _written(repository)
    found = {}
    for entry in _ENTRY.finditer(said):
        changed, changed_ns, modified, modified_ns, inode, size = map(int, entry.groups()[3:])
        if entry["stage"] == b"0" and (modified, modified_ns) < written:
            name = entry["name"].decode(errors="surrogateescape").removeprefix(repository.below)
            stat = (size, modified, modified_ns, changed, changed_ns, inode)
            found[name] = Indexed(entry["blob"].decode(), stat)
    return found


def stat_of(path: str) -> Stat | None:
    """What the file system says of a regular file, as the index keeps it."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if not S_ISREG(found.st_mode):
        return None
    modified, changed = divmod(found.st_mtime_ns, 10**9), divmod(found.st_ctime_ns, 10**9)
    return tuple(number & 0xFFFFFFFF for number in (found.st_size, *modified, *changed, found.st_ino))


def _written(repository: Repository) -> tuple[int, int]:
    """When the index was written, in s and ns; long ago if there is none."""
    name = os.fsdecode(repository.ask("rev-parse", "--git-path", "index").removesuffix(b"\n"))
    try:
        return divmod((repository.top / name).stat().st_mtime_ns, 10**9)
    except OSError:
        return 0, 0

"""Which paths in a folder are real folders, not links."""

import os
from stat import S_ISDIR

from dayline.write.addresses import is_inside, parent


class RealFolders:
    """The folders in `top` that are neither links nor reached through one; each is checked once.

    Raises ValueError for a path that leads out of it.
    """

    def __init__(self, top: str) -> None:
        self._top = top
        self._known = {""}

    def __contains__(self, folder: str) -> bool:
        """Whether this folder is already known to be real."""
        return folder in self._known

    def has(self, folder: str) -> bool:
        """Whether this is a real folder."""
        if folder in self._known:
            return True
        if not self.has(parent(folder)) or not is_folder(self.at(folder)):
            return False
        self._known.add(folder)
        return True

    def at(self, path: str) -> str:
        """The place of a path on the disk."""
        if not is_inside(path):
            raise ValueError(f"unsafe path: {path!r}")
        return f"{self._top}/{path}"

    def add(self, folder: str) -> None:
        """Note a folder that was made."""
        self._known.add(folder)

    def drop(self, folder: str) -> None:
        """Note a folder that was removed."""
        self._known.discard(folder)


def is_folder(at: str) -> bool:
    """Whether there is a folder at this place, not a link to one."""
    try:
        return S_ISDIR(os.lstat(at).st_mode)
    except FileNotFoundError:
        return False

"""Changes to the files in a folder, never through a link."""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from dayline.write.addresses import parent
from dayline.write.errors import OutputTaken
from dayline.write.real_folders import RealFolders, is_folder

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class FilesTree:
    """A folder whose files are added, moved and removed, never through a link.

    Raises ValueError for a path that leads out of it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._real = RealFolders(str(folder))
        self.at = self._real.at

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files, and folders that become empty."""
        for path in paths:
            at = self.at(path)
            if self._real.has(parent(path)):
                _unlink(at)
            self._prune(parent(path))

    def link(self, paths: Iterable[str], source: Path) -> None:
        """Make each path, where there is no file, the same file as the one in `source`, if that is still there."""
        origin = FilesTree(source)
        for path in paths:
            start = origin.at(path)
            if origin._real.has(parent(path)):
                self._make(parent(path))
                with suppress(FileNotFoundError):
                    _link(start, self.at(path))

    def write(self, path: str, content: bytes) -> None:
        """Write a new file; ValueError if something is in its way."""
        at = self.at(path)
        try:
            self._make(parent(path))
            _write(at, content)
        except (FileExistsError, OutputTaken):
            raise ValueError(f"two files with one path: {path!r}") from None

    def move_in(self, path: str, source: Path) -> None:
        """Move a file here from the same path in `source`, over the one that is here."""
        draft = FilesTree(source).at(path)
        self._make(parent(path))
        os.replace(draft, self.at(path))

    def take(self, path: str, source: Path) -> None:
        """Move a file, or a folder with all that is in it, here from the same path in `source`, if it is there.

        Raises `OutputTaken` if something is in its way here.
        """
        origin = FilesTree(source)
        if not origin._real.has(parent(path)):
            return
        try:
            self._make(parent(path))
        except OutputTaken:
            raise OutputTaken((path,), source) from None
        if os.path.lexists(self.at(path)):
            raise OutputTaken((path,), source)
        os.rename(origin.at(path), self.at(path))
        origin._prune(parent(path))

    def _make(self, folder: str) -> None:
        if folder in self._real:
            return
        self._make(parent(folder))
        try:
            os.mkdir(self.at(folder))
        except FileExistsError:
            if not self._real.has(folder):
                raise OutputTaken((folder,), self.folder) from None
        self._real.add(folder)

    def _prune(self, folder: str) -> None:
        """Remove a folder and those above it until one is not empty."""
        while folder:
            if self._real.has(folder):
                try:
                    os.rmdir(self.at(folder))
                except OSError:  # not empty
                    return
                self._real.drop(folder)
            folder = parent(folder)


def _unlink(at: str) -> None:
    try:
        os.unlink(at)
    except FileNotFoundError:
        pass
    except OSError:
        if not is_folder(at):
            raise


def _write(at: str, content: bytes) -> None:
    file = os.open(at, _NEW, 0o666)
    try:
        while content:
            content = content[os.write(file, content) :]
    finally:
        os.close(file)


def _link(origin: str, target: str) -> None:
    try:
        os.link(origin, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # no hard links here, too many, or not for files of this owner
        shutil.copy2(origin, target, follow_symlinks=False)

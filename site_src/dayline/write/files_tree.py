"""Making the next edition in the spare folder: what goes, what stays, what is new."""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR

from dayline.write.addresses import is_inside, unsafe
from dayline.write.errors import OutputTaken

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Stage:
    """One folder that files are put into and taken out of, never through a link to somewhere else.

    Every path, wherever it came from, becomes a place on the disk in `_at`; ValueError for one that leads out.
    """

    folder: Path
    _real: set[str] = field(default_factory=set)

    def remove(self, paths: Iterable[str]) -> None:
        """Removes files, and folders that this leaves empty."""
        for path in paths:
            if self._is_real(_parent(path)):
                _unlink(self._at(path))
                self.prune(_parent(path))

    def link(self, paths: Iterable[str], source: Path) -> None:
        """Makes each path the same file as the one in `source`, if that is still there."""
        origin = Stage(source)
        for path in paths:
            if origin._is_real(_parent(path)):
                self._make(_parent(path))
                with suppress(FileNotFoundError):
                    _link(origin._at(path), self._at(path))

    def write(self, path: str, content: bytes) -> str:
        """Writes a file that isn't there and returns where it is; ValueError if that can't be done safely."""
        if unsafe([path]):
            raise ValueError(f"unsafe path: {path!r}")
        try:
            self._make(_parent(path))
            _write(self._at(path), content)
        except (FileExistsError, OutputTaken):
            raise ValueError(f"two files with one path: {path!r}") from None
        return self._at(path)

    def move_in(self, path: str, draft: str) -> None:
        """Puts a finished file in its place, if it isn't there already."""
        if draft != self._at(path):
            self._make(_parent(path))
            os.replace(draft, self._at(path))

    def take(self, path: str, source: Path) -> None:
        """Moves a file or a folder with all that is in it here from the same path in `source`.

        Raises `OutputTaken` if something is in its way here.
        """
        origin = Stage(source)
        if not origin._is_real(_parent(path)):
            return
        try:
            self._make(_parent(path))
        except OutputTaken:
            raise OutputTaken((path,), source) from None
        if os.path.lexists(self._at(path)):
            raise OutputTaken((path,), source)
        os.rename(origin._at(path), self._at(path))
        origin.prune(_parent(path))

    def must_be_free(self, paths: Iterable[str]) -> None:
        """Raises `OutputTaken` for the first path at which there is anything but a folder."""
        for path in paths:
            at = self._at(path)
            if os.path.lexists(at) and not _is_folder(at):
                raise OutputTaken((path,), self.folder)

    def _at(self, path: str) -> str:
        if not is_inside(path):
            raise ValueError(f"unsafe path: {path!r}")
        return f"{self.folder}/{path}"

    def _make(self, folder: str) -> None:
        if not folder or folder in self._real:
            return
        self._make(_parent(folder))
        try:
            os.mkdir(self._at(folder))
        except FileExistsError:
            if not self._is_real(folder):
                raise OutputTaken((folder,), self.folder) from None
        self._real.add(folder)

    def _is_real(self, folder: str) -> bool:
        if not folder or folder in self._real:
            return True
        if not self._is_real(_parent(folder)) or not _is_folder(self._at(folder)):
            return False
        self._real.add(folder)
        return True

    def prune(self, folder: str) -> None:
        """Removes a folder and those above it, as far as they are empty."""
        with suppress(OSError):  # not empty
            while folder:
                os.rmdir(self._at(folder))
                self._real.discard(folder)
                folder = _parent(folder)


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _is_folder(at: str) -> bool:
    try:
        return S_ISDIR(os.lstat(at).st_mode)
    except FileNotFoundError:
        return False


def _unlink(at: str) -> None:
    try:
        os.unlink(at)
    except FileNotFoundError:
        pass
    except OSError:
        if not _is_folder(at):
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
        if not _is_same(origin, target):
            os.unlink(target)
            _link(origin, target)
    except (OSError, NotImplementedError):  # no hard links here, too many, or not for files of this owner
        shutil.copy2(origin, target, follow_symlinks=False)


def _is_same(one: str, other: str) -> bool:
    a, b = os.lstat(one), os.lstat(other)
    # Where there are no hard links a copy with the same size and time counts as the same file.
    return os.path.samestat(a, b) or _looks(a) == _looks(b)


def _looks(stat: os.stat_result) -> tuple[int, int, int]:
    return stat.st_mode, stat.st_size, stat.st_mtime_ns

"""Making the next edition in the spare folder: what goes, what stays, what is new."""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from dayline.write.errors import OutputTaken


@dataclass(frozen=True, slots=True)
class Stage:
    """One folder that files are put into and taken out of, never through a link to somewhere else."""

    folder: Path
    _real: set[str] = field(default_factory=set)

    def remove(self, paths: Iterable[str]) -> None:
        """Removes files, and folders that this leaves empty."""
        for path in paths:
            if self._is_real(_parent(path)):
                with suppress(FileNotFoundError):
                    os.unlink(self._at(path))
                self._prune(_parent(path))

    def link(self, paths: Iterable[str], source: Path) -> None:
        """Makes each path the same file as the one in `source`, if that is still there."""
        for path in paths:
            self._make(_parent(path))
            with suppress(FileNotFoundError):
                _link(f"{source}/{path}", self._at(path))

    def move_in(self, path: str, draft: Path) -> None:
        """Puts a finished file in its place."""
        self._make(_parent(path))
        os.replace(draft, self._at(path))

    def must_be_free(self, paths: Iterable[str]) -> None:
        """Raises `OutputTaken` for the first path at which there is a file or a link."""
        for path in paths:
            at = self._at(path)
            if os.path.islink(at) or os.path.isfile(at):
                raise OutputTaken(path)

    def _at(self, path: str) -> str:
        return f"{self.folder}/{path}"

    def _make(self, folder: str) -> None:
        if not folder or folder in self._real:
            return
        self._make(_parent(folder))
        try:
            os.mkdir(self._at(folder))
        except FileExistsError:
            if not self._is_real(folder):
                raise OutputTaken(folder) from None
        self._real.add(folder)

    def _is_real(self, folder: str) -> bool:
        if not folder or folder in self._real:
            return True
        at = self._at(folder)
        if not self._is_real(_parent(folder)) or os.path.islink(at) or not os.path.isdir(at):
            return False
        self._real.add(folder)
        return True

    def _prune(self, folder: str) -> None:
        with suppress(OSError):  # not empty
            while folder:
                os.rmdir(self._at(folder))
                self._real.discard(folder)
                folder = _parent(folder)


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


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

"""Watching a site's folders, even if they are deleted or replaced; by polling where the system can't report changes."""

import os
import platform
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR

from dayline.read.static import TOP
from dayline.read.stray import is_litter, is_stray

STEP = 10  # milliseconds without further changes before a change is reported
LONGEST = 400  # milliseconds after which it is reported in any case
TICK = 0.1  # seconds between reports while nothing changes
PAUSE = 0.5  # seconds between two scans of all files
SHARE = 4  # a scan is followed by a pause of this many times its duration

Roots = Mapping[Path, tuple[int, int] | None]
Looking = Callable[[list[Path], threading.Event], Iterator[frozenset[Path]]]


@dataclass(frozen=True, slots=True)
class Watched:
    """Folders that may appear, disappear and be replaced, except `ignored`, the output; `poll` forces polling."""

    folders: Sequence[Path]
    ignored: Path
    poll: bool = False

    def changes(self, stopped: threading.Event) -> Iterator[frozenset[Path] | None]:
        """The paths of each change, or None if anything may have changed; an empty set ten times a second otherwise.

        The first item is None: changes are noticed from then on.
        """
        from watchfiles._rust_notify import WatchfilesRustInternalError

        watch = _polled if self.poll or _misses_changes() else _notified
        while not stopped.is_set():
            roots = _roots(self.folders)
            try:
                yield from self._until_replaced(watch, roots, stopped)
            except FileNotFoundError:  # replaced just now
                continue
            except (OSError, WatchfilesRustInternalError) as error:
                print(f"{_reason(error)}; looking for changes twice a second instead", flush=True)
                watch = _polled

    def _until_replaced(
        self, watch: Looking, roots: Roots, stopped: threading.Event
    ) -> Iterator[frozenset[Path] | None]:
        """The changes until a folder appears or one of `roots` is replaced, because those are not watched yet."""
        watched = [root for root, identity in roots.items() if identity]
        changes = watch(watched, stopped)
        next(changes, None)  # changes are noticed from here on
        yield None
        for paths in changes:
            if _roots(self.folders) != roots or any(path in roots or path.is_dir() for path in paths):
                return
            relevant = frozenset(path for path in paths if self._is_relevant(path, watched))
            if relevant or not paths:
                yield relevant

    def _is_relevant(self, path: Path, roots: list[Path]) -> bool:
        """Whether a path can be one of the site's files; stray files are ignored everywhere."""
        output = self.ignored.resolve()
        if any(path.is_relative_to(folder) for folder in (output, output.with_name(f".{output.name}.editions"))):
            return False
        inside = [root for root in roots if path.is_relative_to(root)]
        return any(not any(map(_ignored_in(root), path.relative_to(root).parts)) for root in inside)


def _roots(folders: Sequence[Path]) -> Roots:
    return {folder.resolve(): _identity(folder) for folder in folders}


def _ignored_in(root: Path) -> Callable[[str], bool]:
    return is_litter if root.name == TOP else is_stray


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        stat = folder.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


def _misses_changes() -> bool:
    """Whether this is WSL, where changes made by Windows programs are not reported."""
    return "microsoft-standard" in platform.uname().release.lower()


def _reason(error: Exception) -> str:
    return f"the system can't report changes ({str(error).partition(' about ')[0].strip('. ')})"


def _notified(roots: list[Path], stopped: threading.Event) -> Iterator[frozenset[Path]]:
    """Changes reported by the system."""
    from watchfiles import watch

    changes = watch(
        *roots,
        watch_filter=None,
        debounce=LONGEST,
        step=STEP,
        rust_timeout=round(TICK * 1000),
        yield_on_timeout=True,
        stop_event=stopped,
        raise_interrupt=False,
        force_polling=False,
        ignore_permission_denied=False,
    )
    for batch in changes:
        yield frozenset(Path(path) for _, path in batch)


def _polled(roots: list[Path], stopped: threading.Event) -> Iterator[frozenset[Path]]:
    """Differences between two scans; watchfiles' own polling misses the second of two saves in one second."""
    before, due = _stamps(roots), 0.0
    while not stopped.wait(TICK):
        begin = time.monotonic()
        if begin < due:
            yield frozenset()
            continue
        now = _stamps(roots)
        due = time.monotonic() + max(PAUSE, SHARE * (time.monotonic() - begin))
        yield frozenset(Path(path) for path in before.keys() | now.keys() if before.get(path) != now.get(path))
        before = now


def _stamps(roots: list[Path]) -> dict[str, tuple[int, ...]]:
    """For each file and folder a value that changes with it; an unreadable folder counts as empty."""
    stamps: dict[str, tuple[int, ...]] = {}
    folders = [str(root) for root in roots]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    stamps[entry.path] = _stamp(entry)
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
        except OSError:
            continue
    return stamps


def _stamp(entry: os.DirEntry[str]) -> tuple[int, ...]:
    try:
        stat = entry.stat(follow_symlinks=False)
    except OSError:  # deleted since it was listed
        return ()
    if S_ISDIR(stat.st_mode):
        return (stat.st_mode,)
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns

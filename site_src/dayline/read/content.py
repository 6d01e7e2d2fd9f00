"""All files of `content/` together, read as far as they have changed."""

import gc
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from dayline.problems import Problem, Spot
from dayline.read.files import SourceFile, walk
from dayline.read.records import Entry, FileResult, read_records
from dayline.read.text import LARGEST

Judge = Callable[[Entry[Any]], Iterable[Problem]]
Stamp = tuple[int, int, int, int]
FRESH = 2_000_000_000  # ns: a file changed so shortly before it was read may have been changed again since


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read: the digest of its bytes, and what the file system said of it then.

    `stamp` (size, modified, changed, inode) is None if the file was too fresh to tell a later change by it.
    """

    stamp: Stamp | None
    digest: bytes
    result: FileResult


@dataclass(frozen=True, slots=True)
class Reading:
    """All files as they were read, by name, and what is wrong with where files stand."""

    files: Mapping[str, ReadFile]
    misplaced: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that could be read, what was wrong, and the ids of what could not be read.

    `remarks` are what the rules for single records had to say.
    """

    entries: tuple[Entry[Any], ...]
    problems: tuple[Problem, ...]
    broken: frozenset[tuple[str, str]]
    remarks: tuple[Problem, ...] = ()


def read_content(site: Path, judge: Judge | None = None) -> Content:
    """The records of a site's folder; every mistake is a problem, none an exception."""
    return gather(read(site, judge))


def read(site: Path, judge: Judge | None = None, before: Reading | None = None) -> Reading:
    """All files of a site's folder; those that are as they were `before` are not read again."""
    files, misplaced = walk(site)
    known = before.files if before else {}
    with no_collection():
        return Reading({file.name: _current(site, file, known.get(file.name), judge) for file in files}, misplaced)


@contextmanager
def no_collection() -> Iterator[None]:
    """Without the garbage collector, which would look through thousands of new records in vain."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def gather(reading: Reading) -> Content:
    """What all files gave, as one."""
    results = [file.result for file in reading.files.values()]
    entries = tuple(entry for result in results for entry in result.entries)
    broken = frozenset((result.file.kind, result.file.id) for result in results if result.problems)
    problems = (*reading.misplaced, *(p for result in results for p in result.problems), *_same_id(entries))
    return Content(entries, problems, broken, tuple(p for result in results for p in result.remarks))


def _current(site: Path, file: SourceFile, before: ReadFile | None, judge: Judge | None) -> ReadFile:
    """A file as it is now: as before if its stamp or its bytes are."""
    path = f"{site}/{file.name}"
    try:
        stamp = _stamp(path)
        if before and stamp and before.stamp == stamp:
            return before
        with open(path, "rb") as stream:  # noqa: PTH123 - thousands of times
            raw = stream.read(LARGEST + 1)
    except OSError as error:
        return ReadFile(None, b"", _unreadable(file, error))
    digest = blake2b(raw, digest_size=16).digest()
    if before and before.digest == digest:
        return replace(before, stamp=stamp)
    return ReadFile(stamp, digest, _judged(read_records(file, raw), judge))


def _stamp(path: str) -> Stamp | None:
    found = os.stat(path)  # noqa: PTH116 - thousands of times
    if time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) < FRESH:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _judged(result: FileResult, judge: Judge | None) -> FileResult:
    if judge is None:
        return result
    return replace(result, remarks=tuple(problem for entry in result.entries for problem in judge(entry)))


def _unreadable(file: SourceFile, error: OSError) -> FileResult:
    reason = (error.strerror or "unknown reason").lower()
    return FileResult(
        file,
        (),
        (Problem("E03", Spot(file.name), f"the file can't be read: {reason}", "check who may read it"),),
    )


def _same_id(entries: tuple[Entry[Any], ...]) -> Iterator[Problem]:
    """Entries of lists that have the id of another entry or file."""
    count = Counter(entry.id for entry in entries if entry.kind == "event")
    if len(count) == sum(count.values()):
        return
    seen: dict[str, Entry[Any]] = {}
    for entry in entries:
        if entry.kind == "event" and count[entry.id] > 1:
            first = seen.setdefault(entry.id, entry)
            if first is not entry and entry.at:
                message = f"another event has the id `{entry.id}` too"
                also = ((first.spot, "the other event"),)
                yield Problem("E03", entry.spot.at("slug"), message, "give one of them another slug", also)

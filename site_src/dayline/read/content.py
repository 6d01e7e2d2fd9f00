"""Reading all files of `content/`; unchanged files are not read again."""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from dayline.digests import digest
from dayline.patched import Patched
from dayline.problems import Problem, Span, Spot
from dayline.read.entry import Entry, FileResult
from dayline.read.files import SourceFile, walk
from dayline.read.gc_pause import gc_paused
from dayline.read.records import read_records
from dayline.read.scan import LARGEST_MAP, content_of, is_regular, stamp
from dayline.read.stamps import Stamp

Check = Callable[[Entry[Any]], Iterable[Problem]]


class ReadFile(NamedTuple):
    """A file as it was read, with the digest of its bytes and its stamp at that time.

    `stamp` (size, modified, changed, inode) is None if the file was so new that a later change might not show in it.
    """

    stamp: Stamp | None
    digest: bytes
    result: FileResult


@dataclass(frozen=True, slots=True)
class Reading:
    """All files as they were read, by name, and the problems with misplaced files.

    `reread` are the only files that were read, None if all were looked at.
    """

    files: Mapping[str, ReadFile] = field(default_factory=dict)
    misplaced: tuple[Problem, ...] = ()
    reread: Mapping[str, ReadFile] | None = None


class Content(NamedTuple):
    """All entries that could be read, the problems, and the kinds and ids of files that could not be read (`broken`).

    `remarks` are the problems that rules for single records found. `partial` are entries with the valid fields of
    records that are otherwise invalid.
    """

    entries: tuple[Entry[Any], ...]
    problems: tuple[Problem, ...]
    broken: frozenset[tuple[str, str]]
    remarks: tuple[Problem, ...] = ()
    partial: tuple[Entry[Any], ...] = ()


Batch = list[tuple[SourceFile, Stamp | None, bytes]]
BatchReader = Callable[[Batch], list[FileResult]]


def read_content(site: Path, check: Check | None = None) -> Content:
    """The records of a site's folder; a mistake is a problem, never an exception."""
    return combine(read(site, in_process(check)))


def in_process(check: Check | None) -> BatchReader:
    """A function that reads a batch of files in this process."""
    return lambda batch: [read_file(file, raw, check) for file, _, raw in batch]


def read_file(file: SourceFile, raw: bytes, check: Check | None) -> FileResult:
    """The result of reading a file's bytes, with the problems that `check` finds in its records."""
    result = read_records(file, raw)
    if check is None:
        return result
    return result._replace(remarks=tuple(problem for entry in result.entries for problem in check(entry)))


def read(site: Path, read_batch: BatchReader, before: Reading | None = None) -> Reading:
    """All files of a site's folder; those that have not changed since `before` are not read again."""
    known = before.files if before else {}
    files, misplaced = walk(site, {name: file.result.file for name, file in known.items()})
    return Reading(_read(site, files, read_batch, known), misplaced)


def reread(site: Path, names: Iterable[str], read_batch: BatchReader, before: Reading) -> Reading | None:
    """The earlier reading with the named files read again; None if the whole folder has to be scanned."""
    known = [before.files.get(name) for name in names]
    if before.misplaced or not all(known) or not all(is_regular(site, name) for name in names):
        return None
    files = tuple(file.result.file for file in known if file)
    changed = _read(site, files, read_batch, before.files)
    return Reading(Patched(before.files, changed), reread=changed)


def combine(reading: Reading) -> Content:
    """The results of all files together."""
    results = [file.result for file in reading.files.values()]
    entries = tuple(entry for result in results for entry in result.entries)
    broken = frozenset((result.file.kind, result.file.id) for result in results if result.problems)
    problems = (*reading.misplaced, *(p for result in results for p in result.problems), *_same_id(entries))
    remarks = tuple(problem for result in results for problem in result.remarks)
    partial = tuple(entry for result in results for entry in result.partial)
    return Content(entries, problems, broken, remarks, partial)


def _read(
    site: Path, files: tuple[SourceFile, ...], read_batch: BatchReader, known: Mapping[str, ReadFile]
) -> dict[str, ReadFile]:
    """The files by name, in order; new and changed ones are read as one batch."""
    current: dict[str, ReadFile] = {}
    batch: Batch = []
    now = time.time_ns()
    for file in files:
        file_or_bytes = _if_changed(site, file, known.get(file.name), now)
        if isinstance(file_or_bytes, ReadFile):
            current[file.name] = file_or_bytes
        else:
            batch.append((file, *file_or_bytes))
    with gc_paused():
        for (file, stamped, raw), result in zip(batch, read_batch(batch) if batch else (), strict=True):
            current[file.name] = ReadFile(stamped, digest(raw), result)
    return {file.name: current[file.name] for file in files}


def _if_changed(
    site: Path, file: SourceFile, before: ReadFile | None, now: int
) -> ReadFile | tuple[Stamp | None, bytes]:
    """A file that is unchanged, unreadable or not read in batches; of others the stamp and the bytes."""
    path = f"{site}/{file.name}"
    try:
        stats = os.lstat(path)
        stamped = stamp(stats, now)
        if before and stamped and before.stamp == stamped:
            return before
        raw = content_of(path)
    except OSError as error:
        return ReadFile(None, b"", _unreadable(file, error))
    if before and before.digest == digest(raw):
        return before._replace(stamp=stamped)
    if file.kind == "picture":  # on its own: a batch would hold many pictures in memory at once
        return ReadFile(stamped, digest(raw), read_records(file, raw))
    if file.kind == "map-shapes" and len(raw) > LARGEST_MAP:
        return ReadFile(stamped, digest(raw), _too_large(file, stats.st_size))
    return stamped, raw


def _too_large(file: SourceFile, size: int) -> FileResult:
    message = f"the file is {size / 2**20:.1f} MB; a map may be at most {LARGEST_MAP // 2**20} MB"
    help = "simplify its lines in a mapping program (“Simplify”), or split it into several files"
    return FileResult(file, (), (Problem("E01", Spot(file.name, span=Span(1, 1, 2)), message, help),))


def _unreadable(file: SourceFile, error: OSError) -> FileResult:
    reason = (error.strerror or "unknown reason").lower()
    problem = Problem("E03", Spot(file.name), f"the file can't be read: {reason}", "check who may read it")
    return FileResult(file, (), (problem,))


def _same_id(entries: tuple[Entry[Any], ...]) -> Iterator[Problem]:
    """Entries of lists whose id another entry or file has too."""
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

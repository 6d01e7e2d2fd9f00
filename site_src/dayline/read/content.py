"""All files of `content/` together, read as far as they have changed."""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from dayline.digests import digest
from dayline.problems import Problem, Span, Spot
from dayline.read.entry import Entry, FileResult
from dayline.read.files import SourceFile, walk
from dayline.read.gc_pause import no_collection
from dayline.read.records import read_records
from dayline.read.scan import LARGEST_MAP, Stamp, content_of, is_regular, stamp

Judge = Callable[[Entry[Any]], Iterable[Problem]]


class ReadFile(NamedTuple):
    """A file as it was read: the digest of its bytes, and what the file system said of it then.

    `stamp` (size, modified, changed, inode) is None if the file was too fresh to tell a later change by it.
    """

    stamp: Stamp | None
    digest: bytes
    result: FileResult


@dataclass(frozen=True, slots=True)
class Reading:
    """All files as they were read, by name, and what is wrong with where files stand."""

    files: Mapping[str, ReadFile] = field(default_factory=dict)
    misplaced: tuple[Problem, ...] = ()


class Content(NamedTuple):
    """Everything that could be read, what was wrong, and the ids of what could not be read.

    `remarks` are what the rules for single records had to say; `rough` are entries with what is right of records that
    are wrong.
    """

    entries: tuple[Entry[Any], ...]
    problems: tuple[Problem, ...]
    broken: frozenset[tuple[str, str]]
    remarks: tuple[Problem, ...] = ()
    rough: tuple[Entry[Any], ...] = ()


Batch = list[tuple[SourceFile, Stamp | None, bytes]]
Spread = Callable[[Batch], list[FileResult]]


def read_content(site: Path, judge: Judge | None = None) -> Content:
    """The records of a site's folder; every mistake is a problem, none an exception."""
    return gather(read(site, here(judge)))


def here(judge: Judge | None) -> Spread:
    """How to make the results of a batch of files here and now."""
    return lambda batch: [judged(file, raw, judge) for file, _, raw in batch]


def judged(file: SourceFile, raw: bytes, judge: Judge | None) -> FileResult:
    """What a file's bytes give, with the judge's remarks on its records."""
    result = read_records(file, raw)
    if judge is None:
        return result
    return result._replace(remarks=tuple(problem for entry in result.entries for problem in judge(entry)))


def read(site: Path, spread: Spread, before: Reading | None = None) -> Reading:
    """All files of a site's folder; those that are as they were `before` are not read again."""
    known = before.files if before else {}
    files, misplaced = walk(site, {name: file.result.file for name, file in known.items()})
    return Reading(_read(site, files, spread, known), misplaced)


def read_again(site: Path, names: Iterable[str], spread: Spread, before: Reading) -> Reading | None:
    """A reading in which only the named files are read anew; None if it takes a look at all of them."""
    known = [before.files.get(name) for name in names]
    if before.misplaced or not all(known) or not all(is_regular(site, name) for name in names):
        return None
    files = tuple(file.result.file for file in known if file)
    return Reading({**before.files, **_read(site, files, spread, before.files)})


def gather(reading: Reading) -> Content:
    """What all files gave, as one."""
    results = [file.result for file in reading.files.values()]
    entries = tuple(entry for result in results for entry in result.entries)
    broken = frozenset((result.file.kind, result.file.id) for result in results if result.problems)
    problems = (*reading.misplaced, *(p for result in results for p in result.problems), *_same_id(entries))
    remarks = tuple(problem for result in results for problem in result.remarks)
    rough = tuple(entry for result in results for entry in result.rough)
    return Content(entries, problems, broken, remarks, rough)


def _read(
    site: Path, files: tuple[SourceFile, ...], spread: Spread, known: Mapping[str, ReadFile]
) -> dict[str, ReadFile]:
    """The files by name, in their order; new results are made all together."""
    current: dict[str, ReadFile] = {}
    batch: Batch = []
    now = time.time_ns()
    for file in files:
        found = _look(site, file, known.get(file.name), now)
        if isinstance(found, ReadFile):
            current[file.name] = found
        else:
            batch.append((file, *found))
    with no_collection():
        for (file, stamped, raw), result in zip(batch, spread(batch) if batch else (), strict=True):
            current[file.name] = ReadFile(stamped, digest(raw), result)
    return {file.name: current[file.name] for file in files}


def _look(site: Path, file: SourceFile, before: ReadFile | None, now: int) -> ReadFile | tuple[Stamp | None, bytes]:
    """A file as it was before if its stamp or its bytes are; else its stamp and bytes."""
    path = f"{site}/{file.name}"
    try:
        seen = os.lstat(path)
        found = stamp(seen, now)
        if before and found and before.stamp == found:
            return before
        raw = content_of(path)
    except OSError as error:
        return ReadFile(None, b"", _unreadable(file, error))
    if before and before.digest == digest(raw):
        return before._replace(stamp=found)
    if file.kind == "picture":
        return _pictured(file, found, raw)
    if file.kind == "map-shapes" and len(raw) > LARGEST_MAP:
        return ReadFile(found, digest(raw), _too_large(file, seen.st_size))
    return found, raw


def _pictured(file: SourceFile, stamp: Stamp | None, raw: bytes) -> ReadFile:
    """A picture as it was read; one at a time, so that many new ones don't lie in memory together."""
    return ReadFile(stamp, digest(raw), read_records(file, raw))


def _too_large(file: SourceFile, size: int) -> FileResult:
    message = f"the file has {size / 2**20:.1f} MB, and a map may have {LARGEST_MAP // 2**20} MB"
    help = "leave out points of its lines (“simplify” in programs for maps), or split it into several files"
    return FileResult(file, (), (Problem("E01", Spot(file.name, span=Span(1, 1, 2)), message, help),))


def _unreadable(file: SourceFile, error: OSError) -> FileResult:
    reason = (error.strerror or "unknown reason").lower()
    problem = Problem("E03", Spot(file.name), f"the file can't be read: {reason}", "check who may read it")
    return FileResult(file, (), (problem,))


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

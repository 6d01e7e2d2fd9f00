"""All files of `content/` together."""

import gc
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dayline.problems import Problem, Spot
from dayline.read.files import SourceFile, walk
from dayline.read.records import Entry, FileResult, read_records
from dayline.read.text import LARGEST


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that could be read, what was wrong, and the ids of what could not be read."""

    entries: tuple[Entry[Any], ...]
    problems: tuple[Problem, ...]
    broken: frozenset[tuple[str, str]]


def read_content(site: Path) -> Content:
    """The records of a site's folder; every mistake is a problem, none an exception."""
    files, misplaced = walk(site)
    gc.disable()
    try:
        results = [read_file(file) for file in files]
    finally:
        gc.enable()
    return gather(results, misplaced)


def read_file(file: SourceFile) -> FileResult:
    """The records of one file on disk."""
    try:
        with file.path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        problem = Problem("E03", Spot(file.name), f"the file can't be read: {reason}", "check who may read it")
        return FileResult(file, (), (problem,))
    return read_records(file, raw)


def gather(results: Iterable[FileResult], misplaced: Iterable[Problem] = ()) -> Content:
    """The results of all files as one."""
    results = tuple(results)
    entries = tuple(entry for result in results for entry in result.entries)
    broken = frozenset((r.file.kind, r.file.id) for r in results if r.problems)
    problems = (*misplaced, *(p for r in results for p in r.problems), *_same_id(entries))
    return Content(entries, problems, broken)


def _same_id(entries: tuple[Entry[Any], ...]) -> Iterator[Problem]:
    """Entries of lists that have the id of another entry or file."""
    count = Counter((entry.kind, entry.id) for entry in entries if entry.kind == "event")
    seen: dict[str, Entry[Any]] = {}
    for entry in entries:
        if count[entry.kind, entry.id] > 1:
            first = seen.setdefault(entry.id, entry)
            if first is not entry and entry.at:
                message = f"another event has the id `{entry.id}` too"
                also = ((first.spot, "the other event"),)
                yield Problem("E03", entry.spot.at("slug"), message, "give one of them another slug", also)

"""What one build tells the next: the files as they were read, and the pages as they were made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from dayline.cache.store import Store
from dayline.read.content import ReadFile, Reading, Stamp

if TYPE_CHECKING:
    from dayline.timeline.timeline import Timeline

OVERLAY = 0.05  # of all files: so many changed ones are kept apart before everything is written anew


class Made(NamedTuple):
    """A page as it was made: from what, with which templates, and the digest of its bytes."""

    key: bytes
    look: bytes
    content: str


class Clock(NamedTuple):
    """How the site's time looked: in which zone, until when at most, which day it was, what was still to come out."""

    zone: str
    closed: date | None
    today: date
    embargo: datetime | None


class Inputs(NamedTuple):
    """What the last good build was made from: `state` is the digest of all but content and time."""

    state: bytes
    clock: Clock
    files: Mapping[str, tuple[Stamp | None, bytes]]
    pages: int


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known from the build before; `clean` are the keys of events in which no error was found.

    `timeline` is there only in the process that made it.
    """

    reading: Reading = field(default_factory=Reading)
    made: Mapping[str, Made] = field(default_factory=dict)
    clean: Mapping[str, bytes] = field(default_factory=dict)
    timeline: "Timeline | None" = None


def recall(store: Store, inputs: Inputs | None) -> Memory:
    """The memory in a store; empty where nothing can be used."""
    pages = store.read("pages")
    made, clean = pages or ({}, {})
    return Memory(Reading(_files(store, inputs)), made, clean)


def remember(store: Store, before: Memory, memory: Memory, inputs: Inputs | None) -> None:
    """Keep a memory; what is known to be in the store already is not written again."""
    if memory.reading.files is not before.reading.files:
        _remember_files(store, before.reading.files, memory.reading.files)
    if memory.made != before.made or memory.clean != before.clean:
        store.write("pages", (dict(memory.made), dict(memory.clean)))
    store.write("inputs", inputs)


def stamps(reading: Reading) -> dict[str, tuple[Stamp | None, bytes]]:
    """What tells whether files have changed."""
    return {name: (file.stamp, file.digest) for name, file in reading.files.items()}


def _files(store: Store, inputs: Inputs | None) -> dict[str, ReadFile]:
    """The files that were read, with stamps where the last build was a good one."""
    kept: dict[str, tuple[bytes, Any]] = {**(store.read("records") or {}), **(store.read("changed") or {})}
    known = inputs.files if inputs else {}
    return {
        name: ReadFile(known[name][0] if name in known and known[name][1] == digest else None, digest, result)
        for name, (digest, result) in kept.items()
    }


def _remember_files(store: Store, before: Mapping[str, ReadFile], files: Mapping[str, ReadFile]) -> None:
    changed = {
        name: (file.digest, file.result)
        for name, file in files.items()
        if name not in before or before[name].digest != file.digest
    }
    if not changed:
        return
    earlier = store.read("changed") or {}
    overlay = {name: kept for name, kept in {**earlier, **changed}.items() if name in files}
    if not before or len(overlay) > OVERLAY * len(files):
        store.write("records", {name: (file.digest, file.result) for name, file in files.items()})
        overlay = {}
    store.write("changed", overlay)

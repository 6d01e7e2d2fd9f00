"""What one build tells the next: the files as they were read, and the pages as they were made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from dayline.cache.inputs import Inputs
from dayline.cache.store import Store
from dayline.digests import digest
from dayline.read import validators
from dayline.read.content import ReadFile, Reading
from dayline.read.scan import Stamp

if TYPE_CHECKING:
    from dayline.read.entry import FileResult
    from dayline.timeline.timeline import Timeline

Kept = Mapping[str, tuple[bytes, "FileResult"]]
OVERLAY = 0.05  # of all files: so many changed ones are kept apart before everything is written anew


class Made(NamedTuple):
    """A page as it was made: from what, with which templates, and the digest of its bytes."""

    key: bytes
    look: bytes
    content: str


class SearchIndex(NamedTuple):
    """The search index as it was made: the digest of the pages it is of, and its files' digests by their paths."""

    of: bytes = b""
    files: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known from the build before; `clean` are the keys of events in which no error was found.

    `edition` is the digest of the output's manifest, `look` those of the theme and of `static/`; `shown` names
    the pages that depend on an event or brief. The timeline is there only if all the rest is of it; `revised`
    means that only words differ from the one in the store. `due` are the addresses of late pages that are still to
    be made.
    """

    reading: Reading = field(default_factory=Reading)
    made: Mapping[str, Made] = field(default_factory=dict)
    clean: Mapping[str, bytes] = field(default_factory=dict)
    edition: str = ""
    look: bytes = b""
    shown: Mapping[str, list[str]] = field(default_factory=dict)
    timeline: "Timeline | None" = None
    revised: bool = False
    due: frozenset[str] = frozenset()
    index: SearchIndex = field(default_factory=SearchIndex)


def recall(store: Store, inputs: Inputs | None, state: bytes = b"") -> Memory:
    """The memory in a store; empty where nothing can be used.

    The timeline is there if the last good build was one of the same `state`, and everything kept is of it.
    """
    validators.use_cached(store.read("schemas") or {})
    seal, made, clean, look, shown, due, index = store.read("pages") or (b"", {}, {}, b"", {}, frozenset(), (b"", {}))
    records, timeline = store.read("records") or ({}, None)
    changed = store.read("changed") or {}
    files = {**records, **changed}
    if not inputs or inputs.state != state or seal != _seal(inputs) or not _is_of(files, inputs):
        timeline = None
    if timeline:
        timeline = _with(changed, timeline)
    edition = inputs.edition if inputs else ""
    read, searched = Reading(_files(files, inputs)), SearchIndex(*index)
    return Memory(read, made, clean, edition, look, shown, timeline, due=due, index=searched)


def remember(store: Store, before: Memory, memory: Memory, inputs: Inputs) -> None:
    """Keep a memory; what is known to be in the store already is not written again."""
    _remember_files(store, before, memory)
    if validators.has_new():
        store.write("schemas", validators.schemas())
    index = (memory.index.of, dict(memory.index.files))
    shown = dict(memory.shown)
    made = (_seal(inputs), dict(memory.made), dict(memory.clean), memory.look, shown, memory.due, index)
    store.write("pages", made)
    store.write("inputs", inputs)


def stamps(reading: Reading) -> dict[str, tuple[Stamp | None, bytes]]:
    """What tells whether files have changed."""
    return {name: (file.stamp, file.digest) for name, file in reading.files.items()}


def _seal(inputs: Inputs) -> bytes:
    """16 bytes for what a build was made from."""
    return digest(inputs.state, *inputs.files, *(kept for _, kept in inputs.files.values()))


def _is_of(files: Kept, inputs: Inputs) -> bool:
    """Whether files as they are kept are those that a build was made from."""
    known = inputs.files
    return files.keys() == known.keys() and all(known[name][1] == kept for name, (kept, _) in files.items())


def _with(changed: Kept, timeline: "Timeline") -> "Timeline | None":
    """A timeline with the changed files' entries, if they differ in nothing but words."""
    from dayline.timeline.revised import all_revised

    return all_revised(timeline, (entry for _, result in changed.values() for entry in result.entries))


def _files(files: Kept, inputs: Inputs | None) -> dict[str, ReadFile]:
    """The files that were read, with stamps where the last build was a good one."""
    known = inputs.files if inputs else {}
    return {
        name: ReadFile(known[name][0] if name in known and known[name][1] == kept else None, kept, result)
        for name, (kept, result) in files.items()
    }


def _remember_files(store: Store, before: Memory, memory: Memory) -> None:
    """Keep the files and the timeline, after a change of words only what has changed since they were kept whole."""
    known, files = before.reading.files, memory.reading.files
    changed = {name: (file.digest, file.result) for name, file in files.items() if _differs(file, known.get(name))}
    if memory.timeline and before.timeline and memory.timeline.today == before.timeline.today and not changed:
        return
    overlay = {**(store.read("changed") or {}), **changed}
    if not memory.revised or len(overlay) > OVERLAY * len(files):
        store.write("records", ({name: (file.digest, file.result) for name, file in files.items()}, memory.timeline))
        overlay = {}
    store.write("changed", overlay)


def _differs(file: ReadFile, before: ReadFile | None) -> bool:
    return before is None or before.digest != file.digest

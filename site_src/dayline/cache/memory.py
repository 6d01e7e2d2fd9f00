"""What one build leaves for the next: the files it read, the pages it rendered, and the timeline."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from dayline.cache.inputs import Inputs
from dayline.cache.store import Store
from dayline.digests import digest
from dayline.read import validators
from dayline.read.content import ReadFile, Reading
from dayline.read.entry import FileResult
from dayline.read.scan import Stamp
from dayline.timeline.revised import all_revised
from dayline.timeline.timeline import Timeline

Records = Mapping[str, tuple[bytes, FileResult]]
OVERLAY = 0.05  # of all files: with more changed files than this, all records are saved again


class SharedFile(NamedTuple):
    """A file that several pages show: its address, and the digest of its content."""

    url: str
    content: str


class RenderedPage(NamedTuple):
    """A rendered page: its key, the digests of its template and of its content, and the base maps that it shows."""

    key: bytes
    template: bytes
    content: str
    maps: tuple[SharedFile, ...] = ()


class SearchIndex(NamedTuple):
    """The search index: the digest of the pages it was built from, and the digests of its files by path."""

    of: bytes = b""
    files: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known from the previous build; `clean` are the keys of events without errors.

    `edition` is the digest of the output's manifest, `theme` that of the theme and of `static/`. `dependents` are the
    pages that depend on an event or brief, `kinds` the kind of each page, both by address. The timeline is present
    only if everything else was made from it; `revised` means that it differs from the stored one in texts only.
    `due` are the addresses of social cards that are still to be drawn.
    """

    reading: Reading = field(default_factory=Reading)
    pages: Mapping[str, RenderedPage] = field(default_factory=dict)
    clean: Mapping[str, bytes] = field(default_factory=dict)
    edition: str = ""
    theme: bytes = b""
    dependents: Mapping[str, list[str]] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    timeline: Timeline | None = None
    revised: bool = False
    due: frozenset[str] = frozenset()
    index: SearchIndex = field(default_factory=SearchIndex)


def load_memory(store: Store, inputs: Inputs | None, state: bytes = b"") -> Memory:
    """What is usable of the memory in a store.

    It has a timeline if the last successful build had the same `state` and everything stored is from that build.
    """
    validators.use_cached(store.read("schemas") or {})
    nothing: tuple[Any, ...] = (b"", {}, {}, b"", {}, {}, frozenset(), (b"", {}))
    seal, pages, clean, theme, dependents, kinds, due, index = store.read("pages") or nothing
    records, timeline = store.read("records") or ({}, None)
    changed = store.read("changed") or {}
    files = {**records, **changed}
    if not inputs or inputs.state != state or seal != _seal(inputs) or not _is_of(files, inputs):
        timeline = None
    if timeline:
        timeline = _with(changed, timeline)
    edition = inputs.edition if inputs else ""
    reading, search_index = Reading(_files(files, inputs)), SearchIndex(*index)
    return Memory(reading, pages, clean, edition, theme, dependents, kinds, timeline, due=due, index=search_index)


def save_memory(store: Store, before: Memory, memory: Memory, inputs: Inputs) -> None:
    """Save a memory, without what the store is known to have already."""
    _save_files(store, before, memory)
    if validators.has_new():
        store.write("schemas", validators.schemas())
    index = (memory.index.of, dict(memory.index.files))
    dependents, kinds = dict(memory.dependents), dict(memory.kinds)
    pages = (_seal(inputs), dict(memory.pages), dict(memory.clean), memory.theme, dependents, kinds, memory.due, index)
    store.write("pages", pages)
    store.write("inputs", inputs)


def stamps(reading: Reading) -> dict[str, tuple[Stamp | None, bytes]]:
    """The stamp and digest of each file, which show whether it has changed."""
    return {name: (file.stamp, file.digest) for name, file in reading.files.items()}


def _seal(inputs: Inputs) -> bytes:
    """A 16-byte digest of the inputs of a build."""
    return digest(inputs.state, *inputs.files, *(digest for _, digest in inputs.files.values()))


def _is_of(files: Records, inputs: Inputs) -> bool:
    """Whether the stored records are those of the files that a build was made from."""
    known = inputs.files
    return files.keys() == known.keys() and all(known[name][1] == digest for name, (digest, _) in files.items())


def _with(changed: Records, timeline: Timeline) -> Timeline | None:
    """A timeline with the entries of changed files; None if they differ in more than texts."""
    return all_revised(timeline, (entry for _, result in changed.values() for entry in result.entries))


def _files(files: Records, inputs: Inputs | None) -> dict[str, ReadFile]:
    """The files that were read, with stamps for those of the last successful build."""
    known = inputs.files if inputs else {}
    return {
        name: ReadFile(known[name][0] if name in known and known[name][1] == digest else None, digest, result)
        for name, (digest, result) in files.items()
    }


def _save_files(store: Store, before: Memory, memory: Memory) -> None:
    """Save the records and the timeline; after text edits only the records that differ from those stored."""
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

"""What one build leaves for the next: the files it read, the pages it rendered, and the timeline."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from dayline.cache.inputs import Clock, Inputs
from dayline.cache.shelf import Damaged
from dayline.cache.store import Store
from dayline.cache.stored import Stored, stored_bytes
from dayline.digests import digest
from dayline.pages.lookups import Lookups
from dayline.patched import Patched
from dayline.queries.graph import BLOCK, Block, Graph
from dayline.queries.recorder import Query
from dayline.read import validators
from dayline.read.content import ReadFile, Reading
from dayline.read.entry import FileResult
from dayline.read.stamps import Stamp, Stamps
from dayline.timeline.revised import revised
from dayline.timeline.timeline import Timeline

T = TypeVar("T")


class SharedFile(NamedTuple):
    """A file that several pages show: its address, and the digest of its content."""

    url: str
    content: str


class RenderedPage(NamedTuple):
    """A rendered page: its template, and the function that makes its view, with what that is given (as in `Page`).

    Then the digests of the template and of the content, and the base maps that it shows.
    """

    template: str
    maker: str
    given: tuple[Any, ...]
    late: bool
    template_digest: bytes
    content: str
    maps: tuple[SharedFile, ...] = ()


class SearchIndex(NamedTuple):
    """The search index: the digest of the pages it was built from, and the digests of its files by path."""

    of: bytes = b""
    files: Mapping[str, str] = MappingProxyType({})


class Edits(NamedTuple):
    """What differs from the shelf on disk: files, pages, rows of the graph, and numbers of queries (None: gone)."""

    files: Mapping[str, FileResult] = MappingProxyType({})
    pages: Mapping[str, RenderedPage] = MappingProxyType({})
    blocks: Mapping[int, Block] = MappingProxyType({})
    numbers: Mapping[Query, int | None] = MappingProxyType({})

    def with_graph(self, graph: Graph) -> "Edits":
        """The edits with what has changed in a graph."""
        blocks = {block: graph.block(block) for block in sorted({number // BLOCK for number in graph.changed})}
        numbers = {query: graph.number(query) for query in graph.renumbered}
        return self._replace(blocks={**self.blocks, **blocks}, numbers={**self.numbers, **numbers})


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known from the previous build; `graph` has the queries of pages, and of rules about faultless events.

    `edition` is the digest of the output's manifest, `theme` that of the theme and of `static/`. `due` are the
    addresses of social cards that are still to be drawn, and why. Timeline and lookups are there only if everything
    else was made from them. `clock` and `stamps` show whether anything has changed.

    `stored` is where all this is read from, if it comes from the cache. `salt` names the shelf that the next build
    would find there, and `edits` are what differs from that; without a salt, all is to be saved. Parts of it may then
    be as they are on an `earlier` shelf.
    """

    reading: Reading = field(default_factory=Reading)
    pages: Mapping[str, RenderedPage] = field(default_factory=dict)
    graph: Graph = field(default_factory=Graph)
    edition: str = ""
    theme: bytes = b""
    timeline: Timeline | None = None
    lookups: Lookups | None = None
    due: Mapping[str, str] = field(default_factory=dict)
    index: SearchIndex = field(default_factory=SearchIndex)
    clock: Clock | None = None
    stamps: Stamps = field(default_factory=Stamps)
    stored: Stored | None = None
    salt: bytes = b""
    edits: Edits = field(default_factory=Edits)
    earlier: Stored | None = None

    def revised_by(self, files: Mapping[str, ReadFile], now: datetime) -> "Memory":
        """The memory at a moment, after edits of nothing but words in some files."""
        results = {name: file.result for name, file in files.items()}
        edits = self.edits._replace(files={**self.edits.files, **results})
        stamps = self.stamps.changed(stamps_of(files))
        if self.stored:
            stored = self.stored.with_files(results)
            timeline = replace(stored.timeline, now=now)
            return replace(self, timeline=timeline, lookups=stored.lookups, stored=stored, edits=edits, stamps=stamps)
        assert self.timeline is not None, "only a timeline can be revised"  # noqa: S101
        timeline = replace(self.timeline, now=now)
        for result in results.values():
            for entry in result.entries:
                timeline = revised(timeline, entry)
        return replace(self, timeline=timeline, edits=edits, stamps=stamps)

    def with_pages(self, pages: Mapping[str, RenderedPage], **others: Any) -> "Memory":
        """The memory with some pages rendered again, and with other changes."""
        edits = self.edits._replace(pages={**self.edits.pages, **pages})
        return replace(self, pages=Patched(self.pages, pages), edits=edits, **others)


def stamps_of(files: Mapping[str, ReadFile]) -> dict[str, tuple[Stamp | None, bytes]]:
    """The stamp and digest of each file, which show whether it has changed."""
    return {name: (file.stamp, file.digest) for name, file in files.items()}


def load_memory(store: Store, inputs: Inputs | None, state: bytes = b"") -> Memory:
    """What is usable of the memory in a store.

    It has a timeline if the last successful build had the same `state`. Whatever is read from it later raises
    `shelf.Damaged` if the shelf is not as it was written.
    """
    validators.use_cached(store.read("schemas") or {})
    nothing: tuple[Any, ...] = (b"",) * 7
    salt, seal, edits, last, theme, due, index = store.read("edits") or nothing
    shelf = store.shelf("memory")
    if not inputs or not shelf or shelf.salt != salt or seal != _seal(inputs):
        return Memory()
    edits = Edits(*edits)
    try:
        stored = Stored(shelf, edits.files)
        graph = stored.graph(edits.blocks, edits.numbers, last)
    except Damaged:
        return Memory()
    is_same, stamps = inputs.state == state, Stamps(inputs.files)
    return Memory(
        Reading(stored.files(stamps)), Patched(stored.pages, edits.pages),
        graph, inputs.edition, theme,
        stored.timeline if is_same else None, stored.lookups if is_same else None, due, SearchIndex(*index),
        inputs.clock, stamps, stored, salt, edits,
    )  # fmt: skip


def whole(memory: Memory, make: Callable[[Memory], T]) -> T:
    """What is made of a memory or, if that turns out to be damaged, of none."""
    try:
        return make(memory)
    except Damaged:
        return make(Memory())


def save_memory(store: Store, memory: Memory, inputs: Inputs) -> Memory:
    """Save a memory, and return it as one that differs from the store in nothing."""
    graph = memory.graph
    if memory.salt:
        memory = replace(memory, edits=memory.edits.with_graph(graph))
    elif memory.timeline is not None and memory.lookups is not None:
        files = {name: file.result for name, file in memory.reading.files.items()}
        parts = (files, memory.timeline, memory.lookups, memory.pages, graph, memory.earlier)
        salt = store.write_shelf("memory", partial(stored_bytes, *parts))
        memory = replace(memory, salt=salt, edits=Edits(), earlier=None)
    graph.settle()
    if validators.has_new():
        store.write("schemas", validators.schemas())
    edits = tuple(dict(part) for part in memory.edits)
    index = (memory.index.of, dict(memory.index.files))
    store.write("edits", (memory.salt, _seal(inputs), edits, graph.next_numbers, memory.theme, dict(memory.due), index))
    store.write("inputs", inputs)
    return memory


def _seal(inputs: Inputs) -> bytes:
    """A 16-byte digest of the inputs of a build."""
    return digest(inputs.state, inputs.files.names, inputs.files.digests)

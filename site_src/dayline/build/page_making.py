"""Pages made from the site index: in this process, or in others from a copy of what the index answers from."""

import os
import pickle
import threading
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from dayline import prose
from dayline.cache import private
from dayline.cache.shelf import SALT, Sealer, Shelf
from dayline.cache.stored import source_bytes, source_of
from dayline.pages.index import SiteIndex
from dayline.pages.page import Page
from dayline.pages.parts.map import base_maps_of
from dayline.queries.recorder import Node, Query, Recorder
from dayline.read.content import Reading
from dayline.read.gc_pause import gc_paused
from dayline.render import Renderer

SECRET = 32


class MadePage(NamedTuple):
    """A page's file, the queries that it asked, and the addresses of the base maps that it shows."""

    content: bytes
    asked: tuple[Query, ...]
    maps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageMaker:
    """Makes pages from an index, with a renderer."""

    index: SiteIndex
    renderer: Renderer

    def make(self, page: Page) -> MadePage:
        """A page; raises BrokenTemplate."""
        view, asked = self.index.recorder.noting(partial(page.make, self.index))
        return MadePage(self.renderer.render((page.url, page.template, view)), asked, base_maps_of(view))


class Parcel(NamedTuple):
    """What other processes make pages from: a shelf, as a file of this machine or as bytes, and its secret and name."""

    secret: bytes
    name: bytes
    shelf: Path | bytes

    def opened(self) -> PageMaker:
        """A maker of its own for each process and thread."""
        descriptor = private.opened(self.shelf) if isinstance(self.shelf, Path) else _unnamed_file(self.shelf)
        stored, raw = source_of(Shelf(descriptor, self.secret))
        renderer, style, site = pickle.loads(raw)  # noqa: S301 - sealed by the process that sent it
        index = SiteIndex(stored.timeline, site, lookups=stored.lookups)
        index.base_maps.style = style
        return PageMaker(index, renderer)


class PageBatch(NamedTuple):
    """Pages that another process made; queries are named by their number in `queries`, base maps by their address.

    `pages` are file, queries and base maps of each, `nodes` digest and queries of each that was worked out, `texts` the
    HTML that is new.
    """

    pages: list[tuple[bytes, "array[int]", tuple[str, ...]]]
    queries: list[Query]
    nodes: dict[int, tuple[bytes, "array[int]"]]
    maps: dict[str, bytes]
    texts: Mapping[bytes, str]

    def unpacked(self, index: SiteIndex) -> Iterator[MadePage]:
        """The pages; the index learns what was worked out for them."""
        queries = index.recorder.once(self.queries)
        index.recorder.learn(
            {
                queries[number]: Node(digest, tuple([queries[read] for read in reads]))
                for number, (digest, reads) in self.nodes.items()
            }
        )
        index.base_maps.contents.update(self.maps)
        prose.learn(self.texts)
        for content, asked, maps in self.pages:
            yield MadePage(content, tuple([queries[number] for number in asked]), maps)


def parcel(maker: PageMaker, reading: Reading, folder: Path | None = None) -> Parcel:
    """What other processes make the same pages from, in a file of a private folder if there is one."""
    index = maker.index
    sealer = Sealer(os.urandom(SECRET), os.urandom(SALT))
    files = {name: file.result for name, file in reading.files.items()}
    raw = pickle.dumps((maker.renderer, index.base_maps.style, index.site))
    pieces = source_bytes(files, index.own_timeline, index.own_lookups, raw, sealer)
    if folder is None:
        return Parcel(*sealer, b"".join(pieces))
    private.write(folder / "pages", pieces)
    return Parcel(*sealer, folder / "pages")


class _Mine(threading.local):
    """What this process and thread makes pages with, and the name of the parcel that it came in."""

    def __init__(self) -> None:
        self.worker = os.urandom(SALT)
        self.name = b""
        self.maker: PageMaker | None = None


_mine = _Mine()


def make_pages(name: bytes, source: Parcel | None, pages: list[Page], _attempt: int) -> PageBatch | bytes:
    """Pages made from the parcel with a name; the name of this worker if it lacks that and is not given it.

    The number of the attempt tells tasks apart: Dask does the same one only once.
    """
    with gc_paused():
        if source and _mine.name != name:
            _mine.maker, _mine.name = source.opened(), name
        if _mine.maker is None or _mine.name != name:
            return _mine.worker
        return _packed(map(_mine.maker.make, pages), _mine.maker.index)


def _packed(pages: Iterable[MadePage], index: SiteIndex) -> PageBatch:
    queries, maps = _Queries(), dict[str, bytes]()
    packed = []
    for page in pages:
        maps |= {url: index.base_maps.contents[url] for url in page.maps}
        packed.append((page.content, queries.numbers(page.asked), page.maps))
    return PageBatch(packed, queries.all, queries.nodes(index.recorder), maps, prose.fresh() or {})


class _Queries:
    """Queries with numbers."""

    def __init__(self) -> None:
        self.all: list[Query] = []
        self._numbers: dict[Query, int] = {}

    def numbers(self, queries: Iterable[Query]) -> "array[int]":
        """The numbers of some queries, in their order."""
        for query in queries:
            if query not in self._numbers:
                self._numbers[query] = len(self.all)
                self.all.append(query)
        return array("I", [self._numbers[query] for query in queries])

    def nodes(self, recorder: Recorder) -> dict[int, tuple[bytes, "array[int]"]]:
        """What was worked out, by number; what was asked for it gets numbers on the way."""
        known = ((number, recorder.known(query)) for number, query in enumerate(self.all))
        return {number: (node.digest, self.numbers(node.reads)) for number, node in known if node}


def _unnamed_file(content: bytes) -> int:
    """The descriptor of a file without a name that holds some bytes."""
    import tempfile

    with tempfile.TemporaryFile() as stream:
        stream.write(content)
        stream.flush()
        return os.dup(stream.fileno())

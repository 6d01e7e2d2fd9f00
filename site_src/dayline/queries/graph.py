"""What pages asked in earlier builds, and what of it has another answer now."""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields
from typing import Any, Protocol, TypeAlias

from dayline.queries.query import TEXT, Asked, ask, is_worked_out, lookup_digest
from dayline.queries.recorder import Query
from dayline.timeline.timeline import Timeline

PAGE, CHECKED = "page", "checked"  # who asks, but is not asked: a page, and the rules for an event
_OF_TIMELINE = frozenset({TEXT, "today", *(field.name for field in fields(Timeline))})
GONE = b""  # in place of the digest of an answer that can't be worked out any more
BLOCK = 128  # rows that are read and kept together
Numbers: TypeAlias = "array[int]"
Block: TypeAlias = tuple[tuple[Any, ...], ...]


class Index(Asked, Protocol):
    """What queries are asked of, and where they are looked up."""

    @property
    def own_timeline(self) -> Timeline: ...
    @property
    def own_lookups(self) -> object: ...


class Row:
    """A query with the digest of its answer, the numbers of the queries that it asked, and of those that asked it."""

    __slots__ = ("asked_by", "digest", "query", "reads")

    def __init__(self, query: Query, digest: bytes, reads: Numbers, asked_by: Numbers) -> None:
        self.query, self.digest, self.reads, self.asked_by = query, digest, reads, asked_by


class Kept(Protocol):
    """A graph on disk: its rows in blocks, as plain values."""

    def number(self, query: Query) -> int | None:
        """The number that a query may have."""

    def block(self, number: int) -> Block:
        """The rows with a block of numbers."""

    def blocks(self) -> Iterable[int]:
        """The numbers of all blocks."""


class Graph:
    """All queries by number: those of pages and of rules, and everything behind them.

    Rows that were `kept` on disk are read in blocks when one of them is asked for. `changed` are the numbers of the
    rows that differ from those on disk, `renumbered` the queries that have a number now or have it no more.
    """

    def __init__(self, kept: Kept | None = None, next_number: int = 0) -> None:
        self.next_number = next_number
        self.changed: set[int] = set()
        self.renumbered: set[Query] = set()
        self._kept = kept
        self._rows: dict[int, Row] = {}
        self._numbers: dict[Query, int] = {}
        self._read: set[int] = set()

    def row(self, number: int) -> Row:
        """A row by its number; raises KeyError if it is gone."""
        if number not in self._rows and self._kept:
            self._read_block(number // BLOCK)
        return self._rows[number]

    def number(self, query: Query) -> int | None:
        """The number of a query, if anybody asks it."""
        number = self._numbers.get(query)
        if number is None and self._kept:
            number = self._kept.number(query)
            if number is not None:
                self._read_block(number // BLOCK)
                number = self._numbers.get(query)
        return number

    def asked(self, kind: str = "") -> list[Query]:
        """All queries of a kind: of pages or of rules or, without one, those that are looked up in a timeline."""
        for block in self._kept.blocks() if self._kept else ():
            self._read_block(block)
        if kind:
            return [query for query in self._numbers if query[0] == kind]
        return [query for query in self._numbers if not is_worked_out(query) and query[0] not in (PAGE, CHECKED)]

    def note(self, asker: Query, reads: Iterable[Query], index: Index) -> None:
        """Note what a page or a rule asked."""
        self._set(self._number(asker, GONE), reads, index)

    def drop(self, asker: Query) -> None:
        """Forget what a page or a rule asked, and what nobody else asks."""
        number = self.number(asker)
        if number is not None:
            self._discard(number)

    def follow(self, changes: "Changes", index: Index) -> None:
        """Take over the answers as they are now."""
        for number, digest in changes.digests.items():
            self.row(number).digest = digest
            self.changed.add(number)
        for query in changes.worked_out:
            place, node = self.number(query), index.recorder.known(query)
            if node and place is not None:  # others are gone
                self._set(place, node.reads, index)

    def settle(self) -> None:
        """Take the graph as it is for the one on disk."""
        self.changed, self.renumbered = set(), set()

    def block(self, block: int) -> Block:
        """A block of rows as plain values."""
        numbers = range(block * BLOCK, (block + 1) * BLOCK)
        rows = ((number, self._rows[number]) for number in numbers if number in self._rows)
        return tuple((n, row.query, row.digest, row.reads.tobytes(), row.asked_by.tobytes()) for n, row in rows)

    def blocks(self) -> set[int]:
        """The numbers of all blocks of rows that were read or changed."""
        return {number // BLOCK for number in self._rows}

    def numbers(self) -> Mapping[Query, int]:
        """The numbers of all queries that were read or changed."""
        return self._numbers

    def _read_block(self, block: int) -> None:
        if self._kept and block not in self._read:
            self._read.add(block)
            for number, query, digest, reads, asked_by in self._kept.block(block):
                self._rows[number] = Row(query, digest, array("I", reads), array("I", asked_by))
                self._numbers[query] = number

    def _set(self, number: int, queries: Iterable[Query], index: Index) -> None:
        row = self.row(number)
        reads = array("I", [self._asked(query, index) for query in queries])
        before, now = set(row.reads), set(reads)
        row.reads = reads
        self.changed.add(number)
        for added in now - before:
            self.row(added).asked_by.append(number)
        for removed in before - now:
            self._leave(removed, number)
        self.changed |= before ^ now

    def _asked(self, query: Query, index: Index) -> int:
        """The number of a query that was asked; one that nobody asked before gets a row."""
        number = self.number(query)
        if number is not None:
            return number
        node = index.recorder.known(query)
        if node is None:
            return self._number(query, looked_up(query, index))
        number = self._number(query, node.digest)
        self._set(number, node.reads, index)
        return number

    def _number(self, query: Query, digest: bytes) -> int:
        number = self.number(query)
        if number is None:
            self._read_block(self.next_number // BLOCK)  # which is kept again as a whole
            number = self._numbers[query] = self.next_number
            self._rows[number] = Row(query, digest, array("I"), array("I"))
            self.changed.add(number)
            self.renumbered.add(query)
            self.next_number += 1
        return number

    def _leave(self, number: int, asker: int) -> None:
        asked_by = self.row(number).asked_by
        asked_by.remove(asker)
        if not asked_by:
            self._discard(number)

    def _discard(self, number: int) -> None:
        row = self.row(number)
        del self._rows[number], self._numbers[row.query]
        self.changed.add(number)
        self.renumbered.add(row.query)
        for read in row.reads:
            self._leave(read, number)
            self.changed.add(read)


class Changes:
    """What has another answer now: the new `digests` by number, and which askers that affects, with a reason.

    Only the `touched` lookups can have another answer, if they are given. At first only those of the timeline are
    compared, which is all that rules ask. The others, and what is worked out from any, follow in `spread`, once the
    rules have found no error. An answer that is worked out is worked out again if one behind it has changed; if it is
    as before, it affects nobody.
    """

    def __init__(self, graph: Graph, index: Index, touched: AbstractSet[Query] | None = None) -> None:
        self.digests: dict[int, bytes] = {}
        self.worked_out: set[Query] = set()
        self._reasons: dict[Query, Query] = {}
        self._graph, self._index = graph, index
        self._due: list[tuple[Query, int]] = []
        lookups = graph.asked() if touched is None else sorted(touched, key=repr)
        self._of_index = [query for query in lookups if not _is_of_timeline(query)]
        self._compare(filter(_is_of_timeline, lookups))

    def spread(self) -> "Changes":
        """Follow the changes to everything."""
        self._compare(self._of_index)
        while self._due:
            lookup, number = self._due.pop()
            asker = self._graph.row(number).query
            if asker not in self.worked_out:
                self.worked_out.add(asker)
                self._change(lookup, number, self._answer(asker))
        return self

    def reason(self, asker: Query) -> str:
        """The lookup because of which a page or a rule has to ask again; empty if nothing has changed for it."""
        return " ".join(_words(self._reasons.get(asker, ())))

    def affected(self, kind: str) -> list[str]:
        """The pages, or the events whose check, something has changed for."""
        return [asker[1] for asker in self._reasons if asker[0] == kind]

    def _compare(self, lookups: Iterable[Query]) -> None:
        for query in lookups:
            number = self._graph.number(query)
            if number is not None:
                self._change(query, number, looked_up(query, self._index))

    def _change(self, lookup: Query, number: int, digest: bytes) -> None:
        """Take over a digest and, if it is another, see who asked."""
        row = self._graph.row(number)
        if digest == row.digest:
            return
        self.digests[number] = digest
        for by in row.asked_by:
            asker = self._graph.row(by).query
            if is_worked_out(asker):
                self._due.append((lookup, by))
            else:
                self._reasons.setdefault(asker, lookup)

    def _answer(self, query: Query) -> bytes:
        try:
            ask(query, self._index)
        except LookupError:  # what it is about, or its language, is no longer there
            return GONE
        return self._index.recorder.node(query).digest


def _is_of_timeline(query: Query) -> bool:
    return query[0] in _OF_TIMELINE


def _words(part: object) -> Iterator[str]:
    """The parts of a query as words."""
    if isinstance(part, tuple):
        for inner in part:
            yield from _words(inner)
    else:
        yield str(part)


def looked_up(query: Query, index: Index) -> bytes:
    """The digest of what is looked up for a query."""
    return lookup_digest(query, index.own_timeline, index.own_lookups)

"""What pages asked in earlier builds, and what of it has another answer now."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields
from typing import Any, Protocol, TypeAlias

from dayline.queries.query import TEXT, Asked, ask, digests_of, is_worked_out
from dayline.queries.recorder import Query
from dayline.timeline.timeline import Timeline

PAGE, CHECKED = "page", "checked"  # who asks, but is not asked: a page, and the rules for an event
_OF_TIMELINE = frozenset({TEXT, "today", *(field.name for field in fields(Timeline))})
GONE = b""  # in place of the digest of an answer that can't be worked out any more
BLOCK = 128  # rows that are read and kept together
_KINDS = 4  # a block has rows of one kind: pages, rules, worked out, looked up
Numbers: TypeAlias = "array[int]"
Block: TypeAlias = tuple[tuple[Any, ...], ...]


_FIRST = tuple(kind * BLOCK for kind in range(_KINDS))


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
        """The number of a query."""

    def block(self, number: int) -> Block:
        """The rows with a block of numbers."""

    def blocks(self) -> Iterable[int]:
        """The numbers of all blocks."""

    def edited(self) -> Iterable[int]:
        """The numbers of the blocks that have changed since."""

    def raw(self, number: int) -> bytes:
        """A block as it is on disk."""

    def index(self) -> Iterable[tuple[int, int]]:
        """The digests of all queries on disk, with their numbers; those in changed blocks may have another now."""


class Graph:
    """All queries by number: those of pages and of rules, and everything behind them.

    Rows that were `kept` on disk are read in blocks when one of them is asked for. `changed` are the numbers of the
    rows that differ from those on disk, `renumbered` the queries that have a number now or have it no more.
    """

    def __init__(self, kept: Kept | None = None, next_numbers: Iterable[int] = _FIRST) -> None:
        self._next = [*next_numbers]
        self.changed: set[int] = set()
        self.renumbered: set[Query] = set()
        self._kept = kept
        self._rows: dict[int, Row] = {}
        self._numbers: dict[Query, int] = {}
        self._unread: dict[Query, int | None] = {}  # numbers on disk
        self._read: set[int] = set()

    def row(self, number: int) -> Row:
        """A row by its number; raises KeyError if it is gone."""
        if number not in self._rows and self._kept:
            self._read_block(number // BLOCK)
        return self._rows[number]

    def number(self, query: Query) -> int | None:
        """The number of a query, if anybody asks it."""
        if query in self._numbers or not self._kept:
            return self._numbers.get(query)
        if query not in self._unread:
            self._unread[query] = self._kept.number(query)
        number = self._unread[query]
        return None if number is None or number // BLOCK in self._read else number

    @property
    def next_numbers(self) -> tuple[int, ...]:
        """The next number of each kind of rows."""
        return tuple(self._next)

    def asked(self, kind: str = "") -> Iterator[tuple[Query, int, bytes]]:
        """All queries of a kind: of pages or of rules or, without one, those that are looked up in a timeline.

        Each comes with its number and the digest of its answer.
        """
        wanted = _kind((kind,))
        for block in self.blocks():
            if block % _KINDS == wanted:
                yield from ((query, number, digest) for number, query, digest, *_ in self.block(block))

    def answers(self, queries: Iterable[Query]) -> Iterator[tuple[Query, int, bytes]]:
        """The same for some queries, without those that nobody asks."""
        for query in queries:
            number = self.number(query)
            if number is not None:
                yield query, number, self.row(number).digest

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
        if self._kept and block not in self._read:
            return self._kept.block(block)
        numbers = range(block * BLOCK, (block + 1) * BLOCK)
        rows = ((number, self._rows[number]) for number in numbers if number in self._rows)
        return tuple((n, row.query, row.digest, row.reads.tobytes(), row.asked_by.tobytes()) for n, row in rows)

    def blocks(self) -> tuple[int, ...]:
        """The numbers of all blocks."""
        unread = {*self._kept.blocks()} - self._read if self._kept else set()
        return tuple(sorted(unread | {number // BLOCK for number in self._rows}))

    def unread(self, block: int) -> bytes | None:
        """A block as it is on disk, if nobody has read it."""
        return self._kept.raw(block) if self._kept and block not in self._read else None

    def unread_numbers(self) -> dict[int, int]:
        """The numbers of all queries in such blocks, by the digests of the queries; reads those that have changed."""
        if not self._kept:
            return {}
        for block in self._kept.edited():
            self._read_block(block)
        return {digest: number for digest, number in self._kept.index() if number // BLOCK not in self._read}

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
            number = self._next_number(_kind(query))
            self._read_block(number // BLOCK)  # which is kept again as a whole
            self._numbers[query] = number
            self._rows[number] = Row(query, digest, array("I"), array("I"))
            self.changed.add(number)
            self.renumbered.add(query)
        return number

    def _next_number(self, kind: int) -> int:
        number = self._next[kind]
        self._next[kind] += 1 if (number + 1) % BLOCK else 1 + (_KINDS - 1) * BLOCK
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
        self._lookups = _by_name(graph.asked() if touched is None else graph.answers(sorted(touched, key=repr)))
        self._compare(_OF_TIMELINE & self._lookups.keys())

    def spread(self) -> "Changes":
        """Follow the changes to everything."""
        self._compare(self._lookups.keys() - _OF_TIMELINE)
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

    def _compare(self, names: Iterable[str]) -> None:
        for name in sorted(names):
            digest_of = digests_of(name, self._index.own_timeline, self._index.own_lookups)
            for query, number, before in self._lookups[name]:
                digest = digest_of(query)
                if digest != before:
                    self._change(query, number, digest)

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


def _by_name(answers: Iterable[tuple[Query, int, bytes]]) -> Mapping[str, list[tuple[Query, int, bytes]]]:
    by_name = defaultdict(list)
    for answer in answers:
        by_name[answer[0][0]].append(answer)
    return by_name


def _kind(query: Query) -> int:
    """The kind of a query, which is that of its block."""
    if query[0] in (PAGE, CHECKED):
        return (PAGE, CHECKED).index(query[0])
    return 2 if is_worked_out(query) else 3


def _words(part: object) -> Iterator[str]:
    """The parts of a query as words."""
    if isinstance(part, tuple):
        for inner in part:
            yield from _words(inner)
    else:
        yield str(part)


def looked_up(query: Query, index: Index) -> bytes:
    """The digest of what is looked up for a query."""
    return digests_of(query[0], index.own_timeline, index.own_lookups)(query)

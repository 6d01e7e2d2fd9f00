"""What a build leaves on disk of its records, its timeline and its pages: values that are read when asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cached_property
from io import BytesIO
from itertools import chain, islice
from typing import Any, cast

from dayline.cache import pickled, references
from dayline.cache.pickled import Reducers
from dayline.cache.shelf import Contents, Encoded, NumberIndex, Sealer, Shelf, Table, by_digest, written
from dayline.pages.lookups import Lookups
from dayline.queries.graph import Block, Graph
from dayline.queries.recorder import Query
from dayline.read.content import ReadFile
from dayline.read.entry import Entry, FileResult
from dayline.read.stamps import Stamps
from dayline.schema.event import EventRecord
from dayline.timeline.revised import renewed
from dayline.timeline.timeline import Event, Series, Timeline

_TIMELINE, _LOOKUPS = "timeline.", "lookups."  # before the names of tables
_MAKER = "maker"
MANY = 16  # values that are kept together: an event with others of its day
_LOOKUP_NAMES = tuple(name for name, value in vars(Lookups).items() if isinstance(value, cached_property))


def stored_bytes(
    files: Mapping[str, FileResult], timeline: Timeline, lookups: Lookups, pages: Mapping[str, Any], graph: Graph,
    earlier: "Stored | None", sealer: Sealer,
) -> Iterator[bytes | memoryview]:  # fmt: skip
    """Everything that a build leaves, as the bytes of a shelf; blocks are copied if they are as on an `earlier` one."""
    tables = {
        **_records(files, timeline, lookups, earlier),
        "pages": _encoded(pages, pickled.PLAIN, MANY, earlier.same_pages(pages) if earlier else ()),
        "rows": _rows(graph),
    }
    return written(tables, {"numbers": {**graph.unread_numbers(), **by_digest(graph.numbers())}}, sealer)


def source_bytes(
    files: Mapping[str, FileResult], timeline: Timeline, lookups: Lookups, maker: bytes, sealer: Sealer
) -> Iterator[bytes | memoryview]:
    """What other processes make pages from, and the `maker` that makes them, as the bytes of a shelf."""
    made_by = Contents((_MAKER,), iter([((_MAKER,), memoryview(maker))]))
    tables = {**_records(files, timeline, lookups, None), "pages": Contents((), iter(())), _MAKER: made_by}
    return written(tables, {}, sealer)


def source_of(shelf: Shelf) -> tuple["Stored", bytes]:
    """What such a shelf holds, and the maker."""
    return Stored(shelf, {}), shelf.table(_MAKER, lambda raw: (raw,))[_MAKER]


def _records(
    files: Mapping[str, FileResult], timeline: Timeline, lookups: Lookups, earlier: "Stored | None"
) -> dict[str, Contents]:
    refer = References(files, timeline.series)
    values: dict[str, Any] = {}
    tables = {"files": _encoded(files, pickled.PLAIN, MANY, earlier.same_files(files) if earlier else ())}
    parts = {_TIMELINE + field.name: getattr(timeline, field.name) for field in fields(timeline)}
    parts |= {_LOOKUPS + name: getattr(lookups, name) for name in _LOOKUP_NAMES}
    for name, part in parts.items():
        if name == f"{_TIMELINE}events":
            same = earlier.same_events(part) if earlier else ()
            tables[name] = _encoded({id: _lean(event) for id, event in part.items()}, refer.of_events, MANY, same)
        elif isinstance(part, Mapping):
            reducers = refer.of_series if name == f"{_TIMELINE}series" else refer.all
            tables[name] = _encoded(part, reducers, MANY if name.startswith(_LOOKUPS) else 1)
        else:
            values[name] = part
    tables["values"] = _encoded(values, refer.all, 1)
    return tables


def _encoded(values: Mapping[Any, Any], reducers: Reducers, size: int, same: Iterable[Encoded] = ()) -> Contents:
    """Values in blocks of a size; those that are the `same` as on an earlier shelf as they are there."""
    copied = list(same)
    known = {key for keys, _ in copied for key in keys}
    others = iter([item for item in values.items() if item[0] not in known])
    blocks = iter(lambda: tuple(islice(others, size)), ())
    encoded = (
        (tuple(key for key, _ in block), pickled.dumps(tuple(value for _, value in block), reducers))
        for block in blocks
    )
    return Contents(tuple(values), chain(copied, encoded))


def _rows(graph: Graph) -> Contents:
    """The rows of a graph, a block each; those that nobody has read are copied."""
    numbers = graph.blocks()
    blocks = ((number, graph.unread(number) or pickled.dumps((graph.block(number),))) for number in numbers)
    return Contents(numbers, (((number,), raw) for number, raw in blocks))


def _lean(event: Event) -> Event:
    """An event without its record, if that is the one in its file."""
    return event._replace(record=None) if event.record is event.entry.record else event  # type: ignore[arg-type]


class References:
    """What refers to where, for the values that are kept on their own."""

    def __init__(self, files: Mapping[str, FileResult], every: Mapping[str, tuple[Series, ...]]) -> None:
        self._entries = {
            id(entry): (name, number) for name, result in files.items() for number, entry in enumerate(result.entries)
        }
        self._series = {id(one): (figure, n) for figure, of_figure in every.items() for n, one in enumerate(of_figure)}
        self.of_events: Reducers = {**pickled.PLAIN, Entry: self._entry, Series: self._one}
        self.of_series: Reducers = {**pickled.PLAIN, Event: _event, Entry: self._entry}
        self.all: Reducers = {**self.of_events, Event: _event}

    def _entry(self, value: Entry[Any]) -> Any:
        place = self._entries.get(id(value))
        return (references.entry, place) if place else value.__reduce_ex__(5)  # one that was redacted is in no file

    def _one(self, value: Series) -> Any:
        return references.series, self._series[id(value)]


def _event(value: Event) -> Any:
    return references.event, (value.id,)


class Stored:
    """The shelf of an earlier build, and the `files` that have changed since."""

    def __init__(self, shelf: Shelf, files: Mapping[str, FileResult]) -> None:
        self._shelf, self._changed = shelf, files
        self._refer: pickled.Resolvers = {"event": self._event, "entry": self._entry, "series": self._series}
        self._files = self._table("files")
        self._values = self._table("values")
        self.timeline = self._timeline()
        self.lookups: Lookups = cast("Lookups", StoredLookups(self._table, self._values, self._shelf))
        self.pages = self._table("pages")

    def with_files(self, files: Mapping[str, FileResult]) -> "Stored":
        """The same with more changed files."""
        return Stored(self._shelf, {**self._changed, **files})

    def files(self, stamps: Stamps) -> "StoredFiles":
        """The files that were read."""
        return StoredFiles(stamps, self._file)

    def graph(self, blocks: Mapping[int, Block], numbers: Mapping[Query, int | None], last: tuple[int, ...]) -> Graph:
        """What pages asked, with those blocks and numbers that have changed since."""
        return Graph(KeptGraph(self._table("rows"), self._shelf.numbers("numbers"), blocks, numbers), last)

    def same_files(self, files: Mapping[str, FileResult]) -> Iterator[Encoded]:
        """The blocks of files, as they are on disk, that hold nothing but some of these, which were read from there."""
        return self._files.same(files)

    def same_pages(self, pages: Mapping[str, Any]) -> Iterator[Encoded]:
        """The same for pages."""
        return self.pages.same(pages)

    def same_events(self, events: Mapping[str, Event]) -> Iterator[Encoded]:
        """The same for events, of which those in changed files are another on the shelf."""
        assert isinstance(self.timeline.events, Table), "events are on the shelf"  # noqa: S101
        return self.timeline.events.same(
            {id: event for id, event in events.items() if event.entry.file not in self._changed}
        )

    def _timeline(self) -> Timeline:
        parts = {field.name: _TIMELINE + field.name for field in fields(Timeline)}
        values: dict[str, Any] = {
            name: self._shelf.table(table, self._events_decoded) if name == "events"
            else self._table(table) if table in self._shelf else self._values[table]
            for name, table in parts.items()
        }  # fmt: skip
        return Timeline(**values)

    def _table(self, name: str) -> Table:
        return self._shelf.table(name, self._decoded)

    def _decoded(self, raw: bytes) -> tuple[Any, ...]:
        values: tuple[Any, ...] = pickled.load(BytesIO(raw), self._refer)
        return values

    def _events_decoded(self, raw: bytes) -> tuple[Event, ...]:
        return tuple(map(self._renewed, self._decoded(raw)))

    def _file(self, name: str) -> FileResult:
        result: FileResult = self._changed.get(name) or self._files[name]
        return result

    def _entry(self, file: str, number: int) -> Entry[Any]:
        return self._file(file).entries[number]

    def _event(self, id: str) -> Event:
        return self.timeline.events[id]

    def _series(self, figure: str, number: int) -> Series:
        return self.timeline.series[figure][number]

    def _renewed(self, event: Event) -> Event:
        """An event as it was kept, with its record and, if its file has changed since, as it is now."""
        if event.entry.file in self._changed:
            return renewed(event, event.entry, self.timeline)
        record: EventRecord | None = event.record
        return event if record else event._replace(record=event.entry.record)


class StoredLookups:
    """The lookups of an earlier build."""

    def __init__(self, table: Callable[[str], Table], values: Table, names: Shelf) -> None:
        self._table, self._values, self._names = table, values, names

    def __getattr__(self, name: str) -> Any:
        full = _LOOKUPS + name
        value = self._table(full) if full in self._names else self._values[full]
        self.__dict__[name] = value
        return value

    def revised(self, _: Timeline) -> "StoredLookups":
        """The same lookups, as they hold no words."""
        return self


class StoredFiles(Mapping[str, ReadFile]):
    """The files that were read, by name."""

    def __init__(self, stamps: Stamps, file: Callable[[str], FileResult]) -> None:
        self._stamps, self._file = stamps, file

    def __getitem__(self, name: str) -> ReadFile:
        return ReadFile(*self._stamps[name], self._file(name))

    def __contains__(self, name: object) -> bool:
        return name in self._stamps

    def __iter__(self) -> Iterator[str]:
        return iter(self._stamps)

    def __len__(self) -> int:
        return len(self._stamps)


class KeptGraph:
    """A graph on disk, with the blocks and numbers that have changed since; a query without a number is gone."""

    def __init__(
        self,
        rows: Table,
        index: NumberIndex,
        changed: Mapping[int, Block],
        numbers: Mapping[Query, int | None],
    ) -> None:
        self._rows, self._index, self._changed, self._numbers = rows, index, changed, numbers

    def number(self, query: Query) -> int | None:
        """The number of a query."""
        return self._numbers[query] if query in self._numbers else self._index.get(query)

    def block(self, number: int) -> Block:
        """The rows with a block of numbers."""
        block: Block = self._changed[number] if number in self._changed else self._rows.get(number, ())
        return block

    def blocks(self) -> list[int]:
        """The numbers of all blocks."""
        return sorted({*self._rows, *self._changed})

    def edited(self) -> Iterable[int]:
        """The numbers of the blocks that have changed since."""
        return self._changed

    def raw(self, number: int) -> bytes:
        """A block as it is on disk."""
        return self._rows.raw(number)

    def index(self) -> Iterable[tuple[int, int]]:
        """The digests of all queries on disk, with their numbers; those in changed blocks may have another now."""
        return self._index.items()

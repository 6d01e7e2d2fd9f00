"""What is published at a moment, decided once, from ids and links.

Events, briefs and pages are marked as drafts themselves, events may be embargoed. Any other entry depends on what
links to it: it is held back if something unpublished links to it, directly or through other entries, and nothing
published does. An entry without incoming links is published. Links are ids, links in texts, and URLs on a source's
domain. What a withheld event does not show counts as unpublished too.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from dayline.read.entry import Entry
from dayline.read.records import points_of
from dayline.schema.claim import Claim, Quote, Response
from dayline.schema.event import EventRecord, Observation
from dayline.schema.registry import FigureRecord
from dayline.schema.sourcing import Citation
from dayline.timeline.origins import SourceLookup, by_domain, resolve_citation
from dayline.timeline.prune import Point
from dayline.timeline.redaction import hidden_location, visible_record

DEPENDENT_KINDS = frozenset({"actor", "place", "thread", "figure", "source", "reference", "term", "media", "question"})
UNPUBLISHED_STATES = ("draft", "review")
_PART_OF = {"thread-text": "thread", "figure-table": "figure", "map-shapes": "map", "picture": "media"}


class Publication(NamedTuple):
    """The published entries in order, and the others by (kind, id).

    `drafts` are the events, briefs and pages that are not public themselves, `held_back` the entries held back with
    them. `linked_from_unpublished` is everything that something unpublished links to, published or not.
    """

    published: tuple[Entry[Any], ...]
    drafts: Mapping[Point, Entry[Any]]
    held_back: Mapping[Point, Entry[Any]]
    linked_from_unpublished: frozenset[Point]


def is_public(record: Any, now: datetime) -> bool:
    """Whether a record is neither a draft nor under embargo."""
    return getattr(record, "state", "") not in UNPUBLISHED_STATES and not is_embargoed(record, now)


def is_embargoed(record: Any, now: datetime) -> bool:
    """Whether a record is under embargo at a moment."""
    embargo: datetime | None = getattr(record, "embargo", None)
    return embargo is not None and embargo.tzinfo is not None and embargo > now


def publication(
    entries: Iterable[Entry[Any]], now: datetime, drafts: bool = False, others: Iterable[Entry[Any]] = ()
) -> Publication:
    """Which entries are published at a moment; with `drafts`, all of them.

    `others` are further entries that are not published in any case.
    """
    entries = tuple(entries)
    unpublished = {(e.kind, e.id): e for e in entries if not (drafts or is_public(e.record, now))}
    unpublished |= {(e.kind, e.id): e for e in others}
    partly_hidden = [] if drafts else [e for e in entries if e.kind == "event" and _has_hidden_parts(e.record)]
    if not unpublished and not partly_hidden:
        return Publication(entries, {}, {}, frozenset())
    graph = _LinkGraph(entries)
    from_unpublished = graph.closure(
        (
            *(point for entry in unpublished.values() for point in graph.links_of(entry)),
            *(point for entry in partly_hidden for point in graph.hidden_links_of(entry)),
        )
    )
    from_published = graph.closure(
        {
            point
            for entry in entries
            if (entry.kind, entry.id) not in unpublished and (owner_kind(entry), entry.id) not in from_unpublished
            for point in graph.visible_links_of(entry)
        }
    )
    to_hold_back = from_unpublished - from_published
    held_back = {(e.kind, e.id): e for e in entries if (owner_kind(e), e.id) in to_hold_back}
    published = tuple(e for e in entries if (e.kind, e.id) not in unpublished and (e.kind, e.id) not in held_back)
    return Publication(published, unpublished, held_back, from_unpublished)


def owner_kind(entry: Entry[Any]) -> str:
    """The kind of entry that this one belongs to: a table to its figure, a picture to its media entry."""
    return _PART_OF.get(entry.kind, entry.kind)


def reachable(queue: list[Point], links: Mapping[Point, Iterable[Point]], kinds: Collection[str]) -> set[Point]:
    """Everything of the given kinds that can be reached from a queue of entries by following links."""
    reached: set[Point] = set()
    while queue:
        for point in links.get(queue.pop(), ()):
            if point[0] in kinds and point not in reached:
                reached.add(point)
                queue.append(point)
    return reached


class _LinkGraph:
    """The links between entries."""

    def __init__(self, entries: tuple[Entry[Any], ...]) -> None:
        self._entries = entries

    def links_of(self, entry: Entry[Any]) -> tuple[Point, ...]:
        """Everything that an entry links to."""
        return (*entry.points, *self._sources(entry.record))

    def visible_links_of(self, entry: Entry[Any]) -> tuple[Point, ...]:
        """Everything that the visible part of an entry links to."""
        if entry.kind != "event" or not _has_hidden_parts(entry.record):
            return self.links_of(entry)
        record = visible_record(entry.record, self._places)
        return (*points_of(record), *self._sources(record))

    def hidden_links_of(self, entry: Entry[Any]) -> Iterator[Point]:
        """Everything that only the hidden part of an entry links to."""
        visible = self.visible_links_of(entry)
        return (point for point in self.links_of(entry) if point not in visible)

    def closure(self, points: Iterable[Point]) -> frozenset[Point]:
        """Those of the entries that can be held back, and all such entries that they link to."""
        first = {point for point in points if point in self._links}
        return frozenset(first | reachable(list(first), self._links, DEPENDENT_KINDS))

    @cached_property
    def _links(self) -> dict[Point, tuple[Point, ...]]:
        """The links of entries that can be held back; links to entries that don't exist are left out."""
        links: dict[Point, tuple[Point, ...]] = {}
        for entry in self._entries:
            point = owner_kind(entry), entry.id
            if point[0] in DEPENDENT_KINDS:
                links[point] = (*links.get(point, ()), *self.links_of(entry))
        return {point: tuple(target for target in targets if target in links) for point, targets in links.items()}

    @cached_property
    def _places(self) -> dict[str, Entry[Any]]:
        return {entry.id: entry for entry in self._entries if entry.kind == "place"}

    @cached_property
    def _known(self) -> SourceLookup:
        """The sources by domain, for citations by URL; citations by id are links of entries."""
        sources = {entry.id: entry for entry in self._entries if entry.kind == "source"}
        return SourceLookup({}, sources, by_domain(sources.values()))

    def _sources(self, record: Any) -> Iterator[Point]:
        if self._known.domains:
            for citation in _citations(record):
                source = resolve_citation(citation, self._known).source if citation.url and not citation.ref else None
                yield from (("source", source.id),) if source else ()


def _has_hidden_parts(record: EventRecord) -> bool:
    """Whether a published event hides some of its content."""
    return record.state == "withheld" or bool(hidden_location(record).withheld)


def _citations(record: Any) -> Iterator[Citation]:
    """All citations of an event or of a figure's table."""
    if isinstance(record, EventRecord):
        yield from record.citations
        parts: tuple[Claim | Response | Quote | Observation, ...]
        parts = (*record.claims, *record.responses, *record.quotes, *record.figures)
        yield from (citation for part in parts for citation in part.source)
    elif isinstance(record, FigureRecord) and record.table:
        yield from record.table.source

"""The timeline: all records, and all relations in both directions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any, NamedTuple

from dayline.edtf import EdtfDate
from dayline.geo.shapes import Shapes
from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.schema.brief import BriefRecord
from dayline.schema.claim import Claim, Quote, Response
from dayline.schema.event import EventRecord, Observation
from dayline.schema.map import MapRecord
from dayline.schema.media import MediaRecord, PictureRecord
from dayline.schema.question import QuestionRecord
from dayline.schema.registry import (
    ActorRecord,
    FigureRecord,
    PageRecord,
    PlaceRecord,
    ReferenceRecord,
    SourceRecord,
    SynonymsRecord,
    TermRecord,
    ThreadRecord,
)
from dayline.schema.site import SiteRecord
from dayline.schema.sourcing import Attribution
from dayline.schema.table import Rows
from dayline.timeline.clock import When
from dayline.timeline.origins import ResolvedCitation
from dayline.timeline.prune import Point
from dayline.timeline.redaction import RedactedPlace

UNATTRIBUTED = Attribution()


class Event(NamedTuple):
    """An event with its days, times and sources resolved.

    `known_on` is the day it became known here; `origins` are its independent origins. `actors` and `sources` are the
    ids of all actors and sources involved. `line` is the digest of all this, without the text that only its card shows.
    """

    id: str
    entry: Entry[EventRecord]
    record: EventRecord
    when: When
    cited: tuple[ResolvedCitation, ...]
    origins: tuple[str, ...]
    known_on: date | None
    actors: tuple[str, ...]
    sources: tuple[str, ...]
    line: bytes

    def __repr__(self) -> str:
        return f"<event {self.id} {self.line.hex()}>"


class LinkedClaim(NamedTuple):
    """A claim with its event, its index there, the claimant, and its site-wide id."""

    event: Event
    number: int
    by: Attribution
    id: str
    claim: Claim

    def __repr__(self) -> str:
        return f"<claim {self.number} of {self.event!r}>"


class LinkedResponse(NamedTuple):
    """A response to a claim, with its event, its index there, and who gives it."""

    event: Event
    number: int
    by: Attribution
    response: Response

    def __repr__(self) -> str:
        return f"<response {self.number} of {self.event!r}>"


class LinkedQuote(NamedTuple):
    """A quote with its event, its index there, and the speaker."""

    event: Event
    number: int
    by: Attribution
    quote: Quote

    def __repr__(self) -> str:
        return f"<quote {self.number} of {self.event!r}>"


class LinkedObservation(NamedTuple):
    """A figure's value, with its event, its index there, who gives it, and the day it applies to (`as_of`).

    `minutes` is the time of that day if it is stated; both are in the site's time zone.
    """

    event: Event
    number: int
    by: Attribution
    observation: Observation
    as_of: date | None
    minutes: int | None = None

    def __repr__(self) -> str:
        return f"<value {self.number} of {self.event!r}>"

    @property
    def series_key(self) -> tuple[str | None, str | None, str | None, str | None, str | None]:
        """The key of its series: whose value it is, for which part of what is counted, and where."""
        by, of = self.by, self.observation
        return by.by, by.organisation, by.described_as, of.scope, of.place


class Value(NamedTuple):
    """A value for a day, from an event or, if `event` is empty, from a table.

    `number` is its index in the event or its row in the table; `stated` is its date unless that is one certain day.
    `minutes` is the time of day, after midnight, if it has one.
    """

    day: date | None
    best: float | None
    low: float | None
    high: float | None
    qualifier: str
    unit: str | None
    event: str
    number: int
    stated: EdtfDate | None = None
    minutes: int | None = None

    @property
    def moment(self) -> tuple[date, int]:
        """Its place in time: its day, and its time there; a value for the whole day comes first."""
        return self.day or date.min, -1 if self.minutes is None else self.minutes

    @property
    def content(self) -> tuple[object, ...]:
        """What it says, wherever it is from."""
        return (*self[:6], self.minutes)


class TableColumn(NamedTuple):
    """The values of one claimant in a table; `revised` are the days when the claimant revised its count, with notes.

    `restarts` are those on which it began to count anew.
    """

    by: Attribution
    scope: str | None
    note: str
    revised: tuple[tuple[date, str], ...]
    values: tuple[Value, ...]
    place: str | None = None
    caveat: str = ""
    restarts: tuple[date, ...] = ()


class Series(NamedTuple):
    """All values of one claimant for one part of what is counted, at one place, in chronological order.

    `caveat` goes with the values from its table; on the days in `restarts` the claimant began to count anew.
    """

    by: Attribution
    scope: str | None
    note: str
    revised: tuple[tuple[date, str], ...]
    values: tuple[Value, ...]
    place: str | None = None
    caveat: str = ""
    restarts: tuple[date, ...] = ()


Index = Mapping[str, tuple[Event, ...]]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All records, linked and sorted; `now` is the moment of the build, in the site's time zone.

    `question_days`: the days of the briefs that list a question. `promises`: ids of claims that are promises, by due
    day; `outcomes`: those whose outcome an event shows, by event id. `with_anonymous_sources`: ids of events that cite
    an anonymous source; `long_running`: ids of events of several days. `series`: the values of figures by claimant,
    from events and tables; `table_problems`: errors in tables.

    `unpublished`: events that are not published; `drafts`: the same for briefs and pages; `held_back`: entries held
    back with them; `linked_from_unpublished`: everything that something unpublished links to, as (kind, id).

    `cited_once` says which event's page shows a report that has no page of its own.

    `places` are as they may be shown; those that are only partly shown are in `redacted`. `media` describes
    `pictures`, with the same ids.
    """

    site: SiteRecord
    zone: tzinfo
    now: datetime
    events: Mapping[str, Event]
    unpublished: Mapping[str, Entry[EventRecord]]
    drafts: Mapping[Point, Entry[Any]]
    held_back: Mapping[Point, Entry[Any]]
    linked_from_unpublished: frozenset[Point]
    briefs: Mapping[date, Entry[BriefRecord]]
    actors: Mapping[str, Entry[ActorRecord]]
    places: Mapping[str, Entry[PlaceRecord]]
    redacted: Mapping[str, RedactedPlace]
    threads: Mapping[str, Entry[ThreadRecord]]
    thread_texts: Mapping[str, Entry[Any]]
    figures: Mapping[str, Entry[FigureRecord]]
    sources: Mapping[str, Entry[SourceRecord]]
    references: Mapping[str, Entry[ReferenceRecord]]
    questions: Mapping[str, Entry[QuestionRecord]]
    media: Mapping[str, Entry[MediaRecord]]
    pictures: Mapping[str, Entry[PictureRecord]]
    terms: Mapping[str, Entry[TermRecord]]
    pages: Mapping[str, Entry[PageRecord]]
    maps: Mapping[str, Entry[MapRecord]]
    map_shapes: Mapping[str, Entry[Shapes]]
    types: Mapping[str, str]
    subjects: Mapping[str, str]
    synonyms: Mapping[str, Entry[SynonymsRecord]]
    days: tuple[date, ...]
    on_day: Mapping[date, tuple[Event, ...]]
    long_running: tuple[str, ...]
    question_days: Mapping[str, tuple[date, ...]]
    of_thread: Index
    of_actor: Index
    of_place: Index
    of_source: Index
    of_reference: Index
    cited_once: Mapping[str, str]
    incoming_relations: Mapping[str, tuple[tuple[str, str], ...]]
    claims: Mapping[str, LinkedClaim]
    answers: Mapping[str, tuple[LinkedResponse, ...]]
    contradictions: Mapping[str, tuple[str, ...]]
    same_claims: Mapping[str, tuple[str, ...]]
    promises: tuple[str, ...]
    outcomes: Mapping[str, tuple[str, ...]]
    with_anonymous_sources: tuple[str, ...]
    observations: Mapping[str, tuple[LinkedObservation, ...]]
    tables: Mapping[str, Entry[Rows]]
    series: Mapping[str, tuple[Series, ...]]
    table_problems: tuple[Problem, ...]

    def claims_of(self, event: Event) -> tuple[LinkedClaim, ...]:
        """The claims in an event."""
        return tuple(self.claims[f"{event.id}#{claim.id}"] for claim in event.record.claims)

    @property
    def written_places(self) -> Mapping[str, Entry[PlaceRecord]]:
        """All places as written, for checks; pages use `places`."""
        return (
            {**self.places, **{id: place.written for id, place in self.redacted.items()}}
            if self.redacted
            else self.places
        )

    def written_place(self, id: str) -> Entry[PlaceRecord] | None:
        """A place as written, even if it is held back; None if it does not exist."""
        held: Entry[PlaceRecord] | None = self.held_back.get(("place", id))
        return self.redacted[id].written if id in self.redacted else self.places.get(id) or held

    @property
    def today(self) -> date:
        return self.now.date()

    def registry(self, kind: str) -> Mapping[str, Any]:
        """The entries of a registry by id."""
        entries: Mapping[str, Any] = getattr(self, kind if kind == "media" else kind + "s")
        return entries

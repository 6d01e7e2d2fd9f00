"""The timeline: every record, and every relation from both ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any, NamedTuple

from dayline.edtf import EdtfDate
from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.schema.brief import BriefRecord
from dayline.schema.event import Attribution, Claim, EventRecord, Observation, Quote, Response
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
    TermRecord,
    ThreadRecord,
)
from dayline.schema.site import SiteRecord
from dayline.schema.table import Rows
from dayline.timeline.clock import When
from dayline.timeline.origins import ResolvedCitation
from dayline.timeline.prune import Point
from dayline.timeline.redaction import RedactedPlace

if TYPE_CHECKING:
    from dayline.geo.shapes import Shapes

UNATTRIBUTED = Attribution()


class Event(NamedTuple):
    """An event with its place in time and its sources resolved.

    `known_on` is the day it became known here; `origins` are those that count as independent. `actors`
    and `sources` are the ids of all that have a part in it.
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


class LinkedClaim(NamedTuple):
    """A claim with its event, its number there, who makes it, and its id on the whole site."""

    event: Event
    number: int
    by: Attribution
    id: str
    claim: Claim


class LinkedResponse(NamedTuple):
    """An answer to a claim, with its event, its number there, and who gives it."""

    event: Event
    number: int
    by: Attribution
    response: Response


class LinkedQuote(NamedTuple):
    """Words that somebody said, with their event, their number there, and the speaker."""

    event: Event
    number: int
    by: Attribution
    quote: Quote


class LinkedObservation(NamedTuple):
    """A value of a figure, with its event, its number there, who gives it, and the day it is for (`as_of`)."""

    event: Event
    number: int
    by: Attribution
    observation: Observation
    as_of: date | None

    @property
    def series_key(self) -> tuple[str | None, str | None, str | None, str | None]:
        """Whose value it is, and of what part: values of one party make one series."""
        return self.by.by, self.by.organisation, self.by.described_as, self.observation.scope


class Value(NamedTuple):
    """A value for a day, from an event (`number` is its place there) or, without one, from a row of a table;
    `stated` is its date where that is anything but one certain day."""

    day: date | None
    best: float | None
    low: float | None
    high: float | None
    qualifier: str
    unit: str | None
    event: str
    number: int
    stated: EdtfDate | None = None


class TableColumn(NamedTuple):
    """The values of one claimant in a table; `revised` are days on which the claimant changed its count."""

    by: Attribution
    scope: str | None
    note: str
    revised: tuple[tuple[date, str], ...]
    values: tuple[Value, ...]


class Series(NamedTuple):
    """All values of one claimant for one part of what is counted, in the order of their days."""

    by: Attribution
    scope: str | None
    note: str
    revised: tuple[tuple[date, str], ...]
    values: tuple[Value, ...]


Index = Mapping[str, tuple[Event, ...]]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything there is, linked, in order; `now` is the moment it is built for, in the site's zone.

    `in_briefs` are the days in whose briefs a question stands; `promises` are the ids of claims that are
    promises, by the day when they are due, `outcomes` those whose outcome an event shows, by its id; `unnamed`
    are the ids of events with a source that is not named. `series` are the values of figures by claimant, from
    events and tables. `unpublished` are events that are not published, by id; `drafts` such briefs and pages, `held`
    the entries that are held back with any of these, and `awaited` is all that something unpublished leads to, by
    (kind, id). `misread` is what was wrong with tables. `places` are as they may be shown; of which less may be
    shown than is written is in `redacted`. `media` are what is said of `pictures`, by the
    same ids.
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
    map_shapes: "Mapping[str, Entry[Shapes]]"
    types: Mapping[str, str]
    days: tuple[date, ...]
    on_day: Mapping[date, tuple[Event, ...]]
    long_running: tuple[Event, ...]
    question_days: Mapping[str, tuple[date, ...]]
    of_thread: Index
    of_actor: Index
    of_place: Index
    of_source: Index
    of_reference: Index
    incoming_relations: Mapping[str, tuple[tuple[str, str], ...]]
    claims: Mapping[str, LinkedClaim]
    answers: Mapping[str, tuple[LinkedResponse, ...]]
    contradictions: Mapping[str, tuple[str, ...]]
    same_claims: Mapping[str, tuple[str, ...]]
    promises: tuple[str, ...]
    outcomes: Mapping[str, tuple[str, ...]]
    with_anonymous_sources: tuple[str, ...]
    quotes: tuple[LinkedQuote, ...]
    observations: Mapping[str, tuple[LinkedObservation, ...]]
    tables: Mapping[str, Entry[Rows]]
    series: Mapping[str, tuple[Series, ...]]
    table_problems: tuple[Problem, ...]

    def claims_of(self, event: Event) -> tuple[LinkedClaim, ...]:
        """The claims made in an event."""
        return tuple(self.claims[f"{event.id}#{claim.id}"] for claim in event.record.claims)

    @property
    def written_places(self) -> Mapping[str, Entry[PlaceRecord]]:
        """All places as they are written, for those who judge them; pages show `places`."""
        return (
            {**self.places, **{id: place.written for id, place in self.redacted.items()}}
            if self.redacted
            else self.places
        )

    def written_place(self, id: str) -> Entry[PlaceRecord] | None:
        """A place as it is written, also one that is held back, if there is one."""
        held: Entry[PlaceRecord] | None = self.held_back.get(("place", id))
        return self.redacted[id].written if id in self.redacted else self.places.get(id) or held

    @property
    def today(self) -> date:
        return self.now.date()

    def registry(self, kind: str) -> Mapping[str, Any]:
        """The entries of one kind by id."""
        found: Mapping[str, Any] = getattr(self, kind if kind == "media" else kind + "s")
        return found

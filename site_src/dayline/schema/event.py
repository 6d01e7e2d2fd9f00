"""The event: one thing that happened, was said or is planned."""

from datetime import datetime
from typing import Annotated

from dayline.schema import vocabulary as words
from dayline.schema.claim import Claim, Quote, Response
from dayline.schema.clock import AsOf, ClockTime
from dayline.schema.fields import (
    Choice,
    Clock,
    DateOrMoment,
    DateValue,
    FlagValue,
    Inline,
    InlineText,
    Many,
    Moment,
    Number,
    PlainText,
    Prose,
    Shorthand,
    SlugText,
    Text,
)
from dayline.schema.ids import ActorId, EventId, Events, FigureId, MediaId, PlaceId, ThreadId, Threads
from dayline.schema.map import MapSettings
from dayline.schema.record import Changes, Texts, record
from dayline.schema.sourcing import Attribution, Citation, Citations, Status, Verification

Warnings = Annotated[tuple[Annotated[str, Choice(tuple(words.CONTENT_WARNINGS))], ...], Many(words=True)]
_Value = Annotated[float, Number()]


@record
class ActorRole:
    """An actor and its role in the event."""

    actor: ActorId
    role: Annotated[str, Choice(tuple(words.ACTOR_ROLES))] = "participant"
    as_: PlainText | None = None


@record
class PlaceRole:
    """A place and its role in the event."""

    place: PlaceId
    role: Annotated[str, Choice(tuple(words.PLACE_ROLES))] = "scene"
    precision: Annotated[str, Choice(tuple(words.PRECISIONS))] | None = None
    note: PlainText | None = None


PlaceRoles = Annotated[tuple[Annotated[PlaceRole, Shorthand("place")], ...], Many()]


@record
class Plan:
    """What was announced: when it is expected, who announced it, and how certain it is."""

    announced: DateValue | None = None
    announced_in: EventId | None = None
    by: ActorId | None = None
    attribution: Attribution | None = None
    expected: DateValue
    expected_text: PlainText | None = None
    certainty: Annotated[str, Choice(tuple(words.CERTAINTIES))] | None = None
    previous: Annotated[tuple[DateValue, ...], Many(words=True)] = ()


@record
class Observation:
    """One value of a figure at one time, by one claimant.

    A `caveat` is shown wherever the number is, a `note` beside the event and in the table.
    """

    figure: FigureId
    value: _Value | None = None
    low: _Value | None = None
    high: _Value | None = None
    qualifier: Annotated[str, Choice(tuple(words.QUALIFIERS))] = "exact"
    unit: PlainText | None = None
    as_of: Annotated[AsOf, DateOrMoment()] | None = None
    place: PlaceId | None = None
    by: ActorId | None = None
    attribution: Attribution | None = None
    original: PlainText | None = None
    scope: PlainText | None = None
    status: Status = "unverified"
    caveat: PlainText | None = None
    note: PlainText | None = None
    source: Citations = ()


@record
class SeriesNumber:
    """The number of the event in a thread's series, such as round 4 of the talks."""

    thread: ThreadId
    number: Annotated[int, Number(1, 100000, whole=True)]
    label: PlainText | None = None


@record
class HiddenLocation:
    """How a location is made less exact (`generalised`, in degrees) or why it is withheld."""

    generalised: Annotated[float, Number(0, 10)] | None = None
    withheld: PlainText | None = None
    until: DateValue | None = None


@record
class Sensitivity:
    """What readers are shown of a sensitive event."""

    display: Annotated[str, Choice(words.DISPLAYS)] = "show"
    location: HiddenLocation | None = None
    people: Annotated[tuple[Annotated[str, Choice(words.PEOPLE_AT_RISK)], ...], Many(words=True)] = ()
    basis: PlainText | None = None
    note: PlainText | None = None


@record
class MediaUse:
    """A picture and its role in the event or brief."""

    media: MediaId
    role: Annotated[str, Choice(("lead", "inline"))] = "inline"
    caption: InlineText | None = None


@record
class Desk:
    """Who worked on the event; `note` is never published."""

    by: PlainText | None = None
    reviewed_by: PlainText | None = None
    note: PlainText | None = None


@record
class ExternalIds:
    """The ids of the event in other databases."""

    acled: PlainText | None = None
    ucdp: PlainText | None = None
    wikidata: PlainText | None = None
    glide: PlainText | None = None
    viina: PlainText | None = None


@record
class EventRecord:
    """One event, as written in its file. `starter` marks an example that `dayline new site` wrote."""

    date: DateValue
    title: Annotated[str, Text(10, 300)]
    source: Citations = ()
    sources: Citations = ()
    slug: SlugText | None = None
    summary: Annotated[str, Inline(1, 1200)] | None = None
    body: Annotated[str, Prose(1, 4000)] | None = None
    time: Annotated[ClockTime, Clock()] | None = None
    timezone: PlainText | None = None
    date_note: PlainText | None = None
    duration: PlainText | None = None
    type: SlugText = "report"
    mode: Annotated[str, Choice(tuple(words.MODES))] | None = None
    event_status: Annotated[str, Choice(tuple(words.EVENT_STATUSES))] = "occurred"
    planned: Plan | None = None
    priority: Annotated[str, Choice(words.PRIORITIES)] = "normal"
    actors: Annotated[tuple[Annotated[ActorRole, Shorthand("actor")], ...], Many()] = ()
    place: PlaceRoles = ()
    places: PlaceRoles = ()
    map: MapSettings | None = None
    attribution: Attribution | None = None
    verification: Annotated[Verification, Shorthand("status")] = Verification()
    claims: Annotated[tuple[Claim, ...], Many()] = ()
    responses: Annotated[tuple[Response, ...], Many()] = ()
    quotes: Annotated[tuple[Quote, ...], Many()] = ()
    figures: Annotated[tuple[Observation, ...], Many()] = ()
    needs: Annotated[tuple[Annotated[str, Choice(tuple(words.NEEDS))], ...], Many(words=True)] = ()
    threads: Threads = ()
    series: SeriesNumber | None = None
    follows: Events = ()
    updates: Events = ()
    corrects: Events = ()
    supersedes: Events = ()
    responds_to: Events = ()
    contradicts: Events = ()
    supports: Events = ()
    part_of: Events = ()
    same_as: Events = ()
    content_warning: Warnings = ()
    sensitivity: Sensitivity | None = None
    media: Annotated[tuple[Annotated[MediaUse, Shorthand("media")], ...], Many()] = ()
    tags: Annotated[tuple[SlugText, ...], Many(words=True)] = ()
    lang: PlainText | None = None
    reported: DateValue | None = None
    added: DateValue | None = None
    state: Annotated[str, Choice(words.STATES)] = "published"
    embargo: Annotated[datetime, Moment()] | None = None
    starter: FlagValue = False
    changes: Changes = ()
    aliases: Texts = ()
    external_ids: ExternalIds | None = None
    desk: Desk | None = None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations, from `source` and `sources`."""
        return self.source + self.sources

    @property
    def scenes(self) -> tuple[PlaceRole, ...]:
        """All places, from `place` and `places`."""
        return self.place + self.places

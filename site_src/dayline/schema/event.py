"""The event: one thing that happened, was said, or is planned (content model 3.2–3.7)."""

from datetime import datetime
from typing import Annotated

from dayline.schema import vocabulary as words
from dayline.schema.clock import ClockTime
from dayline.schema.fields import (
    Choice,
    Clock,
    DateValue,
    FlagValue,
    Inline,
    InlineText,
    Many,
    Moment,
    Number,
    PlainText,
    Prose,
    Ref,
    Short,
    SlugText,
    Text,
    UrlText,
)
from dayline.schema.map import MapSettings
from dayline.schema.promise import Promise
from dayline.schema.record import Changes, record

Actors = Annotated[tuple[Annotated[str, Ref("actor")], ...], Many()]
Threads = Annotated[tuple[Annotated[str, Ref("thread")], ...], Many()]
Events = Annotated[tuple[Annotated[str, Ref("event")], ...], Many()]
ActorId = Annotated[str, Ref("actor")]
PlaceId = Annotated[str, Ref("place")]
EventId = Annotated[str, Ref("event")]
ClaimId = Annotated[str, Ref("claim")]
Warnings = Annotated[tuple[Annotated[str, Choice(tuple(words.CONTENT_WARNINGS))], ...], Many(short=True)]
Status = Annotated[str, Choice(tuple(words.VERIFICATIONS))]
Credibility = Annotated[int, Number(1, 6, whole=True)]
Measured = Annotated[float, Number()]
Strings = Annotated[tuple[PlainText, ...], Many(short=True)]


@record
class Citation:
    """Where something was read: a registered reference, a bare address, or a source with a date."""

    ref: Annotated[str, Ref("reference")] | None = None
    url: UrlText | None = None
    source: Annotated[str, Ref("source")] | None = None
    published: DateValue | None = None
    role: Annotated[str, Choice(tuple(words.CITATION_ROLES))] = "primary"
    locator: PlainText | None = None
    credibility: Credibility = 6
    supports: Strings = ()
    origin: Annotated[str, Ref("source")] | None = None
    note: PlainText | None = None


Citations = Annotated[tuple[Annotated[Citation, Short("ref", "url")], ...], Many()]


@record
class Attribution:
    """Who says so: a registered actor, or an unnamed source as it was described."""

    by: ActorId | None = None
    anonymous: FlagValue = False
    described_as: PlainText | None = None
    reason: PlainText | None = None
    organisation: ActorId | None = None
    count: Annotated[int, Number(1, 1000, whole=True)] = 1
    basis: Annotated[str, Choice(tuple(words.BASES))] | None = None
    medium: Annotated[str, Choice(tuple(words.MEDIUMS))] | None = None
    said: DateValue | None = None
    identity: Annotated[str, Choice(words.IDENTITIES)] = "stated"
    note: PlainText | None = None


@record
class ActorRole:
    """An actor and its part in the event."""

    actor: ActorId
    role: Annotated[str, Choice(tuple(words.ACTOR_ROLES))] = "participant"
    as_: PlainText | None = None


@record
class PlaceRole:
    """A place and its part in the event."""

    place: PlaceId
    role: Annotated[str, Choice(tuple(words.PLACE_ROLES))] = "scene"
    precision: Annotated[str, Choice(tuple(words.PRECISIONS))] | None = None
    note: PlainText | None = None


Places = Annotated[tuple[Annotated[PlaceRole, Short("place")], ...], Many()]


@record
class Plan:
    """What was announced: for when, by whom, how certain."""

    announced: DateValue | None = None
    announced_in: EventId | None = None
    by: ActorId | None = None
    attribution: Attribution | None = None
    expected: DateValue
    expected_text: PlainText | None = None
    certainty: Annotated[str, Choice(tuple(words.CERTAINTIES))] | None = None
    previous: Annotated[tuple[DateValue, ...], Many(short=True)] = ()


@record
class Verification:
    """How sure the desk is, and why."""

    status: Status = "unverified"
    confidence: Annotated[str, Choice(words.CONFIDENCES)] | None = None
    credibility: Credibility | None = None
    methods: Annotated[tuple[Annotated[str, Choice(tuple(words.METHODS))], ...], Many(short=True)] = ()
    by: PlainText | None = None
    on: DateValue | None = None
    note: PlainText | None = None


@record
class Claim:
    """One proposition that somebody puts forward, in our words."""

    id: SlugText
    text: InlineText
    by: ActorId | None = None
    attribution: Attribution | None = None
    kind: Annotated[str, Choice(tuple(words.CLAIM_KINDS))] = "factual"
    about: Actors = ()
    about_date: DateValue | None = None
    about_date_text: PlainText | None = None
    promise: Promise | None = None
    status: Status = "unverified"
    credibility: Credibility | None = None
    contradicts: Annotated[tuple[ClaimId, ...], Many()] = ()
    same_as: ClaimId | None = None
    source: Citations = ()


@record
class Response:
    """An answer to a claim, and how much of the claim it addresses."""

    claim: ClaimId
    type: Annotated[str, Choice(words.RESPONSES)]
    addresses: Annotated[str, Choice(words.ADDRESSES)] = "whole"
    text: InlineText | None = None
    by: ActorId | None = None
    attribution: Attribution | None = None
    quote: SlugText | None = None
    said: DateValue | None = None
    source: Citations = ()


@record
class QuoteTranslation:
    """From which language the words were translated, and by whom."""

    from_: PlainText | None = None
    by: Annotated[str, Choice(tuple(words.TRANSLATORS))] = "unstated"
    original: PlainText | None = None


@record
class Quote:
    """Words as they were said."""

    text: Annotated[str, Text()]
    id: SlugText | None = None
    by: ActorId | None = None
    attribution: Attribution | None = None
    partial: FlagValue = False
    lang: PlainText | None = None
    medium: Annotated[str, Choice(tuple(words.MEDIUMS))] | None = None
    said: DateValue | None = None
    identity: Annotated[str, Choice(words.IDENTITIES)] = "stated"
    context: PlainText | None = None
    translated: QuoteTranslation | None = None
    note: PlainText | None = None
    source: Citations = ()


@record
class Observation:
    """One value of a figure, by one party, at one date."""

    figure: Annotated[str, Ref("figure")]
    value: Measured | None = None
    low: Measured | None = None
    high: Measured | None = None
    qualifier: Annotated[str, Choice(tuple(words.QUALIFIERS))] = "exact"
    unit: PlainText | None = None
    as_of: DateValue | None = None
    by: ActorId | None = None
    attribution: Attribution | None = None
    original: PlainText | None = None
    scope: PlainText | None = None
    status: Status = "unverified"
    note: PlainText | None = None
    source: Citations = ()


@record
class Ordinal:
    """Which one in a thread's numbered series this is."""

    thread: Annotated[str, Ref("thread")]
    number: Annotated[int, Number(1, 100000, whole=True)]
    label: PlainText | None = None


@record
class HiddenLocation:
    """What was coarsened or left out about a place, and why."""

    generalised: Annotated[float, Number(0, 10)] | None = None
    withheld: PlainText | None = None
    until: DateValue | None = None


@record
class Sensitivity:
    """How carefully an item must be shown."""

    display: Annotated[str, Choice(words.DISPLAYS)] = "show"
    location: HiddenLocation | None = None
    people: Annotated[tuple[Annotated[str, Choice(words.PEOPLE_AT_RISK)], ...], Many(short=True)] = ()
    basis: PlainText | None = None
    note: PlainText | None = None


@record
class MediaUse:
    """A picture or video and its part in the item."""

    media: Annotated[str, Ref("media")]
    role: Annotated[str, Choice(("lead", "inline"))] = "inline"
    caption: InlineText | None = None


@record
class Desk:
    """Who worked on the item; `note` is never published."""

    by: PlainText | None = None
    reviewed_by: PlainText | None = None
    note: PlainText | None = None


@record
class ExternalIds:
    """The same event elsewhere."""

    acled: PlainText | None = None
    ucdp: PlainText | None = None
    wikidata: PlainText | None = None
    glide: PlainText | None = None
    viina: PlainText | None = None


@record
class EventRecord:
    """One event as written in its file. `starter` marks the one that `dayline new site` wrote."""

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
    actors: Annotated[tuple[Annotated[ActorRole, Short("actor")], ...], Many()] = ()
    place: Places = ()
    places: Places = ()
    map: MapSettings | None = None
    attribution: Attribution | None = None
    verification: Annotated[Verification, Short("status")] = Verification()
    claims: Annotated[tuple[Claim, ...], Many()] = ()
    responses: Annotated[tuple[Response, ...], Many()] = ()
    quotes: Annotated[tuple[Quote, ...], Many()] = ()
    figures: Annotated[tuple[Observation, ...], Many()] = ()
    needs: Annotated[tuple[Annotated[str, Choice(tuple(words.NEEDS))], ...], Many(short=True)] = ()
    threads: Threads = ()
    series: Ordinal | None = None
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
    media: Annotated[tuple[Annotated[MediaUse, Short("media")], ...], Many()] = ()
    tags: Annotated[tuple[SlugText, ...], Many(short=True)] = ()
    lang: PlainText | None = None
    reported: DateValue | None = None
    added: DateValue | None = None
    state: Annotated[str, Choice(words.STATES)] = "published"
    embargo: Annotated[datetime, Moment()] | None = None
    starter: FlagValue = False
    changes: Changes = ()
    aliases: Strings = ()
    external_ids: ExternalIds | None = None
    desk: Desk | None = None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All sources, whichever of the two fields they stand in."""
        return self.source + self.sources

    @property
    def scenes(self) -> tuple[PlaceRole, ...]:
        """All places, whichever of the two fields they stand in."""
        return self.place + self.places

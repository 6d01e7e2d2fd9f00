"""The registries: what events point to (content model 3.11)."""

from typing import Annotated

from dayline.schema import vocabulary as words
from dayline.schema.event import ActorId, Actors, PlaceId, Strings
from dayline.schema.fields import (
    Body,
    Choice,
    Coordinate,
    DateValue,
    FlagValue,
    InlineText,
    Many,
    Number,
    PlainText,
    Ref,
    SlugText,
    UrlText,
)
from dayline.schema.map import MapSettings
from dayline.schema.record import Changes, record
from dayline.schema.table import Table

Names = dict[SlugText, PlainText]
SourceId = Annotated[str, Ref("source")]
Languages = Annotated[tuple[PlainText, ...], Many(short=True)]
Country = PlainText


@record
class HeldCopy:
    """A copy of the document that the desk holds."""

    sha256: PlainText | None = None
    note: PlainText | None = None


@record
class ReferenceRecord:
    """One document that is cited."""

    source: SourceId
    kind: Annotated[str, Choice(words.REFERENCE_KINDS)]
    title: PlainText
    url: UrlText | None = None
    archived_url: UrlText | None = None
    published: DateValue | None = None
    accessed: DateValue | None = None
    lang: PlainText | None = None
    authors: Strings = ()
    credit: PlainText | None = None
    syndicated_from: Annotated[tuple[SourceId, ...], Many()] = ()
    origin: SourceId | None = None
    based_on: Annotated[tuple[Annotated[str, Ref("reference")], ...], Many()] = ()
    consulted: FlagValue = True
    cited_by: Annotated[str, Ref("reference")] | None = None
    copy: HeldCopy | None = None
    paywalled: FlagValue = False
    changes: Changes = ()
    note: PlainText | None = None


@record
class SourceRecord:
    """Who publishes: a newspaper, an agency, a channel, an authority."""

    name: PlainText
    kind: Annotated[str, Choice(tuple(words.SOURCE_KINDS))]
    short_name: PlainText | None = None
    country: Country | None = None
    languages: Languages = ()
    domains: Strings = ()
    scale: Annotated[str, Choice(words.SCALES)] | None = None
    reliability: Annotated[str, Choice(tuple(words.RELIABILITIES))] = "F"
    reliability_note: PlainText | None = None
    reliability_reviewed: DateValue | None = None
    stake: Annotated[str, Choice(tuple(words.STAKES))] = "unknown"
    actor: ActorId | None = None
    policy: Annotated[str, Choice(tuple(words.POLICIES))] = "normal"
    wikidata: PlainText | None = None
    note: PlainText | None = None
    changes: Changes = ()


@record
class Role:
    """An office that a person holds or held."""

    title: PlainText
    organisation: ActorId | None = None
    from_: DateValue | None = None
    to: DateValue | None = None


@record
class ActorRecord:
    """A person, a government, a force, an organisation."""

    name: PlainText
    kind: Annotated[str, Choice(tuple(words.ACTOR_KINDS))]
    names: Names | None = None
    aliases: Strings = ()
    country: Country | None = None
    parent: ActorId | None = None
    roles: Annotated[tuple[Role, ...], Many()] = ()
    party_to_conflict: FlagValue = False
    public_figure: FlagValue = False
    wikidata: PlainText | None = None
    description: InlineText | None = None
    places: Annotated[tuple[PlaceId, ...], Many()] = ()
    changes: Changes = ()


@record
class PlaceRecord:
    """A place that events happen in, lead to or concern."""

    name: PlainText
    kind: Annotated[str, Choice(tuple(words.PLACE_KINDS))]
    names: Names | None = None
    aliases: Strings = ()
    country: Country | None = None
    admin1: PlainText | None = None
    parent: PlaceId | None = None
    lat: Annotated[str, Coordinate()] | None = None
    lon: Annotated[str, Coordinate()] | None = None
    uncertainty_m: Annotated[float, Number(0, 10**7)] | None = None
    geonames: PlainText | None = None
    wikidata: PlainText | None = None
    pcode: PlainText | None = None
    timezone: PlainText | None = None
    disputed: PlainText | None = None
    sensitive: FlagValue = False
    map: MapSettings | None = None
    description: InlineText | None = None
    changes: Changes = ()


@record
class Numbering:
    """How the rounds of a thread are named, and whether numbers may be missing."""

    label: PlainText = "Round {n}"
    gaps: Annotated[str, Choice(("allowed", "forbidden"))] = "allowed"


@record
class ThreadRecord:
    """A storyline."""

    title: PlainText
    summary: InlineText
    status: Annotated[str, Choice(tuple(words.THREAD_STATUSES))] = "active"
    opened: DateValue | None = None
    closed: DateValue | None = None
    parent: Annotated[str, Ref("thread")] | None = None
    numbering: Numbering | None = None
    actors: Actors = ()
    places: Annotated[tuple[PlaceId, ...], Many()] = ()
    map: MapSettings | None = None
    pinned: Annotated[tuple[Annotated[str, Ref("event")], ...], Many()] = ()
    priority: Annotated[str, Choice(words.PRIORITIES)] = "normal"
    changes: Changes = ()


@record
class ThreadText:
    """A thread's standing background text: `threads/<slug>.md`."""

    body: Annotated[str, Body()] = ""


@record
class FigureRecord:
    """What a figure counts; the values stand in the events and in its table, `figures/<id>.csv`."""

    title: PlainText
    unit: PlainText
    kind: Annotated[str, Choice(tuple(words.FIGURE_KINDS))]
    counts: PlainText
    excludes: PlainText | None = None
    period: PlainText | None = None
    aggregation: Annotated[str, Choice(words.AGGREGATIONS)] = "none"
    direction: PlainText | None = None
    place: PlaceId | None = None
    thread: Annotated[str, Ref("thread")] | None = None
    actors: Actors = ()
    chart: Annotated[str, Choice(words.CHARTS)] = "points"
    prefer: Annotated[tuple[SourceId, ...], Many()] = ()
    hxl: PlainText | None = None
    table: Table | None = None
    changes: Changes = ()


@record
class TermRecord:
    """A term that needs explaining, and the words to avoid in its stead."""

    term: PlainText
    also: Strings = ()
    avoid: Strings = ()
    changes: Changes = ()
    body: Annotated[str, Body()] = ""


@record
class PageRecord:
    """A static page: about, method, corrections policy. `starter` marks one that `dayline new site` wrote."""

    title: PlainText
    description: PlainText | None = None
    state: Annotated[str, Choice(words.OWN_STATES)] = "published"
    starter: FlagValue = False
    changes: Changes = ()
    body: Annotated[str, Body()] = ""


@record
class EventType:
    """A type of event that this site adds, with its codes for exports."""

    label: PlainText
    acled: PlainText | None = None
    plover: PlainText | None = None
    iptc: PlainText | None = None


@record
class EventTypesRecord:
    """`vocab/event-types.yaml`: types of events beside the built-in ones."""

    types: dict[SlugText, EventType]

"""The registries: the records that events refer to, and the pages of the site."""

from typing import Annotated

from dayline.schema import vocabulary as words
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
    SlugText,
    UrlText,
)
from dayline.schema.ids import (
    ActorId,
    Actors,
    Events,
    PlaceId,
    Places,
    ReferenceId,
    References,
    SourceId,
    Sources,
    ThreadId,
)
from dayline.schema.map import MapSettings
from dayline.schema.record import Changes, Texts, record
from dayline.schema.table import Table

Names = dict[SlugText, PlainText]
Languages = Annotated[tuple[PlainText, ...], Many(words=True)]


@record
class HeldCopy:
    """A copy of the document that the desk keeps."""

    sha256: PlainText | None = None
    note: PlainText | None = None


@record
class ReferenceRecord:
    """One document that events cite."""

    source: SourceId
    kind: Annotated[str, Choice(words.REFERENCE_KINDS)]
    title: PlainText
    url: UrlText | None = None
    archived_url: UrlText | None = None
    published: DateValue | None = None
    accessed: DateValue | None = None
    lang: PlainText | None = None
    authors: Texts = ()
    credit: PlainText | None = None
    syndicated_from: Sources = ()
    origin: SourceId | None = None
    based_on: References = ()
    consulted: FlagValue = True
    cited_by: ReferenceId | None = None
    copy: HeldCopy | None = None
    paywalled: FlagValue = False
    changes: Changes = ()
    note: PlainText | None = None


@record
class SourceRecord:
    """A publisher: a newspaper, a news agency, a channel, an authority."""

    name: PlainText
    kind: Annotated[str, Choice(tuple(words.SOURCE_KINDS))]
    short_name: PlainText | None = None
    country: PlainText | None = None
    languages: Languages = ()
    domains: Texts = ()
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
    """A post that a person holds or held."""

    title: PlainText
    organisation: ActorId | None = None
    from_: DateValue | None = None
    to: DateValue | None = None


@record
class ActorRecord:
    """A person, a government, an armed force or an organisation."""

    name: PlainText
    kind: Annotated[str, Choice(tuple(words.ACTOR_KINDS))]
    names: Names | None = None
    aliases: Texts = ()
    country: PlainText | None = None
    parent: ActorId | None = None
    roles: Annotated[tuple[Role, ...], Many()] = ()
    party_to_conflict: FlagValue = False
    public_figure: FlagValue = False
    wikidata: PlainText | None = None
    description: InlineText | None = None
    places: Places = ()
    changes: Changes = ()


@record
class PlaceRecord:
    """A place where events happen, or that they lead to or concern."""

    name: PlainText
    kind: Annotated[str, Choice(tuple(words.PLACE_KINDS))]
    names: Names | None = None
    aliases: Texts = ()
    country: PlainText | None = None
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
    described_as: PlainText | None = None
    description: InlineText | None = None
    summary: InlineText | None = None
    changes: Changes = ()


@record
class Numbering:
    """How the numbered events of a thread are labelled, and whether numbers may be missing."""

    label: PlainText = "Round {n}"
    gaps: Annotated[str, Choice(("allowed", "forbidden"))] = "allowed"


@record
class ThreadRecord:
    """A storyline that runs through several events."""

    title: PlainText
    summary: InlineText
    status: Annotated[str, Choice(tuple(words.THREAD_STATUSES))] = "active"
    opened: DateValue | None = None
    closed: DateValue | None = None
    parent: ThreadId | None = None
    numbering: Numbering | None = None
    actors: Actors = ()
    places: Places = ()
    map: MapSettings | None = None
    pinned: Events = ()
    priority: Annotated[str, Choice(words.PRIORITIES)] = "normal"
    changes: Changes = ()


@record
class ThreadText:
    """The background text of a thread: `threads/<slug>.md`."""

    body: Annotated[str, Body()] = ""


@record
class Level:
    """A value with a name, such as a flood stage; it is a line in the chart."""

    value: Annotated[float, Number()]
    label: PlainText
    unit: PlainText | None = None


@record
class FigureRecord:
    """What a figure counts. The values are in events and in its table, `figures/<id>.csv`.

    Figures `about` one subject are shown side by side; `weight` says which come first. `not_held` lists counts that
    the desk does not have. Each part of what is counted has a chart of its own, unless with `one_chart` all parts are
    the same thing, counted again or by others.
    """

    title: PlainText
    unit: PlainText
    about: SlugText | None = None
    weight: Annotated[int, Number(0, 9, whole=True)] = 0
    kind: Annotated[str, Choice(tuple(words.FIGURE_KINDS))]
    counts: PlainText
    excludes: PlainText | None = None
    period: PlainText | None = None
    aggregation: Annotated[str, Choice(words.AGGREGATIONS)] = "none"
    direction: PlainText | None = None
    place: PlaceId | None = None
    thread: ThreadId | None = None
    actors: Actors = ()
    chart: Annotated[str, Choice(words.CHARTS)] = "points"
    one_chart: FlagValue = False
    levels: Annotated[tuple[Level, ...], Many()] = ()
    not_held: Texts = ()
    prefer: Sources = ()
    hxl: PlainText | None = None
    table: Table | None = None
    changes: Changes = ()

    @property
    def is_of_single_amounts(self) -> bool:
        """Whether each value stands for itself, such as the dead of one attack, and does not follow another."""
        return self.kind == "flow" and not self.period


@record
class TermRecord:
    """A term that needs an explanation, and the words to avoid."""

    term: PlainText
    also: Texts = ()
    avoid: Texts = ()
    changes: Changes = ()
    body: Annotated[str, Body()] = ""


@record
class PageRecord:
    """A static page, such as about or corrections policy. `starter` marks an example that `dayline new site` wrote."""

    title: PlainText
    description: PlainText | None = None
    state: Annotated[str, Choice(words.TEXT_STATES)] = "published"
    starter: FlagValue = False
    changes: Changes = ()
    body: Annotated[str, Body()] = ""


@record
class EventType:
    """An event type that the site adds, with its codes in other classifications."""

    label: PlainText
    acled: PlainText | None = None
    plover: PlainText | None = None
    iptc: PlainText | None = None


@record
class FigureSubject:
    """A subject of figures that the site adds."""

    label: PlainText


@record
class FigureSubjectsRecord:
    """`vocab/figure-subjects.yaml`: what figures can be about, besides the built-in subjects."""

    subjects: dict[SlugText, FigureSubject]


@record
class EventTypesRecord:
    """`vocab/event-types.yaml`: event types besides the built-in ones."""

    types: dict[SlugText, EventType]


@record
class Synonym:
    """Words and phrases that readers may type, and others that search looks for as well."""

    words: Texts
    also: Texts


@record
class SynonymsRecord:
    """`vocab/synonyms.yaml`: what search also looks for, besides the built-in synonyms ([search.md](search.md))."""

    synonyms: Annotated[tuple[Synonym, ...], Many()]

"""Where information comes from: citations, attributions, and how far it is verified."""

from typing import Annotated

from dayline.schema import vocabulary as words
from dayline.schema.fields import Choice, DateValue, FlagValue, Many, Number, PlainText, Shorthand, UrlText
from dayline.schema.ids import ActorId, ReferenceId, SourceId
from dayline.schema.record import Texts, record

Status = Annotated[str, Choice(words.VERIFICATIONS)]
Credibility = Annotated[int, Number(1, 6, whole=True)]


@record
class Citation:
    """Where something was published: a registered reference, an address only, or a source with a date.

    `kind` alone is what the desk itself saw, heard or holds: `source: {kind: observation}`.
    """

    ref: ReferenceId | None = None
    url: UrlText | None = None
    source: SourceId | None = None
    kind: Annotated[str, Choice(words.OWN_KINDS)] | None = None
    published: DateValue | None = None
    role: Annotated[str, Choice(tuple(words.CITATION_ROLES))] = "primary"
    locator: PlainText | None = None
    credibility: Credibility = 6
    supports: Texts = ()
    origin: SourceId | None = None
    note: PlainText | None = None


Citations = Annotated[tuple[Annotated[Citation, Shorthand("ref", "url")], ...], Many()]


@record
class Attribution:
    """Who says something: a registered actor, or an anonymous source as the report describes it."""

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
class Verification:
    """How certain the desk is, and why."""

    status: Status = "unverified"
    confidence: Annotated[str, Choice(words.CONFIDENCES)] | None = None
    credibility: Credibility | None = None
    methods: Annotated[tuple[Annotated[str, Choice(tuple(words.METHODS))], ...], Many(words=True)] = ()
    by: PlainText | None = None
    on: DateValue | None = None
    note: PlainText | None = None

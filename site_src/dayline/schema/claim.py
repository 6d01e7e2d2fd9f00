"""What people say: claims, answers to them, promises and quotations."""

from typing import Annotated

from dayline.schema import vocabulary as words
from dayline.schema.fields import Choice, DateValue, FlagValue, InlineText, PlainText, SlugText, Text
from dayline.schema.ids import ActorId, Actors, ClaimId, Claims, EventId, Threads
from dayline.schema.record import record
from dayline.schema.sourcing import Attribution, Citations, Credibility, Status


@record
class Promise:
    """When a promise is due, to whom it was made, its outcome, and the event that shows the outcome."""

    due: DateValue
    to: Actors = ()
    outcome: Annotated[str, Choice(tuple(words.PROMISE_OUTCOMES))] | None = None
    shown_by: EventId | None = None
    note: InlineText | None = None


@record
class Claim:
    """One thing that somebody claims, in the desk's words."""

    id: SlugText
    text: InlineText
    by: ActorId | None = None
    attribution: Attribution | None = None
    kind: Annotated[str, Choice(tuple(words.CLAIM_KINDS))] = "factual"
    about: Actors = ()
    threads: Threads = ()
    about_date: DateValue | None = None
    about_date_text: PlainText | None = None
    promise: Promise | None = None
    status: Status = "unverified"
    credibility: Credibility | None = None
    contradicts: Claims = ()
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
    """The language that a quotation was translated from, and who translated it."""

    from_: PlainText | None = None
    by: Annotated[str, Choice(tuple(words.TRANSLATORS))] = "unstated"
    original: PlainText | None = None


@record
class Quote:
    """Words exactly as they were said."""

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

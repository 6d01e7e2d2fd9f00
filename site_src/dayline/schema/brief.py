"""The daily brief: front matter and Markdown."""

from datetime import datetime
from typing import Annotated

from dayline.schema import vocabulary as words
from dayline.schema.event import MediaUse, Warnings
from dayline.schema.fields import (
    Body,
    Choice,
    DateValue,
    FlagValue,
    InlineOrId,
    InlineText,
    Many,
    Moment,
    PlainText,
    Shorthand,
    Text,
)
from dayline.schema.ids import EventId, Events
from dayline.schema.record import Changes, Texts, record


@record
class Highlight:
    """One of the three to seven things to know about the day, with the events that it is based on."""

    text: InlineText
    events: Events = ()


@record
class Watched:
    """What to watch: a planned event or, for anything else that has a date, that date and what is expected then.

    `outcome` is added later: what came of it, and `shown_by` the event that shows it.
    """

    event: EventId | None = None
    date: DateValue | None = None
    text: InlineText | None = None
    outcome: PlainText | None = None
    shown_by: EventId | None = None


@record
class BriefRecord:
    """The summary of one day. `starter` marks an example that `dayline new` wrote."""

    date: DateValue
    title: Annotated[str, Text(1, 300)]
    standfirst: InlineText | None = None
    status: Annotated[str, Choice(("open", "closed"))] = "open"
    state: Annotated[str, Choice(words.TEXT_STATES)] = "published"
    as_of: Annotated[datetime, Moment()] | None = None
    byline: Texts = ()
    reviewed_by: PlainText | None = None
    lead: EventId | None = None
    highlights: Annotated[tuple[Annotated[Highlight, Shorthand("text")], ...], Many()] = ()
    not_known: Annotated[tuple[Annotated[str, InlineOrId(kind="question")], ...], Many()] = ()
    watch: Annotated[tuple[Annotated[Watched, Shorthand("event")], ...], Many()] = ()
    media: Annotated[tuple[Annotated[MediaUse, Shorthand("media")], ...], Many()] = ()
    content_warning: Warnings = ()
    starter: FlagValue = False
    changes: Changes = ()
    body: Annotated[str, Body()] = ""

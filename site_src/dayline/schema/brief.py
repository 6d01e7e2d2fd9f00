"""The daily brief: front matter and Markdown (content model 3.12)."""

from datetime import datetime
from typing import Annotated

from dayline.schema import vocabulary as words
from dayline.schema.event import EventId, Events, MediaUse, Strings, Warnings
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
    Short,
    Text,
)
from dayline.schema.record import Changes, record


@record
class Highlight:
    """One of the three to seven things to know, with the events it stands on."""

    text: InlineText
    events: Events = ()


@record
class BriefRecord:
    """The summary of one day. `starter` marks the one that `dayline new site` wrote."""

    date: DateValue
    title: Annotated[str, Text(1, 300)]
    standfirst: InlineText | None = None
    status: Annotated[str, Choice(("open", "closed"))] = "open"
    state: Annotated[str, Choice(words.OWN_STATES)] = "published"
    as_of: Annotated[datetime, Moment()] | None = None
    byline: Strings = ()
    reviewed_by: PlainText | None = None
    lead: EventId | None = None
    highlights: Annotated[tuple[Annotated[Highlight, Short("text")], ...], Many()] = ()
    not_known: Annotated[tuple[Annotated[str, InlineOrId(kind="question")], ...], Many()] = ()
    watch: Events = ()
    media: Annotated[tuple[Annotated[MediaUse, Short("media")], ...], Many()] = ()
    content_warning: Warnings = ()
    starter: FlagValue = False
    changes: Changes = ()
    body: Annotated[str, Body()] = ""

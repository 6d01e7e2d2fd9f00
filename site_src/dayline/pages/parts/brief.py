"""The brief of a day: its state, what to know first, what is not known."""

from datetime import date, datetime
from typing import NamedTuple

from markupsafe import Markup

from dayline import prose, urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.change_badge import Badge, changes
from dayline.pages.parts.question import state_on
from dayline.pages.wording import comma_separated, listing, short_date
from dayline.read.entry import Entry
from dayline.schema import vocabulary as words
from dayline.schema.brief import BriefRecord, Highlight
from dayline.timeline.linked_events import start_day
from dayline.timeline.publication import UNPUBLISHED_STATES
from dayline.words import gettext


class HighlightView(NamedTuple):
    """One of the things to know and the events behind it; `url` links to the first of them."""

    text: Markup
    url: str
    events: tuple[Link, ...]


class Unknown(NamedTuple):
    """An entry of a brief's list of unknowns: a question links to its page, with its age on the brief's day and its
    state today (`state`); any other entry is plain text."""

    text: Markup
    url: str = ""
    state: str = ""


class BriefView(NamedTuple):
    """The brief of a day."""

    title: str
    draft: bool  # whether it is not yet published
    standfirst: Markup  # one paragraph that sums up the day
    closed: bool  # whether the brief is finished
    as_of: str  # the moment that it describes: `14 March, 18:00 Kyiv time`
    as_of_machine: str  # the same for `<time datetime>`
    byline: str  # who wrote it
    highlights: tuple[HighlightView, ...]  # what to know
    body: Markup
    not_known: tuple[Unknown, ...]  # what is not known
    warning: str  # what in it may disturb readers
    changes: tuple[Badge, ...]


def brief_view(entry: Entry[BriefRecord], index: SiteIndex) -> BriefView:
    """A brief."""
    brief = entry.record
    return BriefView(
        title=index.text(brief.title),
        draft=brief.state in UNPUBLISHED_STATES,
        standfirst=index.inline(brief.standfirst),
        closed=brief.status == "closed",
        as_of=_as_of(brief.as_of, index) if brief.as_of else "",
        as_of_machine=brief.as_of.isoformat(timespec="minutes") if brief.as_of else "",
        byline=comma_separated(brief.byline),
        highlights=tuple(_highlight(h, brief, index) for h in brief.highlights),
        body=index.block(brief.body),
        not_known=tuple(unknown(entry, brief.date.earliest, index) for entry in brief.not_known),
        warning=listing([gettext(words.CONTENT_WARNINGS[warning]) for warning in brief.content_warning]),
        changes=changes(brief.changes, index),
    )


def unknown(entry: str, day: date | None, index: SiteIndex) -> Unknown:
    """An entry of a brief's `not_known`: a question with its state on that day, or plain text."""
    question = index.timeline.questions.get(entry)
    if question is None:
        return Unknown(index.inline(entry))
    link = index.link("question", entry)
    return Unknown(Markup.escape(link.text), link.url, state_on(question.record, day, index))


def _as_of(moment: datetime, index: SiteIndex) -> str:
    """`14 March, 18:00 Kyiv time`."""
    site = index.timeline.site
    zone, day, time = site.timezone_label or site.timezone, short_date(moment.date()), f"{moment:%H:%M}"
    return gettext("{date}, {time} {zone}", date=day, time=time, zone=zone)


def _highlight(highlight: Highlight, brief: BriefRecord, index: SiteIndex) -> HighlightView:
    """A highlight, as one link to its first event on the day's page.

    A closed brief does not name events of later days, whose titles say what nobody knew yet.
    """
    day = brief.date.earliest
    text = prose.without_links(index.inline(highlight.text))
    known = index.timeline.events
    first = next((known[event] for event in highlight.events if event in known), None)
    url = "" if first is None else urls.event(first.id)
    if first is not None and day in first.when.days:
        url = f"{urls.day(day)}#{urls.anchor(first.id)}"
    closed_on = day if brief.status == "closed" else None
    ids = [id for id in highlight.events if not (closed_on and id in known and start_day(known[id]) > closed_on)]
    return HighlightView(text, url, index.links("event", ids))

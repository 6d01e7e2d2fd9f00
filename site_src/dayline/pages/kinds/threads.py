"""Thread pages: one storyline from beginning to end."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages.archive import newest
from dayline.pages.data.social_cards import thread_card
from dayline.pages.entry_head import entry_head
from dayline.pages.index import SiteIndex
from dayline.pages.kinds.topics import topics_view
from dayline.pages.links import Head, Link
from dayline.pages.maps.event_locations import locations
from dayline.pages.not_known import not_known, questions_on
from dayline.pages.page import Page
from dayline.pages.parts.brief import Unknown
from dayline.pages.parts.change_badge import Badge, changes
from dayline.pages.parts.claims_on import ClaimsOn, Disputed, claims_on, disputed_in
from dayline.pages.parts.documents import Documents, documents
from dayline.pages.parts.event_card import series
from dayline.pages.parts.event_line import DayLines, EventLine, by_day, has_key, line
from dayline.pages.parts.filters import FEW
from dayline.pages.parts.last_report import ON_TOPIC, LastReport, last_report
from dayline.pages.parts.map import MapView, map_of
from dayline.pages.parts.month_links import Archive, archive
from dayline.pages.parts.overview import Overview, overview_of
from dayline.pages.parts.question import QuestionLine, answered_among
from dayline.pages.parts.trust import TOPIC, trust_in
from dayline.pages.parts.upcoming import Coming, coming_of
from dayline.pages.parts.value import FigureLine, last_lines
from dayline.pages.wording import stated
from dayline.schema import vocabulary as words
from dayline.schema.registry import ThreadRecord
from dayline.timeline.interactions import HAPPENED
from dayline.timeline.timeline import Event
from dayline.words import gettext

ROUNDS = 20  # of a series on a page, at most; each says which it is


class Round(NamedTuple):
    """One of a thread's numbered events."""

    label: str
    event: EventLine


class ThreadView(NamedTuple):
    """The page of a topic."""

    head: Head
    status: str  # whether it is active, in words
    summary: Markup
    text: Markup  # background, below the events
    span: str  # when it was opened and closed, in words
    last: LastReport | None
    trust: str  # what all of it rests on
    disputed: Disputed  # what the events marked as disputed are disputed for
    documents: Documents  # what it was written from
    parent: Link | None
    children: tuple[Link, ...]
    rounds: tuple[Round, ...]
    coming: tuple[Coming, ...]
    days: tuple[DayLines, ...]  # its events; pinned ones have the class of key events
    has_key: bool  # whether any of them is a key event
    not_known: tuple[Unknown, ...]
    answered: tuple[QuestionLine, ...]  # questions that have their answer
    claims: ClaimsOn
    figures: tuple[FigureLine, ...]  # the newest value of each figure, the gravest first
    actors: tuple[Link, ...]
    places: tuple[Link, ...]
    map: MapView | None
    changes: tuple[Badge, ...]
    overview: Overview
    archive: Archive | None  # where all events are, if there are many
    filtered: bool


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each thread, and the list of them."""
    for id in index.timeline.threads:
        yield Page(urls.entry("thread", id), "thread.html", partial(view, id))
    yield Page(urls.index("thread"), "topics.html", topics_view)


def view(id: str, index: SiteIndex) -> ThreadView:
    """The view of a thread page."""
    timeline, record = index.timeline, index.timeline.threads[id].record
    events = timeline.of_thread.get(id, ())
    text = timeline.thread_texts.get(id)
    shown = map_of(locations(events, index), index, record.map.zoom if record.map else "")
    on_map = {row.link for row in shown.rows} if shown else set()
    filtered = len(events) >= FEW
    shown_here = newest(events)
    days = _days(shown_here, record, index, filtered=filtered)
    return ThreadView(
        head=entry_head("thread", id, index.words(record.summary), index, thread_card(id, index)),
        status=gettext(words.THREAD_STATUSES[record.status]),
        summary=index.inline(record.summary),
        text=index.block(text.record.body) if text else Markup(),
        span=_span(record),
        last=last_report(events, ON_TOPIC, index),
        trust=trust_in(events, TOPIC, index),
        disputed=disputed_in(id, events, index),
        documents=documents(events, index),
        parent=index.link("thread", record.parent) if record.parent else None,
        children=index.links("thread", index.children("thread", id)),
        rounds=_rounds(id, events, index),
        coming=coming_of(events, index),
        days=days,
        has_key=has_key(days),
        not_known=not_known("thread", id, index),
        answered=answered_among(questions_on("thread", id, index), index),
        claims=claims_on(id, index),
        figures=last_lines(index.figures_of("thread", id), index),
        actors=index.links("actor", record.actors),
        places=tuple(place for place in index.links("place", record.places) if place not in on_map),
        map=shown,
        changes=changes(record.changes, index),
        overview=overview_of(events, index.children("thread", id), index),
        archive=archive("thread", id, len(shown_here), index),
        filtered=filtered,
    )


def is_plan(event: Event) -> bool:
    """Whether an event is still planned, or was planned and did not take place."""
    return event.record.event_status not in HAPPENED


def _days(events: tuple[Event, ...], record: ThreadRecord, index: SiteIndex, *, filtered: bool) -> tuple[DayLines, ...]:
    """The events by day; those that the topic pins are key events here."""
    pinned = record.pinned
    return tuple(
        day._replace(events=tuple(e._replace(priority="key") if e.id in pinned else e for e in day.events))
        for day in by_day(events, index, filtered=filtered)
    )


def _span(record: ThreadRecord) -> str:
    """When a thread was opened and closed, where recorded."""
    if record.opened and record.closed:
        return gettext("Since {opened}, closed {closed}", opened=stated(record.opened), closed=stated(record.closed))
    if record.opened:
        return gettext("Since {date}", date=stated(record.opened))
    return gettext("Closed {date}", date=stated(record.closed)) if record.closed else ""


def _rounds(id: str, events: tuple[Event, ...], index: SiteIndex) -> tuple[Round, ...]:
    numbered = [(e.record.series.number, e) for e in events if e.record.series and e.record.series.thread == id]
    labelled = [(series(event, index), event) for _, event in sorted(numbered, key=lambda pair: pair[0])]
    return tuple(Round(label.text if label else "", line(event, index)) for label, event in labelled[-ROUNDS:])

"""Thread pages: one storyline from beginning to end."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages.data.social_cards import thread_card
from dayline.pages.entry_head import entry_head
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import lists
from dayline.pages.links import Head, Link
from dayline.pages.maps.event_locations import locations
from dayline.pages.page import Page
from dayline.pages.parts.change_badge import Badge, changes
from dayline.pages.parts.claim import ClaimView, claim_view
from dayline.pages.parts.event_card import series
from dayline.pages.parts.event_line import DayLines, EventLine, by_day, line
from dayline.pages.parts.filters import FEW
from dayline.pages.parts.map import MapView, map_of
from dayline.pages.parts.overview import Overview, overview_of
from dayline.pages.parts.question import QuestionLine, question_lines
from dayline.pages.parts.upcoming import Coming, coming_of
from dayline.pages.parts.value import FigureLine, last_lines
from dayline.pages.wording import event_count, stated
from dayline.schema import vocabulary as words
from dayline.schema.registry import ThreadRecord
from dayline.timeline.interactions import HAPPENED
from dayline.timeline.linked_events import start_day
from dayline.timeline.timeline import Event
from dayline.words import N_, gettext


class Round(NamedTuple):
    """One of a thread's numbered events."""

    label: str
    event: EventLine


class ThreadView(NamedTuple):
    """A thread page."""

    head: Head
    status: str
    summary: Markup
    text: Markup
    span: str
    total: str
    last_moved: Link
    parent: Link | None
    children: tuple[Link, ...]
    rounds: tuple[Round, ...]
    pinned: tuple[EventLine, ...]
    coming: tuple[Coming, ...]
    days: tuple[DayLines, ...]
    open_claims: tuple[ClaimView, ...]
    questions: tuple[QuestionLine, ...]
    figures: tuple[FigureLine, ...]
    actors: tuple[Link, ...]
    places: tuple[Link, ...]
    map: MapView | None
    changes: tuple[Badge, ...]
    overview: Overview
    filtered: bool


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each thread, and the list of them."""
    for id in index.timeline.threads:
        yield Page(urls.entry("thread", id), "thread.html", partial(view, id))
    yield lists.page("thread", N_("Topics"), N_("The storylines, each followed on its own page"))


def view(id: str, index: SiteIndex) -> ThreadView:
    """The view of a thread page."""
    timeline, record = index.timeline, index.timeline.threads[id].record
    events = timeline.of_thread.get(id, ())
    text = timeline.thread_texts.get(id)
    shown = map_of(locations(events, index), index, record.map.zoom if record.map else "")
    on_map = {row.link for row in shown.rows} if shown else set()
    filtered = len(events) >= FEW
    return ThreadView(
        head=entry_head("thread", id, index.words(record.summary), index, thread_card(id, index)),
        status=gettext(words.THREAD_STATUSES[record.status]),
        summary=index.inline(record.summary),
        text=index.block(text.record.body) if text else Markup(),
        span=_span(record),
        total=event_count(len(events)),
        last_moved=index.day(latest_day(events)),
        parent=index.link("thread", record.parent) if record.parent else None,
        children=index.links("thread", index.children("thread", id)),
        rounds=_rounds(id, events, index),
        pinned=tuple(line(timeline.events[e], index) for e in record.pinned if e in timeline.events),
        coming=coming_of(events, index),
        days=by_day(events, index, filtered=filtered),
        open_claims=tuple(_open_claims(events, index)),
        questions=question_lines((question for _, question in index.pointing("thread", id, "question")), index),
        figures=last_lines(index.figures_of("thread", id), index),
        actors=index.links("actor", record.actors),
        places=tuple(place for place in index.links("place", record.places) if place not in on_map),
        map=shown,
        changes=changes(record.changes, index),
        overview=overview_of(events, index.children("thread", id), index),
        filtered=filtered,
    )


def is_plan(event: Event) -> bool:
    """Whether an event is still planned, or was planned and did not take place."""
    return event.record.event_status not in HAPPENED


def latest_day(events: tuple[Event, ...]) -> date | None:
    """The day of the latest event that was not just planned."""
    happened = [event for event in events if event.record.event_status != "planned"]
    return start_day(happened[-1]) if happened else None


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
    return tuple(Round(label.text if label else "", line(event, index)) for label, event in labelled)


def _open_claims(events: tuple[Event, ...], index: SiteIndex) -> Iterator[ClaimView]:
    """Unverified and disputed claims, newest first."""
    for event in reversed(events):
        if event.record.state == "withheld":
            continue
        for claim in index.timeline.claims_of(event):
            if claim.claim.status in ("unverified", "disputed"):
                yield claim_view(claim, index)

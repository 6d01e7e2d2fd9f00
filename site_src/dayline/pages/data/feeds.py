"""The feed of the days (Atom, RFC 4287)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import NamedTuple

from dayline import urls
from dayline.pages.data.feed_days import feed_days, happened, has_feed
from dayline.pages.data.tag_uris import tag
from dayline.pages.index import SiteIndex
from dayline.pages.kinds.changelog import ChangedEntry, changed_entry
from dayline.pages.links import Head
from dayline.pages.page import Page
from dayline.pages.parts.brief import BriefView, brief_view
from dayline.pages.parts.event_line import EventLine, lines
from dayline.pages.wording import event_count, long_date
from dayline.timeline.changelog import LoggedChange
from dayline.words import gettext


class FeedEntry(NamedTuple):
    """A day in the feed: `id` is a tag URI (RFC 4151) that never changes; `events` only if the day has no brief."""

    id: str
    url: str
    title: str
    published: str
    updated: str
    summary: str
    brief: BriefView | None
    events: tuple[EventLine, ...]
    corrections: tuple[ChangedEntry, ...]


class FeedView(NamedTuple):
    """An Atom feed (RFC 4287)."""

    head: Head
    id: str
    updated: str
    author: str
    entries: tuple[FeedEntry, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """The feed, if it has an entry."""
    if has_feed(index.timeline):
        yield Page(urls.feed(), "feed.atom", _feed)


def _feed(index: SiteIndex) -> FeedView:
    site = index.timeline.site
    entries = tuple(_entry(day, index) for day in feed_days(index.timeline))
    updated = max(entry.updated for entry in entries)
    author = site.publisher.name if site.publisher else site.title
    return FeedView(Head(urls.feed(), site.title, "feed"), tag(site, "days"), updated, author, entries)


def _entry(day: date, index: SiteIndex) -> FeedEntry:
    timeline, corrections = index.timeline, _corrections(day, index)
    brief = timeline.briefs.get(day)
    view = brief_view(brief, index) if brief else None
    events = () if brief else lines(tuple(happened(day, timeline)), index)
    return FeedEntry(
        tag(timeline.site, day.isoformat()),
        urls.day(day),
        gettext("{day}: {title}", day=long_date(day), title=view.title) if view else long_date(day),
        _midnight(day, index).isoformat(),
        _updated(day, corrections, index).isoformat(),
        index.words(brief.record.standfirst) if brief else event_count(len(events)),
        view,
        events,
        tuple(changed_entry(change, index) for change in corrections),
    )


def _updated(day: date, corrections: Iterable[LoggedChange], index: SiteIndex) -> datetime:
    """When a day's brief was closed or last changed; without a brief, when its newest event became known."""
    timeline, brief = index.timeline, index.timeline.briefs.get(day)
    days = [day, *(correction.day for correction in corrections)]
    if brief is None:
        days += [event.known_on for event in happened(day, timeline) if event.known_on]
        return _midnight(max(days), index)
    changed = max((c.date.latest for c in brief.record.changes if c.date.latest), default=day)
    as_of = brief.record.as_of
    closed = as_of.replace(tzinfo=timeline.zone) if as_of else _midnight(day, index)
    return max(closed, _midnight(max(changed, *days), index))


def _midnight(day: date, index: SiteIndex) -> datetime:
    return datetime.combine(day, time(), index.timeline.zone)


def _corrections(day: date, index: SiteIndex) -> tuple[LoggedChange, ...]:
    """The corrections to a day's brief and its events."""
    events = index.lookups.ids_on.get(day, ())
    corrections = (change for change in index.lookups.logged if change.is_correction)
    return tuple(
        change
        for change in corrections
        if change.id in events or (change.item_kind == "brief" and change.id == day.isoformat())
    )

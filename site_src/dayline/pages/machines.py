"""Pages for machines: the feed of the days, the sitemap, robots.txt."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.pages.days import BriefView, brief_view
from dayline.pages.edition import Edition
from dayline.pages.keys import digest
from dayline.pages.logged import Item, changes_key, item
from dayline.pages.page import Head, Page
from dayline.pages.wording import long_date
from dayline.timeline.logged import Logged


class FeedEntry(NamedTuple):
    """A day in the feed: `id` is a tag URI (RFC 4151) that never changes."""

    id: str
    url: str
    title: str
    published: str
    updated: str
    summary: str
    brief: BriefView
    corrections: tuple[Item, ...]


class FeedView(NamedTuple):
    """An Atom feed (RFC 4287)."""

    head: Head
    id: str
    updated: str
    author: str
    entries: tuple[FeedEntry, ...]


class SitemapView(NamedTuple):
    """A sitemap (sitemaps.org 0.9)."""

    urls: tuple[str, ...]


class RobotsView(NamedTuple):
    """robots.txt (RFC 9309)."""

    sitemap: str


def pages(_: Edition) -> Iterator[Page]:
    """The feed and robots.txt."""
    yield Page(urls.feed(), "feed.atom", _feed_key, _feed)
    robots = RobotsView(f"{urls.ROOT}sitemap.xml")
    yield Page(f"{urls.ROOT}robots.txt", "robots.txt", lambda edition: edition.keys.site, lambda _: robots)


def _feed_key(edition: Edition) -> bytes:
    keys = edition.keys
    days = (part for day in _feed_days(edition) for part in (day.isoformat(), keys.brief(day)))
    corrections = (changes_key(one, edition) for day in _feed_days(edition) for one in _corrections(day, edition))
    return digest(keys.site, *days, *corrections)


def sitemap(pages: Iterable[Page]) -> Page:
    """The sitemap of all pages that readers can open."""
    return Page(f"{urls.ROOT}sitemap.xml", "sitemap.xml", partial(_sitemap_key, pages), partial(_sitemap, pages))


def _sitemap_key(pages: Iterable[Page], _: Edition) -> bytes:
    return digest(*_listed(pages))


def _sitemap(pages: Iterable[Page], _: Edition) -> SitemapView:
    return SitemapView(_listed(pages))


def _listed(pages: Iterable[Page]) -> tuple[str, ...]:
    return tuple(sorted(page.url for page in pages if _is_listed(page)))


def _is_listed(page: Page) -> bool:
    return page.template.endswith(".html") and page.template != "moved.html" and page.url != urls.not_found()


def _feed_days(edition: Edition) -> list[date]:
    """The days in the feed, newest first."""
    days = [day for day in reversed(tuple(edition.timeline.briefs)) if day <= edition.timeline.today]
    return days[: edition.timeline.site.feeds.limit]


def _feed(edition: Edition) -> FeedView:
    site = edition.timeline.site
    entries = tuple(_entry(day, edition) for day in _feed_days(edition))
    updated = max((entry.updated for entry in entries), default="1970-01-01T00:00:00Z")
    author = site.publisher.name if site.publisher else site.title
    return FeedView(Head(urls.feed(), site.title, "feed"), tag(edition, "days"), updated, author, entries)


def _entry(day: date, edition: Edition) -> FeedEntry:
    brief = edition.timeline.briefs[day]
    shown = brief_view(brief, edition)
    published = datetime.combine(day, time(), edition.timeline.zone)
    corrections = _corrections(day, edition)
    dates = [*(c.date.latest for c in brief.record.changes if c.date.latest), *(one.day for one in corrections)]
    last = max(dates, default=None)
    closed = brief.record.as_of.replace(tzinfo=edition.timeline.zone) if brief.record.as_of else published
    updated = max(closed, datetime.combine(last, time(), edition.timeline.zone)) if last else closed
    title = f"{long_date(day)}: {shown.title}"
    return FeedEntry(
        tag(edition, day.isoformat()), urls.day(day), title, published.isoformat(), updated.isoformat(),
        edition.words(brief.record.standfirst), shown, tuple(item(one, edition) for one in corrections),
    )  # fmt: skip


def _corrections(day: date, edition: Edition) -> tuple[Logged, ...]:
    """What was corrected in a day's brief and in its events."""
    events = {event.id for event in edition.timeline.on_day.get(day, ())}
    found = (one for one in edition.logged if one.is_correction)
    return tuple(one for one in found if one.id in events or (one.of == "brief" and one.id == day.isoformat()))


def tag(edition: Edition, name: str) -> str:
    """A tag URI (RFC 4151) that never changes."""
    from urllib.parse import urlsplit

    counter = edition.timeline.site.day_counter
    first = counter.day_one.earliest if counter else None
    host = urlsplit(edition.timeline.site.base_url).hostname or "example.org"
    return f"tag:{host},{first.year if first else 2020}:{name}"

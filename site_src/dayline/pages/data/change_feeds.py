"""The feeds of corrections and of everything that changed (Atom, RFC 4287)."""

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from heapq import merge
from itertools import islice
from typing import NamedTuple

from dayline import urls
from dayline.pages.data.tag_uris import tag
from dayline.pages.index import SiteIndex
from dayline.pages.kinds.changelog import changed_entry, first_day, late_for
from dayline.pages.links import Head
from dayline.pages.page import Page
from dayline.pages.parts.change_badge import Badge
from dayline.pages.parts.event_line import line
from dayline.timeline.changelog import LoggedChange
from dayline.timeline.news import NewsItem
from dayline.words import gettext


class FeedItem(NamedTuple):
    """A change, or a new event with its status, in a feed: `id` is a tag URI (RFC 4151) that never changes."""

    id: str
    url: str
    title: str
    updated: str
    change: Badge | None
    late: str
    status: str


class ChangeFeedView(NamedTuple):
    """A feed; `page` is the address of the page with the same content."""

    head: Head
    id: str
    page: str
    updated: str
    author: str
    entries: tuple[FeedItem, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """Both feeds, once there is any news."""
    if first_day(index) is None:
        return
    for everything, url in ((False, urls.corrections_feed()), (True, urls.changes_feed())):
        yield Page(url, "changes.atom", partial(view, everything))


def view(everything: bool, index: SiteIndex) -> ChangeFeedView:
    """The newest corrections, or the newest of everything that changed."""
    site = index.timeline.site
    entries = tuple(_entry(item, index) for item in _newest(everything, index))
    url, page = (
        (urls.changes_feed(), urls.changes()) if everything else (urls.corrections_feed(), urls.corrections())
    )  # fmt: skip
    title = (
        gettext("{site}: what changed", site=site.title)
        if everything
        else gettext("{site}: corrections", site=site.title)
    )
    return ChangeFeedView(
        head=Head(url, title, "feed"),
        id=tag(site, "changes" if everything else "corrections"),
        page=page,
        updated=max((entry.updated for entry in entries), default=_since(index)),
        author=site.publisher.name if site.publisher else site.title,
        entries=entries,
    )


def _newest(everything: bool, index: SiteIndex) -> list[LoggedChange | NewsItem]:
    changes = (change for change in index.lookups.logged if everything or change.is_correction)
    new = index.lookups.arrivals if everything else ()
    items: Iterator[LoggedChange | NewsItem] = merge(changes, new, key=lambda item: -item.day.toordinal())
    return list(islice(items, index.timeline.site.feeds.limit))


def _entry(item: LoggedChange | NewsItem, index: SiteIndex) -> FeedItem:
    site, moment = index.timeline.site, _moment(item.day, index)
    if isinstance(item, NewsItem):
        link = index.link("event", item.id)
        status = line(index.timeline.events[item.id], index).status
        late = late_for(item.id, item.day, index)
        return FeedItem(tag(site, item.id), link.url, link.text, moment, None, late, status)
    entry = changed_entry(item, index)
    name = f"{item.item_kind}/{item.id}" if item.item_kind != "event" else item.id
    title = _title(entry.change.kind, entry.sort, entry.link.text)
    id = tag(site, f"{name}#{item.day}-{item.number}")
    return FeedItem(id, entry.link.url, title, moment, entry.change, "", "")


def _title(change: str, sort: str, item: str) -> str:
    """What was changed, and in which item of which sort."""
    if sort:
        return gettext("{change}: {sort}, {item}", change=change, sort=sort, item=item)
    return gettext("{change}: {item}", change=change, item=item)


def _since(index: SiteIndex) -> str:
    """The date of a feed that is still empty: the day of the site's first news."""
    day = first_day(index)
    return _moment(day, index) if day else ""


def _moment(day: date, index: SiteIndex) -> str:
    return datetime.combine(day, time(), index.timeline.zone).isoformat()

"""News by month, for the script that shows what is new since a day."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dayline import prose, urls
from dayline.pages.index import SiteIndex
from dayline.pages.kinds.catch_up import changed_item
from dayline.pages.links import Head, Link
from dayline.pages.news import news_months
from dayline.pages.page import Page
from dayline.pages.parts.change_badge import Badge
from dayline.pages.parts.event_line import line
from dayline.pages.parts.question import answer
from dayline.pages.parts.value import FigureLine, figure_line
from dayline.pages.wording import comma_separated
from dayline.timeline.news import NewsItem
from dayline.words import gettext


class Item(NamedTuple):
    """A news item: its day, its kind, its thread, and since when the item has been `known`.

    Addresses are relative to the site's root.
    """

    day: str
    kind: str
    thread: str
    url: str
    title: str
    text: str
    known: str


class NewsView(NamedTuple):
    """The news of a month, and the names and addresses of its threads by id."""

    head: Head
    threads: dict[str, tuple[str, str]]
    items: tuple[Item, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """A file for each month with news."""
    for month in news_months(index):
        yield Page(urls.news(*month), "changes.json", partial(view, month))


def view(month: tuple[int, int], index: SiteIndex) -> NewsView:
    """The news of a month."""
    news = index.lookups.news_in.get(month, ())
    threads = {id: index.link("thread", id) for id in sorted({item.thread for item in news if item.thread})}
    named = {id: (link.text, _below(link.url)) for id, link in threads.items()}
    head = Head(urls.news(*month), f"{month[0]:04}-{month[1]:02}", "data")
    return NewsView(head, named, tuple(_item(item, index) for item in news))


def _item(item: NewsItem, index: SiteIndex) -> Item:
    link, text = _link_and_text(item, index)
    return Item(
        item.day.isoformat(), item.kind, item.thread, _below(link.url), link.text, text, item.known_since.isoformat()
    )  # fmt: skip


def _link_and_text(item: NewsItem, index: SiteIndex) -> tuple[Link, str]:
    """A link to what a news item is about, and its text."""
    if item.kind == "figure":
        value = index.lookups.placed[item.id, item.number]
        return _value(figure_line(value, index), urls.event(item.id))
    if item.item_kind == "question":
        record = index.timeline.questions[item.id].record
        return index.link("question", item.id), prose.plain_text(answer(record, index)) if item.kind == "answer" else ""
    if item.kind in ("status", "change"):
        changed = changed_item(item, index)
        return changed.link, _change(changed.change)
    event = line(index.timeline.events[item.id], index)
    return Link(event.title, event.url), event.plan or event.standing


def _value(shown: FigureLine, url: str) -> tuple[Link, str]:
    by = shown.by.who.text if shown.by else gettext("source not stated")
    return Link(shown.figure.text, url), comma_separated(filter(None, (shown.amount, by, shown.change)))


def _change(badge: Badge) -> str:
    sentences = [gettext("{change}, {date}: {text}", change=badge.kind, date=badge.date, text=badge.text)]
    sentences += [gettext("Before: {value}.", value=badge.was)] if badge.was else []
    sentences += [gettext("Now: {value}.", value=badge.now)] if badge.now else []
    return " ".join(sentences)


def _below(url: str) -> str:
    """An address relative to the site's root."""
    return url.removeprefix(urls.ROOT)

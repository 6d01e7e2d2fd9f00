"""News by month, for the script that shows what is new since a day."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dayline import prose, urls
from dayline.digests import digest
from dayline.pages.index import SiteIndex
from dayline.pages.kinds.catch_up import changed_item
from dayline.pages.links import Head, Link
from dayline.pages.news import news_keys, news_months
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
        yield Page(urls.news(*month), "changes.json", partial(_key, month), partial(view, month))


def _of(month: tuple[int, int], index: SiteIndex) -> list[NewsItem]:
    return [one for one in index.news if (one.day.year, one.day.month) == month]


def _key(month: tuple[int, int], index: SiteIndex) -> bytes:
    found = _of(month, index)
    threads = sorted({one.thread for one in found})
    named = (index.keys.entry("thread", thread) for thread in threads)
    return digest(index.keys.site, *named, *news_keys(found, index))


def view(month: tuple[int, int], index: SiteIndex) -> NewsView:
    """The news of a month."""
    found = _of(month, index)
    threads = {id: index.link("thread", id) for id in sorted({one.thread for one in found if one.thread})}
    named = {id: (link.text, _below(link.url)) for id, link in threads.items()}
    head = Head(urls.news(*month), f"{month[0]:04}-{month[1]:02}", "data")
    return NewsView(head, named, tuple(_item(one, index) for one in found))


def _item(one: NewsItem, index: SiteIndex) -> Item:
    link, text = _link_and_text(one, index)
    return Item(
        one.day.isoformat(), one.kind, one.thread, _below(link.url), link.text, text, one.known_since.isoformat()
    )  # fmt: skip


def _link_and_text(one: NewsItem, index: SiteIndex) -> tuple[Link, str]:
    """A link to what a news item is about, and its text."""
    if one.kind == "figure":
        made = index.placed[one.id, one.number]
        return _value(figure_line(made, index), urls.event(one.id))
    if one.item_kind == "question":
        record = index.timeline.questions[one.id].record
        return index.link("question", one.id), prose.plain_text(answer(record, index)) if one.kind == "answer" else ""
    if one.kind in ("status", "change"):
        found = changed_item(one, index)
        return found.link, _change(found.change)
    shown = line(index.timeline.events[one.id], index)
    return Link(shown.title, shown.url), shown.plan or shown.status


def _value(shown: FigureLine, url: str) -> tuple[Link, str]:
    by = shown.by.who.text if shown.by else gettext("no party named")
    return Link(shown.figure.text, url), comma_separated(filter(None, (shown.amount, by, shown.change)))


def _change(found: Badge) -> str:
    sentences = [gettext("{change}, {date}: {text}", change=found.kind, date=found.date, text=found.text)]
    sentences += [gettext("Before: {value}.", value=found.was)] if found.was else []
    sentences += [gettext("Now: {value}.", value=found.now)] if found.now else []
    return " ".join(sentences)


def _below(url: str) -> str:
    """An address relative to the site's root."""
    return url.removeprefix(urls.ROOT)

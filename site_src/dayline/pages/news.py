"""What became known, month by month, for the script that shows what is new since any day."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dayline import prose, urls
from dayline.pages.cards import line
from dayline.pages.catch_up import items, months, moved
from dayline.pages.changes import Badge
from dayline.pages.edition import Edition
from dayline.pages.figures import FigureLine, figure_line
from dayline.pages.keys import digest
from dayline.pages.page import Head, Link, Page
from dayline.pages.questions import answer
from dayline.timeline.news import News


class Item(NamedTuple):
    """Something new: on which day, what kind of news, in which thread, of an item `known` since when.

    Addresses are those below the site's root.
    """

    day: str
    kind: str
    thread: str
    url: str
    title: str
    text: str
    known: str


class NewsView(NamedTuple):
    """What is new in a month, and the names and addresses of the threads by their ids."""

    head: Head
    threads: dict[str, tuple[str, str]]
    items: tuple[Item, ...]


def pages(edition: Edition) -> Iterator[Page]:
    """A file for each month in which something became known."""
    for month in months(edition):
        yield Page(urls.news(*month), "changes.json", partial(_key, month), partial(view, month))


def _of(month: tuple[int, int], edition: Edition) -> list[News]:
    return [one for one in edition.news if (one.day.year, one.day.month) == month]


def _key(month: tuple[int, int], edition: Edition) -> bytes:
    found = _of(month, edition)
    threads = sorted({one.thread for one in found})
    named = (edition.keys.entry("thread", thread) for thread in threads)
    return digest(edition.keys.site, *named, *items(found, edition))


def view(month: tuple[int, int], edition: Edition) -> NewsView:
    """What is new in a month."""
    found = _of(month, edition)
    threads = {id: edition.link("thread", id) for id in sorted({one.thread for one in found if one.thread})}
    named = {id: (link.text, _below(link.url)) for id, link in threads.items()}
    head = Head(urls.news(*month), f"{month[0]:04}-{month[1]:02}", "data")
    return NewsView(head, named, tuple(_item(one, edition) for one in found))


def _item(one: News, edition: Edition) -> Item:
    link, text = _told(one, edition)
    return Item(
        one.day.isoformat(), one.kind, one.thread, _below(link.url), link.text, text, one.known.isoformat()
    )  # fmt: skip


def _told(one: News, edition: Edition) -> tuple[Link, str]:
    """What news is about, and what it says of that."""
    if one.kind == "figure":
        made = edition.placed[one.id, one.number]
        return _value(figure_line(made, edition), urls.event(one.id))
    if one.of == "question":
        record = edition.timeline.questions[one.id].record
        return edition.link("question", one.id), prose.words(answer(record, edition)) if one.kind == "answer" else ""
    if one.kind in ("status", "change"):
        found = moved(one, edition)
        return found.link, _change(found.change)
    shown = line(edition.timeline.events[one.id], edition)
    return Link(shown.title, shown.url), shown.plan or shown.status


def _value(shown: FigureLine, url: str) -> tuple[Link, str]:
    by = shown.by.who.text if shown.by else "no party named"
    return Link(shown.figure.text, url), ", ".join(filter(None, (shown.amount, by, shown.change)))


def _change(found: Badge) -> str:
    before = f" Before: {found.was}." if found.was else ""
    now = f" Now: {found.now}." if found.now else ""
    return f"{found.kind}, {found.date}: {found.text}{before}{now}"


def _below(url: str) -> str:
    """An address below the site's root."""
    return url.removeprefix(urls.ROOT)

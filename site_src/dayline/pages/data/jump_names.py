"""The names of threads, actors, places and days, for the script of the jump box."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from dayline import edtf, urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head
from dayline.pages.page import Page
from dayline.schema import vocabulary as words
from dayline.words import gettext

KINDS = ("thread", "actor", "place")


class Name(NamedTuple):
    """An item with a page: its kind, name, address below the root, and other names."""

    kind: str
    name: str
    url: str
    others: tuple[str, ...]


class Counter(NamedTuple):
    """The day counter: its first day, and its label (`Day {n}`)."""

    first: str
    label: str


class NamesView(NamedTuple):
    """All names; `days` are runs of consecutive days with pages, as first day and length."""

    head: Head
    names: tuple[Name, ...]
    days: tuple[tuple[str, int], ...]
    months: tuple[str, ...]
    counter: Counter | None


def pages(_: SiteIndex) -> Iterator[Page]:
    """One file for the whole site."""
    yield Page(urls.names(), "names.json", view)


def view(index: SiteIndex) -> NamesView:
    """All names."""
    names = tuple(_name(kind, id, index) for kind in KINDS for id in index.timeline.registry(kind))
    counted = index.timeline.site.day_counter
    counter = (
        Counter(counted.day_one.earliest.isoformat(), counted.label) if counted and counted.day_one.earliest else None
    )
    head = Head(urls.names(), "names", "data")
    months = tuple(edtf.month_name(month) for month in range(1, 13))
    return NamesView(head, names, runs(index.timeline.days), months, counter)


def runs(days: tuple[date, ...]) -> tuple[tuple[str, int], ...]:
    """Runs of consecutive days, as first day and length."""
    lengths: list[tuple[date, int]] = []
    for day in days:
        if lengths and lengths[-1][0] + timedelta(days=lengths[-1][1]) == day:
            lengths[-1] = (lengths[-1][0], lengths[-1][1] + 1)
        else:
            lengths.append((day, 1))
    return tuple((first.isoformat(), length) for first, length in lengths)


def _name(kind: str, id: str, index: SiteIndex) -> Name:
    record, link = index.timeline.registry(kind)[id].record, index.link(kind, id)
    others: tuple[Any, ...] = ()
    if kind != "thread":
        others = (*record.aliases, *(record.names or {}).values())
    labels = {"actor": words.ACTOR_KINDS, "place": words.PLACE_KINDS}
    label = gettext(labels[kind][record.kind]) if kind in labels else gettext("Topic")
    shown = tuple(name for name in dict.fromkeys(map(index.text, others)) if name != link.text)
    return Name(label, link.text, link.url.removeprefix(urls.ROOT), shown)

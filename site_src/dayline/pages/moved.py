"""Old addresses of events: pages that lead on to the new ones."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.pages.edition import Edition
from dayline.pages.keys import joined
from dayline.pages.page import Head, Link, Page


class MovedView(NamedTuple):
    """A page that leads on."""

    head: Head
    target: Link


def pages(edition: Edition) -> Iterator[Page]:
    """A page for each id that an event once had and no event has now."""
    events = edition.timeline.events
    moved = {old: event for event in events.values() for old in event.record.aliases if old not in events}
    for old, event in moved.items():
        key = partial(_key, event.id)
        yield Page(urls.event(old), "moved.html", key, partial(view, old, event.id))


def _key(id: str, edition: Edition) -> bytes:
    return joined([edition.keys.site, edition.keys.event(id)])


def view(old: str, id: str, edition: Edition) -> MovedView:
    """Where an old address leads."""
    target = edition.link("event", id)
    return MovedView(Head(urls.event(old), target.text, "moved", "This page has moved."), target)

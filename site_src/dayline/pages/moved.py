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
    """A page for each id that an event once had and no event has now, and for each of its claims."""
    events = edition.timeline.events
    moved = {old: event for event in events.values() for old in event.record.aliases if old not in events}
    for old, event in moved.items():
        key = partial(_key, event.id)
        yield Page(urls.event(old), "moved.html", key, partial(view, urls.event(old), urls.event(event.id), event.id))
        for claim in event.record.claims:
            there = urls.claim(f"{old}#{claim.id}")
            target = urls.claim(f"{event.id}#{claim.id}")
            yield Page(there, "moved.html", key, partial(view, there, target, event.id))


def _key(id: str, edition: Edition) -> bytes:
    return joined([edition.keys.site, edition.keys.event(id)])


def view(old: str, new: str, id: str, edition: Edition) -> MovedView:
    """Where an old address leads: to the page of an event or of a claim in it."""
    target = Link(edition.link("event", id).text, new)
    return MovedView(Head(old, target.text, "moved", "This page has moved."), target)

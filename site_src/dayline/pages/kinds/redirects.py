"""Old addresses: pages that lead on to the new ones."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from dayline.digests import digest
from dayline.page_kinds import FOOTER, MAIN, menu
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.wording import full_date, month_name
from dayline.timeline import addresses
from dayline.timeline.addresses import PageRef
from dayline.words import gettext

_LISTS = {address.top: text for address, text in (*menu(MAIN), *menu(FOOTER)) if address.record}


class MovedView(NamedTuple):
    """A page that leads on."""

    head: Head
    target: Link


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each old address that nothing has now: of events and their claims, and of the settings."""
    timeline = index.timeline
    there = frozenset(addresses.bookmarkable_pages(timeline))
    moved = {**dict(_renamed(index)), **addresses.redirects(timeline)}
    for old, new in moved.items():
        if old not in there and new in there:
            yield Page(addresses.url(old), "redirect.html", partial(_key, old, new), partial(view, old, new))


def _renamed(index: SiteIndex) -> Iterator[tuple[PageRef, PageRef]]:
    """Events under ids that they had before, and their claims."""
    for event in index.timeline.events.values():
        for old in event.record.aliases:
            yield PageRef("event", old), PageRef("event", event.id)
            for claim in event.record.claims:
                yield PageRef("claim", f"{old}#{claim.id}"), PageRef("claim", f"{event.id}#{claim.id}")


def _key(old: PageRef, new: PageRef, index: SiteIndex) -> bytes:
    if new.kind in ("event", "claim"):
        index.keys.stands_on(new.id.partition("#")[0])
    return digest(index.keys.site, repr((old, new)), _title(new, index))


def view(old: PageRef, new: PageRef, index: SiteIndex) -> MovedView:
    """Where an old address leads."""
    target = Link(_title(new, index), addresses.url(new))
    return MovedView(Head(addresses.url(old), target.text, "moved", gettext("This page has moved.")), target)


def _title(of: PageRef, index: SiteIndex) -> str:
    """What the page that an address leads to is called."""
    if of.kind == "day":
        return full_date(date.fromisoformat(of.id))
    if of.kind == "month":
        return month_name(int(of.id[:4]), int(of.id[5:]))
    if of.kind == "claim":
        return index.link("event", of.id.partition("#")[0]).text
    if of.kind == "list":
        return gettext(_LISTS[of.id])
    return of.id if of.kind == "year" else index.link(of.kind, of.id).text

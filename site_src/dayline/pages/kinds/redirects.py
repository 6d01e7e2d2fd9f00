"""Redirects: pages at old addresses that lead to the new ones."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from dayline.page_kinds import FOLDERS, LISTS
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.wording import full_date, month_name
from dayline.timeline import addresses
from dayline.timeline.addresses import PageRef
from dayline.words import gettext

_LIST_TITLES = {FOLDERS[record]: text for record, text in LISTS.items()}


class RedirectView(NamedTuple):
    """A redirect to another page."""

    head: Head
    target: Link


def pages(index: SiteIndex) -> Iterator[Page]:
    """A redirect from each old address of an event or claim, and each in the settings, unless a page is there."""
    timeline = index.timeline
    existing = frozenset(addresses.bookmarkable_pages(timeline))
    taken = existing - addresses.without_page(timeline)
    redirects = {**dict(_renamed(index)), **addresses.redirects(timeline)}
    for old, new in redirects.items():
        if old not in taken and new in existing:
            yield Page(addresses.url(old), "redirect.html", partial(view, old, new))


def _renamed(index: SiteIndex) -> Iterator[tuple[PageRef, PageRef]]:
    """Earlier ids of events and of their claims, with the present ones."""
    for event in index.timeline.events.values():
        for old in event.record.aliases:
            yield PageRef("event", old), PageRef("event", event.id)
            for claim in event.record.claims:
                yield PageRef("claim", f"{old}#{claim.id}"), PageRef("claim", f"{event.id}#{claim.id}")


def view(old: PageRef, new: PageRef, index: SiteIndex) -> RedirectView:
    """The view of a redirect."""
    target = _target(new, index)
    return RedirectView(Head(addresses.url(old), target.text, "redirects", gettext("This page has redirects.")), target)


def _target(page: PageRef, index: SiteIndex) -> Link:
    """A link to what a redirect leads to, by its title."""
    is_entry = page.kind not in ("list", *addresses.PERIODS)
    return Link(_title(page, index), index.url(page.kind, page.id) if is_entry else addresses.url(page))


def _title(page: PageRef, index: SiteIndex) -> str:
    """The title of a page."""
    if page.kind == "day":
        return full_date(date.fromisoformat(page.id))
    if page.kind == "month":
        return month_name(int(page.id[:4]), int(page.id[5:]))
    if page.kind == "claim":
        return index.link("event", page.id.partition("#")[0]).text
    if page.kind == "list":
        return gettext(_LIST_TITLES[page.id])
    return page.id if page.kind == "year" else index.link(page.kind, page.id).text

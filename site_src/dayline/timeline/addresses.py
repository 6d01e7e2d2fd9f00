"""Addresses of pages: parsing them, listing those that readers may have bookmarked, and redirects."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from dayline import urls
from dayline.page_kinds import FOLDERS
from dayline.timeline.linked_events import start_day
from dayline.timeline.timeline import Timeline

KIND_OF_FOLDER = {folder: kind for kind, folder in FOLDERS.items()}
_DATED = re.compile(r"/(\d{4}(?:/\d\d){0,2})/(?:([a-z0-9]+(?:-[a-z0-9]+)*)/(?:([a-z0-9]+(?:-[a-z0-9]+)*)/)?)?")
_IN_FOLDER = re.compile(r"/([a-z0-9]+(?:-[a-z0-9]+)*)/(?:([a-z0-9]+(?:-[a-z0-9]+)*)/)?")
PERIODS = ("year", "month", "day")


class PageRef(NamedTuple):
    """A page's subject: its `kind` (`event`, `claim`, `day`, `month`, `year`, `page` or a registry) and id.

    The id of a `list`, a registry's index page, is its folder.
    """

    kind: str
    id: str


def parse_address(address: str) -> PageRef | None:
    """The subject of the page at an address such as `/places/kyiv/`; None if no page can have it."""
    if match := _DATED.fullmatch(address):
        return _dated(match[1].replace("/", "-"), match[2], match[3])
    match = _IN_FOLDER.fullmatch(address)
    if match is None:
        return None
    folder, name = match.groups()
    if name is None:
        return PageRef("list" if folder in KIND_OF_FOLDER else "page", folder)
    return PageRef(KIND_OF_FOLDER[folder], name) if folder in KIND_OF_FOLDER else None


def address(of: PageRef) -> str:
    """A page's address as editors write it: `/places/kyiv/`."""
    return url(of).replace(urls.ROOT, "/")


def bookmarkable_pages(timeline: Timeline) -> Iterator[PageRef]:
    """The pages that readers may have bookmarked, without lists by month, type or status."""
    yield from (PageRef("event", id) for id in timeline.events)
    yield from (PageRef("claim", id) for id in timeline.claims)
    yield from (PageRef("page", id) for id in timeline.pages)
    for kind, folder in FOLDERS.items():
        yield PageRef("list", folder)
        yield from (PageRef(kind, id) for id in timeline.registry(kind))
    for day in timeline.days:
        yield from periods(day)
    for event in timeline.events.values():
        yield from () if event.when.days else periods(start_day(event))[:2]


def periods(day: date) -> list[PageRef]:
    """The pages of a day's year, its month and the day itself."""
    return [PageRef(kind, day.isoformat()[: 4 + 3 * n]) for n, kind in enumerate(PERIODS)]


def redirects(timeline: Timeline) -> Mapping[PageRef, PageRef]:
    """The redirects in the settings, from old pages to new ones; invalid addresses are left out."""
    pairs = ((parse_address(old), parse_address(new)) for old, new in (timeline.site.redirects or {}).items())
    return {old: new for old, new in pairs if old and new}


def _dated(filed: str, slug: str | None, claim: str | None) -> PageRef:
    if slug is None:
        return PageRef(PERIODS[filed.count("-")], filed)
    return PageRef("claim", f"{filed}/{slug}#{claim}") if claim else PageRef("event", f"{filed}/{slug}")


def url(of: PageRef) -> str:
    """A page's address as views hold it, starting with `ROOT`."""
    if of.kind == "event":
        return urls.event(of.id)
    if of.kind == "claim":
        return urls.claim(of.id)
    if of.kind in ("page", "list"):
        return urls.page(of.id)
    return f"{urls.ROOT}{of.id.replace('-', '/')}/" if of.kind in PERIODS else urls.entry(of.kind, of.id)

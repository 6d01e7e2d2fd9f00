"""Addresses that belong to pages of another kind."""

import re
from collections.abc import Iterator

from dayline import urls
from dayline.problems import Problem
from dayline.read.records import Entry
from dayline.schema.event import EventRecord
from dayline.schema.fields import SLUG
from dayline.schema.registry import PageRecord

TAKEN = frozenset({
    *urls.FOLDERS.values(), *urls.FACETS.values(), "assets", "calendar", "catch-up", "changes", "claims",
    "corrections", "data", "due", "map", "media", "network", "search", "unnamed-sources",
})  # fmt: skip
_EVENT = re.compile(rf"\d{{4}}(?:-\d\d){{0,2}}/(?!\d\d$){SLUG.pattern}")
_YEAR = re.compile(r"\d{4}")
_MONTH_OR_DAY = re.compile(r"\d{4}(?:-\d\d)?/\d\d")


def page_of_ours(entry: Entry[PageRecord]) -> Iterator[Problem]:
    """E03: a free page with the address of a list, of a year, of the calendar or of the assets."""
    if entry.id in TAKEN or _YEAR.fullmatch(entry.id):
        message = f"the address `/{entry.id}/` belongs to other pages"
        yield Problem("E03", entry.spot, message, f"rename the file, as in `{entry.id}-page.md`")


def alias(entry: Entry[EventRecord]) -> Iterator[Problem]:
    """E03: an old id that could not have been one."""
    for number, old in enumerate(entry.record.aliases):
        if not _EVENT.fullmatch(old):
            message = f"`{old}` can't have been the id of an event"
            spot = entry.spot.at("aliases", number)
            yield Problem("E03", spot, message, "write it as day and name, as in `2022-03-14/convoy-leaves-mariupol`")


def event_like_a_day(entry: Entry[EventRecord]) -> Iterator[Problem]:
    """E03: an event of a month or a year with the address of a day or a month."""
    if _MONTH_OR_DAY.fullmatch(entry.id):
        address = urls.event(entry.id).removeprefix(urls.ROOT)
        message = f"the address `/{address}` belongs to a {'day' if '-' in entry.id else 'month'}"
        spot = entry.spot.at("slug") if entry.at else entry.spot
        yield Problem("E03", spot, message, "give the event a name that says what happened")

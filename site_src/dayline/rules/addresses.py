"""Addresses that belong to pages of another kind."""

import re
from collections.abc import Iterator

from dayline import urls
from dayline.edtf import EdtfError, parse
from dayline.page_kinds import is_reserved
from dayline.problems import Problem, Spot
from dayline.read.entry import Entry
from dayline.schema.event import EventRecord
from dayline.schema.fields import LONGEST_NAME, SLUG
from dayline.schema.registry import PageRecord
from dayline.timeline.timeline import Timeline

_EVENT = re.compile(rf"\d{{4}}(?:-\d\d){{0,2}}/(?!\d\d$){SLUG.pattern}")
_MONTH_OR_DAY = re.compile(r"\d{4}(?:-\d\d)?/\d\d")


def page_of_ours(entry: Entry[PageRecord]) -> Iterator[Problem]:
    """E03: a static page with an address that belongs to a page kind or to the theme."""
    if is_reserved(entry.id):
        message = f"the address `/{entry.id}/` belongs to other pages"
        yield Problem("E03", entry.spot, message, f"rename the file, as in `{entry.id}-page.md`")


def alias(entry: Entry[EventRecord]) -> Iterator[Problem]:
    """E03: an old id that could not have been one."""
    for number, old in enumerate(entry.record.aliases):
        if not _can_be(old):
            message = f"`{old}` can't have been the id of an event"
            spot = entry.spot.at("aliases", number)
            yield Problem("E03", spot, message, "write it as day and name, as in `2022-03-14/convoy-leaves-mariupol`")


def _can_be(old: str) -> bool:
    """Whether an event can have had an id: its folder is a real date, its name no longer than names may be."""
    filed, _, name = old.partition("/")
    try:
        parse(filed)
    except EdtfError:
        return False
    return bool(_EVENT.fullmatch(old)) and len(name) <= LONGEST_NAME


def alias_taken(timeline: Timeline) -> Iterator[Problem]:
    """E03: an old id that an event has now, or that two events had."""
    first: dict[str, Spot] = {}
    for event in timeline.events.values():
        for number, old in enumerate(event.record.aliases):
            spot = event.entry.spot.at("aliases", number)
            other = first.setdefault(old, spot)
            if old in timeline.events:
                also = ((timeline.events[old].entry.spot, "that event"),)
                help = "take it out; one address can't lead to two events"
                yield Problem("E03", spot, f"there is an event with the id `{old}` now", help, also)
            elif other is not spot:
                help = "leave it with the event that took its place"
                yield Problem("E03", spot, f"`{old}` is an old id of another event too", help, ((other, "also here"),))


def event_like_a_day(entry: Entry[EventRecord]) -> Iterator[Problem]:
    """E03: an event of a month or a year with the address of a day or a month."""
    if _MONTH_OR_DAY.fullmatch(entry.id):
        address = urls.event(entry.id).removeprefix(urls.ROOT)
        message = f"the address `/{address}` belongs to a {'day' if '-' in entry.id else 'month'}"
        spot = entry.spot.at("slug") if entry.at else entry.spot
        yield Problem("E03", spot, message, "give the event a name that says what happened")

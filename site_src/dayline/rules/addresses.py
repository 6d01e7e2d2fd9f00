"""Addresses of pages: reserved ones, old ids of events, and redirects."""

from collections.abc import Iterable, Iterator

from dayline import urls
from dayline.edtf import EdtfError, parse
from dayline.page_kinds import is_reserved
from dayline.patterns import lazy_pattern
from dayline.problems import Problem, Spot
from dayline.read.entry import Entry
from dayline.rules.rule import TIMELINE, records, reports, rule
from dayline.rules.site import FILE
from dayline.schema.closest import closest
from dayline.schema.event import EventRecord
from dayline.schema.fields import MAX_SLUG, SLUG
from dayline.schema.registry import PageRecord
from dayline.timeline import addresses
from dayline.timeline.addresses import PageRef, parse_address
from dayline.timeline.timeline import Timeline

_EVENT = lazy_pattern(rf"\d{{4}}(?:-\d\d){{0,2}}/(?!\d\d$){SLUG.pattern}")
_MONTH_OR_DAY = lazy_pattern(r"\d{4}(?:-\d\d)?/\d\d")


@rule("E03", "a page has an address that belongs to other pages or to the theme", on=records("page"))
def reserved_address(entry: Entry[PageRecord]) -> Iterator[Problem]:
    if is_reserved(entry.id):
        message = f"the address `/{entry.id}/` belongs to other pages"
        yield Problem("E03", entry.spot, message, f"rename the file, as in `{entry.id}-page.md`")


@rule("E03", "an alias can't have been the id of an event", on=records("event"))
def impossible_alias(entry: Entry[EventRecord]) -> Iterator[Problem]:
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
    return bool(_EVENT.fullmatch(old)) and len(name) <= MAX_SLUG


@rule("E03", "an alias is the id of another event, or an alias of two", on=TIMELINE)
def taken_alias(timeline: Timeline) -> Iterator[Problem]:
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


@rule("E03", "an event of a month or year has the address of a day or month", on=records("event"))
def event_at_a_period(entry: Entry[EventRecord]) -> Iterator[Problem]:
    if _MONTH_OR_DAY.fullmatch(entry.id):
        address = urls.event(entry.id).removeprefix(urls.ROOT)
        message = f"the address `/{address}` belongs to a {'day' if '-' in entry.id else 'month'}"
        spot = entry.spot.at("slug") if entry.at else entry.spot
        yield Problem("E03", spot, message, "give the event a name that says what happened")


@rule(
    "E03",
    "a redirect's old address can't be one or has a page, or its new one can't be one",
    on=TIMELINE,
    fix="Write addresses as in `/places/kyiv/`.",
)
@reports("E09", "a redirect leads nowhere")
def redirects(timeline: Timeline) -> Iterator[Problem]:
    written = timeline.site.redirects or {}
    there = frozenset(addresses.bookmarkable_pages(timeline)) if written else frozenset()
    taken = there - addresses.without_page(timeline)
    aliases = {old for event in timeline.events.values() for old in event.record.aliases}
    for old, new in written.items():
        spot = Spot(FILE, ("redirects", old))
        yield from (Problem("E03", spot, *wrong) for wrong in _old(old, taken, aliases))
        target = parse_address(new)
        if target not in there:
            message = f"there is no page at `{new}`" if target else f"`{new}` is not the address of a page"
            yield Problem("E09" if target else "E03", spot, message, _advice(new, target, there, written))


def _old(old: str, taken: frozenset[PageRef], aliases: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with an old address, and what to do."""
    of = parse_address(old)
    if of is None:
        yield f"`{old}` can't have been the address of a page", _HOW
    elif any(len(part) > MAX_SLUG for part in old.split("/")):
        yield f"a part of `{old}` has more than {MAX_SLUG} characters", "take the line out; no page can have had it"
    elif of in taken:
        yield f"there is a page at `{old}` now, so it can't lead elsewhere", "take the line out, or rename that page"
    elif of.kind == "event" and of.id in aliases:
        yield f"`{old}` is among the `aliases` of an event already", "take the line out"


def _advice(new: str, target: PageRef | None, there: frozenset[PageRef], written: dict[str, str]) -> str:
    if new in written:
        return f"`{new}` leads to `{written[new]}`: write that"
    if target is None:
        return _HOW
    known = [addresses.address(of) for of in there if of.kind == target.kind]
    near = closest(new, sorted(known))
    return f"the closest address is `{near}`" if near else "copy the address from the site, without its host"


_HOW = "write it from the root of the site, with a slash at both ends, as in `/places/kyiv/`"

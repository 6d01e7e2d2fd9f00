"""What was published and is not there now."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from dayline.page_kinds import FOLDERS
from dayline.problems import Problem, Spot
from dayline.read.entry import Entry
from dayline.rules.id_index import Broken
from dayline.rules.published_diff.pair import COMPARISON, PAIR, Pair
from dayline.rules.references import NOUNS
from dayline.rules.rule import rule
from dayline.rules.site import FILE
from dayline.timeline.addresses import PERIODS, PageRef, address, bookmarkable_pages, periods
from dayline.timeline.clock import when
from dayline.timeline.publication import DEPENDENT_KINDS
from dayline.timeline.timeline import Timeline

_KEPT = MappingProxyType({
    "event": "add the id to the `aliases` of the event that replaces it, or bring it back with `state: withheld`",
    "brief": "bring the file back, and say in its `changes` what was wrong",
    "thread": "bring the file back, with `status: closed` if the matter is over",
    "question": "bring the file back; a question that is answered stays with its answer",
})  # fmt: skip
NAMED = frozenset({"event", "brief", "page", *FOLDERS})


@rule(
    "E11",
    "something that was published has gone, or is held back again",
    on=COMPARISON,
    fix="Add the old id of an event to the `aliases` of what replaces it, the old address of anything else to "
    "`redirects` in `site.yaml`, or bring it back, an event with `state: withheld`.",
)
def missing_item(was: Entry[Any], now: Entry[Any] | None, file: str, new: list[str]) -> Problem:
    """`file` is the one that it was in; `new` are the ids of entries of its kind that have come since."""
    left = "is held back now" if now else "has gone"
    noun, also = NOUNS.get(was.kind, was.kind), ((was.spot, "as it was published"),)
    message = f"the {noun} `{was.id}` was published and {left}"
    if now and was.kind in DEPENDENT_KINDS:
        help = f"link to the {noun} from something published: now only unpublished records do"
        return Problem("E11", now.spot, message, help, also)
    spot = now.spot.at("state") if now else Spot(file)
    return Problem("E11", spot, message, _help(was, new), also)


def _help(was: Entry[Any], new: list[str]) -> str:
    """What to do about an item that has gone."""
    if was.kind in ("event", "brief"):
        return _KEPT[was.kind]
    old, folder = address(PageRef(was.kind, was.id)), FOLDERS.get(was.kind)
    to = PageRef(was.kind, new[0]) if len(new) == 1 else PageRef("list", folder) if folder else None
    lead = f"add `{old}: {address(to) if to else '/…/'}` to `redirects` in `{FILE}`"
    return f"{_KEPT[was.kind]}; or {lead}" if was.kind in _KEPT else f"{lead}, or bring the file back"


@rule("E11", "a day's page has lost everything on it", on=COMPARISON)
def missing_days(
    then: Iterable[Entry[Any]], timeline: Timeline, led: Mapping[tuple[str, str], PageRef], broken: Broken
) -> Iterator[Problem]:
    there, seen = {*bookmarkable_pages(timeline), *(PageRef(*old) for old in led)}, set()
    for entry in then:
        for day in _days(entry, timeline):
            gone = [of for of in periods(day) if of not in there and of not in seen]
            if gone and not broken.on_day(day.isoformat()):
                seen.update(gone)
                yield _day(gone, entry, timeline)


def _days(entry: Entry[Any], timeline: Timeline) -> Iterable[date]:
    if entry.kind == "event":
        return when(entry.record, timeline.zone).days
    return (entry.record.date.earliest,) if entry.kind == "brief" and entry.record.date.is_certain_day else ()


def _day(gone: list[PageRef], entry: Entry[Any], timeline: Timeline) -> Problem:
    """The problem that pages have gone, with the event that was there, and the day that it has now."""
    event = timeline.events.get(entry.id)
    to = [address(of) for of in periods(event.when.days[0])] if event and event.when.days else []
    lines = [f"`{address(of)}: {to[PERIODS.index(of.kind)] if to else '…'}`" for of in gone]
    names = " and ".join(f"`{address(of)}`" for of in gone)
    message = f"{names} {'was' if len(gone) == 1 else 'were'} published, and nothing is there any more"
    spot = event.entry.spot.at("date") if event else Spot(FILE)
    help = f"add to `redirects` in `{FILE}`: {', '.join(lines)}"
    return Problem("E11", spot, message, help, ((entry.spot.at("date"), "as it was published"),))


@rule("E11", "a report has lost its page, because only one event cites it now", on=COMPARISON)
def missing_reports(
    had_pages: Iterable[Entry[Any]], timeline: Timeline, led: Mapping[tuple[str, str], PageRef], broken: Broken
) -> Iterator[Problem]:
    """While a file can't be read nobody knows how often a report is cited."""
    for was in had_pages if broken == Broken() else ():
        event_id = timeline.cited_once.get(was.id) if was.kind == "reference" else None
        if event_id and (was.kind, was.id) not in led:
            old, event = address(PageRef("reference", was.id)), address(PageRef("event", event_id))
            message = f"`{old}` was published, and is no page any more, because only one event cites the report now"
            help = f"add `{old}: {event}` to `redirects` in `{FILE}`"
            spot = timeline.references[was.id].spot
            yield Problem("E11", spot, message, help, ((was.spot, "as it was published"),))


@rule("E11", "a published claim has gone from its event", on=PAIR)
def missing_claims(pair: Pair) -> Iterator[Problem]:
    if pair.kind != "event" or pair.is_withheld:
        return
    kept = {claim.id for claim in pair.now.record.claims}
    for claim in pair.was.record.claims:
        if claim.id not in kept:
            message = f"the claim `{claim.id}` was published and has gone"
            help = "bring it back; a claim that was withdrawn gets `status: retracted`"
            path = f"claims.{claim.id}"
            yield Problem("E11", pair.now.entry.spot.at("claims"), message, help, pair.before(path))

"""A site's content as it was known at an earlier moment, from the four kinds of dates in its records.

An event happened (`date`, `time`), was reported (`reported`), was added here (`added`) and was changed (`changes`).
An event is known once it was added, or else reported, or else over; a plan once it was announced; a brief once it
was closed (`as_of`); map outlines from the day they apply. A date without a time counts from the end of that day.
Whatever was not yet known is left out, together with every reference to it; later changes are reverted.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import Any, NamedTuple

from dayline.problems import Spot
from dayline.read.content import Content
from dayline.read.entry import Entry
from dayline.read.records import with_record
from dayline.schema.brief import BriefRecord
from dayline.schema.event import EventRecord
from dayline.schema.map import MapRecord
from dayline.schema.omit_defaults import omit_defaults
from dayline.schema.question import QuestionRecord
from dayline.schema.registry import ReferenceRecord, ThreadRecord
from dayline.timeline.clock import known_since, when
from dayline.timeline.known_tables import known_revisions, known_rows
from dayline.timeline.prune import Point, prune
from dayline.timeline.publication import is_embargoed, owner_kind, publication, reachable
from dayline.timeline.revert_changes import Cutoff, end_of_day, revert
from dayline.timeline.zones import zone

REGISTRIES = frozenset({"actor", "place", "thread", "figure", "source", "reference", "term", "media"})


class ContentAsOf(NamedTuple):
    """Content as it was known at a moment, and the spots in it that may contain later knowledge."""

    content: Content
    anachronisms: tuple[Spot, ...]


def content_as_of(content: Content, moment: datetime) -> ContentAsOf:
    """The content as it was known at a moment; a moment without a time zone is in the site's."""
    now = Cutoff(localise(moment, content))
    reverted = [(entry, revert(entry, now)) for entry in content.entries if _existed(entry.record, now)]
    known = [with_record(entry, earlier.record) for entry, earlier in reverted]
    gone = _targets(content.entries) - _targets(known)
    entries = _prune_all(known, gone)
    gone |= _registry_entries_in_use(content.entries) - _registry_entries_in_use(entries)
    hidden = [entry for entry in content.entries if entry.kind == "event" and is_embargoed(entry.record, now.at)]
    held = publication(_prune_all(entries, gone), now.at, drafts=True, others=hidden).held_back
    gone |= {(owner_kind(entry), entry.id) for entry in held.values()}
    remaining = tuple(
        _without_future_answer(entry)
        for entry in _prune_all(entries, gone)
        if (owner_kind(entry), entry.id) not in gone
    )
    remaining = _limit_tables(remaining, now)
    remaining = _redigest_all(remaining, dict.fromkeys(gone, "") | _changed_days(content.entries, remaining, now))
    spots = {entry.spot for entry in remaining}
    anachronisms = (
        entry.spot.at(*path) for entry, earlier in reverted if entry.spot in spots for path in earlier.anachronisms
    )
    return ContentAsOf(content._replace(entries=remaining), tuple(anachronisms))


def localise(moment: datetime, content: Content) -> datetime:
    """The moment in the site's time zone."""
    site = next((entry.record for entry in content.entries if entry.kind == "site"), None)
    site_zone = (zone(site.timezone) if site else None) or UTC
    return moment.astimezone(site_zone) if moment.tzinfo else moment.replace(tzinfo=site_zone)


def _existed(record: Any, now: Cutoff) -> bool:
    """Whether the record existed by the cutoff."""
    if isinstance(record, EventRecord):
        return not is_embargoed(record, now.at) and now.has_seen(record, known_since(record))
    if isinstance(record, BriefRecord):
        as_of, day = record.as_of, record.date.latest
        closed = as_of.replace(tzinfo=now.at.tzinfo) if as_of else end_of_day(day, now.at) if day else now.at
        return closed <= now.at
    if isinstance(record, ReferenceRecord):
        return not now.is_before(record.published)
    if isinstance(record, MapRecord):
        return not now.is_before(record.from_)
    return not isinstance(record, ThreadRecord | QuestionRecord) or not now.is_before(record.opened)


def _without_future_answer(entry: Entry[Any]) -> Entry[Any]:
    """The entry; a question that was still open loses its answer."""
    record = entry.record
    if not isinstance(record, QuestionRecord) or record.closed_by or not record.answer:
        return entry
    return with_record(entry, omit_defaults(replace(record, answer=None)))


def _prune_all(entries: Iterable[Entry[Any]], gone: AbstractSet[Point]) -> list[Entry[Any]]:
    """The entries without references to removed ones."""
    return [e if gone.isdisjoint(e.points) else with_record(e, prune(e.record, gone) or e.record) for e in entries]


def _redigest_all(entries: tuple[Entry[Any], ...], lost: Mapping[Point, str]) -> tuple[Entry[Any], ...]:
    """The entries, with new digests for those whose links lead to something that differs from the present.

    Their text is the same, but their links resolve differently.
    """
    return tuple(e if lost.keys().isdisjoint(e.points) else _redigest(e, lost) for e in entries)


def _redigest(entry: Entry[Any], lost: Mapping[Point, str]) -> Entry[Any]:
    differences = sorted((point, lost[point]) for point in entry.points if point in lost)
    return entry._replace(digest=blake2b(entry.digest + repr(differences).encode(), digest_size=16).digest())


def _changed_days(present: Iterable[Entry[Any]], known: Iterable[Entry[Any]], now: Cutoff) -> dict[Point, str]:
    """The linked days whose entries differ from the present, with a text that identifies their entries."""
    linked = {id for entry in known for kind, id in entry.points if kind == "day"}
    if not linked:
        return {}
    before, after = _entries_by_day(present, now), _entries_by_day(known, now)
    return {("day", day): repr(after.get(day)) for day in linked if before.get(day) != after.get(day)}


def _entries_by_day(entries: Iterable[Entry[Any]], now: Cutoff) -> dict[str, list[Point]]:
    """The events and briefs of each day."""
    by_day: dict[str, list[Point]] = {}
    for entry in entries:
        days: tuple[date | None, ...] = (entry.record.date.earliest,) if entry.kind == "brief" else ()
        if entry.kind == "event":
            days = when(entry.record, now.at.tzinfo or UTC).days
        for day in days:
            by_day.setdefault(str(day), []).append((entry.kind, entry.id))
    return by_day


def _targets(entries: Iterable[Entry[Any]]) -> set[Point]:
    """Everything in the entries that an id can refer to."""
    targets = set()
    for entry in entries:
        targets.add((entry.kind, entry.id))
        if entry.kind == "event":
            targets |= {("claim", f"{entry.id}#{claim.id}") for claim in entry.record.claims}
    return targets


def _limit_tables(entries: tuple[Entry[Any], ...], now: Cutoff) -> tuple[Entry[Any], ...]:
    """The entries; tables keep only the rows that were known, figures only the revisions."""

    def knows(day: date) -> bool:
        return end_of_day(day, now.at) <= now.at

    figures = {entry.id: entry for entry in entries if entry.kind == "figure"}
    limited = []
    for entry in entries:
        if entry.kind == "figure-table" and entry.id in figures:
            limited.append(with_record(entry, known_rows(figures[entry.id], entry, knows)))
        elif entry.kind == "figure":
            limited.append(with_record(entry, known_revisions(entry.record, knows)))
        else:
            limited.append(entry)
    return tuple(limited)


def _registry_entries_in_use(entries: Iterable[Entry[Any]]) -> set[Point]:
    """The registry entries that events, briefs, pages and tables refer to, directly or not."""
    links: dict[Point, tuple[Point, ...]] = {}
    tables: set[Point] = set()
    for entry in entries:
        tables |= {("figure", entry.id)} if entry.kind == "figure-table" else set()
        point = (owner_kind(entry), entry.id)
        links[point] = (*links.get(point, ()), *entry.points)
    queue = [point for point in links if point[0] not in REGISTRIES or point in tables]
    return tables | reachable(queue, links, REGISTRIES)

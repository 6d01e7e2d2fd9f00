"""All comparisons with the content as it was."""

from collections.abc import Iterable, Iterator
from typing import Any

from dayline.problems import Problem
from dayline.read.content import Content
from dayline.read.records import Entry
from dayline.read.revision import Revision, entries
from dayline.rules.against import gone, late, log, quotes, silent, statuses, tables
from dayline.rules.against.pair import Pair, Rule
from dayline.rules.known import Broken
from dayline.timeline.publication import published
from dayline.timeline.timeline import Timeline

Point = tuple[str, str]
OF_PAIR: tuple[Rule, ...] = (
    gone.claims, statuses.moved, quotes.altered, silent.silent_change, log.rewritten,
)  # fmt: skip


def compare(content: Content, timeline: Timeline, revision: Revision) -> tuple[Problem, ...]:
    """What must not have changed since a revision, or not without a word about it."""
    then = {(entry.kind, entry.id): entry for entry in entries(revision)}
    now = {(entry.kind, entry.id): entry for entry in content.entries}
    before = _out((*then.values(), *(entry for entry in now.values() if entry.file in revision.same)), timeline)
    was = {point: entry for point, entry in before.items() if point in then}
    out = _out(content.entries, timeline)
    broken = Broken.of(content)
    found = list(_gone(before, now, out, broken, revision))
    moved = {old: new for new, old in _renamed(out, revision) if new not in then and old in was and old not in now}
    kept = {old: new for old, new in moved.items() if not broken.covers(*old)}
    for old, point in (*((point, point) for point in was.keys() & out.keys()), *kept.items()):
        pair = Pair(was[old], out[point])
        found += (problem for rule in OF_PAIR for problem in rule(pair))
        if point[0] == "figure-table" and ("figure", point[1]) in out:
            figure = out["figure", point[1]]
            found += tables.silent_rows(Pair(was.get(("figure", point[1]), figure), figure), was[old], out[point])
    same = [entry for entry in out.values() if entry.file in revision.same]
    known = {*was, *kept.values()}
    new = [entry for point, entry in out.items() if entry.file not in revision.same and point not in known]
    return (*found, *late.arrivals(new, [*same, *was.values()], timeline.today))


def _out(entries: Iterable[Entry[Any]], timeline: Timeline) -> dict[Point, Entry[Any]]:
    """What of some content is published."""
    return {(entry.kind, entry.id): entry for entry in published(entries, timeline.now).out}


def _renamed(out: dict[Point, Entry[Any]], revision: Revision) -> Iterator[tuple[Point, Point]]:
    """Events of files that are not the same now, with each id that they had before."""
    for point, entry in out.items():
        if entry.kind == "event" and entry.file not in revision.same:
            yield from ((point, ("event", alias)) for alias in entry.record.aliases)


def _gone(
    was: dict[Point, Entry[Any]], now: dict[Point, Entry[Any]], out: dict[Point, Entry[Any]], broken: Broken,
    revision: Revision,
) -> Iterator[Problem]:  # fmt: skip
    """Published items that have an address no more."""
    aliases = {alias for (kind, _), entry in out.items() if kind == "event" for alias in entry.record.aliases}
    for point, entry in was.items():
        is_kept = point in out or broken.covers(*point) or (entry.kind == "event" and entry.id in aliases)
        if entry.kind in gone.KEPT and not is_kept:
            yield gone.item(entry, now.get(point), entry.file.removeprefix(revision.name))

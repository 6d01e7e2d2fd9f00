"""All comparisons with the content as it was."""

from collections.abc import Iterable, Iterator
from typing import Any

from dayline.lazy import load_all
from dayline.problems import Problem
from dayline.read.content import Content
from dayline.read.entry import Entry
from dayline.read.git_revision import Revision, entries
from dayline.rules.id_index import Broken
from dayline.rules.published_diff import gone, late, tables
from dayline.rules.published_diff.pair import PAIR, Pair
from dayline.rules.published_diff.renamed import with_ids
from dayline.rules.rule import applied_to
from dayline.timeline.addresses import redirects
from dayline.timeline.cited_once import cited_once
from dayline.timeline.publication import publication
from dayline.timeline.timeline import Timeline

load_all("rules.published_diff")

Point = tuple[str, str]


def compare(content: Content, timeline: Timeline, revision: Revision) -> tuple[Problem, ...]:
    """What must not have changed since a revision, or not without a word about it."""
    led = {(old.kind, old.id): new for old, new in redirects(timeline).items()}
    ids = {old: new.id for old, new in led.items() if old[0] == new.kind}
    then = {(entry.kind, entry.id): entry._replace(record=with_ids(entry.record, ids)) for entry in entries(revision)}
    now = {(entry.kind, entry.id): entry for entry in content.entries}
    before = _out((*then.values(), *(entry for entry in now.values() if entry.file in revision.unchanged)), timeline)
    was = {point: entry for point, entry in before.items() if point in then}
    out = _out(content.entries, timeline)
    broken = Broken.of(content)
    same = [entry for entry in out.values() if entry.file in revision.unchanged]
    had_none = {("reference", id) for id in cited_once(before.values())}
    problems = list(_gone(before, now, out, broken, revision, {*led, *had_none}))
    had_pages = (entry for point, entry in before.items() if point not in had_none)
    problems += gone.missing_reports(had_pages, timeline, led, broken)
    lost = {problem.also[0][0] for problem in problems}
    stood = (entry for entry in (*was.values(), *same) if entry.spot not in lost)
    problems += gone.missing_days(stood, timeline, led, broken)
    renamed = (*_renamed(out, revision), *(((kind, new), (kind, old)) for (kind, old), new in ids.items()))
    moved = {old: new for new, old in renamed if new not in then and old in was and old not in now and new in out}
    kept = {old: new for old, new in moved.items() if not broken.covers(*old)}
    for old, point in (*((point, point) for point in was.keys() & out.keys()), *kept.items()):
        pair = Pair(was[old], out[point])
        problems += (problem for rule in applied_to(PAIR) for problem in rule(pair))
        if point[0] == "figure-table" and ("figure", point[1]) in out:
            figure = out["figure", point[1]]
            problems += tables.silent_rows(Pair(was.get(("figure", point[1]), figure), figure), was[old], out[point])
    known = {*was, *kept.values()}
    new = [entry for point, entry in out.items() if entry.file not in revision.unchanged and point not in known]
    return (*problems, *late.late_arrivals(new, [*same, *was.values()], timeline.today))


def _out(entries: Iterable[Entry[Any]], timeline: Timeline) -> dict[Point, Entry[Any]]:
    """What of some content is published."""
    return {(entry.kind, entry.id): entry for entry in publication(entries, timeline.now).published}


def _renamed(out: dict[Point, Entry[Any]], revision: Revision) -> Iterator[tuple[Point, Point]]:
    """Events of files that are not the same now, with each id that they had before."""
    for point, entry in out.items():
        if entry.kind == "event" and entry.file not in revision.unchanged:
            yield from ((point, ("event", alias)) for alias in entry.record.aliases)


def _gone(
    was: dict[Point, Entry[Any]], now: dict[Point, Entry[Any]], out: dict[Point, Entry[Any]], broken: Broken,
    revision: Revision, settled: set[Point],
) -> Iterator[Problem]:  # fmt: skip
    """Published items that have an address no more, but for those that had none or for which there is a redirect."""
    events = (entry for (kind, _), entry in out.items() if kind == "event")
    kept = {*out, *settled, *(("event", alias) for entry in events for alias in entry.record.aliases)}
    for point, entry in was.items():
        if entry.kind in gone.NAMED and point not in kept and not broken.covers(*point):
            fresh = (point for point in out.keys() - was.keys() if out[point].file not in revision.unchanged)
            new = sorted(id for kind, id in fresh if kind == entry.kind)
            yield gone.missing_item(entry, now.get(point), entry.file.removeprefix(revision.prefix), new)

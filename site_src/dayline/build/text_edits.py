"""Builds after edits of texts alone: nothing moves in the timeline, so only the pages that show them are updated."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from dayline.build.options import Options
from dayline.cache.memory import Memory
from dayline.pages.page import Page
from dayline.problems import Problem
from dayline.queries.query import TEXT
from dayline.queries.recorded import ALL
from dayline.queries.recorder import Query
from dayline.read.content import ReadFile, Reading
from dayline.read.entry import Entry
from dayline.rules import links, references
from dayline.rules.id_index import Known
from dayline.rules.run import of_event
from dayline.timeline.revised import differs_in_words, holding
from dayline.timeline.timeline import Timeline
from dayline.timeline.zones import build_moment


def revised_timeline(options: Options, before: Memory, reading: Reading) -> tuple[Memory, frozenset[Query]] | None:
    """The memory with the timeline after edits of nothing but texts, and the queries they touched.

    None after any other change, and if an edit may contain a mistake: a full rebuild then reports all problems.
    """
    timeline = _at_build_time(before.timeline, options) if before.timeline else None
    files = _changed_files(before.reading, reading)
    if timeline is None or files is None or options.strict or options.as_of:
        return None
    entries = [entry for file in files.values() for entry in file.result.entries]
    if not all(differs_in_words(timeline, entry) for entry in entries):
        return None
    memory = replace(before.revised_by(files, timeline.now), reading=reading)
    now = memory.timeline
    if now is None or any(_problems(entries, now)):
        return None
    return memory, frozenset(_touched(entries, timeline, now))


def selected(pages: Iterable[Page], options: Options) -> tuple[Page, ...]:
    """The pages to build: all, or all but social cards."""
    return tuple(page for page in pages if not page.late or "cards" in options.extras)


def _at_build_time(timeline: Timeline, options: Options) -> Timeline | None:
    """The timeline at the time of this build; None if the day has changed or an embargo has ended since."""
    closed = timeline.site.closed
    now = build_moment(closed.latest if closed else None, options.now, timeline.zone)
    embargoes = (entry.record.embargo for entry in timeline.unpublished.values())
    has_ended = any(moment.tzinfo is None or moment <= now for moment in embargoes if moment)
    return replace(timeline, now=now) if now.date() == timeline.today and not has_ended else None


def _changed_files(before: Reading, now: Reading) -> dict[str, ReadFile] | None:
    """The files that have changed; None if there are others than before, or one has an error."""
    if now.misplaced or (now.reread is None and before.files.keys() != now.files.keys()):
        return None
    looked_at = now.files if now.reread is None else now.reread
    changed = {name: file for name, file in looked_at.items() if file.digest != before.files[name].digest}
    if any(_has_errors(file) or not _has_same_entries(before.files[name], file) for name, file in changed.items()):
        return None
    return changed


def _has_errors(file: ReadFile) -> bool:
    return bool(file.result.problems) or any(problem.is_error for problem in file.result.remarks)


def _has_same_entries(before: ReadFile, now: ReadFile) -> bool:
    return len(before.result.entries) == len(now.result.entries)


def _touched(entries: Iterable[Entry[Any]], before: Timeline, now: Timeline) -> Iterator[Query]:
    """What is looked up in a timeline that edited texts are in."""
    for entry in entries:
        if entry.kind == "brief":
            day = entry.record.date.earliest
            yield from (("briefs", day), ("briefs", ALL))
            continue
        event = now.events[entry.id]
        yield TEXT, event.id
        if event.line != before.events[entry.id].line:
            for name, keys in holding(event).items():
                yield from ((name, key) for key in (*keys, ALL))


def _problems(entries: Iterable[Entry[Any]], timeline: Timeline) -> Iterator[Problem]:
    known = Known.of(timeline)
    for entry in entries:
        yield from references.unknown_ids(entry, known)
        yield from links.dead_links(entry, known)
        if entry.kind == "event":
            yield from (problem for problem in of_event(timeline.events[entry.id], timeline) if problem.is_error)

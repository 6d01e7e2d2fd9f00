"""Builds after edits of texts alone: nothing moves in the timeline, so only the pages that show them are updated."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from dayline.build.options import Options
from dayline.cache.memory import Memory
from dayline.pages.index import SiteIndex
from dayline.pages.page import Page
from dayline.pages.plan import plan_some
from dayline.problems import Problem
from dayline.read.content import ReadFile, Reading
from dayline.read.entry import Entry
from dayline.rules import links, references
from dayline.rules.id_index import Known
from dayline.rules.run import of_event
from dayline.timeline.revised import all_revised
from dayline.timeline.timeline import Timeline
from dayline.timeline.zones import build_moment


class Live(NamedTuple):
    """The site index and the pages planned so far, by address; kept in memory while the process runs."""

    site: SiteIndex
    pages: Mapping[str, Page]

    def with_kinds(self, kinds: Collection[str], options: Options) -> "Live":
        """The same, with the pages of further kinds planned."""
        pages = selected(plan_some(kinds, self.site), options)
        return self._replace(pages={**self.pages, **{page.url: page for page in pages}}) if kinds else self


def revised_timeline(options: Options, before: Memory, reading: Reading) -> tuple[Timeline, frozenset[str]] | None:
    """The timeline after edits of nothing but texts, and the ids of the edited records; None after any other change.

    Also None if an edit may contain a mistake: a full rebuild then reports all problems.
    """
    entries = _changed_entries(before.reading.files, reading.files)
    if before.timeline is None or entries is None or reading.misplaced or options.strict:
        return None
    timeline = all_revised(_at_build_time(before.timeline, options), entries)
    if timeline is None or any(_problems(entries, timeline)):
        return None
    return timeline, frozenset(entry.id for entry in entries)


def selected(pages: Iterable[Page], options: Options) -> tuple[Page, ...]:
    """The pages to build: all, or all but social cards."""
    return tuple(page for page in pages if not page.late or "cards" in options.extras)


def updated_live(live: Live | None, timeline: Timeline, ids: frozenset[str], options: Options) -> Live:
    """The site index with the revised timeline, reusing what the edits don't affect."""
    if live:
        return Live(live.site.revised(timeline, ids), live.pages)
    return Live(SiteIndex(timeline, options.site), {})


def _at_build_time(timeline: Timeline, options: Options) -> Timeline | None:
    """The timeline at the time of this build; None if the day has changed or an embargo has ended since."""
    closed = timeline.site.closed
    now = build_moment(closed.latest if closed else None, options.now, timeline.zone)
    embargoes = (entry.record.embargo for entry in timeline.unpublished.values())
    has_ended = any(moment.tzinfo is None or moment <= now for moment in embargoes if moment)
    return replace(timeline, now=now) if now.date() == timeline.today and not has_ended else None


def _changed_entries(before: Mapping[str, ReadFile], now: Mapping[str, ReadFile]) -> tuple[Entry[Any], ...] | None:
    """The entries of changed files; None if files or entries were added or removed, or a file has an error."""
    if before.keys() != now.keys():
        return None
    pairs = [(before[name].result, file.result) for name, file in now.items() if file is not before[name]]
    if any(new.problems or len(old.entries) != len(new.entries) for old, new in pairs):
        return None
    if any(problem.is_error for _, new in pairs for problem in new.remarks):
        return None
    return tuple(entry for old, new in pairs if old is not new for entry in new.entries)


def _problems(entries: Iterable[Entry[Any]], timeline: Timeline) -> Iterator[Problem]:
    known = Known.of(timeline)
    for entry in entries:
        yield from references.unknown_ids(entry, known)
        yield from links.dead_links(entry, known)
        if entry.kind == "event":
            yield from (problem for problem in of_event(timeline.events[entry.id], timeline) if problem.is_error)

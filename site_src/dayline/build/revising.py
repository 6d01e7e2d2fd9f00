"""After a change of words: nothing moves in the timeline, so only what stands on the changed texts is looked at."""

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
    """An edition and its pages by address, as far as they are planned, for as long as a process lives."""

    site: SiteIndex
    pages: Mapping[str, Page]

    def planned(self, kinds: Collection[str], options: Options) -> "Live":
        """With the pages of further kinds."""
        pages = wanted(plan_some(kinds, self.site), options)
        return self._replace(pages={**self.pages, **{page.url: page for page in pages}}) if kinds else self


def revision(options: Options, before: Memory, reading: Reading) -> tuple[Timeline, frozenset[str]] | None:
    """The timeline after a change of nothing but words, and the ids of what changed; None if there is more to it.

    Where something may be wrong it is None too: the long way tells all of it.
    """
    entries = _changed(before.reading.files, reading.files)
    if before.timeline is None or entries is None or reading.misplaced or options.strict:
        return None
    timeline = all_revised(_on_the_same_day(before.timeline, options), entries)
    if timeline is None or any(_problems(entries, timeline)):
        return None
    return timeline, frozenset(entry.id for entry in entries)


def wanted(pages: Iterable[Page], options: Options) -> tuple[Page, ...]:
    """The pages that are to be made at all."""
    return tuple(page for page in pages if not page.late or "cards" in options.extras)


def lived_on(live: Live | None, timeline: Timeline, ids: frozenset[str], options: Options) -> Live:
    """The edition after a change of words, with what was made for the one before and still holds."""
    if live:
        return Live(live.site.revised(timeline, ids), live.pages)
    return Live(SiteIndex(timeline, options.site), {})


def _on_the_same_day(timeline: Timeline, options: Options) -> Timeline | None:
    """The timeline at the moment of this build; None if something that depends on the day looks otherwise now."""
    closed = timeline.site.closed
    now = build_moment(closed.latest if closed else None, options.now, timeline.zone)
    embargoes = (entry.record.embargo for entry in timeline.unpublished.values())
    due = any(moment.tzinfo is None or moment <= now for moment in embargoes if moment)
    return replace(timeline, now=now) if now.date() == timeline.today and not due else None


def _changed(before: Mapping[str, ReadFile], now: Mapping[str, ReadFile]) -> tuple[Entry[Any], ...] | None:
    """The entries of changed files; None if files have come, gone or can't be read, or entries in them."""
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

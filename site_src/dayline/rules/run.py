"""Applying the rules, each to its scope."""

from collections.abc import Iterator
from typing import Any

from dayline.diagnostics import Diagnostic, outside_rules
from dayline.lazy import load_all
from dayline.problems import Problem
from dayline.read.content import Content
from dayline.read.entry import Entry
from dayline.rules.id_index import Broken, Known
from dayline.rules.rule import (
    CONTENT,
    EVENT,
    IDS,
    LINKS,
    TIMELINE,
    WHOLE,
    all_rules,
    applied_to,
    applied_to_record,
)
from dayline.timeline.timeline import Event, Timeline

_AGAINST = "rules.published_diff"  # only a comparison with what was published needs these rules
load_all("rules", besides=_AGAINST)


def diagnostics() -> tuple[Diagnostic, ...]:
    """All diagnostics: those reported outside the rules, then those of the rules."""
    load_all(_AGAINST)
    return (*outside_rules(), *(rule.diagnostic for rule in all_rules()))


def warning_codes() -> frozenset[str]:
    """The codes of all warnings."""
    return frozenset(diagnostic.code for diagnostic in diagnostics() if diagnostic.code.startswith("W"))


def check(content: Content, timeline: Timeline) -> tuple[Problem, ...]:
    """All problems with the content, errors and warnings, in no particular order.

    The content was read with `of_record`, so it includes the problems of single records.
    """
    known = Known.of(timeline, Broken.of(content))
    problems = [*_of_content(content), *_of_links(content, known)]
    problems.extend(_of_partial_records(content, known))
    for event in timeline.events.values():
        problems.extend(of_event(event, timeline))
    problems.extend(of_timeline(timeline, known))
    if not any(problem.is_error for problem in problems):
        problems.extend(of_whole(timeline))
    return tuple(problems)


def errors(content: Content, timeline: Timeline) -> tuple[Problem, ...]:
    """The errors in the content, besides those of single events in relation to others."""
    known = Known.of(timeline, Broken.of(content))
    problems = (*_of_content(content), *_of_links(content, known), *of_timeline(timeline, known))
    return tuple(problem for problem in problems if problem.is_error)


def _of_content(content: Content) -> Iterator[Problem]:
    """The problems found while files were read, and those of all files together."""
    yield from content.problems
    yield from content.remarks
    for rule in applied_to(CONTENT):
        yield from rule(content)


def _of_links(content: Content, known: Known) -> Iterator[Problem]:
    """The problems with ids and links in published entries; those in the settings have a separate rule."""
    targets = known.points()
    timeline = known.timeline
    hidden = {*timeline.drafts, *timeline.held_back, *(("event", id) for id in timeline.unpublished)}
    for entry in content.entries:
        shown = entry.kind != "site" and (entry.kind, entry.id) not in hidden
        if shown and not targets.issuperset(entry.points):
            yield from _links_of(entry, known)


def _links_of(entry: Entry[Any], known: Known) -> Iterator[Problem]:
    for rule in applied_to(LINKS):
        yield from rule(entry, known)


def _of_partial_records(content: Content, known: Known) -> Iterator[Problem]:
    """Further problems of invalid records: links, ids, codes and time zones in their valid fields."""
    for entry in content.partial:
        for rule in applied_to_record(entry.kind, partial=True):
            yield from rule(entry)
        if entry.kind != "site" and getattr(entry.record, "state", "published") == "published":
            yield from _links_of(entry, known)


def of_record(entry: Entry[Any]) -> Iterator[Problem]:
    """The problems of a single record; outlines were checked when they were read."""
    if entry.kind == "map-shapes":
        return
    for rule in applied_to_record(entry.kind):
        yield from rule(entry)


def of_event(event: Event, timeline: Timeline) -> Iterator[Problem]:
    """The problems of an event in relation to others, except broken links."""
    for rule in applied_to(EVENT):
        yield from rule(event, timeline)


def of_timeline(timeline: Timeline, known: Known | None = None) -> Iterator[Problem]:
    """The problems of other records, and of several events together."""
    known = known or Known.of(timeline)
    for rule in applied_to(IDS):
        yield from rule(known)
    for timeline_rule in applied_to(TIMELINE):
        yield from timeline_rule(timeline)


def of_whole(timeline: Timeline) -> Iterator[Problem]:
    """Warnings that are only meaningful if nothing is missing because of an error."""
    for rule in applied_to(WHOLE):
        yield from rule(timeline)

"""Applies each rule to what it says it is applied to."""

from collections.abc import Collection, Iterator
from typing import Any

from dayline.diagnostics import OUTSIDE_RULES, Diagnostic
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
    """All that can be reported, with its code: outside the rules, then by them."""
    load_all(_AGAINST)
    return (*OUTSIDE_RULES, *(rule.diagnostic for rule in all_rules()))


def warning_codes() -> frozenset[str]:
    """The codes of all warnings."""
    return frozenset(one.code for one in diagnostics() if one.code.startswith("W"))


def check(content: Content, timeline: Timeline) -> tuple[Problem, ...]:
    """Everything that is wrong with the content, errors and warnings, in no particular order.

    The content was read with `of_record`, so that the problems of single records are in it.
    """
    known = Known.of(timeline, Broken.of(content))
    found = [*_of_content(content), *_leading_nowhere(content, known)]
    found.extend(_of_rough(content, known))
    for event in timeline.events.values():
        found.extend(of_event(event, timeline))
    found.extend(of_timeline(timeline, known))
    if not any(problem.is_error for problem in found):
        found.extend(of_whole(timeline))
    return tuple(found)


def errors(content: Content, timeline: Timeline, events: Collection[str]) -> tuple[tuple[Problem, ...], set[str]]:
    """What is wrong enough to stop a build, and the events with errors; only some events are checked."""
    known = Known.of(timeline, Broken.of(content))
    found = [*_of_content(content), *_leading_nowhere(content, known)]
    faulty = set()
    for id in events:
        wrong = [problem for problem in of_event(timeline.events[id], timeline) if problem.is_error]
        faulty |= {id} if wrong else set()
        found += wrong
    found.extend(of_timeline(timeline, known))
    return tuple(problem for problem in found if problem.is_error), faulty


def _of_content(content: Content) -> Iterator[Problem]:
    """What was found while the files were read, and what is wrong with them together."""
    yield from content.problems
    yield from content.remarks
    for rule in applied_to(CONTENT):
        yield from rule(content)


def _leading_nowhere(content: Content, known: Known) -> Iterator[Problem]:
    """Ids and links of published entries that lead nowhere; another rule checks those of the settings."""
    there = known.points()
    timeline = known.timeline
    hidden = {*timeline.drafts, *timeline.held_back, *(("event", id) for id in timeline.unpublished)}
    for entry in content.entries:
        shown = entry.kind != "site" and (entry.kind, entry.id) not in hidden
        if shown and not there.issuperset(entry.points):
            yield from _links_of(entry, known)


def _links_of(entry: Entry[Any], known: Known) -> Iterator[Problem]:
    for rule in applied_to(LINKS):
        yield from rule(entry, known)


def _of_rough(content: Content, known: Known) -> Iterator[Problem]:
    """What else is wrong with records that have mistakes: links, ids, codes and zones in the fields that are right."""
    for entry in content.rough:
        for rule in applied_to_record(entry.kind, rough=True):
            yield from rule(entry)
        if entry.kind != "site" and getattr(entry.record, "state", "published") == "published":
            yield from _links_of(entry, known)


def of_record(entry: Entry[Any]) -> Iterator[Problem]:
    """What is wrong with a record on its own; outlines were checked when they were read."""
    if entry.kind == "map-shapes":
        return
    for rule in applied_to_record(entry.kind):
        yield from rule(entry)


def of_event(event: Event, timeline: Timeline) -> Iterator[Problem]:
    """What is wrong with an event in the light of everything else; ids that lead nowhere apart."""
    for rule in applied_to(EVENT):
        yield from rule(event, timeline)


def of_timeline(timeline: Timeline, known: Known | None = None) -> Iterator[Problem]:
    """What is wrong with the other records, and with several events together."""
    known = known or Known.of(timeline)
    for rule in applied_to(IDS):
        yield from rule(known)
    for timeline_rule in applied_to(TIMELINE):
        yield from timeline_rule(timeline)


def of_whole(timeline: Timeline) -> Iterator[Problem]:
    """Warnings that can only be given when nothing is missing because of an error."""
    for rule in applied_to(WHOLE):
        yield from rule(timeline)

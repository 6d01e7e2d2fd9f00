"""The judgement on content before pages are made from it: its errors, and what the rules asked about events."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from dayline.build import as_of
from dayline.build.options import Options
from dayline.cache.memory import Memory
from dayline.pages.index import SiteIndex
from dayline.problems import Problem
from dayline.queries.graph import CHECKED, Changes
from dayline.queries.recorder import Query
from dayline.read.content import Content, Reading, combine
from dayline.rules.run import check, errors, of_event
from dayline.timeline.link import link
from dayline.timeline.timeline import Timeline

Checked = dict[str, tuple[Query, ...] | None]  # what the rules asked about events; None: to be forgotten


def timeline_of(reading: Reading, options: Options, before: Timeline | None = None) -> Timeline:
    """The timeline of the content that was read."""
    content = combine(reading)
    present = as_of.present_events(content, options)
    timeline = link(as_of.content_at(content, options), options.moment, options.drafts, before, present)
    if options.base_url:
        timeline = replace(timeline, site=replace(timeline.site, base_url=options.base_url))
    return timeline


def with_strict(problems: Iterable[Problem], strict: frozenset[str]) -> tuple[Problem, ...]:
    """The problems, with those warnings marked that `--strict` treats as errors."""
    if not strict:
        return tuple(problems)
    return tuple(replace(problem, strict="all" in strict or problem.code in strict) for problem in problems)


def record_problems(memory: Memory, timeline: Timeline, options: Options) -> tuple[Problem, ...]:
    """All problems, if a record is invalid: pages are planned from valid records only."""
    content = combine(memory.reading)
    if not any(problem.is_error for problem in (*content.problems, *content.remarks)):
        return ()
    problems = with_strict(check(content, timeline), options.strict)
    return problems if options.strict else tuple(problem for problem in problems if problem.is_error)


def problems_of(
    memory: Memory, index: SiteIndex, changes: Changes, options: Options
) -> tuple[tuple[Problem, ...], Checked]:
    """The errors, and warnings too if `--strict` names some; and what the rules asked about events."""
    content, timeline = combine(memory.reading), index.own_timeline
    known = {asker[1] for asker, *_ in memory.graph.asked(CHECKED)}
    affected = set(changes.affected(CHECKED))
    if options.as_of or options.strict:
        checked: Checked = dict.fromkeys(known if options.as_of else affected)
        return _all_problems(content, timeline, memory, options), checked
    mistakes, checked = list(errors(content, timeline)), dict.fromkeys(known - timeline.events.keys())
    unsettled = timeline.events.keys() - (known - affected)
    options.progress.begin("checking events", len(unsettled))
    for id in unsettled:
        options.progress.step()
        problems, checked[id] = index.recorder.noting(partial(_errors_of, id, index))
        mistakes += problems
    return tuple(mistakes), checked


def _errors_of(id: str, index: SiteIndex) -> list[Problem]:
    """The errors of an event in relation to others, noting what the rules ask."""
    event = index.timeline.events[id]
    index.summary(event)
    return [problem for problem in of_event(event, index.timeline) if problem.is_error]


def _all_problems(content: Content, timeline: Timeline, memory: Memory, options: Options) -> tuple[Problem, ...]:
    if not options.as_of:
        return with_strict(check(content, timeline), options.strict)
    timeline = timeline_of(memory.reading, replace(options, as_of=None))
    problems = with_strict(check(content, timeline), options.strict)
    anachronisms = with_strict(as_of.anachronisms(content, options), options.strict)
    return (*(problem for problem in problems if options.strict or problem.is_error), *anachronisms)

"""Linking: from the records of all files to one timeline."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, tzinfo
from itertools import chain
from typing import Any, NamedTuple

from dayline.read.content import Content
from dayline.read.entry import Entry
from dayline.schema.event import EventRecord
from dayline.schema.site import SiteRecord
from dayline.schema.vocabulary import EVENT_TYPES, FIGURE_SUBJECTS
from dayline.timeline import redaction, tables, zones
from dayline.timeline.anonymous_sources import has_anonymous_source
from dayline.timeline.cited_once import cited_once
from dayline.timeline.linked_events import link_events, start_day
from dayline.timeline.lookups import claim_pairs, events_by, grouped, incoming_relations, references_of
from dayline.timeline.order import within_day
from dayline.timeline.promises import promise_outcomes, promises_by_due_day
from dayline.timeline.publication import Publication, publication
from dayline.timeline.questions import question_days
from dayline.timeline.series import series
from dayline.timeline.statements import claims_in, observations, responses_in
from dayline.timeline.timeline import Event, LinkedObservation, LinkedResponse, Series, TableColumn, Timeline

Kinds = Mapping[str, Mapping[str, Entry[Any]]]
UNTITLED = SiteRecord(title="Untitled", base_url="https://example.org/")


def link(
    content: Content,
    now: datetime,
    drafts: bool = False,
    before: Timeline | None = None,
    careful: Iterable[EventRecord] = (),
) -> Timeline:
    """The timeline of all published records at a moment; with `drafts`, of all records.

    Events whose record and sources are unchanged since the timeline `before` are reused from it. Places are shown no
    more precisely than the published events and the `careful` ones allow.
    """
    site = next((entry.record for entry in content.entries if entry.kind == "site"), UNTITLED)
    zone = zones.zone(site.timezone) or UTC
    now = zones.build_moment(site.closed.latest if site.closed else None, now, zone)
    decision = publication(content.entries, now, drafts)
    kinds = _by_kind(decision.published)
    written_places = kinds["place"]
    redacted, visible = redaction.redact_places(kinds, (*careful, *(e.record for e in kinds["event"].values())))
    kinds.update(visible)
    events = link_events(kinds, zone, written_places, before)
    return _timeline(_Setting(site, zone, now), decision, kinds, redacted, events)


class _Setting(NamedTuple):
    """The site's settings, its time zone, and the moment of the build."""

    site: SiteRecord
    zone: tzinfo
    now: datetime


def _by_kind(entries: Iterable[Entry[Any]]) -> defaultdict[str, dict[str, Entry[Any]]]:
    kinds: defaultdict[str, dict[str, Entry[Any]]] = defaultdict(dict)
    for entry in entries:
        kinds[entry.kind].setdefault(entry.id, entry)
    return kinds


def _timeline(
    setting: _Setting,
    decision: Publication,
    kinds: Kinds,
    redacted: Mapping[str, redaction.RedactedPlace],
    events: list[Event],
) -> Timeline:
    """The timeline of linked events; as long as it has fields, one a line."""
    briefs = _briefs(kinds["brief"])
    on_day = grouped((day, event) for event in events for day in event.when.days)
    claims = {claim.id: claim for event in events for claim in claims_in(event)}
    may_cite = chain((event.entry for event in events), kinds["figure"].values(), kinds["media"].values())
    values = grouped((value.observation.figure, value) for value in observations(events, setting.zone))
    columns, table_problems = tables.read_tables(kinds["figure"], kinds["figure-table"], setting.zone)
    return Timeline(
        site=setting.site,
        zone=setting.zone,
        now=setting.now,
        events={event.id: event for event in events},
        unpublished={id: entry for (kind, id), entry in decision.drafts.items() if kind == "event"},
        drafts={point: entry for point, entry in decision.drafts.items() if point[0] != "event"},
        held_back=decision.held_back,
        linked_from_unpublished=decision.linked_from_unpublished,
        briefs=briefs,
        actors=kinds["actor"],
        places=kinds["place"],
        redacted=redacted,
        threads=kinds["thread"],
        thread_texts=kinds["thread-text"],
        figures=kinds["figure"],
        sources=kinds["source"],
        references=kinds["reference"],
        questions=kinds["question"],
        media=kinds["media"],
        pictures=kinds["picture"],
        terms=kinds["term"],
        pages=kinds["page"],
        maps=kinds["map"],
        map_shapes=kinds["map-shapes"],
        types=_types(kinds["vocabulary"]),
        subjects=_subjects(kinds["figure-subjects"]),
        synonyms=kinds["synonyms"],
        days=tuple(sorted({*on_day, *briefs})),
        on_day={day: within_day(on_that_day) for day, on_that_day in on_day.items()},
        long_running=tuple(event.id for event in events if event.when.middle),
        question_days=question_days(briefs, kinds["question"]),
        of_thread=events_by(events, lambda event: event.record.threads),
        of_actor=events_by(events, lambda event: event.actors),
        of_place=events_by(events, lambda event: (scene.place for scene in event.record.scenes)),
        of_source=events_by(events, lambda event: event.sources),
        of_reference=events_by(events, references_of),
        cited_once=cited_once(may_cite),
        incoming_relations=incoming_relations(events),
        claims=claims,
        answers=_answers(events),
        contradictions=claim_pairs(claims.values(), lambda claim: claim.contradicts),
        same_claims=claim_pairs(claims.values(), lambda claim: (claim.same_as,) if claim.same_as else ()),
        promises=promises_by_due_day(claims),
        outcomes=grouped(promise_outcomes(claims)),
        with_anonymous_sources=tuple(event.id for event in events if has_anonymous_source(event.record)),
        observations=values,
        tables=kinds["figure-table"],
        series=_series(values, columns),
        table_problems=table_problems,
    )


def _briefs(entries: Mapping[str, Entry[Any]]) -> dict[date, Entry[Any]]:
    """The briefs in order of their days."""
    briefs = {e.record.date.earliest: e for e in entries.values() if e.record.date.is_certain_day}
    return dict(sorted(briefs.items()))


def _types(vocabularies: Mapping[str, Entry[Any]]) -> Mapping[str, str]:
    """The labels of the event types, the site's custom ones first."""
    custom = {id: type.label for entry in vocabularies.values() for id, type in entry.record.types.items()}
    return {**custom, **EVENT_TYPES}


def _subjects(vocabularies: Mapping[str, Entry[Any]]) -> Mapping[str, str]:
    """The labels of what figures can be about, the built-in ones first."""
    custom = {id: one.label for entry in vocabularies.values() for id, one in entry.record.subjects.items()}
    return {**FIGURE_SUBJECTS, **custom}


def _answers(events: Iterable[Event]) -> dict[str, tuple[LinkedResponse, ...]]:
    """The responses to each claim, in chronological order."""
    answers = grouped((answer.response.claim, answer) for event in events for answer in responses_in(event))
    return {id: tuple(sorted(to_claim, key=_order_of_answers)) for id, to_claim in answers.items()}


def _order_of_answers(answer: LinkedResponse) -> tuple[date, str, int]:
    said_on = answer.response.said
    return (said_on.latest if said_on else None) or start_day(answer.event), answer.event.id, answer.number


def _series(
    observations: Mapping[str, tuple[LinkedObservation, ...]], columns: Mapping[str, tuple[TableColumn, ...]]
) -> dict[str, tuple[Series, ...]]:
    figures = dict.fromkeys((*observations, *sorted(columns)))
    return {id: series(observations.get(id, ()), columns.get(id, ())) for id in figures}

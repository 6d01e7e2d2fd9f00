"""All rules, by what they need to know, and the one function that applies them all."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from dayline.problems import Problem
from dayline.read.content import Content
from dayline.read.entry import Entry
from dayline.rules import (
    addresses,
    anonymous_sources,
    briefs,
    changes,
    claims,
    codes,
    dates,
    duplicates,
    figures,
    impossible,
    lengths,
    links,
    maps,
    media,
    people,
    places,
    plans,
    previews,
    promises,
    questions,
    quotes,
    redirects,
    references,
    relations,
    site,
    sources,
    sourcing,
    starters,
    statuses,
    style,
    tables,
    thousands,
    threads,
    types,
    unused,
)
from dayline.rules.id_index import Broken, Known
from dayline.timeline.timeline import Event, Timeline

RecordRule = Callable[[Entry[Any]], Iterator[Problem]]
EventRule = Callable[[Event, Timeline], Iterator[Problem]]
TimelineRule = Callable[[Timeline], Iterator[Problem]]

OF_EVERY_RECORD: tuple[RecordRule, ...] = (
    previews.surprising, previews.private_addresses, lengths.of_texts, lengths.of_names, changes.without_day,
    changes.of_unknown_field, changes.out_of_joint, changes.not_as_it_says, changes.forbidden_move,
    codes.not_a_language,
)  # fmt: skip
OF_RECORD: Mapping[str, tuple[RecordRule, ...]] = {
    "event": (
        addresses.event_like_a_day, addresses.alias, sources.missing, sources.empty, dates.time_without_day,
        dates.unknown_zone, dates.filed_elsewhere,
        plans.without_block, plans.before_announcement, plans.embargo_without_offset, claims.same_local_id,
        claims.unknown_quote, claims.unknown_support, quotes.without_speaker, quotes.cut, quotes.too_long,
        quotes.too_much, people.unnamed, people.at_risk, figures.without_value, figures.out_of_range,
        figures.later_than_known, promises.not_an_intent, promises.without_outcome,
        places.withheld_for_no_reason, statuses.withheld_for_no_reason,
        style.title, style.long_summary, style.long_sentence,
    ),
    "brief": (briefs.other_date, briefs.closed_too_soon, briefs.as_of_elsewhere),
    "question": (questions.half_closed,),
    "page": (addresses.page_of_ours,),
    "vocabulary": (types.built_in,),
    "place": (
        places.coordinates, places.too_exact, maps.elsewhere, maps.off_every_map, dates.unknown_zone,
        codes.not_a_country,
    ),
    "actor": (codes.not_a_country,),
    "source": (codes.not_a_country, sources.not_a_domain),
    "media": (media.undescribed, media.described_badly, media.no_digest),
    "reference": (sources.cannot_be_looked_up,),
    "site": (site.unknown_zone, site.base_url, site.languages, site.first_day),
}  # fmt: skip
OF_ROUGH: Mapping[str, tuple[RecordRule, ...]] = {
    "event": (dates.unknown_zone,), "place": (dates.unknown_zone, codes.not_a_country),
    "actor": (codes.not_a_country,), "source": (codes.not_a_country,),
}  # fmt: skip
OF_EVENT: tuple[EventRule, ...] = (
    dates.unknown_type, dates.skipped_hour, dates.other_zone, dates.in_the_future, dates.relative_day,
    relations.to_itself, relations.to_later, claims.answered_too_early, statuses.without_proof,
    statuses.claim_without_proof, figures.other_unit, places.withheld_but_shown, places.too_soon,
    plans.overdue, promises.settled_too_soon, promises.overdue, anonymous_sources.told_too_little,
    anonymous_sources.trusted_too_soon, anonymous_sources.claims, statuses.unverified_for_long,
)  # fmt: skip
OF_TIMELINE: tuple[TimelineRule, ...] = (
    relations.circles, relations.registry_circles, threads.number_used_twice, threads.number_missing,
    briefs.two_leads, people.private, media.private, media.differs, plans.unpublished_in_public,
    changes.in_the_future, style.avoided_words, questions.closed_before_opened, tables.misread,
    tables.one_claimant_twice, tables.to_come, thousands.mistaken, impossible.negative, addresses.alias_taken,
    redirects.redirects, site.feed_id,
)  # fmt: skip
OF_WHOLE: tuple[TimelineRule, ...] = (
    sources.one_origin, sources.not_consulted, sources.party_unnamed, duplicates.alike, duplicates.same_value,
    unused.entries, unused.unidentified, threads.quiet, briefs.leaves_out, briefs.highlights,
    briefs.not_known, briefs.overtaken, questions.dropped, questions.asked_too_late, statuses.understated,
    sourcing.unsourced, sourcing.disagreeing, tables.odd, tables.a_month_apart,
    impossible.scaled_columns, impossible.odd_scales, impossible.unlikely, maps.far_off, starters.unready,
    site.without_feed_id,
)  # fmt: skip


def check(content: Content, timeline: Timeline) -> tuple[Problem, ...]:
    """Everything that is wrong with the content, errors and warnings, in no particular order.

    The content was read with `of_record` as its judge, so that its remarks are known.
    """
    known = Known.of(timeline, Broken.of(content))
    found = [*content.problems, *content.remarks, *site.missing(content), *_leading_nowhere(content, known)]
    found.extend(_of_rough(content, known))
    for event in timeline.events.values():
        found.extend(of_event(event, timeline))
    found.extend(of_timeline(timeline, known))
    if not any(problem.is_error for problem in found):
        found.extend(of_whole(timeline))
    return tuple(found)


def errors(content: Content, timeline: Timeline, events: Collection[str]) -> tuple[tuple[Problem, ...], set[str]]:
    """What is wrong enough to stop a build, and with which events; only some of the events are judged."""
    known = Known.of(timeline, Broken.of(content))
    found = [*content.problems, *content.remarks, *site.missing(content), *_leading_nowhere(content, known)]
    faulty = set()
    for id in events:
        wrong = [problem for problem in of_event(timeline.events[id], timeline) if problem.is_error]
        faulty |= {id} if wrong else set()
        found += wrong
    found.extend(of_timeline(timeline, known))
    return tuple(problem for problem in found if problem.is_error), faulty


def _leading_nowhere(content: Content, known: Known) -> Iterator[Problem]:
    """Ids and links of published entries that lead nowhere; those of the settings have a rule of their own."""
    there = known.points()
    timeline = known.timeline
    hidden = {*timeline.drafts, *timeline.held_back, *(("event", id) for id in timeline.unpublished)}
    for entry in content.entries:
        shown = entry.kind != "site" and (entry.kind, entry.id) not in hidden
        if shown and not there.issuperset(entry.points):
            yield from references.unknown(entry, known)
            yield from links.dead(entry, known)


def _of_rough(content: Content, known: Known) -> Iterator[Problem]:
    """What else is wrong with records that have mistakes: links, ids, codes and zones in the fields that are right."""
    for entry in content.rough:
        for rule in (codes.not_a_language, *OF_ROUGH.get(entry.kind, ())):
            yield from rule(entry)
        if entry.kind != "site" and getattr(entry.record, "state", "published") == "published":
            yield from references.unknown(entry, known)
            yield from links.dead(entry, known)


def of_record(entry: Entry[Any]) -> Iterator[Problem]:
    """What is wrong with a record by itself; outlines were judged when they were read."""
    if entry.kind == "map-shapes":
        return
    for rule in OF_EVERY_RECORD:
        yield from rule(entry)
    for rule in OF_RECORD.get(entry.kind, ()):
        yield from rule(entry)


def of_event(event: Event, timeline: Timeline) -> Iterator[Problem]:
    """What is wrong with an event in the light of everything else; ids that lead nowhere apart."""
    for rule in OF_EVENT:
        yield from rule(event, timeline)


def of_timeline(timeline: Timeline, known: Known | None = None) -> Iterator[Problem]:
    """What is wrong with the other records, and with several events together."""
    known = known or Known.of(timeline)
    yield from references.text_without_thread(known)
    yield from media.alone(known)
    yield from site.policy_pages(known)
    yield from maps.incomplete(known)
    yield from statuses.disputed_by_nobody(known)
    yield from tables.without_figure(known)
    yield from tables.without_other_half(known)
    for rule in OF_TIMELINE:
        yield from rule(timeline)


def of_whole(timeline: Timeline) -> Iterator[Problem]:
    """Warnings that can only be given when nothing is missing because of an error."""
    for rule in OF_WHOLE:
        yield from rule(timeline)

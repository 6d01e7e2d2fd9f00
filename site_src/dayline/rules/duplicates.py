"""Events that may have been entered twice."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import ceil

from dayline.patterns import lazy_pattern
from dayline.problems import Problem
from dayline.rules.rule import WHOLE, rule
from dayline.schema.vocabulary import RELATIONS
from dayline.timeline.timeline import Event, LinkedObservation, Timeline

ALIKE = 0.6
_WORD = lazy_pattern(r"\w+")


@rule(
    "W43",
    "two events of a day are alike, and may be one",
    on=WHOLE,
    fix="Make one of them, or say how they belong together.",
)
def similar_titles(timeline: Timeline) -> Iterator[Problem]:
    words = {event.id: frozenset(_WORD.findall(event.record.title.casefold())) for event in timeline.events.values()}
    count = Counter(word for title_words in words.values() for word in title_words)
    rank = {word: place for place, word in enumerate(sorted(count, key=lambda word: (count[word], word)))}
    reported: set[str] = set()
    for events in timeline.on_day.values():
        for one, other in _candidates(events, words, rank):
            if other.id not in reported and _overlap(one, other) and not _are_related(one, other):
                reported.add(other.id)
                yield _duplicate(one, other, "their titles are alike")


@rule("W43", "two events give one value of a figure, and may be one", on=WHOLE)
def same_value(timeline: Timeline) -> Iterator[Problem]:
    for figure, observations in timeline.observations.items():
        seen: dict[object, LinkedObservation] = {}
        for linked in observations:
            value = linked.observation
            moment = linked.as_of, linked.minutes
            key = (*moment, linked.by.by, value.value, value.low, value.high, value.scope, value.place)
            other = seen.setdefault(key, linked)
            if other.event is not linked.event and not _are_related(other.event, linked.event):
                yield _duplicate(other.event, linked.event, f"both give the same value of `{figure}`")


def _candidates(
    events: tuple[Event, ...], words: dict[str, frozenset[str]], rank: dict[str, int]
) -> Iterator[tuple[Event, Event]]:
    """Pairs whose titles share three fifths of their words.

    Such titles have one of their rarest words in common, so that only few pairs need comparing
    (prefix filtering; Chaudhuri et al. 2006).
    """
    by_word: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        title_words = words[event.id]
        rarest = sorted(title_words, key=rank.__getitem__)[: len(title_words) - ceil(ALIKE * len(title_words)) + 1]
        seen = {other.id: other for word in rarest for other in by_word[word]}
        for other in seen.values():
            shared = len(title_words & words[other.id])
            if shared >= ALIKE * (len(title_words) + len(words[other.id]) - shared):
                yield other, event
        for word in rarest:
            by_word[word].append(event)


def _overlap(one: Event, other: Event) -> bool:
    if {scene.place for scene in one.record.scenes} & {scene.place for scene in other.record.scenes}:
        return True
    return bool({role.actor for role in one.record.actors} & {role.actor for role in other.record.actors})


def _are_related(one: Event, other: Event) -> bool:
    pairs = ((one, other), (other, one))
    return any(b.id in getattr(a.record, relation) for a, b in pairs for relation in RELATIONS)


def _duplicate(one: Event, other: Event, why: str) -> Problem:
    message = f"this may be the same event as `{one.id}`: {why}"
    help = "make one event of the two, or say how they belong together (`updates`, `part_of`, `same_as`)"
    also = ((one.entry.spot.at("title"), "the other event"),)
    return Problem("W43", other.entry.spot.at("title"), message, help, also)

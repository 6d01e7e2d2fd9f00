"""How many sentences of briefs link to a source, and which do not."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dayline.problems import Problem, first_few
from dayline.rules.rule import WHOLE, rule
from dayline.rules.sourcing.agreement import other_numbers, other_words
from dayline.rules.sourcing.holdings import Holdings, holding, read_in_words
from dayline.rules.sourcing.numbers import dated
from dayline.rules.sourcing.statements import Statement, statements
from dayline.timeline.timeline import Timeline


class Sourcing(NamedTuple):
    """How many sentences the brief of a day has, and how many of them link to a source."""

    day: date
    file: str
    sentences: int
    sourced: int


def sourcing(timeline: Timeline) -> tuple[Sourcing, ...]:
    """How far each brief is sourced, by day; briefs without sentences are left out."""
    briefs = []
    for day, entry in timeline.briefs.items():
        sources = [bool(statement.sources) for statement in statements(entry)]
        if sources:
            briefs.append(Sourcing(day, entry.spot.file, len(sources), sum(sources)))
    return tuple(briefs)


@rule(
    "W58",
    "a sentence of a brief, or a heading that states or counts something, links to no event, claim, figure or "
    "question ([briefs.md](briefs.md))",
    on=WHOLE,
    fix="Link its words to what they are taken from, or take the sentence out.",
)
def unsourced(timeline: Timeline) -> Iterator[Problem]:
    """Other rules report highlights without events and broken links (W63)."""
    for entry in timeline.briefs.values():
        bare = [
            one for one in statements(entry) if not one.sources and not one.is_highlight and not one.has_broken_link
        ]
        yield from first_few(bare, _bare)


@rule(
    "W59",
    "a brief gives a number or quoted words that are in nothing linked in the same sentence",
    on=WHOLE,
    fix="Correct them, or link to the record that they are from.",
)
def contradicted(timeline: Timeline) -> Iterator[Problem]:
    known: Holdings = {}
    in_words = read_in_words(timeline)
    for day, entry in timeline.briefs.items():
        own = tuple(dated(day.isoformat()))
        for statement in statements(entry):
            held = [one for target in statement.sources if (one := holding(target, timeline, known))]
            if held:
                yield from other_numbers(statement, held, own, in_words=in_words)
                yield from other_words(statement, held)


def _bare(statement: Statement) -> Problem:
    message = "this sentence links to no source"
    help = "link some of its words to an event, claim, figure or question, as in `[cars left](event:…)`"
    return Problem("W58", statement.spot, message, help)

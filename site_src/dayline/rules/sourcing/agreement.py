"""Whether the numbers and quoted words of a sentence are in the records that it links to."""

import re
from collections.abc import Iterator, Sequence

from dayline.patterns import lazy_pattern
from dayline.problems import Problem, Spot
from dayline.rules.sourcing.holdings import Holding, compared
from dayline.rules.sourcing.numbers import Number, numbers
from dayline.rules.sourcing.statements import Statement
from dayline.schema.markdown.sentences import SYNTAX
from dayline.schema.markdown_fields import quotations

WHOLE = "what it links to"
_DATES = {"date", "as_of", "opened"}
_CUT = lazy_pattern(r"\[[^\[\]]*\]|…|\.{3}")


def other_numbers(
    statement: Statement, held: Sequence[Holding], own: Sequence[Number], *, in_words: bool
) -> Iterator[Problem]:
    """Numbers in a sentence that are neither in what it links to nor part of its `own` day."""
    for one in numbers(statement.words, in_words=in_words):
        if one.is_own or any(map(one.agrees, own)):
            continue
        there = [pair for holding in held for pair in holding.numbers]
        if any(one.agrees(other) for _, other in there):
            continue
        said = " ".join(statement.words[one.start : one.end].replace(SYNTAX, "").split())
        message = f"the sentence says `{said}`, and nothing that it links to does"
        help = "correct the number, or link to the event or figure that gives it"
        spot, label = _nearest(one, there) or (held[0].spot, WHOLE)
        yield Problem("W59", statement.at(one.start, one.end), message, help, ((spot, label),))


def other_words(statement: Statement, held: Sequence[Holding]) -> Iterator[Problem]:
    """Words in quotation marks that are not in what the sentence links to, letter by letter."""
    for found in quotations(statement.words):
        there = [pair for holding in held for pair in holding.words]
        said = found[0][1:-1]
        parts = [part for part in map(compared, _CUT.split(said)) if part]
        if any(_holds(text, parts) for _, text in there):
            continue
        message = "the words in quotation marks are not in what the sentence links to"
        help = "quote them letter by letter, or link to the event that holds the quote"
        nearest = max(there, key=lambda pair: _shared(pair[1], parts), default=None)
        second = (nearest[0], "the nearest words there") if nearest else (held[0].spot, WHOLE)
        inside = statement.at(found.start() + 1, found.end() - 1)
        yield Problem("W59", inside, message, help, (second,))


def _holds(text: str, parts: list[str]) -> bool:
    """Whether a text holds all parts in their order; the first letter of each may be small or large."""
    at = 0
    for part in parts:
        first = re.escape(part[0].lower()) + re.escape(part[0].upper())
        found = re.compile(rf"(?<!\w)[{first}]{re.escape(part[1:])}(?!\w)").search(text, at)
        if not found:
            return False
        at = found.end()
    return True


def _shared(text: str, parts: list[str]) -> int:
    return len({*text.casefold().split()} & {word for part in parts for word in part.casefold().split()})


def _nearest(one: Number, there: Sequence[tuple[Spot, Number]]) -> tuple[Spot, str] | None:
    """The place of the number that is least far away, as a proportion; not a date."""
    value = max(one.values)
    far = [
        (abs(value - max(other.values)) / (value + max(other.values) or 1), spot)
        for spot, other in there
        if other.is_share == one.is_share and not _DATES.intersection(spot.path)
    ]
    return (min(far, key=lambda pair: pair[0])[1], "the nearest number there") if far else None

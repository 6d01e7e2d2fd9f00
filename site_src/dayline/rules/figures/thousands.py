"""Points that may set thousands apart: `value: 1.200` of what is counted, or among values a thousand times larger."""

from collections.abc import Iterator
from typing import NamedTuple

from dayline.patterns import lazy_pattern
from dayline.problems import Problem, Spot
from dayline.rules.figures.tables import spot_of
from dayline.rules.figures.values import UNITS
from dayline.rules.rule import TIMELINE, reports, rule
from dayline.schema.thousands import Thousands
from dayline.timeline.timeline import Timeline, Value

NEAR = 3  # times that a value may differ from others and still be like them
_NOT_COUNTED = ("rate", "duration", "price")
_MEASURED = frozenset().union(*UNITS)
_OF = lazy_pattern(r"\s(?:a|an|each|every|in|of|on)\s")
_PARTS = lazy_pattern(
    r"\b(?:million|billion|trillion|thousand|mn|bn|mrd|per|percent|rate|ratio|share|index|degrees?|average|mean|median"
    r"|magnitude|bar|hpa|kv|knots?|db|sv|msv|µsv|mg|ml|nm|euros?|dollars?|francs?|roubles?|rubles?|hryvnias?|yen|yuan"
    r"|lira|eur|usd|gbp|chf|rub|uah|jpy|cny|pln|try)\b|[%‰°$€£¥₴₽/²³]"
)


class Odd(NamedTuple):
    """A number that may be meant as thousands, the value that it is in, and the part of that."""

    number: Thousands
    value: Value
    part: str


@rule("E20", "`1.200` is among values a thousand times larger", on=TIMELINE)
@reports("W38", "`1.200` of something that is counted is read as 1.2", fix="Write `1200` or `1.2`.")
def ambiguous_separator(timeline: Timeline) -> Iterator[Problem]:
    for id, of_figure in timeline.series.items():
        values = [value for series in of_figure for value in series.values]
        odd = [one for value in values for one in _odd(value)]
        if odd and id in timeline.figures:
            yield from _judged(id, odd, values, timeline)


def _judged(id: str, numbers: list[Odd], values: list[Value], timeline: Timeline) -> Iterator[Problem]:
    kind = timeline.figures[id].record.kind
    plain = [(number, value) for value in values for number in _numbers(value) if not isinstance(number, Thousands)]
    doubted: dict[Spot, list[Odd]] = {}
    for odd in numbers:
        unit = odd.value.unit or timeline.figures[id].record.unit
        like = [pair for pair in plain if pair[1].unit == odd.value.unit and pair[0]]
        larger = next((value for number, value in like if _is_near(odd.number.as_thousands, number, NEAR)), None)
        fits = any(_is_near(odd.number, number, 10 * NEAR) for number, _ in like)
        if larger and not fits:
            yield _error(id, odd, larger, timeline)
        elif kind not in _NOT_COUNTED and not is_measured(unit):
            doubted.setdefault(_column(id, odd, timeline), []).append(odd)
    for together in doubted.values():
        yield _warning(id, together, timeline)


def is_measured(unit: str) -> bool:
    """Whether a unit can be divided: kilometres, shares and money, not people or cars."""
    text = unit.casefold().strip()
    what = _OF.split(text)[0].split()
    return any(word in _MEASURED for word in (text, *what[-1:])) or bool(_PARTS.search(text))


def _is_near(number: float, other: float, times: float) -> bool:
    return number * other > 0 and 1 / times <= number / other <= times


def _error(id: str, odd: Odd, larger: Value, timeline: Timeline) -> Problem:
    message = f"`{odd.number.text}` is read as {odd.number:g}, but other values of `{id}` are a thousand times larger"
    also = ((spot_of(larger, id, timeline), "a larger one"),)
    return Problem("E20", _spot(id, odd, timeline), message, _help(odd, id, timeline), also)


def _warning(id: str, together: list[Odd], timeline: Timeline) -> Problem:
    odd, unit = together[0], together[0].value.unit or timeline.figures[id].record.unit
    message = f"`{odd.number.text}` is read as {odd.number:g}; did you mean {odd.number.as_thousands:,} {unit}?"
    if len(together) > 1:
        message = f"{message} (and {len(together) - 1:,} more like it in this column)"
    return Problem("W38", _spot(id, odd, timeline), message, _help(odd, id, timeline))


def _help(odd: Odd, id: str, timeline: Timeline) -> str:
    """What to write instead, either way; in a table as its numbers are written."""
    decimal = f"{odd.number:g}"
    table = timeline.figures[id].record.table
    if not odd.value.event and table:
        if "," in odd.number.text:
            decimal = decimal.replace(".", ",")
            return f"write `{odd.number.as_thousands}`, or say `numbers: 1,234.5`; if it is a decimal, `{decimal}`"
        return f"write `{odd.number.as_thousands}`, or say `numbers: 1.234,5`; if it is a decimal, `{decimal}`"
    return f"write `{odd.number.as_thousands}`, or `{decimal}` if it is a decimal"


def _odd(value: Value) -> Iterator[Odd]:
    parts = {"value": value.best, "low": value.low, "high": value.high}
    yield from (Odd(number, value, part) for part, number in parts.items() if isinstance(number, Thousands))


def _numbers(value: Value) -> Iterator[float]:
    yield from (number for number in (value.best, value.low, value.high) if number is not None)


def _spot(id: str, one: Odd, timeline: Timeline) -> Spot:
    """The place of the number itself."""
    if one.value.event:
        return spot_of(one.value, id, timeline).at(one.part)
    row = timeline.tables[id].record.rows[one.value.number - 1]
    return spot_of(one.value, id, timeline).at(row.index(one.number.text))


def _column(id: str, one: Odd, timeline: Timeline) -> Spot:
    """Where numbers are reported together: one column of a table; in events each on its own."""
    found = _spot(id, one, timeline)
    return found if one.value.event else timeline.tables[id].spot.at(0, *found.path[-1:])

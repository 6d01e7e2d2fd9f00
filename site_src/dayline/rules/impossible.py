"""Values that can't be: fewer than none of what is counted, and more than all of a whole."""

import re
from collections.abc import Callable, Container, Iterator

from dayline.problems import Problem, Spot
from dayline.schema.registry import FigureRecord
from dayline.timeline.timeline import Timeline, Value

THINGS = frozenset(
    "people persons civilians residents inhabitants children women men pupils students patients staff workers soldiers "
    "troops fighters prisoners detainees hostages casualties deaths dead killed wounded injured missing victims "
    "refugees evacuees returnees passengers cases tests cars vehicles lorries trucks buses trains tanks aircraft "
    "planes helicopters drones missiles rockets shells mines ships boats houses homes buildings flats schools "
    "hospitals bridges settlements villages towns attacks strikes explosions incidents arrests beds doses".split()
)
_WHOLE = frozenset({"%", "per cent", "percent"})
_DIFFERENCE = re.compile(r"\b(?:net|change|changes|balance|difference|growth|increase|decrease)\b", re.IGNORECASE)
_RATE = "correct the number; a figure of changes has `kind: rate`"
Seen = tuple[str, FigureRecord, Value, str, float]


def negative(timeline: Timeline) -> Iterator[Problem]:
    """E20: a level or running total of things below zero."""
    for id, record, value, field, number in _first(timeline, ("level", "cumulative"), _is_below_none):
        message = f"there can't be `{number}` {value.unit or record.unit}"
        help = "correct the number; if it is a difference, say so in the figure's `counts`, with `net` or `change`"
        yield Problem("E20", _spot(timeline, id, value, field), message, help)


def unlikely(timeline: Timeline) -> Iterator[Problem]:
    """W38: a count of a period below zero, and a share of more than the whole."""
    for id, record, value, field, number in _first(timeline, ("flow",), _is_below_none):
        message = f"`{number}` {value.unit or record.unit} are fewer than none"
        help = "correct the number, unless an earlier count was lowered: then say so in its `note`"
        yield Problem("W38", _spot(timeline, id, value, field), message, help)
    for id, _, value, field, number in _first(timeline, ("level", "cumulative"), _is_above_all):
        message = f"`{number}` per cent are more than the whole"
        yield Problem("W38", _spot(timeline, id, value, field), message, _RATE)


def _is_below_none(number: float, unit: str) -> bool:
    return number < 0 and unit.casefold().rpartition(" ")[2] in THINGS


def _is_above_all(number: float, unit: str) -> bool:
    return number > 100 and unit in _WHOLE


def _first(timeline: Timeline, kinds: Container[str], is_wrong: Callable[[float, str], bool]) -> Iterator[Seen]:
    """The first number that is wrong of each value, of figures of some kinds that count no differences."""
    for id, found in timeline.series.items():
        record = timeline.figures[id].record if id in timeline.figures else None
        if record is None or record.kind not in kinds or _DIFFERENCE.search(f"{record.title} {record.counts}"):
            continue
        for value in (value for one in found for value in one.values):
            numbers = (("value", value.best), ("low", value.low), ("high", value.high))
            unit = value.unit or record.unit
            wrong = ((field, number) for field, number in numbers if number is not None and is_wrong(number, unit))
            yield from ((id, record, value, field, number) for field, number in list(wrong)[:1])


def _spot(timeline: Timeline, figure: str, value: Value, field: str) -> Spot:
    if value.event:
        seen = timeline.events[value.event].record.figures[value.number]
        written = field if getattr(seen, field) is not None else "figure"
        return timeline.events[value.event].entry.spot.at("figures", value.number, written)
    return timeline.tables[figure].spot.at(value.number)

"""Values that can't be right, or don't match the scale of their unit: negative counts, shares of 1, parts of people."""

import re
from collections.abc import Callable, Container, Iterator

from dayline.patterns import lazy_pattern
from dayline.problems import Problem, Spot
from dayline.rules.figures.tables import checked_days, spot_of
from dayline.rules.figures.thousands import is_measured
from dayline.rules.rule import TIMELINE, WHOLE, rule
from dayline.schema.registry import FigureRecord
from dayline.schema.scales import scale, scale_help
from dayline.schema.table import ValueColumn
from dayline.schema.thousands import Thousands
from dayline.timeline.timeline import Series, Timeline, Value

THINGS = frozenset(
    "people persons civilians residents inhabitants children women men pupils students patients staff workers soldiers "
    "troops fighters prisoners detainees hostages casualties deaths dead killed wounded injured missing victims "
    "refugees evacuees returnees passengers cases tests cars vehicles lorries trucks buses trains tanks aircraft "
    "planes helicopters drones missiles rockets shells mines ships boats houses homes buildings flats schools "
    "hospitals bridges settlements villages towns attacks strikes explosions incidents arrests beds doses".split()
)
_WHOLE = frozenset({"%", "per cent", "percent"})
_DIFFERENCE = lazy_pattern(r"\b(?:net|change|changes|balance|difference|growth|increase|decrease)\b", re.IGNORECASE)
_RATE = "correct the number; a figure of changes has `kind: rate`"
NEAR, FAR = 3, 10  # times: a share of 1 is that near its neighbours as per cent, and that far from them as it is
_COUNTED = ("level", "flow", "cumulative")
_AVERAGE = lazy_pattern(r"\b(?:averages?|mean|median|per|net|difference)\b", re.IGNORECASE)
Judge = Callable[[FigureRecord, Series], list[tuple[Value, str]]]
Seen = tuple[str, FigureRecord, Value, str, float]


@rule("E20", "a level or running total of people or things is below zero", on=TIMELINE)
def negative_total(timeline: Timeline) -> Iterator[Problem]:
    for id, record, value, field, number in _first(timeline, ("level", "cumulative"), _is_below_none):
        message = f"there can't be `{number}` {value.unit or record.unit}"
        help = "correct the number; if it is a difference, say so in the figure's `counts`, with `net` or `change`"
        yield Problem("E20", _spot(timeline, id, value, field), message, help)


@rule("W38", "a daily count is below zero, or more than 100 per cent of a whole", on=WHOLE)
def implausible_value(timeline: Timeline) -> Iterator[Problem]:
    for id, record, value, field, number in _first(timeline, ("flow",), _is_below_none):
        if not _is_explained(id, value, timeline):
            message = f"`{number}` {value.unit or record.unit} is below zero"
            yield Problem("W38", _spot(timeline, id, value, field), message, _below_zero(value))
    for id, _, value, field, number in _first(timeline, ("level", "cumulative"), _is_above_all):
        message = f"`{number}` per cent is more than the whole"
        yield Problem("W38", _spot(timeline, id, value, field), message, _RATE)


def _is_explained(figure: str, value: Value, timeline: Timeline) -> bool:
    """Whether the event or the table says why a number is as it is."""
    if value.event:
        seen = timeline.events[value.event].record.figures[value.number]
        return bool(seen.caveat or seen.note)
    held = (series for series in timeline.series[figure] if value in series.values)
    return any(
        value.day in dict(series.revised) or value.day in checked_days(series, figure, timeline) for series in held
    )


def _below_zero(value: Value) -> str:
    if value.event:
        return "correct the number; if an earlier count was lowered, say so in its `caveat`"
    revised = f"`revised: {{date: {value.day}, text: …}}`"
    return f"correct the number; if an earlier count was lowered, add {revised} to the column under `values:`"


def _is_below_none(number: float, unit: str) -> bool:
    return number < 0 and unit.casefold().rpartition(" ")[2] in THINGS


def _is_above_all(number: float, unit: str) -> bool:
    return number > 100 and unit in _WHOLE


def _first(timeline: Timeline, kinds: Container[str], is_wrong: Callable[[float, str], bool]) -> Iterator[Seen]:
    """The first number that is wrong of each value, of figures of some kinds that count no differences."""
    for id, of_figure in timeline.series.items():
        record = timeline.figures[id].record if id in timeline.figures else None
        if record is None or record.kind not in kinds or _DIFFERENCE.search(f"{record.title} {record.counts}"):
            continue
        for value in (value for series in of_figure for value in series.values):
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


@rule("W38", "a column's name says thousands where the unit doesn't", on=WHOLE)
def scale_in_column_name(timeline: Timeline) -> Iterator[Problem]:
    for figure in timeline.figures.values():
        record = figure.record
        for number, spec in enumerate(record.table.values if record.table else ()):
            for field, name in _names(spec):
                if (word := scale(name)) and scale(record.unit) != word:
                    spot = figure.spot.at("table", "values", number, field)
                    message = f"the column’s name says {word}s, but the figure’s unit is `{record.unit}`"
                    yield Problem("W38", spot, message, scale_help(word, record.unit))
                    break


@rule("W38", "shares of 1 are among values in per cent, or people have parts", on=WHOLE)
def scale_mismatch(timeline: Timeline) -> Iterator[Problem]:
    for id, of_figure in timeline.series.items():
        if id not in timeline.figures:
            continue
        record = timeline.figures[id].record
        for series in of_figure:
            checked = checked_days(series, id, timeline)
            for judge in (_shares, _parts):
                odd = [(value, message) for value, message in judge(record, series) if value.day not in checked]
                if odd:
                    yield _of_scale(id, odd, judge, timeline)


def _of_scale(id: str, odd: list[tuple[Value, str]], judge: Judge, timeline: Timeline) -> Problem:
    (value, message), others = odd[0], len(odd) - 1
    if others:
        message += f" (and {others:,} more like it)"
    number = value.best or 0
    meant = f"`{number * 100:g}`" if judge is _shares else f"`{round(number * 1000)}` if these are thousands"
    days = [str(one.day) for one, _ in odd if not one.event]
    right = f"add `checked: {days[0] if len(days) == 1 else '[' + ', '.join(days) + ']'}` to the column under `values:`"
    help = f"correct the number, as in {meant}; if it is right, {right if days else 'leave it'}"
    return Problem("W38", spot_of(value, id, timeline), message, help)


def _shares(record: FigureRecord, series: Series) -> list[tuple[Value, str]]:
    """Values below 1 per cent that would be like those around them as shares of 1."""
    values = [value for value in series.values if value.best is not None]
    if record.unit.casefold().strip() not in _WHOLE:
        return []
    odd = []
    for at, value in enumerate(values):
        share = value.best or 0
        around = [near for near in (_nearest(values[:at][::-1]), _nearest(values[at + 1 :])) if near]
        like = next((near for near in around if 1 / NEAR < share * 100 / near < NEAR and near > FAR * share), None)
        if 0 < share < 1 and like:
            odd.append((value, f"`{share:g}` per cent is far from `{like:g}`: it may be a share of 1"))
    return odd


def _nearest(values: list[Value]) -> float | None:
    return next((value.best for value in values if value.best is not None and value.best >= 1), None)


def _parts(record: FigureRecord, series: Series) -> list[tuple[Value, str]]:
    """Values with decimals where only whole numbers make sense."""
    unit = record.unit.casefold().strip()
    is_counted = unit.rpartition(" ")[2] in THINGS and record.kind in _COUNTED and not is_measured(unit)
    columns = record.table.values if record.table else ()
    names_scale = any(scale(name) for column in columns for _, name in _names(column))
    numbers = (number for value in series.values for number in (value.best, value.low, value.high))
    has_thousands = any(isinstance(number, Thousands) for number in numbers)  # another rule checks those
    if not is_counted or names_scale or has_thousands or _AVERAGE.search(f"{record.title} {record.counts}"):
        return []
    parts = [value for value in series.values if value.unit in (None, record.unit) and _is_part(value.best)]
    return [(value, f"`{value.best:g}` {record.unit}: these are counted in whole numbers") for value in parts]


def _is_part(number: float | None) -> bool:
    return number is not None and number != int(number)


def _names(spec: ValueColumn) -> list[tuple[str, str]]:
    """The fields of a column that name one in the table, with those names."""
    fields = (("column", spec.column), ("low", spec.low), ("high", spec.high))
    return [(field, name) for field, name in fields if name]

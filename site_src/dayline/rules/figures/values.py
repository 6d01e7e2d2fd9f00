"""Values of figures."""

from collections.abc import Iterator

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.rule import EVENT, records, rule
from dayline.schema.event import EventRecord
from dayline.timeline.timeline import Event, Timeline

LENGTHS = "mm cm m metre metres meter meters km kilometre kilometres kilometer kilometers ft foot feet yd yards"
UNITS = tuple(
    frozenset(words.split())
    for words in (
        f"{LENGTHS} mi mile miles",
        "g kg kilogram kilograms t tonne tonnes ton tons lb pound pounds",
        "m² m2 ha hectare hectares km² km2 acre acres",
        "l litre litres liter liters m³ m3 bbl barrel barrels gal gallon gallons",
        "second seconds minute minutes hour hours day days week weeks",
        "w kw mw gw",
        "wh kwh mwh gwh twh",
        "°c °f",
    )
)


@rule("E20", "a figure has no value", on=records("event"), fix="Correct the value, the unit or the day.")
def missing_value(entry: Entry[EventRecord]) -> Iterator[Problem]:
    for number, seen in enumerate(entry.record.figures):
        if seen.value is None and seen.low is None and seen.high is None:
            spot = entry.spot.at("figures", number, "figure")
            yield Problem(
                "E20", spot, f"`{seen.figure}` is given no value", "add `value: …`, or `low: …` and `high: …`"
            )


@rule(
    "E20",
    "a figure's bounds are the wrong way round, or its value is outside them",
    on=records("event"),
)
def out_of_range(entry: Entry[EventRecord]) -> Iterator[Problem]:
    for number, seen in enumerate(entry.record.figures):
        low, high, value = seen.low, seen.high, seen.value
        if low is None and high is None:
            continue
        spot = entry.spot.at("figures", number)
        if low is not None and high is not None and low > high:
            also = ((spot.at("high"), "the upper bound"),)
            message = f"the lower bound `{low}` is above the upper bound `{high}`"
            yield Problem("E20", spot.at("low"), message, "exchange the two", also)
        elif value is not None and ((low is not None and value < low) or (high is not None and value > high)):
            bound = "low" if low is not None and value < low else "high"
            also = ((spot.at(bound), "the bound"),)
            message = f"the value `{value}` lies outside its bounds"
            yield Problem("E20", spot.at("value"), message, "correct the value or the bound", also)


@rule("E20", "a figure is for a day after its report", on=records("event"))
def after_report(entry: Entry[EventRecord]) -> Iterator[Problem]:
    record = entry.record
    known = record.reported or record.date
    for number, seen in enumerate(record.figures):
        if seen.as_of and seen.as_of.date.certainly_after(known):
            field = "reported" if record.reported else "date"
            message = f"the value is for `{seen.as_of.text}`, after it was reported"
            also = ((entry.spot.at(field), "reported" if record.reported else "the event's date"),)
            spot = entry.spot.at("figures", number, "as_of")
            yield Problem("E20", spot, message, "correct `as_of`, or write when it became known in `reported`", also)


@rule("E20", "a unit can't be turned into the figure's", on=EVENT)
def incompatible_unit(event: Event, timeline: Timeline) -> Iterator[Problem]:
    for number, seen in enumerate(event.record.figures):
        figure = timeline.figures.get(seen.figure)
        if seen.unit and figure and not convertible(seen.unit, figure.record.unit):
            message = f"`{seen.unit}` can't be turned into `{figure.record.unit}`, the unit of `{seen.figure}`"
            also = ((figure.spot.at("unit"), "the figure's unit"),)
            help = f"give the value in `{figure.record.unit}`, or make another figure"
            yield Problem("E20", event.entry.spot.at("figures", number, "unit"), message, help, also)


def convertible(unit: str, other: str) -> bool:
    """Whether values in one unit can be given in another."""
    one, two = unit.casefold().strip(), other.casefold().strip()
    return one == two or any(one in group and two in group for group in UNITS)

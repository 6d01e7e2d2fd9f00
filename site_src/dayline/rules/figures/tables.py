"""Tables of figures, and what the values of a figure look like together."""

import re
from collections.abc import Iterator
from datetime import date

from dayline.problems import Problem, Spot
from dayline.rules.id_index import Known
from dayline.rules.rule import IDS, TIMELINE, WHOLE, reports, rule
from dayline.schema.change_paths import covers
from dayline.schema.closest import closest
from dayline.schema.table import ISO
from dayline.timeline.cell_parsing import parse_day, split_time
from dayline.timeline.series import series_key
from dayline.timeline.tables import claimant
from dayline.timeline.timeline import Series, Timeline, Value

JUMP, SMALL = 5, 100
DAYS = 3  # enough to tell that they are consecutive


@rule("E09", "a table belongs to no figure", on=IDS)
def unknown_figure(known: Known) -> Iterator[Problem]:
    figures = known.registries["figure"]
    for id, entry in known.timeline.tables.items():
        if id not in figures and not known.broken.covers("figure", id):
            near = closest(id, (other for other in figures if other not in known.timeline.tables))
            help = f"the figure with the closest id is `{near}`: rename the file" if near else ""
            help = help or f"say in `content/figures/{id}.yaml` what is counted, and which columns hold what"
            yield Problem("E09", entry.spot, f"no figure has the id `{id}`, so nothing says what it counts", help)


@rule("E20", "a table lacks its figure's `table:`, or such a figure its table", on=IDS)
def missing_counterpart(known: Known) -> Iterator[Problem]:
    timeline = known.timeline
    for id, figure in timeline.figures.items():
        table = timeline.tables.get(id)
        if table and not figure.record.table:
            help = f"add `table:` to `{figure.file}`, with its `source`, `date` and `values`"
            yield Problem("E20", table.spot, "nothing says what the columns of this table hold", help)
        elif figure.record.table and not table and not known.broken.covers("figure-table", id):
            message = f"there is no table `content/figures/{id}.csv`"
            yield Problem("E20", figure.spot.at("table", on="key"), message, "add the file, or take `table` out")


@rule("E06", "a cell of a table can't be read as a number", on=TIMELINE)
@reports("E07", "a cell of a table can't be read as a day")
@reports("E09", "a table has no column of that name")
@reports("E20", "a table has two rows for one day, or for one time of it")
def unreadable_cells(timeline: Timeline) -> Iterator[Problem]:
    yield from timeline.table_problems


@rule(
    "E20",
    "a table has two columns of one claimant ([figures.md](figures.md))",
    on=TIMELINE,
    fix="Say in `table:` what the columns hold.",
)
def duplicate_claimant(timeline: Timeline) -> Iterator[Problem]:
    for id, figure in timeline.figures.items():
        seen: dict[object, int] = {}
        for number, spec in enumerate(figure.record.table.values if figure.record.table else ()):
            first = seen.setdefault((spec.by, spec.attribution, spec.scope, spec.place), number)
            if first != number:
                spot = figure.spot.at("table", "values")
                also = ((spot.at(first), "the other column"),)
                message = f"two columns of `{id}` come from one claimant, and nothing tells them apart"
                yield Problem("E20", spot.at(number), message, "say with `scope:` what each of them counts", also)


@rule("E15", "a table has a value for a day in the future", on=TIMELINE)
def future_rows(timeline: Timeline) -> Iterator[Problem]:
    for id, of_figure in timeline.series.items():
        for value in (value for series in of_figure for value in series.values):
            if value.day and value.day > timeline.today and not value.event:
                message = f"the row is for {value.day.isoformat()}, which has not come yet"
                yield Problem("E15", spot_of(value, id, timeline), message, "correct the day, or take the row out")


@rule(
    "W38",
    "days of a table are a month apart, and would follow each other with day and month exchanged",
    on=WHOLE,
)
def exchanged_day_and_month(timeline: Timeline) -> Iterator[Problem]:
    for id, figure in timeline.figures.items():
        table, entry = figure.record.table, timeline.tables.get(id)
        if not table or not entry or table.date.column not in entry.record.header:
            continue
        at, format = entry.record.header.index(table.date.column), table.date.format
        other = re.sub(r"day|month", lambda word: "month" if word[0] == "day" else "day", format)
        texts = dict.fromkeys(split_time(row[at])[0] for row in entry.record.rows if row[at])
        days, others = (sorted(filter(None, (parse_day(text, one) for text in texts))) for one in (format, other))
        if format != ISO and _are_exchanged(days, others) and len(days) == len(texts):
            message = f"these days are a month apart; with day and month exchanged they run to {others[-1]}"
            help = f'if that is right, write `format: "{other}"`; if not, write days and `format` as `{ISO}`'
            yield Problem("W38", entry.spot.at(1, at), message, help)


def _are_exchanged(days: list[date], others: list[date]) -> bool:
    """Whether days are one of a month each, not its first, and others as many in a row."""
    is_monthly = len({day.day for day in days}) == 1 and len({(day.year, day.month) for day in days}) == len(days)
    in_a_row = len(others) == len(days) and (others[-1] - others[0]).days == len(others) - 1 if others else False
    return len(days) >= DAYS and is_monthly and days[0].day != 1 and in_a_row


@rule(
    "W38",
    "a running total falls, a value is more than five times the one before, or a claimant has another value "
    "for the same day",
    on=WHOLE,
    fix="Correct it; if it is right, say so in `checked:` of the table's column; tell the two apart with `scope:`,"
    " or say in `revised:` of the table's column, or in the event's `changes`, why it is so.",
)
def implausible_step(timeline: Timeline) -> Iterator[Problem]:
    for id, of_figure in timeline.series.items():
        for series in of_figure:
            explained = {*dict(series.revised), *checked_days(series, id, timeline)}
            for before, value in zip(series.values, series.values[1:], strict=False):
                message = _oddness(timeline.figures[id].record.kind, before, value) if id in timeline.figures else ""
                if message and value.day not in explained and not _is_corrected(value, id, timeline):
                    also = ((spot_of(before, id, timeline), "the value before"),)
                    yield Problem("W38", spot_of(value, id, timeline), message, _help(before, value), also)


def checked_days(series: Series, figure: str, timeline: Timeline) -> set[date]:
    """The days whose values in the table's columns look wrong and are right, as the figure says."""
    table = timeline.figures[figure].record.table if figure in timeline.figures else None
    columns = table.values if table else ()
    key = series_key(series.by, series.scope, series.place)
    return {
        day.earliest
        for column in columns
        if series_key(claimant(column), column.scope, column.place) == key
        for day in column.checked
        if day.earliest
    }


def _oddness(kind: str, before: Value, value: Value) -> str:
    if _are_rivals(before, value):
        same = before.content[:6] == value.content[:6]
        return "" if same else f"the same claimant gives another value for this {_span(before, value)}"
    was, now = before.best, value.best
    if was is None or now is None or {before.qualifier, value.qualifier} != {"exact"} or before.unit != value.unit:
        return ""
    if kind == "cumulative" and now < was:
        return f"the running total falls here, from {was} to {now}"
    if kind in ("cumulative", "level") and now > was * JUMP and was >= SMALL:
        return f"the value is more than {JUMP} times the one before, {was}"
    return ""


def _are_rivals(before: Value, value: Value) -> bool:
    """Whether two values are for one day, or for one time of it if both have one."""
    return before.day == value.day and (before.minutes == value.minutes or None in (before.minutes, value.minutes))


def _span(before: Value, value: Value) -> str:
    return "day" if None in (before.minutes, value.minutes) else "time"


def _help(before: Value, value: Value) -> str:
    if _are_rivals(before, value):
        if before.minutes != value.minutes:
            return "write the time of day with both, keep one of the two, or say with `scope:` what the other counts"
        return "keep one of the two, or say with `scope:` what the other counts"
    if value.event:
        return (
            "if it is a slip, correct it; if it counts something else, say what with `scope:`; if it is right, leave it"
        )
    return (
        f"if it is a slip, correct the row; if the value is right, add `checked: {value.day}` to its column under "
        f"`values:`; if the claimant corrected its count, `revised: {{date: {value.day}, text: …}}`"
    )


def _is_corrected(value: Value, figure: str, timeline: Timeline) -> bool:
    """Whether the value's event logs a correction of it."""
    log = timeline.events[value.event].record.changes if value.event else ()
    return any(c.kind == "correction" and c.field and covers(c.field, f"figures.{figure}") for c in log)


def spot_of(value: Value, figure: str, timeline: Timeline) -> Spot:
    """The place of a value: in its event, or its row of the table."""
    if value.event:
        return timeline.events[value.event].entry.spot.at("figures", value.number)
    return timeline.tables[figure].spot.at(value.number)

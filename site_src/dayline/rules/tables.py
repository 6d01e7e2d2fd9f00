"""Tables of figures, and what the values of a figure look like together."""

import re
from collections.abc import Iterator
from datetime import date

from dayline.problems import Problem, Spot
from dayline.rules.id_index import Known
from dayline.schema.closest import closest
from dayline.schema.paths import covers
from dayline.schema.table import ISO
from dayline.timeline.cell_parsing import parse_day
from dayline.timeline.series import series_key
from dayline.timeline.tables import claimant
from dayline.timeline.timeline import Series, Timeline, Value

JUMP, SMALL = 5, 100
DAYS = 3  # that are enough to tell that they follow each other


def without_figure(known: Known) -> Iterator[Problem]:
    """E09: a table that belongs to no figure."""
    figures = known.registries["figure"]
    for id, entry in known.timeline.tables.items():
        if id not in figures and not known.broken.covers("figure", id):
            near = closest(id, (other for other in figures if other not in known.timeline.tables))
            help = f"the figure with the closest id is `{near}`: rename the file" if near else ""
            help = help or f"say in `content/figures/{id}.yaml` what is counted, and which columns hold what"
            yield Problem("E09", entry.spot, f"no figure has the id `{id}`, so that nothing says what is counted", help)


def without_other_half(known: Known) -> Iterator[Problem]:
    """E20: a table that no figure says how to read, or a figure that says so of a table that there is not."""
    timeline = known.timeline
    for id, figure in timeline.figures.items():
        table = timeline.tables.get(id)
        if table and not figure.record.table:
            help = f"add `table:` to `{figure.file}`, with its `source`, `date` and `values`"
            yield Problem("E20", table.spot, "nothing says what the columns of this table hold", help)
        elif figure.record.table and not table and not known.broken.covers("figure-table", id):
            message = f"there is no table `content/figures/{id}.csv`"
            yield Problem("E20", figure.spot.at("table", on="key"), message, "add the file, or take `table` out")


def misread(timeline: Timeline) -> Iterator[Problem]:
    """E06, E07, E09, E20: cells and columns that can't be read."""
    yield from timeline.table_problems


def one_claimant_twice(timeline: Timeline) -> Iterator[Problem]:
    """E20: two columns with values of one claimant and nothing to tell them apart."""
    for id, figure in timeline.figures.items():
        seen: dict[object, int] = {}
        for number, told in enumerate(figure.record.table.values if figure.record.table else ()):
            first = seen.setdefault((told.by, told.attribution, told.scope), number)
            if first != number:
                spot = figure.spot.at("table", "values")
                also = ((spot.at(first), "the other column"),)
                message = f"two columns of `{id}` are of one claimant, and nothing tells them apart"
                yield Problem("E20", spot.at(number), message, "say with `scope:` what each of them counts", also)


def to_come(timeline: Timeline) -> Iterator[Problem]:
    """E15: a value in a table for a day that has not come."""
    for id, found in timeline.series.items():
        for value in (value for one in found for value in one.values):
            if value.day and value.day > timeline.today and not value.event:
                message = f"the row is for {value.day.isoformat()}, which has not come yet"
                yield Problem("E15", spot_of(value, id, timeline), message, "correct the day, or take the row out")


def a_month_apart(timeline: Timeline) -> Iterator[Problem]:
    """W38: days that lie a month apart as they are read, and would follow each other with day and month exchanged."""
    for id, figure in timeline.figures.items():
        table, entry = figure.record.table, timeline.tables.get(id)
        if not table or not entry or table.date.column not in entry.record.header:
            continue
        at, format = entry.record.header.index(table.date.column), table.date.format
        other = re.sub(r"day|month", lambda word: "month" if word[0] == "day" else "day", format)
        texts = dict.fromkeys(row[at] for row in entry.record.rows if row[at])
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


def odd(timeline: Timeline) -> Iterator[Problem]:
    """W38: a running total that falls, a count that is five times the one before, two values for one day."""
    for id, found in timeline.series.items():
        for one in found:
            explained = {*dict(one.revised), *checked_days(one, id, timeline)}
            for before, value in zip(one.values, one.values[1:], strict=False):
                message = _oddness(timeline.figures[id].record.kind, before, value) if id in timeline.figures else ""
                if message and value.day not in explained and not _is_corrected(value, id, timeline):
                    also = ((spot_of(before, id, timeline), "the value before"),)
                    yield Problem("W38", spot_of(value, id, timeline), message, _help(before, value), also)


def checked_days(series: Series, figure: str, timeline: Timeline) -> set[date]:
    """The days whose values in the table's columns look wrong and are right, as the figure says."""
    table = timeline.figures[figure].record.table if figure in timeline.figures else None
    columns = table.values if table else ()
    own = series_key(series.by, series.scope)
    return {
        day.earliest
        for column in columns
        if series_key(claimant(column), column.scope) == own
        for day in column.checked
        if day.earliest
    }


def _oddness(kind: str, before: Value, value: Value) -> str:
    if before.day == value.day:
        return "" if before[:6] == value[:6] else "the same claimant gives another value for this day"
    was, now = before.best, value.best
    if was is None or now is None or {before.qualifier, value.qualifier} != {"exact"} or before.unit != value.unit:
        return ""
    if kind == "cumulative" and now < was:
        return f"the running total falls here, from {was} to {now}"
    if kind in ("cumulative", "level") and now > was * JUMP and was >= SMALL:
        return f"the value is more than {JUMP} times the one before, {was}"
    return ""


def _help(before: Value, value: Value) -> str:
    if before.day == value.day:
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
    """Whether the log of the value's event tells of a correction of it."""
    log = timeline.events[value.event].record.changes if value.event else ()
    return any(c.kind == "correction" and c.field and covers(c.field, f"figures.{figure}") for c in log)


def spot_of(value: Value, figure: str, timeline: Timeline) -> Spot:
    """The place of a value: in its event, or its row of the table."""
    if value.event:
        return timeline.events[value.event].entry.spot.at("figures", value.number)
    return timeline.tables[figure].spot.at(value.number)

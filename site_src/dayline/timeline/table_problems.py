"""Problems with the cells and columns of figures' tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dayline.problems import Problem, Spot
from dayline.schema.clock import clock_text
from dayline.schema.closest import allowed, closest
from dayline.schema.scales import scale, scale_help
from dayline.schema.vocabulary import QUALIFIERS
from dayline.timeline.cell_parsing import Clock, Hint
from dayline.timeline.timeline import Value

MAX_PROBLEMS = 20  # of one column: a thousand pasted cells need one fix


class Column(NamedTuple):
    """A column's index, -1 if it is missing, and its cells with their row numbers."""

    position: int
    cells: tuple[tuple[int, str], ...]


def column_not_found(name: str, header: Sequence[str], spot: Spot, file: Spot, unit: str) -> Problem:
    """A column name that the table's header has not at all or twice."""
    names = dict.fromkeys(filter(None, header))
    near = closest(name, names)
    help = f"the column with the closest name is `{near}`" if near else allowed(names)
    if near and (word := scale(near)) and scale(unit) != word:
        help = f"the closest is `{near}`, in {word}s: {scale_help(word, unit)}"
    if name in header:
        help = "rename one of them"
    message = f"the table has {'two columns' if name in header else 'no column'} `{name}`"
    return Problem("E09", spot, message, help, ((file.at(0), "its columns"),))


def no_column_named(spot: Spot) -> Problem:
    """An entry under `values` that names no column."""
    return Problem("E20", spot, "no column is named for these values", "add `column: …`, or `low: …` and `high: …`")


def unreadable_cells(columns: Sequence[Column], hints: Mapping[str, Hint], file: Spot) -> Iterator[Problem]:
    """The cells that have a hint, column by column; those of one kind are one mistake, reported last."""
    kinds: dict[str, list[tuple[bool, Problem]]] = {}
    for column in dict.fromkeys(columns):
        single: list[Problem] = []
        for row, text in column.cells:
            if hint := hints.get(text):
                problem = Problem(hint.code, file.at(row, column.position), hint.message, hint.help)
                if hint.kind:
                    kinds.setdefault(hint.kind, []).append((f"`{text}`" not in hint.message, problem))
                else:
                    single.append(problem)
        yield from _first_if_many(single)
    for alike in kinds.values():
        first = min(alike, key=lambda pair: pair[0])[1]  # a cell that the message names
        more = f" (and {len(alike) - 1:,} more like it)" if len(alike) > 1 else ""
        yield replace(first, message=first.message + more)


def unknown_qualifiers(column: Column, words: Mapping[str, str], file: Spot) -> list[Problem]:
    """Words for the exactness of values that are not qualifiers, each once."""
    rows = {text: row for row, text in reversed(column.cells) if text and text not in words}
    return _first_if_many([
        Problem(
            "E06",
            file.at(row, column.position),
            f"`{text}` is not a known qualifier",
            f"say under `words:` what `{text}` means: " + ", ".join(f"`{word}`" for word in QUALIFIERS),
        )
        for text, row in sorted(rows.items(), key=lambda pair: pair[1])
    ])  # fmt: skip


def rows_without_day(column: Column, days: Mapping[int, date], file: Spot) -> list[Problem]:
    """Rows without a day; below a row with a day they often come from a cell merged over both."""
    rows = [row for row, text in column.cells if not text]
    return _first_if_many([_without_day(row, days.get(row - 1), file) for row in rows])


def duplicate_days(moments: Mapping[int, tuple[date, int | None]], position: int, file: Spot) -> Iterator[Problem]:
    """Rows for a day, or a time of a day, that has a row already."""
    help = (
        "if both are right, move one value to a column of its own, named under `values:` with its "
        "`scope:`; else keep the row that is right"
    )
    seen: dict[tuple[date, int | None], int] = {}
    for row, (day, minutes) in moments.items():
        first = seen.setdefault((day, minutes), row)
        if first != row:
            also = ((file.at(first, position), "the other row"),)
            moment = day.isoformat() if minutes is None else f"{day.isoformat()}, {clock_text(minutes)}"
            message = f"the table has two rows for {moment}"
            yield Problem("E20", file.at(row, position), message, help, also)


def unreadable_times(column: Column, clocks: Mapping[int, Clock], file: Spot) -> list[Problem]:
    """Cells of the column with times that hold none."""
    help = "write hours and minutes, as in `06:00`; leave the cell empty if the time is not known"
    return _first_if_many([
        Problem("E08", file.at(row, column.position), f"`{text}` is not a time of day", help)
        for row, text in column.cells
        if text and row not in clocks
    ])  # fmt: skip


def out_of_bounds(values: Sequence[Value], columns: Mapping[str, Column], file: Spot) -> Iterator[Problem]:
    """Values outside their bounds, and bounds that are the wrong way round."""
    help = "correct the value or the bounds"
    for value in values:
        low, high, best = value.low, value.high, value.best
        if low is not None and high is not None and low > high:
            spot = file.at(value.number, columns["low"].position)
            yield Problem("E20", spot, "the lower bound is above the upper bound", help)
        elif best is not None and ((low is not None and best < low) or (high is not None and best > high)):
            spot = file.at(value.number, columns["best"].position)
            yield Problem("E20", spot, "the value lies outside its bounds", help)


def _without_day(row: int, above: date | None, file: Spot) -> Problem:
    help = "write the day; a row that holds no values can go"
    if above:
        help = (
            f"if one cell was merged over this row and the one above, it is for {above}: give each row of a day "
            "a column of its own, named under `values:` with its `scope:`; else write its day"
        )
    return Problem("E20", file.at(row), "this row has no date", help)


def _first_if_many(problems: list[Problem]) -> list[Problem]:
    """The problems of one column; if there are very many, only the first, with their number."""
    if len(problems) <= MAX_PROBLEMS:
        return problems
    first = problems[0]
    message = f"{first.message}, and {len(problems) - 1:,} more cells in this column have the same problem"
    return [Problem(first.code, first.spot, message, first.help)]

"""Reading the values in figures' tables, following each figure's description of its columns.

Nothing is skipped silently: an unreadable cell is a problem with its position, and so is a duplicate day.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple, TypeVar

from dayline.problems import Problem, Spot
from dayline.read.entry import Entry
from dayline.schema.omit_defaults import omit_defaults
from dayline.schema.registry import FigureRecord
from dayline.schema.scales import scale, scale_help
from dayline.schema.sourcing import Attribution
from dayline.schema.table import DayColumn, QualifierColumn, Rows, Table, ValueColumn
from dayline.schema.vocabulary import QUALIFIERS
from dayline.timeline import day_hints, number_hints
from dayline.timeline.cell_parsing import Hint, parse_day, parse_number
from dayline.timeline.timeline import UNATTRIBUTED, TableColumn, Value

T = TypeVar("T")
_YAML_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null"))
MAX_PROBLEMS = 20  # of one column: a thousand pasted cells need one fix
Figures = Mapping[str, Entry[FigureRecord]]


class Column(NamedTuple):
    """A column's index, -1 if it is missing, and its cells with their row numbers."""

    position: int
    cells: tuple[tuple[int, str], ...]


def read_tables(
    figures: Figures, tables: Mapping[str, Entry[Rows]]
) -> tuple[dict[str, tuple[TableColumn, ...]], tuple[Problem, ...]]:
    """The columns of all figures' tables, and the problems with them."""
    problems: list[Problem] = []
    found: dict[str, tuple[TableColumn, ...]] = {}
    for id, entry in tables.items():
        figure = figures.get(id)
        if figure and figure.record.table:
            found[id] = TableReader(figure, figure.record.table, entry, problems).columns()
    return found, tuple(problems)


class TableReader:
    """Reads one table; problems are added to `problems`."""

    def __init__(self, figure: Entry[FigureRecord], table: Table, rows: Entry[Rows], problems: list[Problem]) -> None:
        self.figure, self.table, self.file, self.rows = figure, table, rows.spot, rows.record
        self.problems = problems
        self._numbers: list[Column] = []

    def columns(self) -> tuple[TableColumn, ...]:
        """The values of each claimant, in row order."""
        days = self.days(self.table.date, "date")
        self._check_duplicate_days(days)
        found = tuple(self._column(number, told, days) for number, told in enumerate(self.table.values))
        self._misread_numbers()
        return found

    def days(self, told: DayColumn, field: str) -> dict[int, date]:
        """The day of each row in which it can be read."""
        column = self._find_column(told.column, "table", field, "column")
        read = _parse_cells(column, lambda text: parse_day(text, told.format))
        if len(read) < sum(text != "" for _, text in column.cells):
            setting = f"{field}: {{column: {_quoted(told.column)}"
            self._hinted([column], day_hints.hints(_texts([column]), told.format, setting))
        if field == "date" and column.position >= 0:
            self._missing_day([row for row, text in column.cells if not text], read)
        return read

    def _column(self, number: int, spec: ValueColumn, days: Mapping[int, date]) -> TableColumn:
        names = {"best": spec.column, "low": spec.low, "high": spec.high}
        steps = {"best": "column", "low": "low", "high": "high"}
        found = {
            part: self._find_column(name, "table", "values", number, steps[part])
            for part, name in names.items()
            if name
        }
        if not found:
            spot = self.figure.spot.at("table", "values", number)
            help = "add `column: …`, or `low: …` and `high: …`"
            self.problems.append(Problem("E20", spot, "no column is named for these values", help))
        read = {
            part: _parse_cells(one, lambda text: parse_number(text, self.table.numbers)) for part, one in found.items()
        }
        self._numbers.extend(found.values())
        qualifiers = self._qualifiers(spec.qualifier, number)
        rows = sorted({row for cells in read.values() for row in cells} & days.keys())
        values = tuple(
            Value(
                days[row], read.get("best", {}).get(row), read.get("low", {}).get(row), read.get("high", {}).get(row),
                qualifiers.get(row, spec.qualifier.word), None, "", row,
            )
            for row in rows
        )  # fmt: skip
        self._check_bounds(values, found)
        return self._table_column(spec, values)

    def _table_column(self, told: ValueColumn, values: tuple[Value, ...]) -> TableColumn:
        revised = tuple((one.date.earliest, one.text) for one in told.revised if one.date.earliest)
        return TableColumn(claimant(told), told.scope, told.note or "", revised, values)

    def _qualifiers(self, spec: QualifierColumn, number: int) -> dict[int, str]:
        """The qualifiers by row number, for rows with a qualifier of their own."""
        if not spec.column:
            return {}
        column = self._find_column(spec.column, "table", "values", number, "qualifier", "column")
        words = dict(zip(QUALIFIERS, QUALIFIERS, strict=True)) | (spec.words or {})
        unknown = {text: row for row, text in reversed(column.cells) if text and text not in words}
        wrong = [
            self._unknown_qualifier(text, self.file.at(row, column.position))
            for text, row in sorted(unknown.items(), key=lambda one: one[1])
        ]
        self._report(iter(wrong), len(wrong))
        return {row: words[text] for row, text in column.cells if text in words}

    def _find_column(self, name: str, *path: str | int) -> Column:
        """The column with a name; a missing or duplicate one is a problem."""
        header = self.rows.header
        there = header.count(name)
        if there == 1:
            at = header.index(name)
            return Column(at, tuple((number, row[at]) for number, row in enumerate(self.rows.rows, start=1)))
        from dayline.schema.closest import allowed, closest

        spot, also = self.figure.spot.at(*path), ((self.file.at(0), "its columns"),)
        near = closest(name, filter(None, header))
        help = f"the column with the closest name is `{near}`" if near else allowed(dict.fromkeys(filter(None, header)))
        if near and (word := scale(near)) and scale(self.figure.record.unit) != word:
            help = f"the closest is `{near}`, in {word}s: {scale_help(word, self.figure.record.unit)}"
        if there:
            help = "rename one of them"
        message = f"the table has {'two columns' if there else 'no column'} `{name}`"
        self.problems.append(Problem("E09", spot, message, help, also))
        return Column(-1, ())

    def _misread_numbers(self) -> None:
        """What is wrong with cells that are no numbers: how numbers are written is said once for the whole table."""
        texts = _texts(self._numbers)
        if any(parse_number(text, self.table.numbers) is None for text in texts):
            self._hinted(self._numbers, number_hints.hints(texts, self.table.numbers, self.figure.record.unit))

    def _hinted(self, columns: list[Column], hints: Mapping[str, Hint]) -> None:
        """Reports cells with hints, column by column; those of one kind as one mistake."""
        kinds: dict[str, list[tuple[bool, Problem]]] = {}
        for column in dict.fromkeys(columns):
            wrong: list[Problem] = []
            for row, text in column.cells:
                if hint := hints.get(text):
                    problem = Problem(hint.code, self.file.at(row, column.position), hint.message, hint.help)
                    if hint.kind:
                        kinds.setdefault(hint.kind, []).append((f"`{text}`" not in hint.message, problem))
                    else:
                        wrong.append(problem)
            self._report(iter(wrong), len(wrong))
        for found in kinds.values():
            first = min(found, key=lambda one: one[0])[1]  # a cell that the message names
            more = f" (and {len(found) - 1:,} more like it)" if len(found) > 1 else ""
            self.problems.append(replace(first, message=first.message + more))

    def _report(self, wrong: Iterator[Problem], number: int) -> None:
        """Adds the problems of one column; if there are very many, only the first, with their number."""
        if number <= MAX_PROBLEMS:
            self.problems.extend(wrong)
            return
        first = next(wrong)
        message = f"{first.message}, and {number - 1:,} more cells in this column have the same problem"
        self.problems.append(Problem(first.code, first.spot, message, first.help))

    def _unknown_qualifier(self, text: str, spot: Spot) -> Problem:
        help = f"say under `words:` what `{text}` means: " + ", ".join(f"`{word}`" for word in QUALIFIERS)
        return Problem("E06", spot, f"`{text}` is not a known qualifier", help)

    def _missing_day(self, rows: list[int], days: Mapping[int, date]) -> None:
        """Reports rows without a day; below a row that has one they often come from a cell merged over both."""
        wrong = [self._without_day(row, days.get(row - 1)) for row in rows]
        self._report(iter(wrong), len(wrong))

    def _without_day(self, row: int, above: date | None) -> Problem:
        help = "write the day; a row that holds no values can go"
        if above:
            help = (
                f"if one cell was merged over this row and the one above, it is for {above}: give each row of a day "
                "a column of its own, named under `values:` with its `scope:`; else write its day"
            )
        return Problem("E20", self.file.at(row), "this row has no date", help)

    def _check_duplicate_days(self, days: Mapping[int, date]) -> None:
        seen: dict[date, int] = {}
        for row, day in days.items():
            first = seen.setdefault(day, row)
            if first != row:
                at = self.rows.header.index(self.table.date.column)
                also = ((self.file.at(first, at), "the other row"),)
                help = (
                    "if both are right, move one value to a column of its own, named under `values:` with its "
                    "`scope:`; else keep the row that is right"
                )
                message = f"the table has two rows for {day.isoformat()}"
                self.problems.append(Problem("E20", self.file.at(row, at), message, help, also))

    def _check_bounds(self, values: tuple[Value, ...], found: Mapping[str, Column]) -> None:
        for value in values:
            low, high, best = value.low, value.high, value.best
            if low is not None and high is not None and low > high:
                spot, message = (
                    self.file.at(value.number, found["low"].position),
                    "the lower bound is above the upper bound",
                )
            elif best is not None and ((low is not None and best < low) or (high is not None and best > high)):
                spot, message = self.file.at(value.number, found["best"].position), "the value lies outside its bounds"
            else:
                continue
            self.problems.append(Problem("E20", spot, message, "correct the value or the bounds"))


def claimant(told: ValueColumn) -> Attribution:
    """Whose values a column holds."""
    return Attribution(by=told.by) if told.by else told.attribution or UNATTRIBUTED


def known_rows(figure: Entry[FigureRecord], rows: Entry[Rows], knows: Callable[[date], bool]) -> Rows:
    """The rows of a table that were known at a moment, by their publication day or else their own date."""
    table = figure.record.table
    if table is None:
        return rows.record
    quiet: list[Any] = []
    reader = TableReader(figure, table, rows, quiet)
    days = reader.days(table.date, "date")
    published = reader.days(table.published, "published") if table.published else {}
    kept = tuple(
        row
        for number, row in enumerate(rows.record.rows, start=1)
        if (day := published.get(number, days.get(number))) is None or knows(day)
    )
    return rows.record if len(kept) == len(rows.record.rows) else Rows(rows.record.header, kept)


def known_revisions(record: FigureRecord, knows: Callable[[date], bool]) -> FigureRecord:
    """The figure without revisions that claimants made later."""
    table = record.table
    days = [one.date.earliest for column in table.values for one in column.revised] if table else []
    if table is None or all(_is_known(day, knows) for day in days):
        return record
    values = tuple(
        omit_defaults(
            replace(column, revised=tuple(one for one in column.revised if _is_known(one.date.earliest, knows)))
        )
        for column in table.values
    )
    found: FigureRecord = omit_defaults(replace(record, table=omit_defaults(replace(table, values=values))))
    return found


def _parse_cells(column: Column, read: Callable[[str], T | None]) -> dict[int, T]:
    """What the cells of a column say, by row; those that are empty or can't be read say nothing."""
    return {row: value for row, text in column.cells if text and (value := read(text)) is not None}


def _texts(columns: list[Column]) -> list[str]:
    """What the cells of columns hold, each text once."""
    return list(dict.fromkeys(text for column in columns for _, text in column.cells if text))


def _quoted(name: str) -> str:
    """The name of a column as it is written between brackets in YAML."""
    plain = re.fullmatch(r"[^\W\d_][\w ()-]*", name) and name.lower() not in _YAML_WORDS
    return name if plain else json.dumps(name, ensure_ascii=False)


def _is_known(day: date | None, knows: Callable[[date], bool]) -> bool:
    return day is None or knows(day)

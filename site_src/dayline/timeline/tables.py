"""Reading the values in figures' tables, following each figure's description of its columns.

Nothing is skipped silently: an unreadable cell is a problem with its position, and so is a duplicate day.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple, TypeVar

from dayline.problems import Problem, Spot
from dayline.read.entry import Entry
from dayline.schema.event import Attribution
from dayline.schema.omit_defaults import lean
from dayline.schema.registry import FigureRecord
from dayline.schema.table import DayColumn, QualifierColumn, Rows, Table, ValueColumn
from dayline.schema.vocabulary import QUALIFIERS
from dayline.timeline.cell_parsing import CellError, parse_day, parse_number
from dayline.timeline.timeline import UNATTRIBUTED, TableColumn, Value

T = TypeVar("T")
MAX_PROBLEMS = 20  # per column: a thousand pasted cells have one cause
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

    def columns(self) -> tuple[TableColumn, ...]:
        """The values of each claimant, in row order."""
        days = self.days(self.table.date, "date")
        self._check_duplicate_days(days)
        return tuple(self._column(number, spec, days) for number, spec in enumerate(self.table.values))

    def days(self, spec: DayColumn, field: str) -> dict[int, date]:
        """The days by row number, without rows whose day can't be read."""
        column = self._find_column(spec.column, "table", field, "column")
        read = self._parse_cells(column, lambda text: parse_day(text, spec.format))
        if field == "date" and column.position >= 0:
            empty = [row for row, text in column.cells if not text]
            self._report((self._missing_day(self.file.at(row)) for row in empty), len(empty))
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
            part: self._parse_cells(one, lambda text: parse_number(text, self.table.numbers))
            for part, one in found.items()
        }
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

    def _table_column(self, spec: ValueColumn, values: tuple[Value, ...]) -> TableColumn:
        revised = tuple((one.date.earliest, one.text) for one in spec.revised if one.date.earliest)
        by = Attribution(by=spec.by) if spec.by else spec.attribution or UNATTRIBUTED
        return TableColumn(by, spec.scope, spec.note or "", revised, values)

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
        from dayline.schema.messages import allowed, closest

        spot, also = self.figure.spot.at(*path), ((self.file.at(0), "its columns"),)
        near = closest(name, filter(None, header))
        help = f"the column with the closest name is `{near}`" if near else allowed(dict.fromkeys(filter(None, header)))
        if there:
            help = "rename one of them"
        message = f"the table has {'two columns' if there else 'no column'} `{name}`"
        self.problems.append(Problem("E09", spot, message, help, also))
        return Column(-1, ())

    def _parse_cells(self, column: Column, read: Callable[[str], T]) -> dict[int, T]:
        """The parsed cells of a column by row number, without empty ones."""
        found: dict[int, T] = {}
        wrong: list[Problem] = []
        for row, text in column.cells:
            if text:
                try:
                    found[row] = read(text)
                except CellError as error:
                    wrong.append(Problem(error.code, self.file.at(row, column.position), error.message, error.help))
        self._report(iter(wrong), len(wrong))
        return found

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

    def _missing_day(self, spot: Spot) -> Problem:
        return Problem("E20", spot, "this row has no date", "add the date, or remove the row")

    def _check_duplicate_days(self, days: Mapping[int, date]) -> None:
        seen: dict[date, int] = {}
        for row, day in days.items():
            first = seen.setdefault(day, row)
            if first != row:
                at = self.rows.header.index(self.table.date.column)
                also = ((self.file.at(first, at), "the other row"),)
                help = "keep the correct row, or move the other to a column of its own with a `scope:`"
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
        lean(replace(column, revised=tuple(one for one in column.revised if _is_known(one.date.earliest, knows))))
        for column in table.values
    )
    found: FigureRecord = lean(replace(record, table=lean(replace(table, values=values))))
    return found


def _is_known(day: date | None, knows: Callable[[date], bool]) -> bool:
    return day is None or knows(day)

"""Reading the values in figures' tables, following each figure's description of its columns.

Nothing is skipped silently: an unreadable cell is a problem with its position, and so is a duplicate day.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.schema.registry import FigureRecord
from dayline.schema.sourcing import Attribution
from dayline.schema.table import DayColumn, QualifierColumn, Rows, Table, ValueColumn
from dayline.schema.vocabulary import QUALIFIERS
from dayline.timeline import day_hints, number_hints, table_problems
from dayline.timeline.cell_parsing import parse_day, parse_number
from dayline.timeline.table_problems import Column
from dayline.timeline.timeline import UNATTRIBUTED, TableColumn, Value

T = TypeVar("T")
_YAML_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null"))
Figures = Mapping[str, Entry[FigureRecord]]


def read_tables(
    figures: Figures, tables: Mapping[str, Entry[Rows]]
) -> tuple[dict[str, tuple[TableColumn, ...]], tuple[Problem, ...]]:
    """The columns of all figures' tables, and the problems with them."""
    problems: list[Problem] = []
    columns: dict[str, tuple[TableColumn, ...]] = {}
    for id, entry in tables.items():
        figure = figures.get(id)
        if figure and figure.record.table:
            columns[id] = TableReader(figure, figure.record.table, entry, problems).columns()
    return columns, tuple(problems)


class TableReader:
    """Reads one table; problems are added to `problems`."""

    def __init__(self, figure: Entry[FigureRecord], table: Table, rows: Entry[Rows], problems: list[Problem]) -> None:
        self.figure, self.table, self.file, self.rows = figure, table, rows.spot, rows.record
        self.problems = problems
        self._numbers: list[Column] = []

    def columns(self) -> tuple[TableColumn, ...]:
        """The values of each claimant, in row order."""
        days = self.days(self.table.date, "date")
        if days:
            position = self.rows.header.index(self.table.date.column)
            self.problems += table_problems.duplicate_days(days, position, self.file)
        columns = tuple(self._column(number, spec, days) for number, spec in enumerate(self.table.values))
        self._report_unreadable_numbers()
        return columns

    def days(self, spec: DayColumn, field: str) -> dict[int, date]:
        """The day of each row in which it can be read."""
        column = self._find_column(spec.column, "table", field, "column")
        days = _parse_cells(column, lambda text: parse_day(text, spec.format))
        if len(days) < sum(text != "" for _, text in column.cells):
            setting = f"{field}: {{column: {_quoted(spec.column)}"
            hints = day_hints.hints(_texts([column]), spec.format, setting)
            self.problems += table_problems.unreadable_cells([column], hints, self.file)
        if field == "date" and column.position >= 0:
            self.problems += table_problems.rows_without_day(column, days, self.file)
        return days

    def _column(self, number: int, spec: ValueColumn, days: Mapping[int, date]) -> TableColumn:
        columns = self._value_columns(number, spec)
        self._numbers.extend(columns.values())
        numbers = {
            part: _parse_cells(column, lambda text: parse_number(text, self.table.numbers))
            for part, column in columns.items()
        }
        qualifiers = self._qualifiers(spec.qualifier, number)
        rows = sorted({row for cells in numbers.values() for row in cells} & days.keys())
        best, low, high = (numbers.get(part, {}) for part in ("best", "low", "high"))
        values = tuple(
            Value(
                days[row], best.get(row), low.get(row), high.get(row), qualifiers.get(row, spec.qualifier.word),
                None, "", row,
            )
            for row in rows
        )  # fmt: skip
        self.problems += table_problems.out_of_bounds(values, columns, self.file)
        revised = tuple((revision.date.earliest, revision.text) for revision in spec.revised if revision.date.earliest)
        return TableColumn(claimant(spec), spec.scope, spec.note or "", revised, values)

    def _value_columns(self, number: int, spec: ValueColumn) -> dict[str, Column]:
        """The columns named for the best values and the bounds."""
        fields = (("best", "column", spec.column), ("low", "low", spec.low), ("high", "high", spec.high))
        columns = {
            part: self._find_column(name, "table", "values", number, field) for part, field, name in fields if name
        }
        if not columns:
            self.problems.append(table_problems.no_column_named(self.figure.spot.at("table", "values", number)))
        return columns

    def _qualifiers(self, spec: QualifierColumn, number: int) -> dict[int, str]:
        """The qualifiers by row number, for rows that have one."""
        if not spec.column:
            return {}
        column = self._find_column(spec.column, "table", "values", number, "qualifier", "column")
        words = dict(zip(QUALIFIERS, QUALIFIERS, strict=True)) | (spec.words or {})
        self.problems += table_problems.unknown_qualifiers(column, words, self.file)
        return {row: words[text] for row, text in column.cells if text in words}

    def _find_column(self, name: str, *path: str | int) -> Column:
        """The column with a name; a missing or duplicate one is a problem."""
        header = self.rows.header
        if header.count(name) == 1:
            position = header.index(name)
            return Column(position, tuple((row, cells[position]) for row, cells in enumerate(self.rows.rows, start=1)))
        spot, unit = self.figure.spot.at(*path), self.figure.record.unit
        self.problems.append(table_problems.column_not_found(name, header, spot, self.file, unit))
        return Column(-1, ())

    def _report_unreadable_numbers(self) -> None:
        """Reports cells that are no numbers, once for the whole table if its number format is wrong."""
        texts = _texts(self._numbers)
        if any(parse_number(text, self.table.numbers) is None for text in texts):
            hints = number_hints.hints(texts, self.table.numbers, self.figure.record.unit)
            self.problems += table_problems.unreadable_cells(self._numbers, hints, self.file)


def claimant(spec: ValueColumn) -> Attribution:
    """Whose values a column holds."""
    return Attribution(by=spec.by) if spec.by else spec.attribution or UNATTRIBUTED


def _parse_cells(column: Column, parse: Callable[[str], T | None]) -> dict[int, T]:
    """The values of a column's cells by row, without empty and unreadable ones."""
    return {row: value for row, text in column.cells if text and (value := parse(text)) is not None}


def _texts(columns: list[Column]) -> list[str]:
    """The texts in columns, each once."""
    return list(dict.fromkeys(text for column in columns for _, text in column.cells if text))


def _quoted(name: str) -> str:
    """The name of a column as it is written between brackets in YAML."""
    plain = re.fullmatch(r"[^\W\d_][\w ()-]*", name) and name.lower() not in _YAML_WORDS
    return name if plain else json.dumps(name, ensure_ascii=False)

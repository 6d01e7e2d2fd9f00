"""Reading the values in figures' tables, following each figure's description of its columns.

Nothing is skipped silently: an unreadable cell is a problem with its position, and so is a duplicate day.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TypeVar

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.schema.registry import FigureRecord
from dayline.schema.sourcing import Attribution
from dayline.schema.table import DayColumn, QualifierColumn, Rows, Table, ValueColumn
from dayline.schema.vocabulary import QUALIFIERS
from dayline.timeline import day_hints, number_hints, table_problems
from dayline.timeline.cell_parsing import Clock, parse_day, parse_number, parse_time, split_time
from dayline.timeline.table_problems import Column
from dayline.timeline.timeline import UNATTRIBUTED, TableColumn, Value

T = TypeVar("T")
_YAML_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null"))
Moments = Mapping[int, tuple[date, int | None]]  # by row
Figures = Mapping[str, Entry[FigureRecord]]


def read_tables(
    figures: Figures, tables: Mapping[str, Entry[Rows]], zone: tzinfo
) -> tuple[dict[str, tuple[TableColumn, ...]], tuple[Problem, ...]]:
    """The columns of all figures' tables, and the problems with them."""
    problems: list[Problem] = []
    columns: dict[str, tuple[TableColumn, ...]] = {}
    for id, entry in tables.items():
        figure = figures.get(id)
        if figure and figure.record.table:
            columns[id] = TableReader(figure, figure.record.table, entry, problems).columns(zone)
    return columns, tuple(problems)


class TableReader:
    """Reads one table; problems are added to `problems`."""

    def __init__(self, figure: Entry[FigureRecord], table: Table, rows: Entry[Rows], problems: list[Problem]) -> None:
        self.figure, self.table, self.file, self.rows = figure, table, rows.spot, rows.record
        self.problems = problems
        self._numbers: list[Column] = []

    def columns(self, zone: tzinfo) -> tuple[TableColumn, ...]:
        """The values of each claimant, in row order; times with an offset are turned into those of a time zone."""
        moments = self._moments(zone)
        if moments:
            position = self.rows.header.index(self.table.date.column)
            self.problems += table_problems.duplicate_days(moments, position, self.file)
        columns = tuple(self._column(number, spec, moments) for number, spec in enumerate(self.table.values))
        self._report_unreadable_numbers()
        return columns

    def days(self, spec: DayColumn, field: str) -> dict[int, date]:
        """The day of each row in which it can be read; a time behind it does not count."""
        column = self._find_column(spec.column, "table", field, "column")
        column = column._replace(cells=tuple((row, split_time(text)[0]) for row, text in column.cells))
        days = _parse_cells(column, lambda text: parse_day(text, spec.format))
        if len(days) < sum(text != "" for _, text in column.cells):
            setting = f"{field}: {{column: {_quoted(spec.column)}"
            hints = day_hints.hints(_texts([column]), spec.format, setting)
            self.problems += table_problems.unreadable_cells([column], hints, self.file)
        if field == "date" and column.position >= 0:
            self.problems += table_problems.rows_without_day(column, days, self.file)
        return days

    def _moments(self, zone: tzinfo) -> Moments:
        """The day of each row, with its time of day if it has one."""
        days = self.days(self.table.date, "date")
        clocks = self._stated_clocks(days) if self.table.time else self._clocks()
        return {row: _at_site(day, clocks.get(row), zone) for row, day in days.items()}

    def _stated_clocks(self, days: dict[int, date]) -> Mapping[int, Clock]:
        """The times of rows from a column; rows whose time can't be read are taken out of `days`."""
        column = self._find_column(self.table.time or "", "table", "time")
        clocks = _parse_cells(column, parse_time)
        self.problems += table_problems.unreadable_times(column, clocks, self.file)
        for row in {row for row, text in column.cells if text} - clocks.keys():
            days.pop(row, None)
        return clocks

    def _clocks(self) -> Mapping[int, Clock]:
        """The times of rows that stand behind their day; midnight in all rows is how programs write days."""
        header = self.rows.header
        if header.count(self.table.date.column) != 1:
            return {}
        position = header.index(self.table.date.column)
        cells = tuple((row, split_time(cells[position])[1]) for row, cells in enumerate(self.rows.rows, start=1))
        clocks = _parse_cells(Column(position, cells), parse_time)
        return clocks if any(clock.minutes for clock in clocks.values()) else {}

    def _column(self, number: int, spec: ValueColumn, moments: Moments) -> TableColumn:
        columns = self._value_columns(number, spec)
        self._numbers.extend(columns.values())
        numbers = {
            part: _parse_cells(column, lambda text: parse_number(text, self.table.numbers))
            for part, column in columns.items()
        }
        qualifiers = self._qualifiers(spec.qualifier, number)
        rows = sorted({row for cells in numbers.values() for row in cells} & moments.keys())
        best, low, high = (numbers.get(part, {}) for part in ("best", "low", "high"))
        values = tuple(
            Value(
                moments[row][0], best.get(row), low.get(row), high.get(row), qualifiers.get(row, spec.qualifier.word),
                None, "", row, None, moments[row][1],
            )
            for row in rows
        )  # fmt: skip
        self.problems += table_problems.out_of_bounds(values, columns, self.file)
        dated = [(revision.date.earliest, revision) for revision in spec.revised if revision.date.earliest]
        revised = tuple((day, revision.text) for day, revision in dated)
        restarts = tuple(day for day, revision in dated if revision.restart)
        by, note, caveat = claimant(spec), spec.note or "", spec.caveat or ""
        return TableColumn(by, spec.scope, note, revised, values, spec.place, caveat, restarts)

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


def _at_site(day: date, clock: Clock | None, zone: tzinfo) -> tuple[date, int | None]:
    """A day and its time; a time with an offset from UTC is turned into the site's."""
    if clock is None or clock.offset is None:
        return day, clock.minutes if clock else None
    midnight = datetime.combine(day, time(), clock.offset)
    moment = (midnight + timedelta(minutes=clock.minutes)).astimezone(zone)
    return moment.date(), moment.hour * 60 + moment.minute


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

"""Comma-separated values (RFC 4180), also with semicolons or tabs: text → rows of cells with their places.

A row's number counts rows from 0, the names of the columns included; rows without any text are no rows.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dayline.patterns import lazy_pattern
from dayline.problems import Problem, Span, Step, first_few
from dayline.read.text import Source
from dayline.schema.table import Rows

DELIMITERS = ",;\t"
COLUMNS = 500
_QUOTED = lazy_pattern(r'"(?:[^"]|"")*"')
_JSON = lazy_pattern(r'\s*[\[{]\s*["\[{]')
_SEPARATOR = lazy_pattern(r'\s*"?sep=(?P<mark>[,;\t])"?[ ,;\t]*(?:\r?\n|\Z)', re.IGNORECASE)  # Excel's own first line
_NAMES = {",": "a comma", ";": "a semicolon", "\t": "a tab"}


class Cell(NamedTuple):
    """A cell's text, and the offsets between which it stands with its quotation marks."""

    text: str
    start: int
    end: int


def read(text: str, file: str) -> tuple[Rows | None, list[Problem]]:
    """The rows of a table and what is wrong with their form (E01); None if there is nothing to go on with."""
    source = Source(text, file)
    if _JSON.match(text):
        return None, [source.mistake(0, source.line_end(0), "this is JSON, not a table", "save it as CSV in UTF-8")]
    rows = cells(text)
    if not rows:
        help = "write the names of the columns in the first line, and a row below it for each day"
        return None, [source.mistake(0, 1, "the table is empty", help)]
    header, *others = rows
    if len(header) > COLUMNS:
        message = f"the table has {len(header):,} columns, and {COLUMNS} are the most"
        return None, [source.mistake(header[0].start, header[0].end, message, "leave out those that hold no values")]
    problems = [*_open_quotes(source, rows), *_uneven(source, header, others)]
    if not others:
        help = "add a row for each day below the names of the columns"
        problems.append(source.mistake(header[0].start, header[-1].end, "the table has no rows", help))
    return Rows(_texts(header), tuple(_fitted(_texts(row), len(header)) for row in others)), problems


def span(source: Source, path: tuple[Step, ...]) -> Span:
    """The place of a cell by the numbers of its row and column, or of a row."""
    rows = cells(source.text)
    row = rows[int(path[0])] if path and int(path[0]) < len(rows) else ()
    at = [int(step) for step in path[1:]]
    if not row:
        return source.span(0, source.line_end(0))
    if at and at[0] < len(row):
        return source.span(row[at[0]].start, row[at[0]].end)
    return source.span(row[0].start, row[-1].end)


@lru_cache(maxsize=4)
def cells(text: str) -> tuple[tuple[Cell, ...], ...]:
    """The cells of a table, row by row; the kept ones are of the tables that were asked for last."""
    return tuple(row for row in _rows(text, delimiter(text)) if any(cell.text for cell in row))


def delimiter(text: str) -> str:
    """What stands between the cells: what `sep=` names, or what of comma, semicolon and tab is most in line one."""
    if told := _SEPARATOR.match(text):
        return told["mark"]
    first = _QUOTED.sub("", text).lstrip("\r\n").partition("\n")[0]
    return max(DELIMITERS, key=lambda mark: (first.count(mark), -DELIMITERS.index(mark)))


def _rows(text: str, mark: str) -> Iterator[tuple[Cell, ...]]:
    cell = re.compile(rf'[ ]*("(?:[^"]|"")*")[ ]*(?=[{mark}\n]|\r\n|\Z)|[^{mark}\n]*')
    row: list[Cell] = []
    told = _SEPARATOR.match(text)
    at = told.end() if told else 0
    while at <= len(text):
        found = cell.match(text, at)
        if found is None:
            return
        row.append(_cell(found))
        at = found.end() + 1
        if text[found.end() : at] != mark:
            yield tuple(row)
            row = []


def _cell(found: re.Match[str]) -> Cell:
    if found[1] is not None:
        return Cell(found[1][1:-1].replace('""', '"').strip(), *found.span(1))
    text = found[0].strip()
    start = found.start() + len(found[0]) - len(found[0].lstrip())
    return Cell(text, start, start + len(text))


def _texts(row: tuple[Cell, ...]) -> tuple[str, ...]:
    """The texts of cells; what begins with a quotation that nothing ends can't be told."""
    return tuple("" if _is_open(cell) else cell.text for cell in row)


def _is_open(cell: Cell) -> bool:
    """Whether a cell begins with a quotation mark that nothing ends."""
    return cell.text.startswith('"') and cell.end - cell.start == len(cell.text)


def _fitted(row: tuple[str, ...], length: int) -> tuple[str, ...]:
    return (*row[:length], *[""] * (length - len(row)))


def _open_quotes(source: Source, rows: tuple[tuple[Cell, ...], ...]) -> Iterator[Problem]:
    """A quotation mark that begins a cell and that none ends."""
    help = 'end the cell with `"`, and write `""` for a quotation mark within it'
    message = "nothing ends the quotation that begins here"
    opened = [cell for row in rows for cell in row if _is_open(cell)]
    yield from first_few(opened, lambda cell: source.mistake(cell.start, cell.end, message, help))


def _uneven(source: Source, header: tuple[Cell, ...], rows: list[tuple[Cell, ...]]) -> Iterator[Problem]:
    """Rows with more or fewer cells than there are columns; empty cells after the last column are none."""
    uneven = [row for row in rows if len(row) < len(header) or any(cell.text for cell in row[len(header) :])]
    help = f"write {_cells(len(header))} with {_NAMES[delimiter(source.text)]} between them; one may be empty"

    def problem(row: tuple[Cell, ...]) -> Problem:
        message = f"this row has {_cells(len(row))}, and there are {len(header)} columns"
        return source.mistake(row[0].start, row[-1].end, message, help)

    yield from first_few(uneven, problem)


def _cells(number: int) -> str:
    return f"{number} cell{'s' * (number != 1)}"

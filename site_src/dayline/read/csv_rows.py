"""Comma-separated values (RFC 4180), also with semicolons or tabs: text → rows of cells with their positions.

Rows are numbered from 0, the header included; rows without any text do not count.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dayline.problems import Problem, Span, Step, first_few
from dayline.read.text import Source
from dayline.schema.table import Rows

DELIMITERS = ",;\t"
COLUMNS = 500
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_JSON = re.compile(r'\s*[\[{]\s*["\[{]')
_SEPARATOR = re.compile(r'\s*"?sep=(?P<mark>[,;\t])"?[ ,;\t]*(?:\r?\n|\Z)', re.IGNORECASE)  # Excel's own first line
_DELIMITER_NAMES = {",": "a comma", ";": "a semicolon", "\t": "a tab"}


class Cell(NamedTuple):
    """A cell's text, and the offsets where the cell, with its quotation marks, starts and ends."""

    text: str
    start: int
    end: int


def read(text: str, file: str) -> tuple[Rows | None, list[Problem]]:
    """The rows of a table and the problems with its form (E01); None if it can't be used at all."""
    source = Source(text, file)
    if _JSON.match(text):
        return None, [source.mistake(0, source.line_end(0), "this is JSON, not a table", "save it as CSV in UTF-8")]
    rows = cells(text)
    if not rows:
        help = "write the names of the columns in the first line, and a row below it for each day"
        return None, [source.mistake(0, 1, "the table is empty", help)]
    header, *others = rows
    if len(header) > COLUMNS:
        message = f"the table has {len(header):,} columns; at most {COLUMNS} are allowed"
        return None, [source.mistake(header[0].start, header[0].end, message, "leave out those that hold no values")]
    problems = [*_unclosed_quotes(source, rows), *_uneven(source, header, others)]
    if not others:
        help = "add a row for each day below the names of the columns"
        problems.append(source.mistake(header[0].start, header[-1].end, "the table has no rows", help))
    return Rows(_texts(header), tuple(_padded(_texts(row), len(header)) for row in others)), problems


def span(source: Source, path: tuple[Step, ...]) -> Span:
    """The span of a cell, given the numbers of its row and column, or of a row."""
    rows = cells(source.text)
    row = rows[int(path[0])] if path and int(path[0]) < len(rows) else ()
    column = int(path[1]) if len(path) > 1 else len(row)
    if not row:
        return source.span(0, source.line_end(0))
    if column < len(row):
        return source.span(row[column].start, row[column].end)
    return source.span(row[0].start, row[-1].end)


@lru_cache(maxsize=4)
def cells(text: str) -> tuple[tuple[Cell, ...], ...]:
    """The cells of a table, row by row; cached for the last few tables."""
    return tuple(row for row in _rows(text, delimiter(text)) if any(cell.text for cell in row))


def delimiter(text: str) -> str:
    """The delimiter: the one that `sep=` names, else whichever of comma, semicolon and tab is most in line one."""
    if declared := _SEPARATOR.match(text):
        return declared["mark"]
    first = _QUOTED.sub("", text).lstrip("\r\n").partition("\n")[0]
    return max(DELIMITERS, key=lambda mark: (first.count(mark), -DELIMITERS.index(mark)))


def _rows(text: str, mark: str) -> Iterator[tuple[Cell, ...]]:
    pattern = re.compile(rf'[ ]*("(?:[^"]|"")*")[ ]*(?=[{mark}\n]|\r\n|\Z)|[^{mark}\n]*')
    row: list[Cell] = []
    declared = _SEPARATOR.match(text)
    at = declared.end() if declared else 0
    while at <= len(text):
        match = pattern.match(text, at)
        if match is None:
            return
        row.append(_cell(match))
        at = match.end() + 1
        if text[match.end() : at] != mark:
            yield tuple(row)
            row = []


def _cell(match: re.Match[str]) -> Cell:
    if match[1] is not None:
        return Cell(match[1][1:-1].replace('""', '"').strip(), *match.span(1))
    text = match[0].strip()
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Cell(text, start, start + len(text))


def _texts(row: tuple[Cell, ...]) -> tuple[str, ...]:
    """The texts of cells; a cell whose quotation is never closed counts as empty."""
    return tuple("" if _is_unclosed(cell) else cell.text for cell in row)


def _is_unclosed(cell: Cell) -> bool:
    """Whether a cell begins with a quotation mark that is never closed."""
    return cell.text.startswith('"') and cell.end - cell.start == len(cell.text)


def _padded(row: tuple[str, ...], length: int) -> tuple[str, ...]:
    return (*row[:length], *[""] * (length - len(row)))


def _unclosed_quotes(source: Source, rows: tuple[tuple[Cell, ...], ...]) -> Iterator[Problem]:
    help = 'end the cell with `"`, and write `""` for a quotation mark within it'
    message = "the quotation mark that begins this cell is never closed"
    unclosed = [cell for row in rows for cell in row if _is_unclosed(cell)]
    yield from first_few(unclosed, lambda cell: source.mistake(cell.start, cell.end, message, help))


def _uneven(source: Source, header: tuple[Cell, ...], rows: list[tuple[Cell, ...]]) -> Iterator[Problem]:
    """Rows with more or fewer cells than the header; empty cells after the last column don't count."""
    uneven = [row for row in rows if len(row) < len(header) or any(cell.text for cell in row[len(header) :])]
    delimiter_name = _DELIMITER_NAMES[delimiter(source.text)]
    help = f"write {_number_of_cells(len(header))} with {delimiter_name} between them; one may be empty"

    def problem(row: tuple[Cell, ...]) -> Problem:
        message = f"this row has {_number_of_cells(len(row))}, but the table has {len(header)} columns"
        return source.mistake(row[0].start, row[-1].end, message, help)

    yield from first_few(uneven, problem)


def _number_of_cells(number: int) -> str:
    return f"{number} cell{'s' * (number != 1)}"

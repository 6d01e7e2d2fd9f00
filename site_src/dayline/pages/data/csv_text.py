"""Rows as comma-separated values (RFC 4180), safe from formula injection."""

import csv
import io
import re
from collections.abc import Iterable
from unicodedata import normalize

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_CELL = re.compile(r"((?:^|[;\t\r\n])[^\S;\t\r\n]*)(\S)")
_FORMULA = tuple("=+-@")


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """The rows as CSV text, with each cell made safe."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def safe(cell: str) -> str:
    """A cell with an apostrophe before everything that a spreadsheet could read as a formula.

    That is `=`, `+`, `-` or `@`, also in full width, at the start of the cell or after a semicolon, a tab or
    a line break, where a program set to another separator starts a new cell in spite of the quotation marks.
    Numbers are unchanged.
    """
    if _NUMBER.fullmatch(cell):
        return cell
    return _CELL.sub(_defused, f"'{cell}" if cell[:1] in ("\t", "\r", "\n") else cell)


def _defused(begun: re.Match[str]) -> str:
    return f"{begun[1]}'{begun[2]}" if normalize("NFKC", begun[2]).startswith(_FORMULA) else begun[0]

"""Rows as comma-separated values (RFC 4180) in which no spreadsheet finds a formula."""

import csv
import io
import re
from collections.abc import Iterable
from unicodedata import normalize

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_CELL = re.compile(r"((?:^|[;\t\r\n])[^\S;\t\r\n]*)(\S)")
_FORMULA = tuple("=+-@")


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """The rows as the text of a file, each cell made safe."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def safe(cell: str) -> str:
    """A cell with an apostrophe before everything that a spreadsheet could take for a formula.

    That is what begins with `=`, `+`, `-` or `@`, also in another width, at the start of the cell or where
    a program begins a new one that was told to separate cells by semicolons or tabs: quotation marks do
    not hold such a program back. Numbers stay as they are.
    """
    if _NUMBER.fullmatch(cell):
        return cell
    return _CELL.sub(_defused, f"'{cell}" if cell[:1] in ("\t", "\r", "\n") else cell)


def _defused(begun: re.Match[str]) -> str:
    return f"{begun[1]}'{begun[2]}" if normalize("NFKC", begun[2]).startswith(_FORMULA) else begun[0]

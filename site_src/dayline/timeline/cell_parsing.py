"""Parsing of days and numbers in the formats of other people's tables."""

import re
from datetime import date
from functools import lru_cache

from dayline.edtf.months import MONTHS
from dayline.schema.thousands import read_decimal

FORMATS = ("year-month-day", "day.month.year", "month day, year", "day month year", "month/day/year", "year/month/day")
_SPACE = "[ \u00a0\u2009\u202f]"
_NUMBERS = {
    "1234.5": ("", r"\."), "1,234.5": (",", r"\."), "1 234.5": (_SPACE, r"\."), "1'234.5": ("['’]", r"\."),
    "1234,5": ("", ","), "1.234,5": (r"\.", ","), "1 234,5": (_SPACE, ","),
}  # fmt: skip
_PARTS = {"year": r"(?P<year>\d{4})", "month": r"(?P<month>\d{1,2}|[A-Za-z]{3,9})\.?", "day": r"(?P<day>\d{1,2})"}


class CellError(Exception):
    """A cell that can't be parsed: the code of the problem, the message and the help."""

    def __init__(self, code: str, message: str, help: str) -> None:
        super().__init__(message)
        self.code, self.message, self.help = code, message, help


def parse_day(text: str, format: str) -> date:
    """The day written in a cell; raises CellError."""
    match = _day(format).fullmatch(text)
    month = _month(match["month"]) if match else 0
    if match is None or not month:
        other = next((candidate for candidate in FORMATS if candidate != format and _is_day(text, candidate)), None)
        column = f'{{column: …, format: "{other}"}}'
        named = f"use that format, or name the table's: `{column}`"
        help = named if other else "write the full date, or remove the row"
        raise CellError("E07", f"`{text}` is not a date in the format `{format}`", help)
    try:
        return date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        raise CellError("E07", f"`{text}` is not a valid date", "correct the day, month or year") from None


def parse_number(text: str, example: str) -> float:
    """The number in a cell in the format of an `example`; an int if it is whole; raises CellError."""
    match = _number(example).fullmatch(text)
    if match is None:
        other = next((candidate for candidate in _NUMBERS if _number(candidate).fullmatch(text)), None)
        if other:
            help = f"use that format, or name the table's: `numbers: {other}`"
            raise CellError("E06", f"`{text}` is not a number in the format `{example}`", help)
        raise CellError(
            "E06", f"`{text}` is not a number", "write a number, or leave the cell empty if there is no value"
        )
    sign = -1 if match["sign"] else 1
    whole = re.sub(r"\D", "", match["whole"])
    return read_decimal(f"{match['sign'] and '-'}{whole}.{match['rest']}", text) if match["rest"] else sign * int(whole)


def _is_day(text: str, format: str) -> bool:
    match = _day(format).fullmatch(text)
    return bool(match and 0 < _month(match["month"]) < 13)


def _month(text: str) -> int:
    """The number of a month from its number or its English name, which may be shortened; 0 for other words."""
    if text.isdigit():
        return int(text) or 13
    matches = [number for number, name in enumerate(MONTHS, start=1) if name.lower().startswith(text.lower())]
    return matches[0] if matches else 0


@lru_cache(None)
def _day(format: str) -> re.Pattern[str]:
    pieces = (_PARTS.get(piece, re.escape(piece)) for piece in re.findall(r"[a-z]+|[^a-z]+", format))
    return re.compile("".join(pieces), re.ASCII)


@lru_cache(None)
def _number(example: str) -> re.Pattern[str]:
    separator, point = _NUMBERS[example]
    grouped = rf"|\d{{1,3}}(?:{separator}\d{{3}}){{1,4}}" if separator else ""
    return re.compile(rf"(?P<sign>[-−]?)(?P<whole>\d{{1,15}}{grouped})(?:{point}(?P<rest>\d{{1,9}}))?", re.ASCII)

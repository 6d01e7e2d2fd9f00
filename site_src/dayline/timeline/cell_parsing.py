"""Days and numbers as they are written in tables of others."""

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
    """A cell that does not say what it should, with the code of its problem, and the way to mend it."""

    def __init__(self, code: str, message: str, help: str) -> None:
        super().__init__(message)
        self.code, self.message, self.help = code, message, help


def parse_day(text: str, format: str) -> date:
    """The day that a text in a format means; raises Misread."""
    found = _day(format).fullmatch(text)
    month = _month(found["month"]) if found else 0
    if found is None or not month:
        other = next((one for one in FORMATS if one != format and _is_day(text, one)), None)
        so = f'write the day so, or say how days are written: `{{column: …, format: "{other}"}}`'
        help = so if other else "write a whole day, or take the row out"
        raise CellError("E07", f"`{text}` is not a day written as `{format}`", help)
    try:
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        raise CellError("E07", f"there is no day `{text}`", "correct the day, the month or the year") from None


def parse_number(text: str, written: str) -> float:
    """The number that a text means, `written` as that example is; a whole one as an int; raises Misread."""
    found = _number(written).fullmatch(text)
    if found is None:
        other = next((one for one in _NUMBERS if _number(one).fullmatch(text)), None)
        if other:
            help = f"write it so, or say how numbers are written: `numbers: {other}`"
            raise CellError("E06", f"`{text}` is not a number written as `{written}`", help)
        raise CellError(
            "E06", f"`{text}` is not a number", "write a number, or leave the cell empty if there is no value"
        )
    sign = -1 if found["sign"] else 1
    whole = re.sub(r"\D", "", found["whole"])
    return read_decimal(f"{found['sign'] and '-'}{whole}.{found['rest']}", text) if found["rest"] else sign * int(whole)


def _is_day(text: str, format: str) -> bool:
    found = _day(format).fullmatch(text)
    return bool(found and 0 < _month(found["month"]) < 13)


def _month(text: str) -> int:
    """The number of a month by its number, its English name or the first letters of that; 0 for other words."""
    if text.isdigit():
        return int(text) or 13
    there = [number for number, name in enumerate(MONTHS, start=1) if name.lower().startswith(text.lower())]
    return there[0] if there else 0


@lru_cache(None)
def _day(format: str) -> re.Pattern[str]:
    pieces = (_PARTS.get(piece, re.escape(piece)) for piece in re.findall(r"[a-z]+|[^a-z]+", format))
    return re.compile("".join(pieces), re.ASCII)


@lru_cache(None)
def _number(written: str) -> re.Pattern[str]:
    apart, point = _NUMBERS[written]
    grouped = rf"|\d{{1,3}}(?:{apart}\d{{3}}){{1,4}}" if apart else ""
    return re.compile(rf"(?P<sign>[-−]?)(?P<whole>\d{{1,15}}{grouped})(?:{point}(?P<rest>\d{{1,9}}))?", re.ASCII)

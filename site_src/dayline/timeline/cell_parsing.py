"""Parsing of days and numbers in the formats of other people's tables."""

import re
from collections.abc import Callable, Collection
from datetime import date
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from dayline.edtf.months import MONTHS
from dayline.schema.thousands import read_decimal

T = TypeVar("T")
FORMATS = (
    "year-month-day", "day.month.year", "month day, year", "day month year", "day/month/year", "month/day/year",
    "year/month/day", "day-month-year", "month-day-year", "day. month. year", "year.month.day",
)  # fmt: skip
SPACE = "[ \u00a0\u2009\u202f]"
NUMBERS = {
    "1234.5": ("", r"\."), "1,234.5": (",", r"\."), "1 234.5": (SPACE, r"\."), "1'234.5": ("['’]", r"\."),
    "1234,5": ("", ","), "1.234,5": (r"\.", ","), "1 234,5": (SPACE, ","),
}  # fmt: skip
_PARTS = {"year": r"(?P<year>\d{4})", "month": r"(?P<month>\d{1,2}|[A-Za-z]{3,9})\.?", "day": r"(?P<day>\d{1,2})"}


class Reading(NamedTuple, Generic[T]):
    """A way of writing in which all cells can be read, and what they then mean."""

    format: str
    values: dict[str, T]


class Hint(NamedTuple):
    """What is wrong with a cell and what to do about it; cells whose hints have one `kind` are one mistake."""

    code: str
    message: str
    help: str
    kind: str = ""


def readings(
    texts: Collection[str], formats: Collection[str], read: Callable[[str, str], T | None]
) -> list[Reading[T]]:
    """The ways of writing in which all cells can be read that can be read at all; one for each result."""
    found = {format: {text: value for text in texts if (value := read(text, format)) is not None} for format in formats}
    readable = {text for values in found.values() for text in values}
    by_result: dict[tuple[T, ...], Reading[T]] = {}
    for format, values in found.items():
        if readable and values.keys() == readable:
            by_result.setdefault(tuple(values.values()), Reading(format, values))
    return list(by_result.values())


def parse_day(text: str, format: str) -> date | None:
    """The day that a text in a format means; None if it means none."""
    found = _day(format).fullmatch(text)
    try:
        return date(int(found["year"]), _month(found["month"]), int(found["day"])) if found else None
    except ValueError:
        return None


def is_like(text: str, format: str) -> bool:
    """Whether a text is written in a format of days, even if there is no such day."""
    found = _day(format).fullmatch(text)
    return bool(found and _month(found["month"]))


def day_as(day: date, format: str) -> str:
    """A day as it is written in a format, months as numbers."""
    parts = {"year": f"{day.year:04}", "month": f"{day.month:02}", "day": f"{day.day:02}"}
    return re.sub(r"[a-z]+", lambda word: parts[word[0]], format)


def parse_number(text: str, written: str) -> float | None:
    """The number that a text means, `written` as that example is; a whole one as an int; None if it means none."""
    found = _number(written).fullmatch(text)
    if found is None:
        return None
    sign = -1 if found["sign"] else 1
    whole = re.sub(r"\D", "", found["whole"])
    return read_decimal(f"{found['sign'] and '-'}{whole}.{found['rest']}", text) if found["rest"] else sign * int(whole)


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
def _number(written: str) -> re.Pattern[str]:
    apart, point = NUMBERS[written]
    grouped = rf"|\d{{1,3}}(?:{apart}\d{{3}}){{1,4}}" if apart else ""
    return re.compile(rf"(?P<sign>[-−]?)(?P<whole>\d{{1,15}}{grouped})(?:{point}(?P<rest>\d{{1,9}}))?", re.ASCII)

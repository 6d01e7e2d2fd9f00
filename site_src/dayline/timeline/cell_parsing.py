"""Parsing of days and numbers in the formats of other people's tables."""

import re
from collections.abc import Callable, Collection
from datetime import date, timedelta, timezone
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from dayline.edtf.months import MONTHS
from dayline.patterns import lazy_pattern
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
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?\s?(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?"
_IS_TIME = lazy_pattern(_CLOCK, re.ASCII)
_WITH_TIME = lazy_pattern(rf"(?P<day>.*\d)(?:T|,?[ \u00a0]+)(?P<time>{_CLOCK})", re.ASCII)
_TIME = lazy_pattern(r"(?P<hour>\d{1,2}):(?P<minute>\d\d)[^Z+-]*(?P<offset>Z|[+-].*)?", re.ASCII)
_PARTS = {"year": r"(?P<year>\d{4})", "month": r"(?P<month>\d{1,2}|[A-Za-z]{3,9})\.?", "day": r"(?P<day>\d{1,2})"}


class Clock(NamedTuple):
    """A time of day in minutes after midnight, and its offset from UTC if that is stated."""

    minutes: int
    offset: timezone | None


class Interpretation(NamedTuple, Generic[T]):
    """A format in which all cells can be read, and their values in it."""

    format: str
    values: dict[str, T]


class Hint(NamedTuple):
    """What is wrong with a cell and what to do about it; cells whose hints have one `kind` are one mistake."""

    code: str
    message: str
    help: str
    kind: str = ""


def interpretations(
    texts: Collection[str], formats: Collection[str], parse: Callable[[str, str], T | None]
) -> list[Interpretation[T]]:
    """The formats in which all cells that any format can read can be read; of those with equal values the first."""
    by_format = {
        format: {text: value for text in texts if (value := parse(text, format)) is not None} for format in formats
    }
    readable = {text for values in by_format.values() for text in values}
    by_values: dict[tuple[T, ...], Interpretation[T]] = {}
    for format, values in by_format.items():
        if readable and values.keys() == readable:
            by_values.setdefault(tuple(values.values()), Interpretation(format, values))
    return list(by_values.values())


def parse_day(text: str, format: str) -> date | None:
    """The day in a text of some format; None if it has another format or there is no such day."""
    parts = _day(format).fullmatch(text)
    try:
        return date(int(parts["year"]), _month(parts["month"]), int(parts["day"])) if parts else None
    except ValueError:
        return None


def split_time(text: str) -> tuple[str, str]:
    """A cell as its day and the time of day behind it, which is empty if there is none."""
    cell = _WITH_TIME.fullmatch(text)
    return (cell["day"], cell["time"]) if cell else (text, "")


def parse_time(text: str) -> Clock | None:
    """The time of day in a text, with its offset from UTC if it has one."""
    clock = _TIME.fullmatch(text)
    if clock is None or not _IS_TIME.fullmatch(text):
        return None
    return Clock(int(clock["hour"]) * 60 + int(clock["minute"]), _offset(clock["offset"]))


def _offset(text: str | None) -> timezone | None:
    if not text:
        return None
    digits = re.sub(r"\D", "", text)
    minutes = int(digits[:2]) * 60 + int(digits[2:]) if digits else 0
    return timezone(timedelta(minutes=-minutes if text[0] in "-−" else minutes))


def is_like(text: str, format: str) -> bool:
    """Whether a text has a date format, even if there is no such day."""
    parts = _day(format).fullmatch(text)
    return bool(parts and _month(parts["month"]))


def day_as(day: date, format: str) -> str:
    """A day in a format, with the month as a number."""
    parts = {"year": f"{day.year:04}", "month": f"{day.month:02}", "day": f"{day.day:02}"}
    return re.sub(r"[a-z]+", lambda word: parts[word[0]], format)


def parse_number(text: str, written: str) -> float | None:
    """The number in a text `written` like that example, an int if it is whole; None if it is written differently."""
    parts = _number(written).fullmatch(text)
    if parts is None:
        return None
    sign = -1 if parts["sign"] else 1
    whole = re.sub(r"\D", "", parts["whole"])
    return read_decimal(f"{parts['sign'] and '-'}{whole}.{parts['rest']}", text) if parts["rest"] else sign * int(whole)


def _month(text: str) -> int:
    """The number of a month, given as a number or by its English name, which may be shortened; 0 for other words."""
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

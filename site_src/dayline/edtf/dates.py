"""Parsing of dates in our EDTF profile."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, total_ordering
from typing import Literal

from dayline.edtf.hints import hint
from dayline.edtf.months import MONTHS

FIRST_YEAR, LAST_YEAR = 1000, 9998  # so that every date has a day before and after it
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PART = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}|XX))?)?([?~%]?)")


class EdtfError(ValueError):
    """A text that is not a valid date: what is wrong, and what to write instead."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message, self.help = message, help


@dataclass(frozen=True, slots=True)
class Part:
    """A day, month or year with its qualifiers; `some_day` marks an unknown day (`2022-03-XX`)."""

    earliest: date
    latest: date
    precision: Literal["day", "month", "year"]
    uncertain: bool = False
    approximate: bool = False
    some_day: bool = False


@total_ordering
@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date or interval: its earliest and latest possible day (None if open), and how certain it is.

    Unless it is an interval, `start` and `end` are the same part. Dates sort by their earliest, then their latest
    day; an open start sorts before every day, an open end after it.
    """

    text: str
    earliest: date | None
    latest: date | None
    precision: Literal["day", "month", "year", "interval"]
    uncertain: bool
    approximate: bool
    start: Part | None
    end: Part | None

    @property
    def is_single_day(self) -> bool:
        return self.precision == "day"

    @property
    def is_certain_day(self) -> bool:
        return self.precision == "day" and not (self.uncertain or self.approximate)

    @property
    def is_open_start(self) -> bool:
        return self.earliest is None

    @property
    def day_count(self) -> int | None:
        """The number of days it covers; None if it is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    def days(self) -> Iterator[date]:
        """The days it covers, in order; empty if it is open."""
        for number in range(self.day_count or 0):
            yield self._earliest + timedelta(number)

    def certainly_after(self, other: "EdtfDate") -> bool:
        """Whether it begins after the end of `other`, and neither of these two dates is uncertain or approximate."""
        if self.start is None or other.end is None or self._earliest <= other._latest:
            return False
        ends = (self.start, other.end)
        return not any(part.uncertain or part.approximate for part in ends)

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Pickle the text only: it is shorter, and equal dates become one object again."""
        return parse, (self.text,)

    def __lt__(self, other: "EdtfDate") -> bool:
        return self._sort_key < other._sort_key

    def __str__(self) -> str:
        return self.text

    @property
    def _earliest(self) -> date:
        return self.earliest or date.min

    @property
    def _latest(self) -> date:
        return self.latest or date.max

    @property
    def _sort_key(self) -> tuple[date, date, str]:
        return self._earliest, self._latest, self.text


@lru_cache(maxsize=8192)
def parse(text: str) -> EdtfDate:
    """The date written as `text`; raises EdtfError if it is not valid in our profile."""
    if day := _plain_day(text):
        return _single(text, Part(day, day, "day"))
    if "/" in text:
        return _interval(text)
    return _single(text, _part(text, text))


def _plain_day(text: str) -> date | None:
    """The day if the text is a plain date such as `2022-03-14`, as most are."""
    if not _DAY.fullmatch(text) or text.startswith(("0", "9999")):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _single(text: str, part: Part) -> EdtfDate:
    return EdtfDate(text, part.earliest, part.latest, part.precision, part.uncertain, part.approximate, part, part)


def _interval(text: str) -> EdtfDate:
    ends = text.split("/")
    if len(ends) != 2 or not all(ends):
        raise EdtfError(*hint(text))
    start, end = (None if end == ".." else _interval_end(end, text) for end in ends)
    if start is None and end is None:
        raise EdtfError("the interval is open at both ends", "write a date at one end, as in `../2022-03-14`")
    if start and end and start.earliest > end.latest:
        raise EdtfError("the interval runs backward", f"write `{ends[1]}/{ends[0]}`")
    parts = [part for part in (start, end) if part]
    return EdtfDate(
        text,
        start.earliest if start else None,
        end.latest if end else None,
        "interval",
        any(part.uncertain for part in parts),
        any(part.approximate for part in parts),
        start,
        end,
    )


def _interval_end(end: str, text: str) -> Part:
    part = _part(end, text)
    if part.some_day:
        raise EdtfError("an interval can't start or end on an unknown day", f"write `{end[:7]}` at that end")
    return part


def _part(part: str, text: str) -> Part:
    match = _PART.fullmatch(part)
    if match is None:
        raise EdtfError(*hint(text))
    year, month, day, qualifier = match.groups()
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        side = f"before {FIRST_YEAR}" if int(year) < FIRST_YEAR else f"after {LAST_YEAR}"
        raise EdtfError(f"the year {year} is {side}", f"write a year from {FIRST_YEAR} to {LAST_YEAR}")
    month_number = int(month) if month else None
    earliest, latest = _bounds(int(year), month_number, None if day in (None, "XX") else int(day))
    return Part(
        earliest,
        latest,
        "year" if month is None else "month" if day in (None, "XX") else "day",
        uncertain=qualifier in ("?", "%"),
        approximate=qualifier in ("~", "%"),
        some_day=day == "XX",
    )


def _bounds(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    """The first and last day of a year, month or day; raises EdtfError if it does not exist."""
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if 21 <= month <= 41:
        raise EdtfError("seasons are not supported", f"write the months, as in `{year}-03/{year}-05`")
    if not 1 <= month <= 12:
        raise EdtfError(f"there is no month {month:02}", "write a month from 01 to 12")
    length = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, length)
    if not 1 <= day <= length:
        raise EdtfError(f"{MONTHS[month - 1]} {year} has no day {day:02}", f"write a day from 01 to {length}")
    return date(year, month, day), date(year, month, day)

"""Dates of the profile: what a text means."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, total_ordering
from typing import Literal

from dayline.edtf.hints import hint
from dayline.edtf.months import MONTHS

FIRST_YEAR, LAST_YEAR = 1000, 9998  # so that every date has a day before and behind it
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PART = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}|XX))?)?([?~%]?)")


class EdtfError(ValueError):
    """A text that is no date of the profile: what is wrong, and what to write instead."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = advice


@dataclass(frozen=True, slots=True)
class Part:
    """A day, month or year as written, with its qualifiers; `some_day` marks `2022-03-XX`."""

    earliest: date
    latest: date
    precision: Literal["day", "month", "year"]
    uncertain: bool = False
    approximate: bool = False
    some_day: bool = False


@total_ordering
@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date or interval: the first and last day it can mean (None where it is open), and how sure it is.

    Outside an interval `start` and `end` are the same part. Dates are ordered by first, then last day; an
    open start comes before every day, an open end after it.
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
    def is_open_end(self) -> bool:
        return self.latest is None

    @property
    def day_count(self) -> int | None:
        """How many days it covers; None if it is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    def days(self) -> Iterator[date]:
        """The days it covers, in order; none if it is open."""
        for number in range(self.day_count or 0):
            yield self._first + timedelta(number)

    def certainly_after(self, other: "EdtfDate") -> bool:
        """Whether it begins after the last day of `other`, both ends that meet being known for certain."""
        if self.start is None or other.end is None or self._first <= other._last:
            return False
        ends = (self.start, other.end)
        return not any(part.uncertain or part.approximate for part in ends)

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Pickled as its text: shorter, and equal dates become one again."""
        return parse, (self.text,)

    def __lt__(self, other: "EdtfDate") -> bool:
        return self._order < other._order

    def __str__(self) -> str:
        return self.text

    @property
    def _first(self) -> date:
        return self.earliest or date.min

    @property
    def _last(self) -> date:
        return self.latest or date.max

    @property
    def _order(self) -> tuple[date, date, str]:
        return self._first, self._last, self.text


@lru_cache(maxsize=8192)
def parse(text: str) -> EdtfDate:
    """The date that `text` means; raises EdtfError if it is outside the profile."""
    if day := _plain_day(text):
        return _single(text, Part(day, day, "day"))
    if "/" in text:
        return _interval(text)
    return _single(text, _part(text, text))


def _plain_day(text: str) -> date | None:
    """The day that a text like `2022-03-14` names, if it is one; most dates are."""
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
    start, end = (None if written == ".." else _end(written, text) for written in ends)
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


def _end(written: str, text: str) -> Part:
    part = _part(written, text)
    if part.some_day:
        raise EdtfError("an end of an interval can't be some day of a month", f"write `{written[:7]}` at that end")
    return part


def _part(written: str, text: str) -> Part:
    found = _PART.fullmatch(written)
    if found is None:
        raise EdtfError(*hint(text))
    year, month, day, qualifier = found.groups()
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
    """The first and last day of a year, month or day that exists."""
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if 21 <= month <= 41:
        raise EdtfError("a season is not a date here", f"write the months, as in `{year}-03/{year}-05`")
    if not 1 <= month <= 12:
        raise EdtfError(f"there is no month {month:02}", "write a month from 01 to 12")
    length = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, length)
    if not 1 <= day <= length:
        named = f"{MONTHS[month - 1]} {year}"
        raise EdtfError(f"there is no day {day:02} in {named}", f"write a day from 01 to {length}")
    return date(year, month, day), date(year, month, day)

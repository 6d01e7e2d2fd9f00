"""Clock times and moments as editors write them."""

import re
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from dayline.edtf import EdtfDate

PARTS_OF_DAY = {
    "night": 120,
    "early-morning": 300,
    "morning": 540,
    "midday": 720,
    "afternoon": 900,
    "evening": 1140,
    "overnight": 1380,
}
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?:/([01]\d|2[0-3]):([0-5]\d))?", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)


class AsOf(NamedTuple):
    """The date that a value is for, with the time of day in `minutes` after midnight if that is stated."""

    date: EdtfDate
    minutes: int | None = None

    @property
    def text(self) -> str:
        return self.date.text if self.minutes is None else f"{self.date.text}T{clock_text(self.minutes)}"


class ClockTime(NamedTuple):
    """A time of day as written (`text`), with `start` and `end` in minutes after midnight.

    The `start` of a part of the day (`part`) is only for sorting; it is never converted to another time zone.
    """

    text: str
    start: int
    end: int | None = None
    part: str = ""


@lru_cache(4096)
def parse_clock(text: str) -> ClockTime | None:
    """The time that a text states (`14:30`, `14:30/16:00`, `morning`), or None."""
    if text in PARTS_OF_DAY:
        return ClockTime(text, PARTS_OF_DAY[text], part=text)
    clock = _CLOCK.fullmatch(text)
    if not clock:
        return None
    hour, minute, end_hour, end_minute = clock.groups()
    end = int(end_hour) * 60 + int(end_minute) if end_hour else None
    return ClockTime(text, int(hour) * 60 + int(minute), end)


def clock_text(minutes: int) -> str:
    """Minutes after midnight as a clock time: `06:00`."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def parse_moment(text: str) -> datetime | None:
    """The date and time that a text states (ISO 8601), or None; aware only if it has an offset."""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None

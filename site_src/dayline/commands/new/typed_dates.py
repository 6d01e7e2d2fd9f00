"""Dates and times as people type them: `12 November`, `yesterday 18:00`, `2026-11-12T06:40`."""

import re
from datetime import date, datetime, timedelta, tzinfo

from dayline.edtf import EdtfError, hints, parse

_CLOCK = re.compile(
    r"(?P<day>.*?)(?:T|\s*,?\s*(?:at)?\s*)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?\s*(?P<offset>Z|[+-]\d\d:\d\d)?",
    re.ASCII,
)
_WORDS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_AHEAD = timedelta(days=60)
"""How far ahead a date without a year may be: `5 January`, typed in December, is a plan; `5 November` was."""


def date_and_time(text: str, today: date, site_zone: tzinfo) -> tuple[str, str]:
    """The date and the time that are meant, as files write them; a part that can't be understood stays as typed."""
    clock = _CLOCK.fullmatch(text)
    if clock is None:
        return as_date(text, today), ""
    day, time = as_date(clock["day"] or "today", today), f"{clock['hour']:0>2}:{clock['minute']}"
    return _in_zone(day, time, clock["offset"], site_zone) if clock["offset"] else (day, time)


def as_date(text: str, today: date) -> str:
    """The date that is meant, as files write it; the text itself if none can be understood."""
    if (days := _WORDS.get(text.lower())) is not None:
        return (today + timedelta(days)).isoformat()
    try:
        parse(text)
    except EdtfError as error:
        written = re.fullmatch(r"write `([-0-9]+)`", error.help)
        year_ago = (today + _AHEAD - timedelta(days=364)).isoformat()
        return _valid(written[1] if written else "") or _valid(hints.in_year_of(text, year_ago)) or text
    return text


def _valid(text: str) -> str:
    try:
        return parse(text).text if text else ""
    except EdtfError:
        return ""


def _in_zone(day: str, time: str, offset: str, site_zone: tzinfo) -> tuple[str, str]:
    """A date and a time with an offset, in the time zone of the site."""
    try:
        moment = datetime.fromisoformat(f"{day}T{time}{offset}").astimezone(site_zone)
    except (ValueError, OverflowError):
        return day, f"{time}{offset}"
    return moment.date().isoformat(), f"{moment:%H:%M}"

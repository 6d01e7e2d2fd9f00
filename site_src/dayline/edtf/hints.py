"""Advice for texts that are not valid dates."""

import re
from datetime import date

from dayline.edtf.months import MONTHS
from dayline.patterns import lazy_pattern

_YEAR_FIRST = lazy_pattern(r"([0-9]{4})([-/. ])([0-9]{1,2})(?:\2([0-9]{1,2}))?([?~%]?)")
_NO_SEPARATORS = lazy_pattern(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_LAST = lazy_pattern(r"([0-9]{1,2})(?:[-/]|\.? |\.)([0-9]{1,2})(?:[-/]|\.? |\.)([0-9]{4})\.?")
_MONTH_NAME = lazy_pattern(
    r"(?:the )?(?:([0-9]{1,2})(?:\.|st|nd|rd|th)?\s+(?:of )?)?([A-Za-z]{3,9})\.?,?\s+"
    r"(?:([0-9]{1,2})(?:st|nd|rd|th)?,?\s+)?([0-9]{4})"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = lazy_pattern(
    rf"(?:on )?({'|'.join(f'{day[:3]}(?:{day[3:]})?' for day in _WEEKDAYS)})\.?,?\s+", re.IGNORECASE
)
_INTERVAL = lazy_pattern(r"([0-9]{4}[-0-9]*[?~%]?|\.\.)\s*(?:/|–|—|--|\s-|\sto)\s*([0-9]{4}[-0-9]*[?~%]?|\.\.)")
_WITH_TIME = lazy_pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T| +|, *)([0-9]{1,2}:[0-9]{2}).*")
_HINTS = (
    (lazy_pattern(r"[\[\]{}]"), "sets of dates are not supported", "write the interval `first/last`"),
    (lazy_pattern(r"^/|/$"), "one end of the interval is empty", "write `..` for an open end"),
    (
        lazy_pattern(r"[?~%].*[0-9]|[?~%]{2}"),
        "a qualifier is in the wrong place",
        "write it last, as in `2022-03-04~`",
    ),
    (lazy_pattern(r"[0-9]{2}.*[Xx]"), "`X` is not accepted here", "write `2022-03-XX`, `2022-03` or `2022`"),
)


def hint(text: str) -> tuple[str, str]:
    """What is wrong with `text`, and what to write instead."""
    if match := _WITH_TIME.fullmatch(text.strip()):
        time = f"put an event's time on a line of its own, `time: {match[2]}`"
        return "a date can't include a time", f"write `{match[1]}`; {time}"
    shown = text if len(text) <= 40 else f"{text[:39]}…"
    if suggestion := _suggestion(text.strip()):
        return f"`{shown}` is not a date in the form `2022-03-14`", f"write {suggestion}"
    for pattern, message, advice in _HINTS:
        if pattern.search(text):
            return message, advice
    advice = "write `2022-03-14`, `2022-03` or `2022`; add `~` if approximate, `?` if uncertain"
    return f"`{shown}` is not a date", advice


def in_year_of(text: str, since: str) -> str:
    """The day that is meant by one without its year, the first since a date; empty if that can't be known."""
    weekday = _WEEKDAY.match(text)
    rest = text[weekday.end() if weekday else 0 :].strip().rstrip(".")
    year = int(since[:4]) if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", since) else 0
    for one in (year, year + 1) if year else ():
        written = _suggestion(f"{rest} {one}")
        if re.fullmatch(r"`[-0-9]{10}`", written) and written[1:-1] >= since[:10]:
            return written[1:-1] if weekday is None or _falls_on(written, weekday[1]) else ""
    return ""


def _suggestion(text: str) -> str:
    """The same date as the profile writes it, if that can be known."""
    if found := _WEEKDAY.match(text):
        rest = _suggestion(text[found.end() :])
        return rest if _falls_on(rest, found[1]) else ""
    if found := _INTERVAL.fullmatch(text):
        return f"`{found[1]}/{found[2]}`"
    if found := _YEAR_FIRST.fullmatch(text):
        return _iso(found[1], found[3], found[4], found[5])
    if found := _MONTH_NAME.fullmatch(text):
        numbers = [n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(found[2].lower())]
        return _iso(found[4], str(numbers[0]), found[1] or found[3]) if numbers else ""
    if found := _NO_SEPARATORS.fullmatch(text):
        return _iso(*found.groups())
    if found := _YEAR_LAST.fullmatch(text):
        return _day_or_month_first(int(found[1]), int(found[2]), found[3])
    return ""


def _day_or_month_first(first: int, second: int, year: str) -> str:
    day_first, month_first = _iso(year, str(second), str(first)), _iso(year, str(first), str(second))
    if not (day_first and month_first) or first == second:
        return day_first or month_first
    return f"{day_first} for {first} {MONTHS[second - 1]}, or {month_first} for {second} {MONTHS[first - 1]}"


def _falls_on(written: str, weekday: str) -> bool:
    """Whether a day falls on a day of the week."""
    found = re.fullmatch(r"`([0-9]{4})-([0-9]{2})-([0-9]{2})`", written)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        return False
    return day is not None and _WEEKDAYS[day.weekday()].startswith(weekday.lower())


def _iso(year: str, month: str, day: str | None, qualifier: str = "") -> str:
    iso = f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")
    if not (1 <= int(month) <= 12 and (not day or 1 <= int(day) <= 31)):
        return ""
    return f"`{iso}{qualifier}`"

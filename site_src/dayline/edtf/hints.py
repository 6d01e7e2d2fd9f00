"""Advice for texts that are not valid dates."""

import re

from dayline.edtf.months import MONTHS

_YEAR_FIRST = re.compile(r"([0-9]{4})([-/. ])([0-9]{1,2})(?:\2([0-9]{1,2}))?([?~%]?)")
_NO_SEPARATORS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_MONTH_NAME = re.compile(r"(?:([0-9]{1,2})\s+)?([A-Za-z]{3,9})\.?\s+(?:([0-9]{1,2}),?\s+)?([0-9]{4})")
_INTERVAL = re.compile(r"([0-9]{4}[-0-9]*[?~%]?|\.\.)\s*(?:/|–|—|--|\s-|\sto)\s*([0-9]{4}[-0-9]*[?~%]?|\.\.)")
_WITH_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T| +|, *)([0-9]{1,2}:[0-9]{2}).*")
_HINTS = (
    (re.compile(r"[\[\]{}]"), "sets of dates are not supported", "write the interval `first/last`"),
    (re.compile(r"^/|/$"), "one end of the interval is empty", "write `..` for an open end"),
    (
        re.compile(r"[?~%].*[0-9]|[?~%]{2}"),
        "a qualifier is in the wrong place",
        "write it last, as in `2022-03-04~`",
    ),
    (re.compile(r"[0-9]{2}.*[Xx]"), "`X` is not accepted here", "write `2022-03-XX`, `2022-03` or `2022`"),
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


def _suggestion(text: str) -> str:
    """The same date in our profile, empty if it can't be guessed."""
    if match := _INTERVAL.fullmatch(text):
        return f"`{match[1]}/{match[2]}`"
    if match := _YEAR_FIRST.fullmatch(text):
        return _iso(match[1], match[3], match[4], match[5])
    if match := _MONTH_NAME.fullmatch(text):
        numbers = [n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(match[2].lower())]
        return _iso(match[4], str(numbers[0]), match[1] or match[3]) if numbers else ""
    if match := _NO_SEPARATORS.fullmatch(text):
        return _iso(*match.groups())
    if match := _YEAR_LAST.fullmatch(text):
        return _day_or_month_first(int(match[1]), int(match[2]), match[3])
    return ""


def _day_or_month_first(first: int, second: int, year: str) -> str:
    day_first, month_first = _iso(year, str(second), str(first)), _iso(year, str(first), str(second))
    if not (day_first and month_first) or first == second:
        return day_first or month_first
    return f"{day_first} for {first} {MONTHS[second - 1]}, or {month_first} for {second} {MONTHS[first - 1]}"


def _iso(year: str, month: str, day: str | None, qualifier: str = "") -> str:
    iso = f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")
    if not (1 <= int(month) <= 12 and (not day or 1 <= int(day) <= 31)):
        return ""
    return f"`{iso}{qualifier}`"

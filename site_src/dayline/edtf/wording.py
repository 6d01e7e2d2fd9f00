"""Dates in English words."""

from dayline.edtf.dates import EdtfDate, Part
from dayline.edtf.months import MONTHS


def show(when: EdtfDate, *, year: bool = False) -> str:
    """The date in English; days show their year only with `year`, or if an interval spans years."""
    start, end = when.start, when.end
    if start is None:
        return f"by {_shown(end, year=year)}" if end else when.text
    if end is None:
        return f"since {_shown(start, year=year)}"
    if start == end:
        return _shown(start, year=year)
    return _shown_interval(start, end, year=year or start.earliest.year != end.earliest.year)


def _shown(part: Part, *, year: bool) -> str:
    """A part in words, such as `perhaps around 4 March`; months always show their year."""
    doubt = ("perhaps " if part.uncertain else "") + ("around " if part.approximate else "")
    first = part.earliest
    if part.precision == "year":
        return f"{doubt}{first.year}"
    month = MONTHS[first.month - 1]
    if part.precision == "month":
        return f"{doubt}{'some day in ' if part.some_day else ''}{month} {first.year}"
    return f"{doubt}{first.day} {month}" + (f" {first.year}" if year else "")


def _shown_interval(start: Part, end: Part, *, year: bool) -> str:
    """Both ends in words; a shared month or year is written once unless an end is in doubt."""
    doubt = any(part.uncertain or part.approximate for part in (start, end))
    if doubt or start.precision != end.precision:
        return f"{_shown(start, year=year)} – {_shown(end, year=year)}"
    same_year = start.earliest.year == end.earliest.year
    if start.precision == "year":
        return f"{start.earliest.year}–{end.earliest.year}"
    if not same_year:
        return f"{_shown(start, year=year)} – {_shown(end, year=year)}"
    month = MONTHS[start.earliest.month - 1]
    if start.precision == "month":
        return f"{month}–{_shown(end, year=year)}"
    if start.earliest.month == end.earliest.month:
        return f"{start.earliest.day}–{_shown(end, year=year)}"
    return f"{start.earliest.day} {month} – {_shown(end, year=year)}"

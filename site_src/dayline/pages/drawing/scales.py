"""Scales of charts: round values and days that cover the data."""

from collections.abc import Iterator
from datetime import date
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from dayline import edtf
from dayline.words import N_, gettext

if TYPE_CHECKING:
    from fractions import Fraction

_LARGE = ((10**12, N_("trillions")), (10**9, N_("billions")), (10**6, N_("millions")))
HOURLY = 2  # days on which hours are shown
_MANY = 100_000  # from which on numbers are counted in thousands


class Scale(NamedTuple):
    """The range of a scale and its labelled ticks; `counted_in` is a message such as `millions`."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    counted_in: str = ""


def value_scale(low: float, high: float, from_zero: bool, most: int) -> Scale:
    """A scale of at most `most` steps that covers two values, and zero with `from_zero`."""
    from fractions import Fraction

    first, last = Fraction(str(low)), Fraction(str(high))
    if from_zero:
        first, last = min(first, Fraction()), max(last, Fraction())
    if first == last:
        first, last = (first - abs(first) / 10, last + abs(last) / 10) if first else (first, last + 1)
    step = next(step for step in _round_steps(last - first, most) if _steps(first, last, step) <= most)
    count = _steps(first, last, step)
    values = [floor(first / step) * step + number * step for number in range(count + 1)]
    top = max(abs(values[0]), abs(values[-1]))
    small = (1000, N_("thousands")) if top >= _MANY else (1, "")
    fitting = (unit for unit in (*_LARGE, small) if top >= unit[0] and step * 1000 >= unit[0])
    unit, name = next(fitting, (1, ""))
    ticks = tuple((float(value), _label(value / unit)) for value in values)
    return Scale(float(values[0]), float(values[-1]), ticks, name)


def days_scale(first: float, last: float, most: int) -> Scale:
    """A scale between two times (ordinals) with at most `most` ticks at hours, days, months or years.

    Times of the day are shown on a scale that begins with the first day; of two days or less, with the first time.
    """
    has_times = first % 1 or last % 1
    if has_times and last - first <= HOURLY:
        ticks = next(ticks for ticks in _hour_ticks(first, last) if len(ticks) <= most)
        return Scale(first, last, tuple(ticks))
    candidates = _day_ticks(floor(first), floor(last), most)
    return Scale(floor(first), last, tuple(next(ticks for ticks in candidates if len(ticks) <= most)))


def _steps(first: "Fraction", last: "Fraction", step: "Fraction") -> int:
    return ceil(last / step) - floor(first / step)


def _round_steps(width: "Fraction", most: int) -> "Iterator[Fraction]":
    """1, 2 and 5 times powers of ten, starting well below the step that is needed."""
    from fractions import Fraction

    power = Fraction(1)
    while power * most > width:
        power /= 10
    while power * most * 10 <= width:
        power *= 10
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def _label(value: "Fraction") -> str:
    """A round value without trailing zeros."""
    whole, rest = divmod(abs(value), 1)
    decimals = ""
    while rest and len(decimals) < 9:
        digit, rest = divmod(rest * 10, 1)
        decimals += str(digit)
    return ("−" if value < 0 else "") + f"{int(whole):,}" + (f".{decimals}" if decimals else "")


def _hour_ticks(first: float, last: float) -> Iterator[list[tuple[float, str]]]:
    """Candidate ticks within two days, from the closest spacing to the widest; the last are none."""
    for step in (1, 2, 3, 6, 12, 24):
        hours = range(ceil(round(first * 24 / step, 6)) * step, floor(round(last * 24, 6)) + 1, step)
        yield [(hour / 24, _hour(hour)) for hour in hours]
    yield []


def _hour(hour: int) -> str:
    """`06:00`; midnight is the day that begins."""
    return f"{hour % 24:02}:00" if hour % 24 else _day(date.fromordinal(hour // 24))


def _day_ticks(first: int, last: int, most: int) -> Iterator[list[tuple[int, str]]]:
    """Candidate ticks, from the closest spacing to the widest."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    for step in (1, 2, 4, 7, 14):
        if (last - first) // step < most:
            yield [(day, _day(date.fromordinal(day))) for day in range(first, last + 1, step)]
    for step in (1, 2, 3, 6):
        months = [month for month in _months(begin, end, step * most) if (month.month - 1) % step == 0]
        if len(months) > 1:
            yield [(month.toordinal(), _month(month, not n or month.month == 1)) for n, month in enumerate(months)]
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10000):
        years = (date(year, 1, 1) for year in range(begin.year, end.year + 1) if year % step == 0)
        yield [(day.toordinal(), str(day.year)) for day in years if day >= begin]


def _months(begin: date, end: date, most: int) -> list[date]:
    """The first days of the months between two days; none if there are far more than `most`."""
    first, last = begin.year * 12 + begin.month - 1, end.year * 12 + end.month
    months = range(first, last if last - first <= most + 12 else first)
    return [day for month in months if (day := date(month // 12, month % 12 + 1, 1)) >= begin]


def _day(day: date) -> str:
    return gettext("{day} {month}", day=day.day, month=edtf.short_month(day.month))


def _month(day: date, with_year: bool) -> str:
    name = edtf.short_month(day.month)
    return gettext("{month} {year}", month=name, year=day.year) if with_year else name

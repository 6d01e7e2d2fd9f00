"""Uncertain dates: the part of EDTF (ISO 8601-2, levels 0 and 1) that timelines need.

Dayline accepts `2022-03-14`, `2022-03` and `2022`, each optionally followed by `?` (uncertain), `~` (approximate)
or `%` (both); `2022-03-XX`, an unknown day of a month; and intervals of days, months or years that may be open at
one end: `2022-03-12/2022-03-13`, `../2022-03-14`, `2022-03-04~/..`. Years run from 1000 to 9998.
"""

from dayline.edtf.dates import EdtfDate, EdtfError, Part, parse
from dayline.edtf.months import MONTHS
from dayline.edtf.wording import month_name, short_month, show, show_day, show_month

__all__ = [
    "MONTHS", "EdtfDate", "EdtfError", "Part", "month_name", "parse", "short_month", "show", "show_day", "show_month",
]  # fmt: skip

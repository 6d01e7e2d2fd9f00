"""Uncertain dates: the part of EDTF (ISO 8601-2, levels 0 and 1) that timelines need.

Accepted are `2022-03-14`, `2022-03`, `2022`, each with `?` (uncertain), `~` (approximate) or `%` (both) at
its end; `2022-03-XX`, some day of a month; and intervals of days, months or years, one end of which may be
open: `2022-03-12/2022-03-13`, `../2022-03-14`, `2022-03-04~/..`. Years run from 1000 to 9998.
"""

from dayline.edtf.dates import EdtfDate, EdtfError, Part, parse
from dayline.edtf.months import MONTHS
from dayline.edtf.wording import month_name, short_month, show, show_day, show_month

__all__ = [
    "MONTHS", "EdtfDate", "EdtfError", "Part", "month_name", "parse", "short_month", "show", "show_day", "show_month",
]  # fmt: skip

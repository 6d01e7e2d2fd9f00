"""Dates in words, as messages: in English unless the readers' language is another one."""

from datetime import date

from dayline.edtf.dates import EdtfDate, Part
from dayline.edtf.months import MONTHS, MONTHS_IN_DATES, SHORT_MONTHS
from dayline.words import N_, gettext, pgettext

# By uncertain and approximate.
_QUALIFIED = {
    (False, True): N_("around {date}"), (True, False): N_("perhaps {date}"), (True, True): N_("perhaps around {date}"),
}  # fmt: skip
_QUALIFIED_LABELS = {
    (False, True): N_("Around {date}"), (True, False): N_("Perhaps {date}"), (True, True): N_("Perhaps around {date}"),
}  # fmt: skip


def show(when: EdtfDate, *, year: bool = False, label: bool = False) -> str:
    """The date in words; days show their year only with `year`, or if an interval spans years.

    A `label` begins with a capital, for use outside of a sentence.
    """
    start, end = when.start, when.end
    if start is None:
        return _until(end, year=year, label=label) if end else when.text
    if end is None:
        date_ = _shown(start, year=year)
        return gettext("Since {date}", date=date_) if label else gettext("since {date}", date=date_)
    if start == end:
        return _shown(start, year=year, label=label)
    return _shown_interval(start, end, year=year or start.earliest.year != end.earliest.year, label=label)


def show_day(day: date, *, year: bool = False) -> str:
    """`14 March`, or with its year `14 March 2022`."""
    month = pgettext("after a day", MONTHS_IN_DATES[day.month - 1])
    if year:
        return gettext("{day} {month} {year}", day=day.day, month=month, year=day.year)
    return gettext("{day} {month}", day=day.day, month=month)


def show_month(day: date) -> str:
    """`March 2022`."""
    return gettext("{month} {year}", month=month_name(day.month), year=day.year)


def month_name(month: int) -> str:
    """`March`, without a day."""
    return gettext(MONTHS[month - 1])


def short_month(month: int) -> str:
    """`Mar`."""
    return pgettext("short", SHORT_MONTHS[month - 1])


def _until(end: Part, *, year: bool, label: bool) -> str:
    text = _shown(end, year=year)
    return gettext("By {date}", date=text) if label else gettext("by {date}", date=text)


def _shown(part: Part, *, year: bool, label: bool = False) -> str:
    """A part in words, such as `perhaps around 4 March`; months always show their year."""
    qualifiers = part.uncertain, part.approximate
    if not any(qualifiers):
        return _unqualified(part, year=year, label=label)
    messages = _QUALIFIED_LABELS if label else _QUALIFIED
    return gettext(messages[qualifiers], date=_unqualified(part, year=year))


def _unqualified(part: Part, *, year: bool, label: bool = False) -> str:
    """A part without what it says of its certainty."""
    first = part.earliest
    if part.precision == "year":
        return str(first.year)
    if part.precision == "day":
        return show_day(first, year=year)
    month = show_month(first)
    if not part.some_day:
        return month
    return gettext("Some day in {month}", month=month) if label else gettext("some day in {month}", month=month)


def _shown_interval(start: Part, end: Part, *, year: bool, label: bool) -> str:
    """Both ends in words; a shared month or year is written once unless an end is in doubt."""
    last = _shown(end, year=year)
    doubt = any(part.uncertain or part.approximate for part in (start, end))
    if doubt or start.precision != end.precision:
        return gettext("{first} – {last}", first=_shown(start, year=year, label=label), last=last)
    if start.precision == "year":
        return gettext("{first}–{last}", first=start.earliest.year, last=last)
    if start.earliest.year != end.earliest.year:
        return gettext("{first} – {last}", first=_shown(start, year=year), last=last)
    if start.precision == "month":
        return gettext("{first}–{last}", first=month_name(start.earliest.month), last=last)
    if start.earliest.month != end.earliest.month:
        return gettext("{first} – {last}", first=show_day(start.earliest), last=last)
    return gettext("{first}–{last}", first=start.earliest.day, last=last)

"""What a day is called: its names, its numbers, and links to the days before and after it."""

from datetime import date
from typing import NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.wording import full_date, month_name, short_date, weekday
from dayline.words import N_, gettext

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


class DayName(NamedTuple):
    """The names and numbers of a day."""

    iso: str  # `2022-03-14`
    number: str  # `14`
    weekday: str  # `Monday`
    month: str  # `March 2022`
    full: str  # `14 March 2022`
    short: str
    counter: str  # which day of the whole it is; empty if the site does not count days
    url: str


def day_name(day: date, index: SiteIndex) -> DayName:
    """The names and numbers of a day."""
    return DayName(
        day.isoformat(), str(day.day), weekday(day), month_name(day.year, day.month), full_date(day),
        short_date(day), index.counter(day), urls.day(day),
    )  # fmt: skip


def before(day: date, index: SiteIndex) -> Link | None:
    """A link to the day with a page before a day, if there is one."""
    return _neighbour(index.lookups.around[day].before)


def after(day: date, index: SiteIndex) -> Link | None:
    """A link to the day with a page after a day, if there is one."""
    return _neighbour(index.lookups.around[day].after)


def _neighbour(day: date | None) -> Link | None:
    if day is None or not weekday(day):
        return Link(short_date(day), urls.day(day)) if day else None
    name = gettext("{weekday} {date}", weekday=gettext(_WEEKDAYS[day.weekday()]), date=short_date(day))
    return Link(name, urls.day(day))

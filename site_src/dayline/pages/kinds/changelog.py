"""What changed on each day: the page of corrections, and the page of all changes and new events."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import NamedTuple

from dayline import urls
from dayline.pages.by_month import Month
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.change_badge import Badge, badge
from dayline.pages.parts.event_line import EventLine, line
from dayline.pages.parts.month_links import MonthPager, month_link, month_pager
from dayline.pages.wording import month_name, stated, weekday
from dayline.queries.query import query
from dayline.timeline.changelog import LoggedChange
from dayline.timeline.news import NewsItem
from dayline.words import N_, gettext, ngettext

DAYS = 7  # on the first page of changes
NEWEST = 50  # corrections on their first page
_STANDFIRSTS = {
    False: N_("What we had wrong, what is right, and when we said so. Nothing is taken out of this list."),
    True: N_("Everything added or changed, day by day."),
}
_KINDS = {
    "event": "", "brief": N_("Brief"), "actor": N_("Person or group"), "place": N_("Place"), "thread": N_("Topic"),
    "figure": N_("Figure"), "source": N_("Source"), "reference": N_("Reference"), "question": N_("Question"),
    "term": N_("Term"), "page": N_("Page"),
}  # fmt: skip


class ChangedEntry(NamedTuple):
    """A change and the item it was made to; `sort` says what kind of item it is, unless it is an event."""

    link: Link
    sort: str
    change: Badge


class ChangesOnDay(NamedTuple):
    """What was new, corrected or updated on a day; `late` are new events that happened on earlier days."""

    day: Link
    iso: str
    weekday: str
    new: tuple[EventLine, ...]
    late: tuple[EventLine, ...]
    corrections: tuple[ChangedEntry, ...]
    statuses: tuple[ChangedEntry, ...]
    updates: tuple[ChangedEntry, ...]


class ChangesView(NamedTuple):
    """The corrections or, if `whole`, everything that changed, by day; only the first page links to all `months`."""

    head: Head
    whole: bool
    standfirst: str
    feed: str
    pager: MonthPager
    days: tuple[ChangesOnDay, ...]
    rest: Link | None
    months: tuple[Link, ...]
    other: Link


def pages(index: SiteIndex) -> Iterator[Page]:
    """The corrections and the changes, each with a page for every month."""
    for everything, url in ((False, urls.corrections), (True, urls.changes)):
        yield Page(url(), "changelog.html", partial(view, everything, None))
        for month in _months(everything, index):
            yield Page(url(*month), "changelog.html", partial(view, everything, month))


def view(everything: bool, month: Month | None, index: SiteIndex) -> ChangesView:
    """The view of the newest corrections or of everything that changed, or of those in a month."""
    url = urls.changes if everything else urls.corrections
    months = _months(everything, index)
    trail = (Link(_title(everything, None), url()),) if month else ()
    standfirst = gettext(_STANDFIRSTS[everything])
    return ChangesView(
        head=Head(url(*(month or ())), _title(everything, month), "log", standfirst, trail),
        whole=everything,
        standfirst=standfirst,
        feed=_feed(everything, index),
        pager=month_pager(month, months, url),
        days=tuple(_days(*_shown(everything, month, index), index)),
        rest=None if month else _rest(everything, index),
        months=() if month else tuple(month_link(other, url) for other in reversed(months)),
        other=Link(_title(not everything, None), urls.corrections() if everything else urls.changes()),
    )


def _title(everything: bool, month: Month | None) -> str:
    """The title of a page of corrections or of all changes."""
    when = month_name(*month) if month else ""
    if everything:
        return gettext("What changed in {month}", month=when) if when else gettext("What changed")
    return gettext("Corrections in {month}", month=when) if when else gettext("Corrections")


def _rest(everything: bool, index: SiteIndex) -> Link | None:
    """A link from the first page to all months, if the page is cut short."""
    total, url = _total(everything, index), f"{urls.changes() if everything else urls.corrections()}#months"
    if total <= (DAYS if everything else NEWEST):
        return None
    if everything:
        text = ngettext(
            "{shown} of {number} day with changes: all by month",
            "{shown} of {number} days with changes: all by month",
            total,
            shown=DAYS,
        )
        return Link(text, url)
    text = ngettext(
        "{shown} of {number} correction: all by month",
        "{shown} of {number} corrections: all by month",
        total,
        shown=NEWEST,
    )
    return Link(text, url)


def _total(everything: bool, index: SiteIndex) -> int:
    """The number of days on which something changed, or of corrections."""
    if everything:
        return len({entry.day for entry in index.lookups.logged} | {entry.day for entry in index.lookups.arrivals})
    return sum(entry.is_correction for entry in index.lookups.logged)


def _feed(everything: bool, index: SiteIndex) -> str:
    """The address of the feed, or an empty text if there is none."""
    if first_day(index) is None:
        return ""
    return urls.changes_feed() if everything else urls.corrections_feed()


def changed_entry(entry: LoggedChange, index: SiteIndex) -> ChangedEntry:
    """A change and the item it was made to."""
    is_brief = entry.item_kind == "brief"
    link = index.day(date.fromisoformat(entry.id)) if is_brief else index.link(entry.item_kind, entry.id)
    sort = _KINDS[entry.item_kind]
    return ChangedEntry(link, gettext(sort) if sort else "", badge(entry.change, index))


def late_for(event_id: str, day: date, index: SiteIndex) -> str:
    """The date of an event that was added on a later day, in words; empty for one added in time."""
    record = index.timeline.events[event_id].record
    last = record.date.latest
    return stated(record.date) if record.added and last and last < day else ""


@query
def first_day(index: SiteIndex) -> date | None:
    """The day of the site's first news or change; None if there is none to follow."""
    days = [*(entry.day for entry in index.lookups.news[:1]), *(entry.day for entry in index.lookups.logged[-1:])]
    return min(days, default=None)


def _shown(
    everything: bool, month: Month | None, index: SiteIndex
) -> tuple[Sequence[LoggedChange], Sequence[NewsItem]]:
    """The changes and new events of a page, newest first."""
    lookups = index.lookups
    logged = lookups.logged_in.get(month, ()) if month else lookups.logged
    changes = [entry for entry in logged if everything or entry.is_correction]
    if not everything:
        return changes if month else changes[:NEWEST], ()
    if month:
        return changes, lookups.arrivals_in.get(month, ())
    days = {entry.day for entry in changes} | {entry.day for entry in lookups.arrivals}
    shown = {*sorted(days, reverse=True)[:DAYS]}
    return [entry for entry in changes if entry.day in shown], [
        entry for entry in lookups.arrivals if entry.day in shown
    ]


@query
def _months(everything: bool, index: SiteIndex) -> list[Month]:
    """The months with something to show, oldest first."""
    days = [entry.day for entry in index.lookups.logged if everything or entry.is_correction]
    days += [entry.day for entry in index.lookups.arrivals] if everything else []
    return sorted({(day.year, day.month) for day in days})


def _days(changes: Sequence[LoggedChange], new: Sequence[NewsItem], index: SiteIndex) -> Iterator[ChangesOnDay]:
    logged = {day: list(entries) for day, entries in groupby(changes, key=lambda entry: entry.day)}
    arrived = {day: list(entries) for day, entries in groupby(new, key=lambda entry: entry.day)}
    for day in sorted({*logged, *arrived}, reverse=True):
        entries = logged.get(day, [])
        yield ChangesOnDay(
            day=index.day(day),
            iso=day.isoformat(),
            weekday=weekday(day),
            new=_lines((entry for entry in arrived.get(day, ()) if not late_for(entry.id, day, index)), index),
            late=_lines((entry for entry in arrived.get(day, ()) if late_for(entry.id, day, index)), index),
            corrections=_changed((entry for entry in entries if entry.is_correction), index),
            statuses=_changed((entry for entry in entries if entry.change.kind == "status"), index),
            updates=_changed((entry for entry in entries if entry.change.kind == "update"), index),
        )


def _changed(entries: Iterable[LoggedChange], index: SiteIndex) -> tuple[ChangedEntry, ...]:
    return tuple(changed_entry(entry, index) for entry in entries)


def _lines(news: Iterable[NewsItem], index: SiteIndex) -> tuple[EventLine, ...]:
    return tuple(line(index.timeline.events[item.id], index) for item in news)

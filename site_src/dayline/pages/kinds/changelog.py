"""What was changed or new on each day: the corrections, and the page of everything that changed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby, islice
from typing import NamedTuple

from dayline import urls
from dayline.digests import digest
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.change_badge import Badge, badge
from dayline.pages.parts.event_line import EventLine, line
from dayline.pages.wording import month_name, stated, weekday
from dayline.timeline.changelog import LoggedChange
from dayline.timeline.news import NewsItem
from dayline.words import N_, gettext, ngettext

DAYS = 7  # on the first page of what changed
NEWEST = 50  # corrections on their first page
Month = tuple[int, int]


class Item(NamedTuple):
    """A change and what it is of; `sort` says what that is, where it is no event."""

    link: Link
    sort: str
    change: Badge


class DayOfChanges(NamedTuple):
    """What was new, corrected, moved or updated on a day; `late` are new events of earlier days."""

    day: Link
    iso: str
    weekday: str
    new: tuple[EventLine, ...]
    late: tuple[EventLine, ...]
    corrections: tuple[Item, ...]
    statuses: tuple[Item, ...]
    updates: tuple[Item, ...]


class ChangesView(NamedTuple):
    """The corrections, or on the `whole` everything that changed, by days; `months` lead to the pages of months."""

    head: Head
    whole: bool
    standfirst: str
    feed: str
    days: tuple[DayOfChanges, ...]
    rest: Link | None
    months: tuple[Link, ...]
    other: Link


def pages(index: SiteIndex) -> Iterator[Page]:
    """The corrections and what changed, with a page for each month of either."""
    for all_, of in ((False, urls.corrections), (True, urls.changes)):
        yield Page(of(), "changelog.html", partial(_key, all_, None), partial(view, all_, None))
        for month in _months(all_, index):
            yield Page(of(*month), "changelog.html", partial(_key, all_, month), partial(view, all_, month))


def view(all_: bool, month: Month | None, index: SiteIndex) -> ChangesView:
    """The corrections, or everything that changed, the newest or those of a month."""
    of = urls.changes if all_ else urls.corrections
    months = [other for other in _months(all_, index) if other != month]
    trail = (Link(_title(all_, None), of()),) if month else ()
    standfirst = gettext(_STANDFIRSTS[all_])
    return ChangesView(
        head=Head(of(*(month or ())), _title(all_, month), "log", standfirst, trail),
        whole=all_,
        standfirst=standfirst,
        feed=_feed(all_, index),
        days=tuple(_days(*_shown(all_, month, index), index)),
        rest=None if month else _rest(all_, index),
        months=tuple(Link(month_name(*other), of(*other)) for other in months),
        other=Link(_title(not all_, None), urls.corrections() if all_ else urls.changes()),
    )


def _title(all_: bool, month: Month | None) -> str:
    """What a page of corrections, or of all changes, is called."""
    if month:
        name = month_name(*month)
        return gettext("What changed in {month}", month=name) if all_ else gettext("Corrections in {month}", month=name)
    return gettext("What changed") if all_ else gettext("Corrections")


_STANDFIRSTS = {
    False: N_("What we had wrong, what is right, and when we said so. Nothing is taken out of this list."),
    True: N_("What is new here and what is another now, by the day on which we wrote it."),
}
_SORTS = {
    "event": "", "brief": N_("Brief"), "actor": N_("Actor"), "place": N_("Place"), "thread": N_("Thread"),
    "figure": N_("Figure"), "source": N_("Source"), "reference": N_("Reference"), "question": N_("Question"),
    "term": N_("Term"), "page": N_("Page"),
}  # fmt: skip


def _rest(all_: bool, index: SiteIndex) -> Link | None:
    """The way from the first page to all months: of what changed it has so many days, of corrections so many."""
    total, url = _total(all_, index), f"{urls.changes() if all_ else urls.corrections()}#months"
    if total <= (DAYS if all_ else NEWEST):
        return None
    if all_:
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


def _total(all_: bool, index: SiteIndex) -> int:
    """On how many days something changed, or how many corrections there are."""
    if all_:
        return len({one.day for one in index.logged} | {one.day for one in index.arrivals})
    return sum(one.is_correction for one in index.logged)


def _feed(all_: bool, index: SiteIndex) -> str:
    """The address of the feed, if there is one."""
    if first_news(index) is None:
        return ""
    return urls.changes_feed() if all_ else urls.corrections_feed()


def item(one: LoggedChange, index: SiteIndex) -> Item:
    """A change and what it is of."""
    link = index.day(date.fromisoformat(one.id)) if one.item_kind == "brief" else index.link(one.item_kind, one.id)
    sort = _SORTS[one.item_kind]
    return Item(link, gettext(sort) if sort else "", badge(one.change, index))


def late(event_id: str, day: date, index: SiteIndex) -> str:
    """For which day or longer time an event came late that was added on a day; empty if it did not."""
    record = index.timeline.events[event_id].record
    last = record.date.latest
    return stated(record.date) if record.added and last and last < day else ""


def first_news(index: SiteIndex) -> date | None:
    """The day of the first news or change of the site: before it there is nothing to follow."""
    days = [*(one.day for one in index.news[:1]), *(one.day for one in index.logged[-1:])]
    return min(days, default=None)


def changes_key(one: LoggedChange, index: SiteIndex) -> bytes:
    """The digest of everything that a change shows."""
    keys = index.keys
    known = keys.brief(date.fromisoformat(one.id)) if one.item_kind == "brief" else keys.entry(one.item_kind, one.id)
    return digest(repr(one), keys.event(one.id) if one.item_kind == "event" else known)


def news_key(one: NewsItem, index: SiteIndex) -> bytes:
    """The digest of everything that a new event shows."""
    return digest(one.day.isoformat(), index.keys.event(one.id))


def _key(all_: bool, month: Month | None, index: SiteIndex) -> bytes:
    changes, new = _shown(all_, month, index)
    parts = [*(changes_key(one, index) for one in changes), *(news_key(one, index) for one in new)]
    days = repr([index.has_day(day) for day in sorted({*(one.day for one in changes), *(one.day for one in new)})])
    there = str(first_news(index) is None)
    total = 0 if month else _total(all_, index)
    return digest(index.keys.site, there, total, repr(_months(all_, index)), days, *parts)


def _shown(all_: bool, month: Month | None, index: SiteIndex) -> tuple[Sequence[LoggedChange], Sequence[NewsItem]]:
    """The changes and new events of a page, the newest first."""
    changes = [one for one in index.logged if all_ or one.is_correction]
    new = index.arrivals if all_ else ()
    found: list[LoggedChange | NewsItem] = [*changes, *new]
    if month:
        return [one for one in changes if _month(one.day) == month], [one for one in new if _month(one.day) == month]
    if not all_:
        return changes[:NEWEST], ()
    days = {*islice(dict.fromkeys(sorted((one.day for one in found), reverse=True)), DAYS)}
    return [one for one in changes if one.day in days], [one for one in new if one.day in days]


def _months(all_: bool, index: SiteIndex) -> list[Month]:
    """The months in which there is something, newest first."""
    days = [one.day for one in index.logged if all_ or one.is_correction]
    days += [one.day for one in index.arrivals] if all_ else []
    return sorted({_month(day) for day in days}, reverse=True)


def _month(day: date) -> Month:
    return day.year, day.month


def _days(changes: Sequence[LoggedChange], new: Sequence[NewsItem], index: SiteIndex) -> Iterator[DayOfChanges]:
    logged = {day: list(found) for day, found in groupby(changes, key=lambda one: one.day)}
    arrived = {day: list(found) for day, found in groupby(new, key=lambda one: one.day)}
    for day in sorted({*logged, *arrived}, reverse=True):
        found = logged.get(day, [])
        yield DayOfChanges(
            day=index.day(day),
            iso=day.isoformat(),
            weekday=weekday(day),
            new=_lines((one for one in arrived.get(day, ()) if not late(one.id, day, index)), index),
            late=_lines((one for one in arrived.get(day, ()) if late(one.id, day, index)), index),
            corrections=_items((one for one in found if one.is_correction), index),
            statuses=_items((one for one in found if one.change.kind == "status"), index),
            updates=_items((one for one in found if one.change.kind == "update"), index),
        )


def _items(found: Iterable[LoggedChange], index: SiteIndex) -> tuple[Item, ...]:
    return tuple(item(one, index) for one in found)


def _lines(found: Iterable[NewsItem], index: SiteIndex) -> tuple[EventLine, ...]:
    return tuple(line(index.timeline.events[one.id], index) for one in found)

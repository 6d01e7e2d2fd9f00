"""Catch me up: what is new since a reader was last here, thread by thread."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.digests import digest
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.change_badge import Badge, badge
from dayline.pages.parts.event_line import EventLine, line
from dayline.pages.parts.question import answer
from dayline.pages.parts.value import FigureLine, figure_line
from dayline.pages.wording import long_date
from dayline.schema.vocabulary import PRIORITIES
from dayline.timeline.news import NewsItem
from dayline.timeline.series import series_key
from dayline.timeline.timeline import LinkedObservation
from dayline.words import N_, gettext, ngettext

PERIODS = {
    1: N_("Since yesterday"), 3: N_("The last 3 days"), 7: N_("The last week"), 30: N_("The last 30 days"),
}  # fmt: skip
Values = frozenset[tuple[str, int]]  # of figures, by their event and number there
MOST = 12  # new events of a thread


class Moved(NamedTuple):
    """A change to something that was there before: to what, and which."""

    link: Link
    change: Badge


class ThenNow(NamedTuple):
    """A figure as its party last gave it before, if it did, and as it gives it now."""

    then: FigureLine | None
    now: FigureLine


class Answered(NamedTuple):
    """A question that was open, and its answer."""

    link: Link
    answer: Markup


class Matter(NamedTuple):
    """What is new in a thread, or outside of all: the weightiest events, and how many `more` there are."""

    thread: Link
    summary: Markup
    outcomes: tuple[EventLine, ...]
    statuses: tuple[Moved, ...]
    changes: tuple[Moved, ...]
    answers: tuple[Answered, ...]
    events: tuple[EventLine, ...]
    more: Link | None
    questions: tuple[Link, ...]
    figures: tuple[ThenNow, ...]


class Period(NamedTuple):
    """A stretch of days up to now, and how much is new in it."""

    link: Link
    total: str


class CatchUpView(NamedTuple):
    """What is new since a day, or on the first page the choice of days.

    `months` names those of which the script can load what is new, from `first` to `last`, in files like `data`.
    """

    head: Head
    periods: tuple[Period, ...]
    since: str
    matters: tuple[Matter, ...]
    first: str
    last: str
    months: str
    data: str


def pages(_: SiteIndex) -> Iterator[Page]:
    """A page for each stretch of days, and the choice of them."""
    yield Page(urls.catch_up(), "catch-up.html", partial(_key, 0), partial(view, 0))
    for days in PERIODS:
        yield Page(urls.catch_up(days), "catch-up.html", partial(_key, days), partial(view, days))


def _key(days: int, index: SiteIndex) -> bytes:
    keys, found = index.keys, since(index, days) if days else ()
    totals = repr([*index.news[:1], *(_total(since(index, other)) for other in PERIODS)])
    threads = [keys.entry("thread", thread) for thread in sorted({one.thread for one in found})]
    first = index.news[0].day if index.news else ""
    return digest(keys.site, keys.today, totals, repr(months(index)), str(first), *threads, *items(found, index))


def items(found: Iterable[NewsItem], index: SiteIndex) -> Iterator[bytes]:
    """The digests of everything that news tells of."""
    keys, timeline = index.keys, index.timeline
    for one in found:
        yield repr(one).encode()
        if one.item_kind == "brief":
            yield keys.brief(date.fromisoformat(one.id))
        elif one.item_kind == "question":
            yield keys.question(one.id)
        else:
            yield keys.event(one.id)
        if one.kind == "figure":
            yield keys.figure(timeline.events[one.id].record.figures[one.number].figure)


def since(index: SiteIndex, days: int) -> tuple[NewsItem, ...]:
    """What became known in the last days: those whole days, and the present one."""
    first = index.timeline.today - timedelta(days=days)
    place = bisect_left(index.news, first, key=lambda one: one.day)
    return tuple(
        one for one in index.news[place:] if one.kind in ("event", "figure", "question") or one.known_since < first
    )


def months(index: SiteIndex) -> tuple[tuple[int, int], ...]:
    """The months in which something became known."""
    return tuple(dict.fromkeys((one.day.year, one.day.month) for one in index.news))


def view(days: int, index: SiteIndex) -> CatchUpView:
    """Everything that a page of news shows."""
    known = months(index)
    trail = (Link(gettext("Catch me up"), urls.catch_up()),) if days else ()
    title = gettext(PERIODS[days]) if days else gettext("Catch me up")
    description = gettext("What is new since you were last here.")
    first = index.timeline.today - timedelta(days=days)
    found = since(index, days) if days else ()
    return CatchUpView(
        head=Head(urls.catch_up(days), title, "catch-up", description, trail),
        periods=tuple(_period(other, index) for other in PERIODS),
        since=long_date(first) if days else "",
        matters=tuple(_matters(found, index)),
        first=index.news[0].day.isoformat() if known else "",
        last=index.timeline.today.isoformat(),
        months=" ".join(f"{year:04}-{month:02}" for year, month in known),
        data=urls.news(0, 0),
    )


def _period(days: int, index: SiteIndex) -> Period:
    return Period(Link(gettext(PERIODS[days]), urls.catch_up(days)), _total(since(index, days)))


def _total(found: tuple[NewsItem, ...]) -> str:
    """`12 new events, 3 changes to what was there`."""
    new = sum(one.kind == "event" for one in found)
    other = sum(one.kind in ("outcome", "status", "change", "answer") for one in found)
    events = ngettext("{number} new event", "{number} new events", new)
    if not other:
        return events
    changes = ngettext("{number} change to what was there", "{number} changes to what was there", other)
    return gettext("{events}, {changes}", events=events, changes=changes)


def _matters(found: tuple[NewsItem, ...], index: SiteIndex) -> Iterator[Matter]:
    """News by threads, the one that moved last first, and what belongs to none at the end."""
    threads: dict[str, list[NewsItem]] = {}
    for one in reversed(found):
        threads.setdefault(one.thread, []).append(one)
    order = sorted(threads, key=lambda id: (not id, -threads[id][0].day.toordinal(), id))
    fresh = frozenset((one.id, one.number) for one in found if one.kind == "figure")
    return (_matter(id, threads[id], fresh, index) for id in order)


def _matter(thread: str, found: list[NewsItem], fresh: Values, index: SiteIndex) -> Matter:
    entry = index.timeline.threads[thread] if thread else None
    new = [one for one in found if one.kind == "event"]
    shown = sorted(new, key=lambda one: _weight(one, index))[:MOST]
    return Matter(
        thread=index.link("thread", thread) if thread else Link(gettext("Outside the threads")),
        summary=index.inline(entry.record.summary) if entry else Markup(),
        outcomes=_lines(found, "outcome", index),
        statuses=_moved(found, "status", index),
        changes=_moved(found, "change", index),
        answers=tuple(_answered(one.id, index) for one in found if one.kind == "answer"),
        events=_lines([one for one in new if one in shown], "event", index),
        more=_more(thread, len(new), index),
        questions=index.links("question", (one.id for one in found if one.kind == "question")),
        figures=tuple(_figures(found, fresh, index)),
    )


def _more(thread: str, number: int, index: SiteIndex) -> Link | None:
    """The way to all new events of a thread, or of none."""
    if number <= MOST:
        return None
    if not thread:
        text = ngettext(
            "{shown} of {number} new event: all under what changed",
            "{shown} of {number} new events: all under what changed",
            number,
            shown=MOST,
        )
        return Link(text, urls.changes())
    text = ngettext(
        "{shown} of {number} new event: all on the thread’s page",
        "{shown} of {number} new events: all on the thread’s page",
        number,
        shown=MOST,
    )
    return Link(text, index.link("thread", thread).url)


def _weight(one: NewsItem, index: SiteIndex) -> tuple[int, int]:
    """The order by weight, of the same weight the newest first."""
    return PRIORITIES.index(index.timeline.events[one.id].record.priority), -one.day.toordinal()


def _lines(found: Iterable[NewsItem], kind: str, index: SiteIndex) -> tuple[EventLine, ...]:
    events = index.timeline.events
    return tuple(line(events[id], index) for id in dict.fromkeys(one.id for one in found if one.kind == kind))


def _moved(found: Iterable[NewsItem], kind: str, index: SiteIndex) -> tuple[Moved, ...]:
    return tuple(moved(one, index) for one in found if one.kind == kind)


def moved(one: NewsItem, index: SiteIndex) -> Moved:
    """The change that news tells of."""
    if one.item_kind == "brief":
        day = date.fromisoformat(one.id)
        return Moved(index.day(day), badge(index.timeline.briefs[day].record.changes[one.number], index))
    record = index.timeline.events[one.id].record
    return Moved(index.link("event", one.id), badge(record.changes[one.number], index))


def _answered(id: str, index: SiteIndex) -> Answered:
    return Answered(index.link("question", id), answer(index.timeline.questions[id].record, index))


def _figures(found: Iterable[NewsItem], fresh: Values, index: SiteIndex) -> Iterator[ThenNow]:
    """For each party that gave a new value: the newest of all, and the last of those that are not `fresh`.

    A new value that is for an earlier day than others changes nothing now.
    """
    given = (index.placed[one.id, one.number] for one in found if one.kind == "figure")
    parties = dict.fromkeys((placed.figure, series_key(placed.series.by, placed.series.scope)) for placed in given)
    for figure, whose in parties:
        values = [made for made in index.timeline.observations[figure] if made.series_key == whose]
        known = [made for made in values if _is_known(made, index)]
        then = next((made for made in reversed(known) if (made.event.id, made.number) not in fresh), None)
        if known[-1] is not then:
            yield ThenNow(_line(then, index) if then else None, _line(known[-1], index))


def _line(made: LinkedObservation, index: SiteIndex) -> FigureLine:
    return figure_line(index.placed[made.event.id, made.number], index)


def _is_known(made: LinkedObservation, index: SiteIndex) -> bool:
    """Whether a value is not only to become known later."""
    return (made.event.known_on or date.min) <= index.timeline.today

"""Catch me up: what is new since a reader was last here, thread by thread."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages.cards import EventLine, line
from dayline.pages.changes import Badge, badge
from dayline.pages.edition import Edition
from dayline.pages.figures import FigureLine, figure_line
from dayline.pages.keys import digest
from dayline.pages.page import Head, Link, Page, rest
from dayline.pages.questions import answer
from dayline.pages.wording import count, long_date, part
from dayline.schema.vocabulary import PRIORITIES
from dayline.timeline.news import News
from dayline.timeline.series import party
from dayline.timeline.timeline import MadeObservation

PERIODS = {1: "Since yesterday", 3: "The last 3 days", 7: "The last week", 30: "The last 30 days"}
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


def pages(_: Edition) -> Iterator[Page]:
    """A page for each stretch of days, and the choice of them."""
    yield Page(urls.catch_up(), "catch-up.html", partial(_key, 0), partial(view, 0))
    for days in PERIODS:
        yield Page(urls.catch_up(days), "catch-up.html", partial(_key, days), partial(view, days))


def _key(days: int, edition: Edition) -> bytes:
    keys, found = edition.keys, since(edition, days) if days else ()
    totals = repr([*edition.news[:1], *(_total(since(edition, other)) for other in PERIODS)])
    threads = [keys.entry("thread", thread) for thread in sorted({one.thread for one in found})]
    first = edition.news[0].day if edition.news else ""
    return digest(keys.site, keys.today, totals, repr(months(edition)), str(first), *threads, *items(found, edition))


def items(found: Iterable[News], edition: Edition) -> Iterator[bytes]:
    """The digests of everything that news tells of."""
    keys, timeline = edition.keys, edition.timeline
    for one in found:
        yield repr(one).encode()
        if one.of == "brief":
            yield keys.brief(date.fromisoformat(one.id))
        elif one.of == "question":
            yield keys.question(one.id)
        else:
            yield keys.event(one.id)
        if one.kind == "figure":
            yield keys.figure(timeline.events[one.id].record.figures[one.number].figure)


def since(edition: Edition, days: int) -> tuple[News, ...]:
    """What became known in the last days: those whole days, and the present one."""
    first = edition.timeline.today - timedelta(days=days)
    place = bisect_left(edition.news, first, key=lambda one: one.day)
    return tuple(
        one for one in edition.news[place:] if one.kind in ("event", "figure", "question") or one.known < first
    )


def months(edition: Edition) -> tuple[tuple[int, int], ...]:
    """The months in which something became known."""
    return tuple(dict.fromkeys((one.day.year, one.day.month) for one in edition.news))


def view(days: int, edition: Edition) -> CatchUpView:
    """Everything that a page of news shows."""
    known = months(edition)
    trail = (Link("Catch me up", urls.catch_up()),) if days else ()
    title = PERIODS[days] if days else "Catch me up"
    first = edition.timeline.today - timedelta(days=days)
    found = since(edition, days) if days else ()
    return CatchUpView(
        head=Head(urls.catch_up(days), title, "catch-up", "What is new since you were last here.", trail),
        periods=tuple(_period(other, edition) for other in PERIODS),
        since=long_date(first) if days else "",
        matters=tuple(_matters(found, edition)),
        first=edition.news[0].day.isoformat() if known else "",
        last=edition.timeline.today.isoformat(),
        months=" ".join(f"{year:04}-{month:02}" for year, month in known),
        data=urls.news(0, 0),
    )


def _period(days: int, edition: Edition) -> Period:
    return Period(Link(PERIODS[days], urls.catch_up(days)), _total(since(edition, days)))


def _total(found: tuple[News, ...]) -> str:
    """`12 events, 3 changes to what was there before`."""
    new = sum(one.kind == "event" for one in found)
    other = sum(one.kind in ("outcome", "status", "change", "answer") for one in found)
    return ", ".join([count(new, "new event"), *([count(other, "change") + " to what was there"] if other else [])])


def _matters(found: tuple[News, ...], edition: Edition) -> Iterator[Matter]:
    """News by threads, the one that moved last first, and what belongs to none at the end."""
    threads: dict[str, list[News]] = {}
    for one in reversed(found):
        threads.setdefault(one.thread, []).append(one)
    order = sorted(threads, key=lambda id: (not id, -threads[id][0].day.toordinal(), id))
    fresh = frozenset((one.id, one.number) for one in found if one.kind == "figure")
    return (_matter(id, threads[id], fresh, edition) for id in order)


def _matter(thread: str, found: list[News], fresh: Values, edition: Edition) -> Matter:
    entry = edition.timeline.threads[thread] if thread else None
    new = [one for one in found if one.kind == "event"]
    shown = sorted(new, key=lambda one: _weight(one, edition))[:MOST]
    return Matter(
        thread=edition.link("thread", thread) if thread else Link("Outside the threads"),
        summary=edition.inline(entry.record.summary) if entry else Markup(),
        outcomes=_lines(found, "outcome", edition),
        statuses=_moved(found, "status", edition),
        changes=_moved(found, "change", edition),
        answers=tuple(_answered(one.id, edition) for one in found if one.kind == "answer"),
        events=_lines([one for one in new if one in shown], "event", edition),
        more=_more(thread, len(new), edition),
        questions=edition.links("question", (one.id for one in found if one.kind == "question")),
        figures=tuple(_figures(found, fresh, edition)),
    )


def _more(thread: str, number: int, edition: Edition) -> Link | None:
    """The way to all new events of a thread, or of none."""
    told = part(min(MOST, number), number, "new event")
    if thread:
        return rest(told, edition.link("thread", thread).url, "all on the thread’s page")
    return rest(told, urls.changes(), "all under what changed")


def _weight(one: News, edition: Edition) -> tuple[int, int]:
    """The order by weight, of the same weight the newest first."""
    return PRIORITIES.index(edition.timeline.events[one.id].record.priority), -one.day.toordinal()


def _lines(found: Iterable[News], kind: str, edition: Edition) -> tuple[EventLine, ...]:
    events = edition.timeline.events
    return tuple(line(events[id], edition) for id in dict.fromkeys(one.id for one in found if one.kind == kind))


def _moved(found: Iterable[News], kind: str, edition: Edition) -> tuple[Moved, ...]:
    return tuple(moved(one, edition) for one in found if one.kind == kind)


def moved(one: News, edition: Edition) -> Moved:
    """The change that news tells of."""
    if one.of == "brief":
        day = date.fromisoformat(one.id)
        return Moved(edition.day(day), badge(edition.timeline.briefs[day].record.changes[one.number], edition))
    record = edition.timeline.events[one.id].record
    return Moved(edition.link("event", one.id), badge(record.changes[one.number], edition))


def _answered(id: str, edition: Edition) -> Answered:
    return Answered(edition.link("question", id), answer(edition.timeline.questions[id].record, edition))


def _figures(found: Iterable[News], fresh: Values, edition: Edition) -> Iterator[ThenNow]:
    """For each party that gave a new value: the newest of all, and the last of those that are not `fresh`.

    A new value that is for an earlier day than others changes nothing now.
    """
    given = (edition.placed[one.id, one.number] for one in found if one.kind == "figure")
    parties = dict.fromkeys((placed.figure, party(placed.series.by, placed.series.scope)) for placed in given)
    for figure, whose in parties:
        values = [made for made in edition.timeline.observations[figure] if made.party == whose]
        known = [made for made in values if _is_known(made, edition)]
        then = next((made for made in reversed(known) if (made.event.id, made.number) not in fresh), None)
        if known[-1] is not then:
            yield ThenNow(_line(then, edition) if then else None, _line(known[-1], edition))


def _line(made: MadeObservation, edition: Edition) -> FigureLine:
    return figure_line(edition.placed[made.event.id, made.number], edition)


def _is_known(made: MadeObservation, edition: Edition) -> bool:
    """Whether a value is not only to become known later."""
    return (made.event.known_on or date.min) <= edition.timeline.today

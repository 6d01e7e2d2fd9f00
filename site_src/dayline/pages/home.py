"""The home page: the newest day leads, and everything else is one step away."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages import days, overview
from dayline.pages.cards import EventCard
from dayline.pages.days import Coming, DayView, coming_of, last_days
from dayline.pages.edition import Edition
from dayline.pages.figures import FigureLine, slim_line
from dayline.pages.keys import joined
from dayline.pages.months import DayLine, day_line, day_line_key
from dayline.pages.overview import Overview
from dayline.pages.page import Head, Link, Page, rest
from dayline.pages.questions import open_questions
from dayline.pages.social import day_card
from dayline.pages.threads import last_moved
from dayline.pages.wording import part, short_date

FIGURES, EVENTS = 6, 7  # on the home page


class ThreadLine(NamedTuple):
    """A thread in two lines: its state of play, and when it last moved."""

    link: Link
    summary: Markup
    moved: str
    moved_machine: str


class HomeView(NamedTuple):
    """The home page; `today` is the newest day, None on a site without content."""

    head: Head
    today: DayView | None
    questions: Link | None
    catch_up: Link
    changed: Link
    coming: tuple[Coming, ...]
    threads: tuple[ThreadLine, ...]
    figures: tuple[FigureLine, ...]
    more_figures: Link | None
    events: tuple[EventCard, ...]
    more_events: Link | None
    week: tuple[DayLine, ...]
    overview: Overview


def pages(_: Edition) -> Iterator[Page]:
    """The home page."""
    yield Page(urls.home(), "home.html", key, home)


def key(edition: Edition) -> bytes:
    """The digest of everything that the home page shows."""
    keys, timeline, newest = edition.keys, edition.timeline, newest_day(edition)
    parts = [keys.site, keys.today, keys.events(edition.plans), overview.key(edition)]
    if newest:
        parts += [days.key(newest, edition)]
        parts += [day_line_key(day, edition) for day in last_days(newest, 7, edition)]
    for id in timeline.threads:
        parts += [keys.entry("thread", id), str(last_moved(timeline.of_thread.get(id, ()))).encode()]
    parts += [str(len(open_questions(edition))).encode()]
    return joined([*parts, *map(keys.figure, timeline.series)])


def home(edition: Edition) -> HomeView:
    """Everything that the home page shows."""
    site, newest = edition.timeline.site, newest_day(edition)
    today = days.view(newest, edition) if newest else None
    events = today.events if today and not today.brief else ()
    card = day_card(newest) if newest else Link("")
    return HomeView(
        head=Head(urls.home(), site.title, "home", edition.text(site.description), card=card),
        today=today,
        questions=_questions(edition),
        catch_up=Link("Catch me up", urls.catch_up()),
        changed=Link("What changed", urls.changes()),
        coming=coming_of(edition.plans, edition),
        threads=_threads(edition),
        figures=_figures(edition),
        more_figures=_more_figures(edition),
        events=events[:EVENTS],
        more_events=rest(part(min(EVENTS, len(events)), len(events), "event"), urls.day(newest)) if newest else None,
        week=tuple(day_line(day, edition) for day in last_days(newest, 7, edition)) if newest else (),
        overview=overview.overview(edition),
    )


def newest_day(edition: Edition) -> date | None:
    """The last day up to today that has a brief or something that happened."""
    timeline = edition.timeline
    for day in reversed(timeline.days):
        happened = any(event.record.event_status != "planned" for event in timeline.on_day.get(day, ()))
        if day <= timeline.today and (happened or day in timeline.briefs):
            return day
    return timeline.days[0] if timeline.days else None


def _threads(edition: Edition) -> tuple[ThreadLine, ...]:
    """Active threads, the one that moved last first."""
    active = [(id, entry.record) for id, entry in edition.timeline.threads.items() if entry.record.status == "active"]
    moved = {id: last_moved(edition.timeline.of_thread.get(id, ())) or date.min for id, _ in active}
    active.sort(key=lambda pair: (-moved[pair[0]].toordinal(), pair[0]))
    return tuple(
        ThreadLine(
            edition.link("thread", id),
            edition.inline(record.summary),
            short_date(moved[id]) if moved[id] > date.min else "",
            moved[id].isoformat() if moved[id] > date.min else "",
        )
        for id, record in active
    )


def _questions(edition: Edition) -> Link | None:
    """The way to all open questions, where there are any."""
    number = len(open_questions(edition))
    text = f"All {number} open questions" if number > 1 else "Open question"
    return Link(text, urls.index("question")) if number else None


def _figures(edition: Edition) -> tuple[FigureLine, ...]:
    """The newest value of each figure, the most recent figures first."""
    values = [found for found in map(edition.last_value, edition.timeline.series) if found]
    values.sort(key=lambda found: (-(found.value.day or date.min).toordinal(), found.figure))
    return tuple(slim_line(found, edition) for found in values[:FIGURES])


def _more_figures(edition: Edition) -> Link | None:
    """The way to all figures that have a value, where they are more."""
    total = len(edition.timeline.series)
    return rest(part(min(FIGURES, total), total, "figure"), urls.index("figure"))

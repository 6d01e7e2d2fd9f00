"""Catch up: what is new in the last days, in a week or in a month, topic by topic, and the briefs of these days."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dayline import prose, urls
from dayline.pages.by_month import Month
from dayline.pages.figure_changes import FigureChange, leading_figures
from dayline.pages.index import SiteIndex
from dayline.pages.latest import newest_day
from dayline.pages.links import Head, Link
from dayline.pages.news import (
    Period,
    Week,
    counts,
    last_days,
    news_months,
    news_of,
    news_weeks,
    of_month,
    of_week,
    report_counts,
)
from dayline.pages.page import Page
from dayline.pages.parts.brief import BriefView, brief_view
from dayline.pages.parts.month_links import MonthPager
from dayline.pages.parts.topic_news import TopicNews, topic_news
from dayline.pages.parts.trust import PERIOD, trust_in
from dayline.pages.wording import comma_separated, full_date, long_date, month_name, short_date
from dayline.queries.query import query
from dayline.timeline.lookups import grouped
from dayline.words import N_, gettext

LAST = {1: N_("The last day"), 3: N_("The last 3 days"), 7: N_("The last 7 days"), 30: N_("The last 30 days")}
HEADLINES = 7  # shown unfolded
BRIEFS = 14  # in a row on one page


class Headline(NamedTuple):
    """The headline of a day's brief."""

    day: str  # `14 March`
    machine_date: str
    title: Link


class CatchUpView(NamedTuple):
    """What is new in a period."""

    head: Head
    lasts: tuple[Link, ...]  # the pages of the last days
    pager: MonthPager  # the periods before and after a week or month
    total: str  # `7 new reports, 14 updates or corrections`
    trust: str  # what the reports rest on
    figures: tuple[FigureChange, ...]  # the weightiest, then and now
    headlines: tuple[Headline, ...]
    folded: bool  # whether the headlines are too many to be read at once
    briefs: Link | None  # a link to the briefs in a row
    topics: tuple[TopicNews, ...]


class Choice(NamedTuple):
    """A period to choose, and how much is new in it."""

    link: Link
    days: str
    total: str


class MonthChoice(NamedTuple):
    """A month to choose, and the weeks that begin in it."""

    month: Link
    weeks: tuple[Link, ...]


class CatchUpChoiceView(NamedTuple):
    """The choice of a period.

    The script can load news from a file like `data` for each of the months in `files`. `first` and `last` are the days
    that it can begin and end with, `from_` and `until` those that it offers.
    """

    head: Head
    choices: tuple[Choice, ...]
    months: tuple[MonthChoice, ...]
    first: str
    last: str
    from_: str
    until: str
    files: str
    data: str


class DayBrief(NamedTuple):
    """A brief among others: its day, and its text with lower headings."""

    day: Link
    machine_date: str
    brief: BriefView
    body: Markup


class BriefsView(NamedTuple):
    """The briefs of a period in a row."""

    head: Head
    briefs: tuple[DayBrief, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """The choice of a period, a page for each, and one for its briefs."""
    yield Page(urls.catch_up(), "catch-up-choice.html", choice)
    lasts = [str(days) for days in LAST]
    weeks, months = [_name(week) for week in news_weeks(index)], [_month_name(month) for month in news_months(index)]
    for name in lasts:
        yield Page(urls.catch_up(name), "catch-up.html", partial(view, name, "", ""))
    for names in (weeks, months):
        for before, name, after in zip(["", *names], names, [*names[1:], ""], strict=False):
            yield Page(urls.catch_up(name), "catch-up.html", partial(view, name, before, after))
    for name in (*lasts, *weeks, *months):
        if _in_a_row(named_period(name, index), index):
            yield Page(urls.briefs_of(name), "briefs.html", partial(briefs, name))


def _in_a_row(period: Period, index: SiteIndex) -> bool:
    """Whether there is a page of the briefs of a period: not of so many that nobody reads them in a row."""
    return 0 < len(days_with_brief(period, index)) <= BRIEFS


def named_period(name: str, index: SiteIndex) -> Period:
    """The period of `2022-w11`, `2022-03`, or `7`: the last days."""
    year, _, part = name.partition("-")
    if part.startswith("w"):
        return of_week((int(year), int(part[1:])))
    return of_month((int(year), int(part))) if part else _last(int(name), index)


@query
def _last(days: int, index: SiteIndex) -> Period:
    """The days up to the newest with a brief or events, and what there is of today if that was yesterday."""
    today = index.timeline.today
    newest = newest_day(index) or today
    period = last_days(days, newest)
    return period._replace(last=today) if today - newest == timedelta(days=1) else period


def view(name: str, before: str, after: str, index: SiteIndex) -> CatchUpView:
    """The view of a period; `before` and `after` are the weeks or months beside it."""
    period = named_period(name, index)
    news = news_of(period, index)
    events = index.events(item.id for item in news if item.kind == "event")
    figures = leading_figures(*period, index)
    headlines = tuple(headline(day, index) for day in days_with_brief(period, index))
    return CatchUpView(
        head=Head(urls.catch_up(name), _title(name, period), "catch-up", _description(), _trail()),
        lasts=tuple(Link(gettext(text), urls.catch_up(str(days))) for days, text in LAST.items()),
        pager=MonthPager(_link(before, index) if before else None, _link(after, index) if after else None),
        total=comma_separated(counts(news, index)),
        trust=trust_in(events, PERIOD, index),
        figures=figures,
        headlines=headlines,
        folded=len(headlines) > HEADLINES,
        briefs=Link(gettext("Read the briefs of these days in a row"), urls.briefs_of(name))
        if _in_a_row(period, index)
        else None,
        topics=topic_news(news, period, index, figures),
    )


def choice(index: SiteIndex) -> CatchUpChoiceView:
    """The view of the choice of a period."""
    months = news_months(index)
    offered = _last(7, index)
    return CatchUpChoiceView(
        head=Head(urls.catch_up(), gettext("Catch up"), "catch-up", _description()),
        choices=tuple(_choice(days, index) for days in LAST),
        months=_month_choices(months, index),
        first=of_month(months[0]).first.isoformat() if months else "",
        last=of_month(months[-1]).last.isoformat() if months else "",
        from_=offered.first.isoformat(),
        until=offered.last.isoformat(),
        files=" ".join(_month_name(month) for month in months),
        data=urls.news(0, 0),
    )


def briefs(name: str, index: SiteIndex) -> BriefsView:
    """The view of the briefs of a period."""
    period = named_period(name, index)
    title = gettext("The briefs of {dates}", dates=period.in_words)
    trail = (*_trail(), Link(_title(name, period), urls.catch_up(name)))
    return BriefsView(
        head=Head(urls.briefs_of(name), title, "briefs", gettext("The summaries of these days in a row."), trail),
        briefs=tuple(_brief(day, index) for day in days_with_brief(period, index)),
    )


@query
def headline(day: date, index: SiteIndex) -> Headline:
    """The headline of a day's brief."""
    title = index.text(index.timeline.briefs[day].record.title) or full_date(day)
    return Headline(short_date(day), day.isoformat(), Link(title, urls.day(day)))


def _brief(day: date, index: SiteIndex) -> DayBrief:
    brief = brief_view(index.timeline.briefs[day], index)
    return DayBrief(Link(long_date(day), urls.day(day)), day.isoformat(), brief, prose.with_lower_headings(brief.body))


def days_with_brief(period: Period, index: SiteIndex) -> list[date]:
    """The days of a period that have a brief."""
    days = (day for month in period.months for day in index.lookups.days_in.get(month, ()))
    return [day for day in days if day in period and _has_brief(day, index)]


@query
def _has_brief(day: date, index: SiteIndex) -> bool:
    return day in index.timeline.briefs


def _name(week: Week) -> str:
    return f"{week[0]:04}-w{week[1]:02}"


def _month_name(month: Month) -> str:
    return f"{month[0]:04}-{month[1]:02}"


def _trail() -> tuple[Link, ...]:
    return (Link(gettext("Catch up"), urls.catch_up()),)


def _description() -> str:
    return gettext("What is new, topic by topic, in three minutes.")


def _title(name: str, period: Period) -> str:
    if name.isdecimal():
        return gettext("{period}: {dates}", period=gettext(LAST[int(name)]), dates=period.in_words)
    if "w" in name:
        return gettext("The week of {dates}", dates=period.in_words)
    return gettext("{month} in short", month=month_name(period.first.year, period.first.month))


def _link(name: str, index: SiteIndex) -> Link:
    """A link to a week or a month."""
    period = named_period(name, index)
    text = period.in_words if "w" in name else month_name(period.first.year, period.first.month)
    return Link(text, urls.catch_up(name))


def _choice(days: int, index: SiteIndex) -> Choice:
    period = _last(days, index)
    news = news_of(period, index)
    total = comma_separated(report_counts(news, index, with_late=False) or counts(news, index))
    return Choice(Link(gettext(LAST[days]), urls.catch_up(str(days))), period.in_words, total)


def _month_choices(months: Sequence[Month], index: SiteIndex) -> tuple[MonthChoice, ...]:
    """The months, newest first, each with the weeks that begin in it."""
    weeks = grouped((_month_of(week), _link(_name(week), index)) for week in news_weeks(index))
    every = sorted({*months, *weeks}, reverse=True)
    return tuple(MonthChoice(_choice_of(month, months), weeks.get(month, ())) for month in every)


def _month_of(week: Week) -> Month:
    first = of_week(week).first
    return first.year, first.month


def _choice_of(month: Month, months: Sequence[Month]) -> Link:
    return Link(month_name(*month), urls.catch_up(_month_name(month)) if month in months else "")

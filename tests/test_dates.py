"""Dates as readers see them: each with its qualifier, on the right day, with the right weekday or none."""

import re
from datetime import UTC, datetime

import pytest

from conftest import SiteBuilder
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.commands.day import day_text

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
UNCERTAIN = {
    "around": "2026-05-04~", "perhaps": "2026-05-04?", "both": "2026-05-04%", "by": "../2026-05-04",
    "since": "2026-05-04/..", "three": "2026-05-02/2026-05-04", "weeks": "2026-04-01/2026-05-04",
    "from-month": "2026-03/2026-05-04", "certain": "2026-05-04",
}  # fmt: skip
SAID = {
    "around": "Around 4 May 2026", "perhaps": "Perhaps 4 May 2026", "both": "Perhaps around 4 May 2026",
    "by": "By 4 May 2026", "since": "Since 4 May 2026", "three": "2–4 May 2026", "weeks": "1 April – 4 May 2026",
    "from-month": "March 2026 – 4 May 2026", "certain": "",
}  # fmt: skip


def event(date: str, more: str = "") -> str:
    """An event that a month page names."""
    return f"date: {date}\ntitle: The dam was opened by somebody\npriority: key\nsource: https://example.org/1\n{more}"


def built(site: SiteBuilder, *options: str) -> SiteBuilder:
    """The site, built."""
    made = build(Options(site.folder, site.folder / "public", NOW, jobs=1))
    assert [problem.message for problem in made.problems] == []
    return site


def page(site: SiteBuilder, url: str) -> str:
    """The text of a page, tags left out, each run of blanks as one."""
    html = (site.folder / "public" / url / "index.html").read_text("utf-8")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


@pytest.fixture
def uncertain(site: SiteBuilder) -> SiteBuilder:
    """A site with a day on which most dates are not certain."""
    site.write({f"content/events/2026/05/04/{slug}.yaml": event(date) for slug, date in UNCERTAIN.items()})
    return built(site)


def test_a_day_says_which_of_its_dates_are_uncertain(uncertain: SiteBuilder) -> None:
    """Beside each event stands its date unless it is this day and no other."""
    html = (uncertain.folder / "public/2026/05/04/index.html").read_text("utf-8")
    entry = r'<li class="entry key" id="e-2026-05-04-([\w-]+)"[^>]*>\n<article>\n'
    entry += r'<h3.*?</h3>\n<p class="clock">(?:<b>(.*?)</b>)? '
    assert dict(re.findall(entry, html)) == SAID


def test_a_month_says_it_too(uncertain: SiteBuilder) -> None:
    """In the list of a month's days as well."""
    html = (uncertain.folder / "public/2026/05/index.html").read_text("utf-8")
    lines = re.findall(r'<li class="key"[^>]*><a href="[^"]*/04/([\w-]+)/">.*?</a>(?: <span class="by">(.*?)<)?', html)
    assert set(lines) == set(SAID.items())


def test_the_terminal_says_it_too(uncertain: SiteBuilder) -> None:
    """`dayline day` names the date of every event that isn't certain."""
    shown = day_text("2026-05-04", Options(uncertain.folder, uncertain.folder / "public", NOW, jobs=1))
    assert shown is not None
    found = re.findall(r"2026-05-04/([\w-]+) · (.*?)(?:Single source|$)", shown.text.replace("\n", " "), re.MULTILINE)
    assert "Around 4 May 2026" in shown.text
    assert {slug for slug, _ in found} | {"certain"} == set(SAID)


@pytest.mark.parametrize(
    ("date", "month", "year"),
    [("2026-05", 1, 0), ("2026-05-XX", 1, 0), ("2026-05/2026-08", 1, 0), ("../2026-05", 1, 0), ("2026", 0, 1),
     ("2026/2027", 0, 1)],
)  # fmt: skip
def test_what_has_no_day_is_listed_by_its_month_or_year(site: SiteBuilder, date: str, month: int, year: int) -> None:
    """A month at an end of an interval is no day: the event is on no day's page, and is not lost."""
    site.write({"content/events/2026/one.yaml": event(date), "content/events/2026/05/04/two.yaml": event("2026-05-04")})
    built(site)
    there = [page(site, f"2026{more}").count("The dam was opened") for more in ("/05", "")]
    assert (there[0] - 1, there[1]) == (month, year)
    assert sorted(path.parent.name for path in (site.folder / "public/2026/05").glob("*/index.html")) == ["04"]


def test_a_time_in_another_zone_stands_on_the_day_it_was_here(site: SiteBuilder) -> None:
    """Every page gives the day in the site's zone, with the clock and the day on the spot beside it."""
    zone = "time: 18:01\ntimezone: America/New_York\nthreads: talks\n"
    site.write({"content/events/2026/05/03/one.yaml": event("2026-05-03", zone)})
    site.write({"content/threads/talks.yaml": "title: Talks\nsummary: They talk\n"})
    built(site)
    stands = re.sub(r" ,", ",", page(site, "2026/05/03/one"))
    assert "Monday 4 May 2026, 01:01 Europe/Kyiv (18:01 there on 3 May)" in stands
    assert "01:01 18:01 there on 3 May" in page(site, "2026/05/04")
    assert "4 May 2026 The dam was opened" in page(site, "threads/talks")


@pytest.mark.parametrize(
    ("date", "title"),
    [("1066-10-14", "14 October 1066"), ("1582-10-14", "14 October 1582"), ("1582-10-15", "Friday 15 October 1582"),
     ("1917-11-07", "Wednesday 7 November 1917")],
)  # fmt: skip
def test_no_weekday_before_the_gregorian_calendar(site: SiteBuilder, date: str, title: str) -> None:
    """Neither on the day's page nor on the event's; the month has no columns of weekdays then."""
    year, month, day = date.split("-")
    site.write({f"content/events/{year}/{month}/{day}/one.yaml": event(date)})
    built(site)
    heading = re.search(r"<title>(.*?) ·", (site.folder / f"public/{year}/{month}/{day}/index.html").read_text("utf-8"))
    assert heading is not None
    assert heading[1] == title
    assert f"When {title}" in page(site, f"{year}/{month}/{day}/one")
    weekdays = (site.folder / f"public/{year}/{month}/index.html").read_text("utf-8").count('<abbr title="Monday">')
    assert weekdays == (1 if year == "1917" else 0)


def test_a_value_of_an_uncertain_day(site: SiteBuilder) -> None:
    """The date of a number is as uncertain as the event that gives it."""
    site.write({
        "content/figures/people.yaml": "title: In shelters\ncounts: Who sleeps there\nunit: people\nkind: level\n",
        "content/events/2026/05/04/one.yaml": event("2026-05-04~", "figures:\n  - {figure: people, value: 120}\n"),
        "content/events/2026/05/06/two.yaml": event("2026-05-06", "figures:\n  - {figure: people, value: 150}\n"),
    })  # fmt: skip
    built(site)
    assert "as of around 4 May 2026" in page(site, "2026/05/04/one")
    assert "+30 since around 4 May 2026" in page(site, "2026/05/06/two")


def test_a_plan_for_an_uncertain_day(site: SiteBuilder) -> None:
    """It has no weekday, and isn't counted down to."""
    plan = "event_status: planned\nplanned: {{announced: 2026-05-19, expected: {}}}\n"
    for slug, day in {"one": "2026-05-25~", "two": "2026-05-26"}.items():
        site.write({f"content/events/2026/05/25/{slug}.yaml": event(day, plan.format(day))})
    built(site)
    assert "Around 25 May 2026 The dam" in page(site, "calendar")
    assert "Tuesday 26 May 2026 The dam" in page(site, "calendar")

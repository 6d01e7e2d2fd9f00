"""What changed and what was corrected: the pages, the badges, the feeds."""

import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from conftest import SiteBuilder
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.data import change_feeds
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import changelog
from dayline.pages.links import Link
from dayline.pages.parts.month_links import MonthPager
from dayline.urls import ROOT

FILES: dict[str, str | bytes] = {
    "content/events/2022/03/14/cars-leave.yaml": """\
date: 2022-03-14
title: 160 civilian cars leave the city
source: https://example.org/a
changes:
  - {date: 2022-03-16, kind: correction, text: We wrote 106 & not 160., field: title, was: 106 cars., now: "160 cars"}
  - {date: 2022-03-17, kind: update, text: A second source.}
  - {date: 2022-03-17, kind: correction, text: A comma., minor: true}
""",
    "content/events/2022/03/14/late.yaml": (
        "date: 2022-03-14\ntitle: Something that came in late\nsource: https://example.org/b\nadded: 2022-03-16\n"
        "contradicts: 2022-02-20/talks\n"
    ),
    "content/events/2022/02/20/talks.yaml": """\
date: 2022-02-20
title: The two sides talk for hours
source: https://example.org/c
verification: disputed
changes:
  - {date: 2022-03-16, kind: status, text: It is denied., field: verification, was: unverified, now: disputed}
""",
    "content/briefs/2022/2022-03-14.md": """\
---
date: 2022-03-14
title: Cars leave
changes:
  - {date: 2022-03-17, kind: clarification, text: Not all of them left.}
---
[Cars left](event:2022-03-14/cars-leave).
""",
    "content/sources/ap.yaml": """\
name: AP
kind: news-agency
country: US
changes:
  - {date: 2022-02-20, kind: correction, text: We had the wrong country.}
""",
}
NOW = "2022-03-18T12:00+02:00"


@pytest.fixture
def index(site: SiteBuilder) -> SiteIndex:
    """An edition with changes of all kinds."""
    return SiteIndex(site.write(FILES).timeline(NOW))


def told(view: changelog.ChangesView) -> list[str]:
    """A page in lines."""
    found = [f"{view.head.title} ({', '.join(link.text for link in view.months)})"]
    for day in view.days:
        found.append(f"{day.weekday} {day.day.text}")
        for name in ("corrections", "statuses", "updates"):
            found += [f"  {name}: {it.sort} {it.link.text}: {it.change.text}" for it in getattr(day, name)]
        found += [f"  {name}: {it.title}" for name in ("late", "new") for it in getattr(day, name)]
    return found


def test_what_changed(index: SiteIndex) -> None:
    """Every day shows what was corrected, moved, updated, came in late and is new, by our date, newest first."""
    assert told(changelog.view(True, None, index)) == [
        "What changed (March 2022, February 2022)",
        "Thursday 17 March 2022",
        "  corrections: Brief 14 March 2022: Not all of them left.",
        "  updates:  160 civilian cars leave the city: A second source.",
        "Wednesday 16 March 2022",
        "  corrections:  160 civilian cars leave the city: We wrote 106 & not 160.",
        "  statuses:  The two sides talk for hours: It is denied.",
        "  late: Something that came in late",
        "Monday 14 March 2022",
        "  new: 160 civilian cars leave the city",
        "Sunday 20 February 2022",
        "  corrections: Source AP: We had the wrong country.",
        "  new: The two sides talk for hours",
    ]


LATE = {
    "2022-03-14": "14 March 2022",
    "2022-03-14?": "perhaps 14 March 2022",
    "2022-02": "February 2022",
    "2022-02-XX": "some day in February 2022",
    "2022-03-12/2022-03-13": "12–13 March 2022",
    "2022-03": "",
}


@pytest.mark.parametrize("day", LATE)
def test_for_which_day_something_came_late(site: SiteBuilder, day: str) -> None:
    """What came late came for the day, or the month, that its date names, and for no other."""
    fields = "title: Something that came in late\nsource: https://example.org/b\nadded: 2022-03-16\n"
    site.write({"content/events/2022/03/14/late.yaml": f'date: "{day}"\n{fields}'})
    assert changelog.late_for("2022-03-14/late", date(2022, 3, 16), SiteIndex(site.timeline(NOW))) == LATE[day]


def test_corrections(index: SiteIndex) -> None:
    """The corrections of all kinds of items, minor ones left out."""
    assert told(changelog.view(False, None, index)) == [
        "Corrections (March 2022, February 2022)",
        "Thursday 17 March 2022",
        "  corrections: Brief 14 March 2022: Not all of them left.",
        "Wednesday 16 March 2022",
        "  corrections:  160 civilian cars leave the city: We wrote 106 & not 160.",
        "Sunday 20 February 2022",
        "  corrections: Source AP: We had the wrong country.",
    ]


@pytest.mark.parametrize("whole", [True, False])
def test_a_month(index: SiteIndex, whole: bool) -> None:
    """A month has a page of its own, and leads to the one after it."""
    view = changelog.view(whole, (2022, 2), index)
    assert view.pager == MonthPager(None, Link("March 2022", f"{ROOT}{'changes' if whole else 'corrections'}/2022-03/"))
    assert told(view) == [
        f"{'What changed' if whole else 'Corrections'} in February 2022 ()",
        "Sunday 20 February 2022",
        "  corrections: Source AP: We had the wrong country.",
        *(["  new: The two sides talk for hours"] if whole else []),
    ]


def test_the_first_page_holds_the_newest_days(site: SiteBuilder) -> None:
    """However long the timeline is, the first page shows a week in which something happened."""
    event = "date: 2022-03-{0:02}\ntitle: Something on the {0}th day\nsource: https://example.org/a\n"
    site.write({f"content/events/2022/03/{n:02}/one.yaml": event.format(n) for n in range(1, 15)})
    days = changelog.view(True, None, SiteIndex(site.timeline(NOW))).days
    assert [day.iso for day in days] == [f"2022-03-{n:02}" for n in range(14, 7, -1)]


def test_nothing_of_tomorrow(index: SiteIndex) -> None:
    """A change is shown from its day on."""
    then = SiteIndex(replace(index.own_timeline, now=datetime.fromisoformat("2022-03-15T12:00+02:00")))
    assert [day.iso for day in changelog.view(True, None, then).days] == ["2022-03-14", "2022-02-20"]


def test_feeds(index: SiteIndex) -> None:
    """The feeds hold the same, an entry for each, with ids that stay."""
    corrections, changes = change_feeds.view(False, index), change_feeds.view(True, index)
    assert [(entry.id, entry.title) for entry in corrections.entries] == [
        ("tag:example.org,2020:brief/2022-03-14#2022-03-17-0", "Clarification: Brief, 14 March 2022"),
        ("tag:example.org,2020:2022-03-14/cars-leave#2022-03-16-0", "Correction: 160 civilian cars leave the city"),
        ("tag:example.org,2020:source/ap#2022-02-20-0", "Correction: Source, AP"),
    ]
    assert [entry.title for entry in changes.entries] == [
        "Clarification: Brief, 14 March 2022",
        "Update: 160 civilian cars leave the city",
        "Status changed: The two sides talk for hours",
        "Correction: 160 civilian cars leave the city",
        "Something that came in late",
        "160 civilian cars leave the city",
        "Correction: Source, AP",
        "The two sides talk for hours",
    ]
    assert changes.updated == "2022-03-17T00:00:00+02:00"
    assert changes.entries[4].late == "14 March 2022"


def shown(site: SiteBuilder, *names: str) -> list[str]:
    """The files of a built site."""
    built = build(Options(site.folder, site.folder / "public", datetime.fromisoformat(NOW)))
    assert built.problems == ()
    return [(site.folder / "public" / name).read_text("utf-8") for name in names]


def test_badges(site: SiteBuilder) -> None:
    """Cards, lines and briefs say that they were corrected, and lead to how."""
    day, month, home = shown(site.write(FILES), "2022/03/14/index.html", "changes/index.html", "index.html")
    assert '<li class="mark"><a href="../../../2022/03/14/cars-leave/#changes">Corrected 16 March 2022</a></li>' in day
    assert '<li class="mark"><a href="../../../2022/03/14/#changes">Clarified 17 March 2022</a></li>' in day
    assert '<section class="changes" id="changes">' in day
    assert '<span class="mark">Corrected 16 March 2022</span>' in month
    assert '<a href="./changes/">What changed</a>' in home
    assert '<a href="./corrections/">Corrections</a>' in home


def test_what_content_says_is_text(site: SiteBuilder) -> None:
    """Nothing that an editor writes into a log becomes markup."""
    page, feed, day = shown(site.write(FILES), "corrections/index.html", "corrections.atom", "feed.atom")
    assert "We wrote 106 &amp; not 160." in page
    assert "We wrote 106 &amp; not 160. Before: 106 cars. Now: 160 cars.</content>" in feed
    assert "We wrote 106 &amp;amp; not 160." in day


def test_the_feed_of_days_says_what_was_corrected(site: SiteBuilder) -> None:
    """A day's entry tells of corrections to its brief and its events, and counts as updated then."""
    (feed,) = shown(site.write(FILES), "feed.atom")
    content = re.sub(r"<[^>]+>", "", feed.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    assert [line for line in content.splitlines() if re.match(r"(Correction|Clarification),|2022", line)] == [
        "2022-03-17T00:00:00+02:00",
        "2022-03-14T00:00:00+02:00",
        "2022-03-17T00:00:00+02:00",
        "Clarification, 17 March 2022, to 14 March 2022: Not all of them left.",
        (
            "Correction, 16 March 2022, to 160 civilian cars leave the city: "
            "We wrote 106 &amp; not 160. Before: 106 cars. Now: 160 cars."
        ),
        "2022-02-20T00:00:00+02:00",
        "2022-02-20T00:00:00+02:00",
    ]


def test_a_log_on_every_kind_of_page(site: SiteBuilder) -> None:
    """Whatever has a page may say what was wrong with it."""
    log = "changes: [{date: 2022-03-16, kind: correction, text: It was wrong.}]\n"
    shown_at = {
        "glossary/siege": ("content/glossary/siege.md", f"---\nterm: siege\n{log}---\nWhat it means.\n"),
        "method": ("content/pages/method.md", f"---\ntitle: How\n{log}---\nSo.\n"),
        "questions/why": ("content/questions/why.yaml", f"question: Why is that?\nopened: 2022-03-14\n{log}"),
        "places/kyiv": ("content/places/kyiv.yaml", f"name: Kyiv\nkind: settlement\ncountry: UA\n{log}"),
    }
    site.write(FILES).write(dict(shown_at.values()))
    for name, text in zip(shown_at, shown(site, *(f"{name}/index.html" for name in shown_at)), strict=True):
        assert "<b>Correction</b>, 16 March 2022: It was wrong." in text, name

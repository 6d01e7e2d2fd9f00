"""Entries with many events: their pages list the newest, pages of years or months list all of them."""

from pathlib import Path
from typing import Any

import pytest

from conftest import SiteBuilder
from dayline.pages import archive
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import actors, archives, home, places, report_lists, sources, threads
from dayline.pages.page import Page
from dayline.pages.parts import claims_on
from dayline.pages.parts.month_links import Archive

DAYS = ("2020-05-01", "2021-02-03", "2021-02-04", "2022-01-01", "2022-01-02", "2022-02-01", "2022-02-02", "2022-02-03")
EVENT = """\
date: {date}
title: Of {date}
threads: [talks]
actors: [{{actor: council, role: host}}]
places: [town]
source: digest
"""
ENTRIES = {
    "content/threads/talks.yaml": "title: Talks\nsummary: They talk.\n",
    "content/actors/council.yaml": "name: The council\nkind: government\n",
    "content/places/town.yaml": "name: Town\nkind: settlement\nlat: 50\nlon: 30\n",
    "content/references/digest.yaml": "source: ap\nkind: article\ntitle: A digest\nurl: https://ap.example/digest\n",
    "content/sources/ap.yaml": "name: AP\nkind: news-agency\n",
}


@pytest.fixture
def index(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> SiteIndex:
    """A site on which three events are many, and four a year too many for one page."""
    monkeypatch.setattr(archive, "LONG", 3)
    monkeypatch.setattr(archive, "FULL", 4)
    events = {f"content/events/{day[:4]}/{day}.yaml": EVENT.format(date=day) for day in DAYS}
    return SiteIndex(site.write({**ENTRIES, **events}).timeline())


def urls_of(parts: Archive | None) -> list[tuple[str, str, str]]:
    assert parts
    return [(count.link.text, count.link.url, count.number) for count in parts.parts]


@pytest.mark.parametrize(
    ("kind", "id", "folder", "view"),
    [
        ("thread", "talks", "threads/talks", threads.view),
        ("actor", "council", "actors/council", actors.view),
        ("place", "town", "places/town", places.view),
        ("source", "ap", "sources/ap", sources.source_view),
    ],
)
def test_the_newest_and_all(index: SiteIndex, kind: str, id: str, folder: str, view: object) -> None:
    """The page has the newest events and says where all are; years have a page, full ones a page for each month."""
    assert callable(view)
    page = view(id, index)
    assert page.archive.shown == "The newest 3 of 8 events"
    root = page.archive.parts[0].link.url.partition(folder)[0]
    assert urls_of(page.archive) == [
        ("February 2022", f"{root}{folder}/2022-02/", "3"), ("January 2022", f"{root}{folder}/2022-01/", "2"),
        ("2021", f"{root}{folder}/2021/", "2"), ("2020", f"{root}{folder}/2020/", "1"),
    ]  # fmt: skip
    days = page.did if kind == "actor" else page.days
    assert [line.title for day in days for line in day.events] == [f"Of {day}" for day in DAYS[:-4:-1]]
    year = archives.view(kind, id, (2021, 0), index)
    assert [line.title for day in year.days for line in day.events] == ["Of 2021-02-04", "Of 2021-02-03"]
    assert (year.total, year.pager.previous and year.pager.previous.text) == ("2 events", "2020")
    assert (year.pager.next and year.pager.next.text) == "January 2022"


def test_pages_of_archives(index: SiteIndex) -> None:
    """There are four for each of the four entries; with fewer events there are none."""
    pages: list[Page] = list(archives.pages(index))
    assert len(pages) == 16
    assert pages[0].url.endswith("threads/talks/2020/")


def test_a_short_list_has_no_archive(site: SiteBuilder) -> None:
    """All events are on the page of the entry."""
    site.write({**ENTRIES, "content/events/2022/it.yaml": EVENT.format(date="2022-03-01")})
    index = SiteIndex(site.timeline())
    assert threads.view("talks", index).archive is None
    assert list(archives.pages(index)) == []


def test_two_years_are_drawn(index: SiteIndex) -> None:
    """The strip of all days has the last two years, and links to those before."""
    overview = home.view(index).overview
    assert overview
    assert [year.link.text for year in overview.years] == ["2021", "2022"]
    assert [link.text for link in overview.earlier] == ["2020"]
    assert [month.link.text for month in overview.text] == ["February 2021", "January 2022", "February 2022"]


def test_the_pages_are_built(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edited title reaches the page of its month, and no page of another."""
    monkeypatch.setattr(archive, "LONG", 3)
    monkeypatch.setattr(archive, "FULL", 4)
    events = {f"content/events/{day[:4]}/{day}.yaml": EVENT.format(date=day) for day in DAYS}
    site.write({**ENTRIES, **events})
    edited = {"content/events/2022/2022-01-01.yaml": EVENT.format(date="2022-01-01").replace("Of ", "About ")}
    changed = site.edited(edited, "threads/")
    assert [Path(path).parent.as_posix() for path in changed] == ["threads/talks/2022-01"]


def test_very_many_reports_are_listed_by_month(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list links to months, and has those of which the month is not known."""
    monkeypatch.setattr(report_lists, "MANY", 3)
    dates = {"a": "published: 2022-01-05\n", "b": "published: 2022-02\n", "c": ""}
    report = "source: ap\nkind: article\ntitle: Report {id}\nurl: https://ap.example/{id}\n"
    files = {f"content/references/{id}.yaml": report.format(id=id) + date for id, date in dates.items()}
    index = SiteIndex(site.write({**ENTRIES, **files}).timeline())
    views = {page.url.rpartition("references/")[2]: page.make(index) for page in report_lists.report_pages(index)}
    assert {url: listed(view) for url, view in views.items()} == {
        "": ["A digest", "Report c"], "2022-01/": ["Report a"], "2022-02/": ["Report b"],
    }  # fmt: skip
    assert [(count.link.text, count.number) for count in views[""].months] == [
        ("February 2022", "1"), ("January 2022", "1"),
    ]  # fmt: skip
    assert views["2022-02/"].pager.previous.text == "January 2022"


def listed(view: Any) -> list[str]:
    return [entry.link.text for group in view.groups for part in group.letters for entry in part.entries]


def test_a_topic_shows_its_newest_claims(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each group of claims so many at most, and how many there are."""
    monkeypatch.setattr(claims_on, "SHOWN", 2)
    claims = "claims: [{{id: it, text: Claim of {date}, by: council}}]\n"
    events = {f"content/events/{day[:4]}/{day}.yaml": (EVENT + claims).format(date=day) for day in DAYS[:3]}
    said = threads.view("talks", SiteIndex(site.write({**ENTRIES, **events}).timeline())).claims.said
    assert [claim.text for claim in said.claims] == ["Claim of 2021-02-04", "Claim of 2021-02-03"]
    assert said.more
    assert (said.more.text, said.more.url.endswith("claims/")) == ("The newest 2 of 3 claims", True)

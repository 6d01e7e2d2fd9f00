"""Links between the pages of months, which are made and shown in one way."""

import re
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline.page_kinds import KINDS
from dayline.pages.by_month import Month
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import months
from dayline.pages.links import Link
from dayline.pages.page import Page
from dayline.pages.parts.month_links import MonthPager, month_pager, neighbours
from dayline.pages.plan import pages_of
from dayline.read.content import read_content
from dayline.rules import of_record
from dayline.timeline.link import link
from dayline.urls import ROOT
from test_media import drawn, saved

ROOT_FOLDER = Path(__file__).parents[1]
MONTHS = ((2021, 12), (2022, 3), (2022, 4))
EVENT = """\
title: An explosion in {month:02}
type: attack
date: {year}-{month:02}-10
priority: key
place: kyiv
source: https://example.org/a
planned: {{announced: {year}-{month:02}-09, expected: {year}-{month:02}-10}}
attribution: {{anonymous: true, described_as: a resident, reason: fear}}
claims: [{{id: it, by: mayor, text: It was a shell.}}]
quotes: [{{text: It was loud., by: mayor}}]
media: 2022-03/view
changes: [{{date: {year}-{month:02}-11, kind: correction, text: We had the wrong street.}}]
"""
FIGURE = """\
title: People in the shelter
counts: people
kind: level
unit: people
table: {source: https://example.org/b, date: day, values: [{column: a, by: mayor}, {column: b, by: mayor, scope: b}]}
"""
FILES = {
    "content/places/kyiv.yaml": "name: Kyiv\nkind: settlement\ncountry: UA\nlat: 50.45\nlon: 30.52\n",
    "content/actors/mayor.yaml": "name: The mayor\nkind: person\npublic_figure: true\n",
    "content/media/2022/03/view.png": saved(drawn(), "PNG"),
    "content/media/2022/03/view.png.yaml": "alt: A view.\ncredit: A. Drawer\nlicence: CC0-1.0\n",
    "content/figures/shelter.yaml": FIGURE,
    "content/figures/shelter.csv": "day,a,b\n" + "".join(
        f"{year}-{month:02}-{day:02},{day},{day}\n" for year, month in MONTHS for day in range(1, 29)
    ),
}  # fmt: skip
Series = tuple[str, str]  # the name of a page kind, and what the addresses of some of its months begin with


@pytest.fixture
def index(site: SiteBuilder) -> SiteIndex:
    """A site that has in each of three months something of every kind with pages of months."""
    for year, month in MONTHS:
        text = EVENT.format(year=year, month=month)
        site.write({f"content/events/{year}/{month:02}/10/explosion.yaml": text})
    return SiteIndex(site.write(FILES).timeline("2022-05-01T12:00+02:00"))


def of_months(index: SiteIndex) -> dict[Series, dict[str, Page]]:
    """The pages of months, in their order, of every kind in the table."""
    series: defaultdict[Series, dict[str, Page]] = defaultdict(dict)
    pages = ((kind.name, page) for kind in KINDS for page in pages_of(kind, index) if page.template.endswith(".html"))
    for kind, page in pages:
        if match := re.fullmatch(r"(.*?)(\d{4}[-/]\d\d)/", page.url):
            series[kind, match[1]][match[2]] = page
    return {key: dict(sorted(months.items())) for key, months in series.items()}


@pytest.mark.parametrize(
    ("month", "beside"),
    [((2021, 12), (None, (2022, 3))), ((2022, 3), ((2021, 12), (2022, 4))), ((2022, 4), ((2022, 3), None)),
     (None, (None, None))],
)  # fmt: skip
def test_neighbours(month: Month | None, beside: tuple[Month | None, Month | None]) -> None:
    """The months with pages before and after, whatever lies between."""
    assert neighbours(month, MONTHS) == beside


def test_a_month_alone_has_no_neighbours() -> None:
    assert neighbours((2022, 3), [(2022, 3)]) == (None, None)


def test_a_pager_links_to_addresses() -> None:
    """At both ends a link is missing."""
    links = [month_pager(month, MONTHS, lambda year, month: f"{ROOT}{year}/{month}/") for month in MONTHS]
    december, march, april = (Link(name, ROOT + url) for name, url in (
        ("December 2021", "2021/12/"), ("March 2022", "2022/3/"), ("April 2022", "2022/4/"),
    ))  # fmt: skip
    assert links == [MonthPager(None, march), MonthPager(december, april), MonthPager(march, None)]


def test_every_kind_with_months_has_the_pager(index: SiteIndex) -> None:
    """The page of each month links to those before and after it, whatever kind in the table it is of."""
    series = of_months(index)
    names = ("December 2021", "March 2022", "April 2022")
    for pages in series.values():
        links = [Link(name, page.url) for name, page in zip(names, pages.values(), strict=True)]
        december, march, april = links
        assert [page.make(index).pager for page in pages.values()] == [
            MonthPager(None, march), MonthPager(december, april), MonthPager(march, None),
        ]  # fmt: skip


def test_no_kind_with_months_is_left_out(index: SiteIndex) -> None:
    """Kinds with pages of months on the demonstration site have them above, too; if not, add to `EVENT` or `FILES`."""
    timeline = link(read_content(ROOT_FOLDER, of_record), datetime(2026, 11, 30, 12, tzinfo=UTC))
    demonstrated = {kind for kind, _ in of_months(SiteIndex(timeline, ROOT_FOLDER))}
    assert sorted(demonstrated - {kind for kind, _ in of_months(index)}) == []


def test_the_calendar_runs_forward(site: SiteBuilder) -> None:
    """Of the months of a year the first comes first; years begin with the newest."""
    files: dict[str, str | bytes] = {
        f"content/events/{year}/{month:02}/10/it.yaml": f"date: {year}-{month:02}-10\ntitle: It\nsource: https://example.org/a\n"
        for year, month in MONTHS
    }
    index = SiteIndex(site.write(files).timeline())
    view = next(page for page in months.pages(index) if page.template == "calendar.html").make(index)
    assert [(year.text, [grid.link.text for grid in grids]) for year, grids in view.years] == [
        ("2022", ["March 2022", "April 2022"]), ("2021", ["December 2021"])
    ]  # fmt: skip

"""Links between the pages of months, which are made and shown in one way."""

import pytest

from conftest import SiteBuilder
from dayline.pages.by_month import Month
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.month_links import MonthPager, month_pager, neighbours
from dayline.pages.plan import plan
from dayline.urls import ROOT

MONTHS = ((2021, 12), (2022, 3), (2022, 4))
EVENT = """\
title: An explosion in {month:02}
type: attack
date: {year}-{month:02}-10
place: kyiv
source: https://example.org/a
planned: {{announced: {year}-{month:02}-09, expected: {year}-{month:02}-10}}
attribution: {{anonymous: true, described_as: a resident, reason: fear}}
"""


@pytest.fixture
def index(site: SiteBuilder) -> SiteIndex:
    """A site with an event in each of three months that belongs to every kind with pages of months."""
    for year, month in MONTHS:
        text = EVENT.format(year=year, month=month)
        site.write({f"content/events/{year}/{month:02}/10/explosion.yaml": text})
    site.write({"content/places/kyiv.yaml": "name: Kyiv\nkind: settlement\ncountry: UA\nlat: 50.45\nlon: 30.52\n"})
    return SiteIndex(site.timeline("2022-05-01T12:00+02:00"))


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


@pytest.mark.parametrize(
    "address",
    ["{:04}/{:02}/", "map/{:04}-{:02}/", "due/{:04}-{:02}/", "unnamed-sources/{:04}-{:02}/",
     "types/attack/{:04}-{:02}/"],
)  # fmt: skip
def test_every_kind_with_months_has_the_pager(index: SiteIndex, address: str) -> None:
    """The page of each month links to those before and after it."""
    pages = {page.url: page for page in plan(index)}
    december, march, april = (pages[ROOT + address.format(*month)] for month in MONTHS)
    assert [page.make(index).pager for page in (december, march, april)] == [
        MonthPager(None, Link("March 2022", march.url)),
        MonthPager(Link("December 2021", december.url), Link("April 2022", april.url)),
        MonthPager(Link("March 2022", march.url), None),
    ]

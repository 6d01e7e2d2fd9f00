"""The overview: every day a cell, bars and lanes beneath, the same as text, and light for all that."""

import gzip
import random
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline.pages.drawing import tracks
from dayline.pages.drawing.month_tracks import MonthTracks, Run
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import home, threads
from dayline.pages.links import Link
from dayline.pages.parts import overview
from dayline.pages.site import site_view
from dayline.render import Renderer
from dayline.theme import load
from dayline.urls import ROOT

EVENT = "date: {}\ntitle: {}\nsource: https://example.org/a\n"
FILES: dict[str, str | bytes] = {
    "content/threads/siege.yaml": "title: The siege\nsummary: What happens there.\npriority: lead\n",
    "content/threads/convoys.yaml": "title: Convoys\nsummary: Ways out.\nparent: siege\n",
    "content/threads/over.yaml": "title: Over\nsummary: It is over.\nstatus: closed\n",
    "content/events/2022/02/27/one.yaml": EVENT.format("2022-02-27", "The first of it") + "threads: [over]\n",
    "content/events/2022/03/01/siege.yaml": (
        EVENT.format("2022-03-01/..", "The city is under siege")
        + "priority: lead\nevent_status: ongoing\nthreads: [siege]\n"
    ),
    "content/events/2022/03/02/two.yaml": EVENT.format("2022-03-02", "A convoy leaves") + "threads: [siege, convoys]\n",
    "content/events/2022/03/02/three.yaml": EVENT.format("2022-03-02", "It comes back") + "threads: [convoys]\n",
    "content/events/2022/03/09/four.yaml": EVENT.format("2022-03-09", "It gets through") + "threads: [siege]\n",
    "content/events/2022/03/20/five.yaml": (
        EVENT.format("2022-03-20", "Another is to leave")
        + "event_status: planned\nplanned: {announced: 2022-03-09, expected: 2022-03-20/2022-03-22}\n"
    ),
}


@pytest.fixture
def index(site: SiteBuilder) -> SiteIndex:
    """An edition of 15 March with two months, a siege that goes on, and a plan."""
    return SiteIndex(site.write(FILES).timeline())


def test_drawing(index: SiteIndex) -> None:
    """A month has its days as cells, plans hollow, the longer matters as bars, the threads as lanes, and today."""
    shown = overview.overview(index)
    assert [(year.link.text, list(year.before)) for year in shown.years] == [("2022", [])]
    february, march = shown.years[0].months
    assert february == overview.MonthCells(
        Link("February", f"{ROOT}2022/02/"), 28,
        (overview.DayCell(f"{ROOT}2022/02/27/", "27 February 2022: 1 event", 27, 1, planned=False),), None, 0, few=True,
    )  # fmt: skip
    assert [(cell.label, cell.column, cell.weight, cell.planned) for cell in march.cells] == [
        ("1 March 2022: 1 event", 1, 1, False), ("2 March 2022: 2 events", 2, 1, False),
        ("9 March 2022: 1 event", 9, 1, False), ("20 March 2022: 1 event, planned", 20, 1, True),
    ]  # fmt: skip
    assert march.tracks == MonthTracks(
        bars=(Run("M1 7h9", "bar"), Run("M10 7h6", "unheard"), Run("M20 7h3", "expected")),
        rows=("The city is under siege · Another is to leave",),
        lanes=("M1 26h2m6 0h1", "M2 40h1"), through="M1 26h9", guides="M1 26h31M1 40h31", depth=47, height="4.7em",
    )  # fmt: skip
    assert [thread.text for thread in shown.threads] == ["The siege", "Convoys"]
    assert (march.today, march.few) == (15, False)


def test_legend(index: SiteIndex) -> None:
    """The legend explains what is drawn and nothing else; long events are named there with their dates."""
    shown = overview.overview(index)
    siege = Link("The city is under siege (since 1 March 2022)", f"{ROOT}2022/03/01/siege/")
    assert (shown.lasting, shown.more) == ((siege,), "")
    assert (shown.planned, shown.expected, shown.unheard, shown.through, shown.today) == (True,) * 5
    convoys = threads.view("convoys", index).overview
    assert (convoys.lasting, convoys.threads) == ((), ())
    assert not any((convoys.planned, convoys.expected, convoys.unheard, convoys.through))


def test_long_events_beyond_the_legend(site: SiteBuilder) -> None:
    """The newest long events are named, and of the others is said how many there are."""
    files: dict[str, str | bytes] = {
        f"content/events/2021/{n:02}/02/it.yaml": EVENT.format(f"2021-{n:02}-02/2021-{n:02}-25", f"Storm {n}")
        for n in range(1, 6)
    }
    shown = overview.overview(SiteIndex(site.write(files).timeline()))
    assert [event.text for event in shown.lasting] == [
        "Storm 5 (2–25 May 2021)", "Storm 4 (2–25 April 2021)", "Storm 3 (2–25 March 2021)"
    ]  # fmt: skip
    assert shown.more == "and 2 more"


@pytest.mark.parametrize(("last", "kinds"), [("2022-03-09", ["bar", "unheard"]), ("2022-03-15", ["bar"])])
def test_what_goes_on_without_reports(site: SiteBuilder, last: str, kinds: list[str]) -> None:
    """What goes on is a bar as far as there are reports, and dotted from there to today."""
    slug = f"content/events/{last.replace('-', '/')}/last.yaml"
    files = {name: text for name, text in FILES.items() if "/20/" not in name and "/09/" not in name}
    shown = overview.overview(SiteIndex(site.write({**files, slug: EVENT.format(last, "The last of it")}).timeline()))
    march = shown.years[0].months[-1].tracks
    assert march is not None
    assert [run.kind for run in march.bars] == kinds


def test_newest_days_of_a_thread(site: SiteBuilder) -> None:
    """Where there is no room for the drawing, a strip has the newest days."""
    names = ((number, date(2022, 1, 1) + timedelta(number)) for number in range(60))
    files: dict[str, str | bytes] = {
        f"content/events/{day:%Y/%m/%d}/it.yaml": EVENT.format(day, f"It {number}") + "threads: [siege]\n"
        for number, day in names
    }
    index = SiteIndex(site.write({**FILES, **files}).timeline())
    months = threads.view("siege", index).overview.strip.months
    assert [(month.link.text, len(month.cells)) for month in months] == [
        ("January 2022", 11), ("February 2022", 28), ("March 2022", 3)
    ]  # fmt: skip


def test_text(index: SiteIndex) -> None:
    """The text says of each month how much, the busiest day, how often each thread moved, and what went on."""
    february, march = overview.overview(index).text
    assert february == overview.MonthInWords(Link("February 2022", f"{ROOT}2022/02/"), "1 event on 1 day", None, "", ())
    assert march == overview.MonthInWords(
        Link("March 2022", f"{ROOT}2022/03/"),
        "5 events on 4 days",
        Link("2 March (2)", f"{ROOT}2022/03/02/"),
        "The siege (3), Convoys (2)",
        index.links("event", ("2022-03-01/siege", "2022-03-20/five")),
    )


def test_thread(index: SiteIndex) -> None:
    """A thread's page has its own days, and the threads within it as lanes."""
    shown = threads.view("siege", index).overview
    assert [cell.column for cell in shown.years[0].months[0].cells] == [1, 2, 9]
    assert [thread.text for thread in shown.threads] == ["Convoys"]


def test_closed_timeline_has_no_today(site: SiteBuilder) -> None:
    """Nobody is told what day it is by a timeline that has come to its end."""
    settings = site.source("content/site.yaml") or ""
    closed = site.write({**FILES, "content/site.yaml": settings + "closed: 2022-03-22\n"})
    assert overview.overview(SiteIndex(closed.timeline())).today is False


@pytest.mark.parametrize(
    ("columns", "path"),
    [((), ""), ((3,), "M3 9h1"), ((1, 2, 3, 31), "M1 9h3m27 0h1"), ((1, 3, 5), "M1 9h1m1 0h1m1 0h1")],
    ids=["none", "one", "two runs", "three runs"],
)
def test_runs(columns: tuple[int, ...], path: str) -> None:
    """Neighbouring days are one stroke, and the next begins where the gap ends."""
    assert tracks.path(columns, 9) == path


@pytest.mark.parametrize(
    ("last", "zoom", "years"),
    [("2022-03-09", "days", [0]), ("2022-06-01", "months", [0]), ("2024-02-01", "years", [1, 1])],
)
def test_zoom_suits_the_length(site: SiteBuilder, last: str, zoom: str, years: list[int]) -> None:
    """A few days are seen as days, years as years, and years without anything are left out."""
    slug = f"content/events/{last.replace('-', '/')}/last.yaml"
    shown = overview.overview(SiteIndex(site.write({**FILES, slug: EVENT.format(last, "The last of it")}).timeline()))
    assert [found.id for found in shown.zooms if found.chosen] == [zoom]
    assert [len(year.before) for year in shown.years] == years


@pytest.mark.parametrize("number", [1, 4])
def test_bars_beside_each_other(site: SiteBuilder, number: int) -> None:
    """Matters at the same time get rows of their own; of too many the weightiest are drawn."""
    text = "date: 2022-03-0{}/2022-03-20\ntitle: Something that lasts\npriority: {}\nsource: https://example.org/a\n"
    weights = ("minor", "normal", "key", "lead")
    files = {
        f"content/events/2022/03/{n:02}/it.yaml": text.format(n, weights[n - 1]) for n in range(1, number + 1)
    }  # fmt: skip
    index = SiteIndex(site.write(dict(files)).timeline())
    found = [(bar.first.day, bar.row) for bar in tracks.bars(index.timeline.events.values(), index)]
    assert found == ([(1, 0)] if number == 1 else [(2, 2), (3, 1), (4, 0)])


def test_four_years_are_light(site: SiteBuilder) -> None:
    """Of 1,461 days with pages the last two years are drawn; with eight threads and bars they take at most 20 kB."""
    chance, first, last = random.Random(1), date(2021, 1, 1), date(2024, 12, 31)
    files: dict[str, str | bytes] = {
        f"content/threads/thread-{n}.yaml": f"title: The storyline number {n}\nsummary: It.\n" for n in range(8)
    }
    for number in range(1461):
        day = first + timedelta(number)
        for event in range(chance.randint(1, 3)):
            weight = chance.choice(["lead", "key", "normal", "minor"])
            chosen = ", ".join(f"thread-{n}" for n in chance.sample(range(8), 2))
            when = f"{day}/{min(day + timedelta(chance.randint(5, 60)), last)}" if number % 20 == event else str(day)
            files[f"content/events/{day:%Y/%m/%d}/event-{event}.yaml"] = (
                EVENT.format(when, f"Something {number} has been reported")
                + f"priority: {weight}\nthreads: [{chosen}]\n"
            )
    index = SiteIndex(site.write(files).timeline("2024-12-31T12:00+02:00"))
    theme = load(Path())
    renderer = Renderer(theme, site_view(index.timeline, theme.assets), b"overview")
    page = renderer.render((f"{ROOT}", "home.html", home.view(index))).decode()
    found = re.search(r'(?s)<nav class="overview".*?</nav>', page)
    assert found is not None
    assert len(re.findall(r'<path d="M\d+ 0v24"/>', found[0])) == 365 + 366
    assert re.findall(r">(20\d\d)</a>", found[0])[:2] == ["2021", "2022"]
    assert len(gzip.compress(found[0].encode(), 9)) <= 20_000

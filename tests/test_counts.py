"""Every number that readers of the demonstration see is that of the things it counts.

A row of `ROWS` reads a page kind: which page says which number, and how many things there are.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import urljoin

import pytest
from justhtml import JustHTML

from conftest import SiteBuilder
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import months as archive
from dayline.pages.parts.overview import overview

EVENT = re.compile(r"^/\d{4}/(?:\d\d/){0,2}[a-z0-9-]*[a-z][a-z0-9-]*/$")
MONTH = re.compile(r"/\d{4}/\d\d/$")


class Count(NamedTuple):
    """A number on a page: its address, the words that say it, and how many things there are."""

    page: str
    said: str
    counted: int

    @property
    def number(self) -> int:
        """The first number in the words."""
        digits = re.search(r"\d[\d,]*", self.said)
        assert digits, self
        return int(digits[0].replace(",", ""))


class Site:
    """A built site, with other text in place of some pages."""

    def __init__(self, folder: Path, planted: Mapping[str, str] = MappingProxyType({})) -> None:
        self.folder, self.planted = folder, planted
        self.parsed: dict[str, Any] = {}

    def main(self, page: str) -> Any:
        """The main part of a page."""
        if page not in self.parsed:
            html = self.planted.get(page) or (self.folder / page.strip("/") / "index.html").read_text("utf-8")
            self.parsed[page] = JustHTML(html, sanitize=False).query("main")[0]
        return self.parsed[page]

    def links(self, part: Any, page: str) -> list[str]:
        """The addresses of the links in a part of a page, without fragments."""
        return [urljoin(page, link.attrs.get("href", "").partition("#")[0]) for link in part.query("a")]

    def events(self, part: Any, page: str) -> set[str]:
        """The events that are lines or entries in a part of a page: those to which the first link leads."""
        firsts = (self.links(item, page)[:1] for item in [*part.query("li.line"), *part.query("li.entry")])
        return {url for urls in firsts for url in urls if EVENT.search(url)}

    def all_events(self, page: str) -> set[str]:
        """The events of an entry: those on its page, and those in its archive."""
        archive = [url for nav in self.main(page).query("nav.archive") for url in self.links(nav, page)]
        return {event for url in (page, *archive) for event in self.events(self.main(url), url)}

    def words(self, part: Any, selector: str, pattern: str) -> list[str]:
        """What elements say that match a pattern, on one line each."""
        texts = [" ".join(element.to_text().split()) for element in part.query(selector)]
        return [match[0] for text in texts if (match := re.search(pattern, text))]

    def says(self, page: str, selector: str, pattern: str, part: Any = None) -> str:
        """The only words on a page, or in a part of it, that match a pattern."""
        words = list(dict.fromkeys(self.words(part or self.main(page), selector, pattern)))
        assert len(words) == 1, (page, selector, pattern, words)
        return words[0]

    def section(self, page: str, title: str) -> Any:
        """The section of a page with a heading that begins with these words."""
        sections = [part for part in self.main(page).query("section") if part.query("h2")]
        return next(part for part in sections if part.query("h2")[0].to_text().strip().startswith(title))

    @cached_property
    def event_pages(self) -> tuple[str, ...]:
        """The addresses of all events: the pages of the kind `event`."""
        pages = sorted(self.folder.glob("2*/**/index.html"))
        found = [page for page in pages if '<body class="event' in page.read_text("utf-8")]
        return tuple(f"/{page.parent.relative_to(self.folder).as_posix()}/" for page in found)

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The addresses of the months in the calendar."""
        urls = self.links(self.main("/calendar/"), "/calendar/")
        return tuple(dict.fromkeys(url for url in urls if MONTH.search(url)))

    def days(self, month: str) -> list[str]:
        """The addresses of the days on the page of a month."""
        return [self.links(day, month)[0] for day in self.main(month).query(".daylist > li")]


def months(site: Site) -> Iterator[Count]:
    """The calendar, a month, its year and the text of the strip say how many events begin in a month."""
    for month in site.months:
        total = sum(url.startswith(month) for url in site.event_pages)
        for page in ("/calendar/", month[:6], month):
            tables = (table for table in site.main(page).query("table") if table.query("caption"))
            grid = next(table for table in tables if month in site.links(table.query("caption")[0], page))
            yield Count(page, site.says(page, "caption", r"\d+ events?$", grid), total)
        yield Count(month, site.says(month, "header .by", r"^\d+ events?"), total)
        items = site.main("/").query("details li")
        item = next(item for item in items if site.links(item, "/")[:1] == [month])
        words = re.search(r"\d+ events?", " ".join(item.to_text().split()).partition(": ")[2])
        assert words
        yield Count("/", words[0], total)


def years(site: Site) -> Iterator[Count]:
    """A year has the events that have a page under its address."""
    for year in sorted({month[:6] for month in site.months}):
        total = sum(url.startswith(year) for url in site.event_pages)
        yield Count(year, site.says(year, "header .by", r"^\d+ events?$"), total)


def days_of_months(site: Site) -> Iterator[Count]:
    """A month says how many events each day has, how many are on several days, and how many of them it lists."""
    for month in site.months:
        on_days: Counter[str] = Counter()
        for item, day in zip(site.main(month).query(".daylist > li"), site.days(month), strict=True):
            timelines = site.main(day).query(".timeline")
            events = {url for timeline in timelines for url in site.events(timeline, day)}
            on_days.update(events)
            yield Count(month, site.says(month, ".by", r"\d+ events?$", item), len(events))
        header = site.main(month).query("header .by")[0].to_text()
        several = re.search(r"\d+ of them on several days", header)
        repeated = sum(number > 1 for number in on_days.values())
        yield Count(month, several[0] if several else "0 on several days", repeated)
        listed = {url for item in site.main(month).query(".daylist li") for url in site.links(item, month)}
        keys = [url for url in listed if EVENT.search(url)]
        for words in site.words(site.main(month), "h2 .by", r"^\d+ key events? of \d+$"):
            yield Count(month, site.says(month, "h2 .by", re.escape(words)), len(keys))


def entries(site: Site) -> Iterator[Count]:
    """A list from A to Z says how many entries it has, and how many events are on the page of each."""
    for page in ("/actors/", "/places/", "/sources/", "/threads/"):
        items = site.main(page).query(".letter li") or site.main(page).query(".threads > li")
        yield Count(page, site.says(page, "header .by", r"\d+ (?:entr(?:y|ies)|topics?)"), len(items))
        for item in items:
            url = site.links(item, page)[0]
            yield Count(page, site.says(page, ".by", r"\d+ events?", item), len(site.all_events(url)))


def figures(site: Site) -> Iterator[Count]:
    """The list of figures says how many values each has; home, how many figures there are and how many it shows."""
    page = "/figures/"
    items = site.main(page).query(".letter li")
    yield Count(page, site.says(page, "header .by", r"\d+ entr(?:y|ies)"), len(items))
    for item in items:
        url = site.links(item, page)[0]
        values = len(site.main(url).query("tbody tr"))
        yield Count(page, site.says(page, ".by", r"\d+ values?$", item), values)
    shown = site.says("/", ".rest", r"\d+ of \d+ figures")
    yield Count("/", shown, len(site.section("/", "Latest figures").query(".value")))
    yield Count("/", shown.partition(" of ")[2], len(items))


def threads(site: Site) -> Iterator[Count]:
    """The head of a topic and the text of its strip have one number: that of its events."""
    for item in site.main("/threads/").query(".threads > li"):
        page = site.links(item, "/threads/")[0]
        events = site.events(site.main(page), page)
        yield Count(page, site.says(page, ".documents", r"^\d+ events?"), len(events))
        texts = site.words(site.main(page), "details li", r"(?<=: )\d+ events? (?:on|without)")
        yield Count(page, f"{sum(int(text.split()[0]) for text in texts)} events in the text version", len(events))


def facets(site: Site) -> Iterator[Count]:
    """Types, statuses and key events: the numbers in the lists and on the pages are those of lines."""
    listed = [("/key-events/", "")]
    for page in ("/types/", "/statuses/"):
        for item in site.main(page).query(".counted li"):
            urls = site.links(item, page)
            words = site.says(page, ".by", r"^\d[\d,]*$", item)
            listed += [(url, words) for url in urls[:1]]
    for page, number in listed:
        months = [item for item in site.main(page).query(".side .counted li") if site.links(item, page)]
        lines: set[str] = set()
        for item in months:
            month = site.links(item, page)[0]
            of_month = site.events(site.main(month), month)
            lines |= of_month
            yield Count(page, site.says(page, ".by", r"^\d[\d,]*$", item), len(of_month))
            yield Count(month, site.says(month, "header .by", r"^\d+ events?$"), len(of_month))
        lines |= site.events(site.main(page), page)
        yield Count(page, site.says(page, "header .by", r"^\d+ events?$"), len(lines))
        if number:
            yield Count(page, number, len(lines))


def questions(site: Site) -> Iterator[Count]:
    """The open and the answered questions are as many as the lines; home says the same."""
    page = "/questions/"
    open_, answered = (len(site.section(page, title).query("li.line")) for title in ("Not known", "Answered"))
    yield Count(page, site.says(page, "header .by", r"\d+ open"), open_)
    yield Count(page, site.says(page, "header .by", r"\d+ answered"), answered)
    yield Count("/", site.says("/", "a", r"\d+ open questions?"), open_)


def claims(site: Site) -> Iterator[Count]:
    """All claims, those of a group and those of a month are as many as the months list."""
    page = "/claims/"
    months = [url for url in site.links(site.main(page).query(".side nav")[0], page) if url.startswith(page)]
    groups: Counter[str] = Counter()
    for month in dict.fromkeys(months):
        of_month = {part.attrs["id"]: len(part.query(".ledger > li")) for part in site.main(month).query("section")}
        groups.update(of_month)
        yield Count(month, site.says(month, ".standfirst", r"^\d+ claims?"), sum(of_month.values()))
        link = next(a for a in site.main(page).query(".side nav li") if month in site.links(a, page))
        yield Count(page, site.says(page, "a", r"(?<=\()\d+(?=\)$)", link), sum(of_month.values()))
    yield Count(page, site.says(page, ".standfirst", r"^\d+ claims?"), groups.total())
    for part in site.main(page).query(".text > section"):
        total = groups[part.attrs["id"]]
        yield Count(page, site.says(page, "h2 .by", r"^\d+$", part), total)
        for words in site.words(part, ".rest", r"^\d+ of \d+ claims?"):
            yield Count(page, words, len(part.query(".ledger > li")))
            yield Count(page, words.partition(" of ")[2], total)
    people = sum(int(words.split()[0]) for words in site.words(site.main(page), ".side li .by", r"^\d+ claims?"))
    others = int(site.says(page, ".side .by", r"^\d+ (?=others? made one claim)"))
    yield Count(page, f"{people + others} claims by claimant", groups.total())


def maps(site: Site) -> Iterator[Count]:
    """The map of a month says how many places it has; a place has the events of its days."""
    for month in site.months:
        page = f"/map{month[:5]}-{month[6:8]}/"
        places = site.main(page).query("li[data-days]")
        yield Count(page, site.says(page, "header .by", r"(?<=at )\d+ places?"), len(places))
        for place in places:
            yield Count(page, site.says(page, ".by", r"^\d+ events?", place), len(place.attrs["data-days"].split()))


def changes(site: Site) -> Iterator[Count]:
    """The first page of changes says how many of the days with changes it shows."""
    page = "/changes/"
    months = [url for url in site.links(site.main(page).query(".side")[0], page) if re.search(r"/\d{4}-\d\d/$", url)]
    days = {f"{month} {day.to_text()}" for month in months for day in site.main(month).query("h2 time")}
    words = site.says(page, ".rest", r"\d+ of \d+ days?")
    yield Count(page, words, len(site.main(page).query("h2 time")))
    yield Count(page, words.partition(" of ")[2], len(days))


def archives(site: Site) -> Iterator[Count]:
    """The search page and the page of unnamed sources say how much there is in all."""
    for item in site.main("/search/").query("li"):
        if words := site.words(item, ".by", r"^\d+ entr(?:y|ies)$"):
            page = site.links(item, "/search/")[0]
            items = site.main(page).query(".letter li, .threads > li") or site.main(page).query("section li.line")
            yield Count("/search/", words[0], len(items))
    page = "/unnamed-sources/"
    yield Count(page, site.says(page, ".standfirst", r"(?<=Of the )[\d,]+"), len(site.event_pages))


ROWS: dict[str, tuple[Callable[[Site], Iterator[Count]], int]] = {  # with the least number of numbers to compare
    "months": (months, 10), "years": (years, 1), "days of months": (days_of_months, 16), "entries": (entries, 150),
    "figures": (figures, 10), "threads": (threads, 20), "facets": (facets, 60), "questions": (questions, 3),
    "claims": (claims, 10), "maps": (maps, 30), "changes": (changes, 2), "archives": (archives, 6),
}  # fmt: skip


@pytest.mark.parametrize("row", list(ROWS))
def test_numbers(demo: Path, row: str) -> None:
    """Each number is that of the things it counts."""
    read, least = ROWS[row]
    counts = list(read(Site(demo)))
    assert [count for count in counts if count.number != count.counted] == []
    assert len(counts) >= least


@pytest.mark.parametrize("row", list(ROWS))
def test_a_wrong_number_is_noticed(demo: Path, row: str) -> None:
    """One too many, written into the page, is found in each row."""
    read, _ = ROWS[row]
    page, said, counted = next(read(Site(demo)))
    html = (demo / page.strip("/") / "index.html").read_text("utf-8")
    wrong = said.replace(f"{counted:,}", f"{counted + 1:,}", 1)
    assert said in html
    site = Site(demo, {page: html.replace(said, wrong)})
    assert Count(page, wrong, counted) in read(site)


def dated(when: str, priority: str = "normal") -> str:
    """An event of some date."""
    source = f"https://example.net/{when[-2:]}"
    return f"date: {when}\ntitle: It happened in {when[:7]}\nsource: {source}\npriority: {priority}\n"


def test_an_event_counts_once(site: SiteBuilder) -> None:
    """Events of several days, of two months, of a month and of a year count where they begin, and the page says so."""
    site.write({
        "content/events/2022/02/28/both.yaml": dated("2022-02-28/2022-03-01"),
        "content/events/2022/03/02/two-days.yaml": dated("2022-03-02/2022-03-03", "key"),
        "content/events/2022/03/02/plain.yaml": dated("2022-03-02"),
        "content/events/2022/03/some-day.yaml": dated("2022-03"),
        "content/events/2022/some-month.yaml": dated("2022"),
    })  # fmt: skip
    index = SiteIndex(site.timeline("2022-04-01T12:00Z"))
    views = {page.url.removeprefix("\x1d"): page.make(index) for page in archive.pages(index)}
    assert {url: getattr(view, "total", "") for url, view in views.items()} == {
        "2022/01/": "0 events",
        "2022/02/": "1 event",
        "2022/03/": "3 events, 1 of them on several days, 1 of them without a day, 1 more that began before",
        "2022/": "5 events",
        "calendar/": "",
    }
    assert [day.total for day in views["2022/03/"].days] == ["1 event", "2 events", "1 event"]
    assert views["2022/03/"].key == "1 key event of 3"
    assert [grid.total for grid in views["2022/"].grids] == ["0 events", "1 event", "3 events"]
    assert [(text.link.text, text.events) for text in overview(index).text] == [
        ("2022", "1 event without a day"),
        ("February 2022", "1 event on 1 day"),
        ("March 2022", "3 events on 3 days, 1 of them without a day"),
    ]

"""The demonstration site: complete, whole, and the same every time."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest

from dayline.commands.build import build, judge
from dayline.commands.options import Options
from dayline.rules.sourcing import sourcing

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 1, 1, tzinfo=UTC)
BASE = "https://example.org/"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration site, built."""
    output = tmp_path_factory.mktemp("demo") / "public"
    built = build(Options(ROOT, output, NOW))
    assert [problem for problem in built.problems if problem.is_error] == []
    return output


def rows() -> Iterator[tuple[str, str, str]]:
    """The rows of the list in `docs/seed.md`."""
    for line in (ROOT / "docs/seed.md").read_text("utf-8").splitlines():
        found = re.match(r"\| (\d+) \|.*\| \[(/[^]]*)\]\([^)]*\) \| (.*) \|$", line)
        if found:
            yield found[1], found[2], found[3]


def text_of(path: Path) -> str:
    """The words of a page's main part, on one line."""
    main = re.sub(r"(?s).*<main[^>]*>(.*)</main>.*", r"\1", path.read_text("utf-8"))
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", main)).split())


@pytest.mark.parametrize(("number", "page", "words"), list(rows()))
def test_every_kind_of_information_has_its_place(demo: Path, number: str, page: str, words: str) -> None:
    """What the list says can be seen on a page is there."""
    assert words in text_of(demo / page.strip("/") / "index.html"), number


def test_the_list_is_complete() -> None:
    """The list has the 39 kinds of information of the seed, in order."""
    assert [number for number, _, _ in rows()] == [str(n) for n in range(1, 40)]


def test_what_can_be_checked() -> None:
    """There are answers to claims, corrections, questions and plans with outcomes, and each sentence has a source."""
    timeline, _ = judge(Options(ROOT, ROOT / "public", NOW))
    logs = [e.record.changes for e in (*(event.entry for event in timeline.events.values()), *timeline.briefs.values())]
    corrections = [change for log in logs for change in log if change.kind == "correction" and not change.minor]
    settled = [e for e in timeline.events.values() if e.record.planned and e.record.event_status != "planned"]
    said = [made for answers in timeline.answers.values() for made in answers if made.response.type != "no-response"]
    closed = [question for question in timeline.questions.values() if question.record.closed_by]
    assert len({made.response.claim for made in said}) >= 8
    assert len(corrections) >= 2
    assert len(timeline.questions) >= 3
    assert len(closed) >= 1
    assert len(settled) >= 3
    assert [brief for brief in sourcing(timeline) if brief.sourced < brief.sentences] == []


def test_home_shows_the_newest_day(demo: Path) -> None:
    """The home page leads with the last day of the timeline."""
    days = re.findall(r"\d+ March 2022", text_of(demo / "index.html"))
    assert days[0] == "18 March 2022"


def test_every_link_leads_somewhere(demo: Path) -> None:
    """All addresses and fragments inside the site resolve, and none leads to another host as part of a page."""
    pages = {page.relative_to(demo).as_posix(): page.read_text("utf-8") for page in demo.rglob("*.html")}
    ids = {name: set(re.findall(r'\bid="?([^"\s>]+)', text)) for name, text in pages.items()}
    dead = []
    for name, text in pages.items():
        for found in re.findall(r'\b(?:href|src)="([^"]*)"', text):
            target, fragment = urldefrag(urljoin(BASE + name, html.unescape(found)))
            if not target.startswith(BASE):
                continue
            file = unquote(target.removeprefix(BASE))
            file = file + "index.html" if not file or file.endswith("/") else file
            if not (demo / file).is_file() or (fragment and fragment not in ids.get(file, ())):
                dead.append((name, found))
    assert dead == []


def test_descriptions_are_plain_words(demo: Path) -> None:
    """What search engines and feed readers show in short holds no Markdown and no entity."""
    pages = [page.read_text("utf-8") for page in demo.rglob("*.html")]
    short = [words for page in pages for words in re.findall(r'<meta[^>]*content="([^"]*)"', page)]
    short += re.findall(r"<summary[^>]*>([^<]*)<", (demo / "feed.atom").read_text("utf-8"))
    short = [html.unescape(words) for words in short]
    assert [words for words in short if re.search(r"\]\(|&[a-z]+;|\\[*_&]", words)] == []


def test_no_two_pages_have_one_title(demo: Path) -> None:
    """Each page says in its title what it is, so that tabs, bookmarks and search results can be told apart."""
    titles: dict[str, list[str]] = {}
    for page in demo.rglob("*.html"):
        head = page.read_text("utf-8").partition("</head>")[0]
        if 'http-equiv="refresh"' not in head:
            found = re.findall(r"<title>(.*?)</title>", head)
            titles.setdefault(" ".join(found), []).append(page.relative_to(demo).as_posix())
    assert {title: names for title, names in titles.items() if len(names) > 1} == {}


def test_pages_load_nothing_from_elsewhere(demo: Path) -> None:
    """Style sheets, scripts and pictures are the site's own."""
    loads = re.compile(r'<(?:link[^>]*rel="?(?:stylesheet|icon|preload)[^>]*|script[^>]*|img[^>]*|source[^>]*)>')
    foreign = [
        (page.name, tag)
        for page in demo.rglob("*.html")
        for tag in loads.findall(page.read_text("utf-8"))
        if re.search(r'(?:href|src)="?(?:[a-z]+:)?//', tag)
    ]
    assert foreign == []


def test_same_input_same_bytes(demo: Path, tmp_path: Path) -> None:
    """Building again elsewhere gives the same files."""
    build(Options(ROOT, tmp_path / "again", NOW))
    first, second = (
        {p.relative_to(d): p.read_bytes() for p in d.rglob("*") if p.is_file()} for d in (demo, tmp_path / "again")
    )
    assert first == second


def test_day_page_is_light(demo: Path) -> None:
    """The heaviest day page with its style sheet is at most 30 kB compressed."""
    import gzip

    style = next((demo / "assets").glob("style.*.css")).read_bytes()
    sizes = [len(gzip.compress(day.read_bytes())) for day in demo.glob("2022/*/*/index.html")]
    assert max(sizes) + len(gzip.compress(style)) <= 30_000

"""The demonstration site: complete, whole, and the same every time."""

import html
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import jinja2
import pytest

from dayline import theme
from dayline.build.check import check_site
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.data import sitemap
from dayline.pages.index import SiteIndex
from dayline.pages.parts import values_table
from dayline.pages.plan import plan
from dayline.pages.site import site_view
from dayline.render import Renderer
from dayline.rules.sourcing import sourcing

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 1, 1, tzinfo=UTC)
BASE = "https://example.org/"
LATER = frozenset({"cards", "search"})


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
    timeline, _ = check_site(Options(ROOT, ROOT / "public", NOW))
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


def shown(demo: Path, *ids: str) -> list[str]:
    """The words on the pages of events."""
    return [text_of(demo / id.replace("-", "/", 2) / "index.html") for id in ids]


def tags(page: Path, tag: str) -> list[str]:
    """The tags of a kind on a page."""
    return re.findall(rf"<{tag}\b[^>]*>", page.read_text("utf-8"))


def test_every_judgement_has_an_example(demo: Path) -> None:
    """Promises kept and broken, events of every status that needs proof, a withheld one, a translated quote."""
    timeline, _ = check_site(Options(ROOT, ROOT / "public", NOW))
    records = {id: event.record for id, event in timeline.events.items()}
    statuses = Counter(record.verification.status for record in records.values() if record.state == "published")
    promises = Counter(claim.promise.outcome for r in records.values() for claim in r.claims if claim.promise)
    withheld = [id for id, record in records.items() if record.state == "withheld"]
    quotes = [quote for record in records.values() for quote in record.quotes]
    originals = [quote for quote in quotes if quote.translated and quote.translated.original]
    assert statuses.keys() >= {"corroborated", "verified", "debunked", "unverified"}
    assert promises == {"kept": 2, "broken": 2}
    assert [len(records[id].changes) for id in withheld] == [1]
    assert [(quote.translated.from_, quote.translated.by) for quote in originals if quote.translated] == [
        ("ru", "desk")
    ]
    page = shown(demo, *withheld)[0]
    assert page.startswith("Report Withheld The entry named a private person")
    verified = [id for id, record in records.items() if record.verification.status == "verified"]
    assert all("Verified by us" in page for page in shown(demo, *verified))


def test_two_sides_count_otherwise(demo: Path) -> None:
    """On one day each side gives another number of Russian soldiers, and one day's page shows both."""
    timeline, _ = check_site(Options(ROOT, ROOT / "public", NOW))
    sides = timeline.series["russian-soldiers-lost"]
    values = [(seen.day, side.by.by, seen.best) for side in sides for seen in side.values]
    assert {(by, value) for day, by, value in values if day == date(2022, 3, 2)} == {
        ("ukrainian-armed-forces", 5840), ("russian-ministry-of-defence", 498),
    }  # fmt: skip
    assert re.findall(r"(more than 11,000|498) soldiers", text_of(demo / "2022/03/06/index.html")) == [
        "more than 11,000", "498",
    ]  # fmt: skip


def test_what_is_taken_from_data_is_as_it_stands_there() -> None:
    """The counts of the General Staff and of UNHCR, and the words of the quote, are those of the files cited."""
    data = ROOT.parent / "shared/data"
    if not data.is_dir():
        pytest.skip("without the data")
    timeline, _ = check_site(Options(ROOT, ROOT / "public", NOW))
    losses = json.loads((data / "losses-daily/russia_losses_personnel_2022.json").read_text("utf-8"))
    rows = [f"{row['date']},{row['personnel']},{row['personnel*']}" for row in losses]
    ours = (ROOT / "content/figures/russian-soldiers-lost.csv").read_text("utf-8").splitlines()
    assert ours == ["day,personnel,how", *(row for row in rows if "2022-03-02" <= row <= "2022-03-18,~")]
    left = (data / "unhcr-refugees/UNHCR_UKR_Date.csv").read_text("utf-8")
    counted = timeline.events["2022-03-15/unhcr-count-passes-three-million"].record.figures[0].value
    assert f'"March 15, 2022",{counted},' in left
    quote = timeline.events["2022-03-03/enerhodar-without-heating"].record.quotes[0]
    said = (data / "viina/viina_2022-02-24_2022-03-31.csv").read_text("utf-8")
    assert f"«{quote.translated and quote.translated.original}»" in said


def pictures(page: Path) -> list[str]:
    """The images of a page but for base maps."""
    return [tag for tag in tags(page, "img") if "assets/maps/" not in tag]


def test_pictures_are_shown(demo: Path) -> None:
    """One leads its event and stands beside it on its day, one follows a text, one is behind a click."""
    media = {path.stem for path in (ROOT / "content/media").rglob("*.png")}
    assert media == {"rounds-of-talks", "people-who-left", "destroyed-theatre"}
    lead, day = (demo / f"2022/03/14/{name}index.html" for name in ("fourth-round-of-talks/", ""))
    assert [len(pictures(page)) for page in (lead, day)] == [1, 1]
    assert "loading" not in pictures(lead)[0]
    assert "Drawing of the days from 7 to 16 March" in pictures(day)[0]
    inline = demo / "2022/03/15/unhcr-count-passes-three-million/index.html"
    assert (len(pictures(inline)), tags(inline, 'details class="?gate')) == (1, [])
    gated = [demo / f"2022/03/16/{name}index.html" for name in ("theatre-in-mariupol-destroyed/", "")]
    assert [len(tags(page, 'details class="?gate')) for page in gated] == [1, 1]
    shown = {
        unquote(src)
        for page in (lead, day, inline, *gated)
        for src in re.findall(r"media/[^ \",]+", page.read_text("utf-8"))
    }
    assert shown == {path.relative_to(demo).as_posix() for path in (demo / "media").glob("*.*") if path.suffix}


def test_pictures_are_small_drawings_of_our_own() -> None:
    """Each picture is small, says that it is a drawing and whose, and is free to use."""
    timeline, _ = check_site(Options(ROOT, ROOT / "public", NOW))
    for id, said in timeline.media.items():
        record = said.record
        assert (record.credit, record.licence, record.place) == ("Day by Day editors", "CC0-1.0", None), id
        assert (record.alt or "").startswith("Drawing of "), id
        assert (ROOT / timeline.pictures[id].file).stat().st_size < 60_000, id


def test_the_default_build_is_complete(demo: Path) -> None:
    """With social cards, the search index and pictures, as anybody builds it, and marked as a demonstration."""
    assert len(list(demo.rglob("*.png"))) > 20
    assert (demo / "search/index").is_dir()
    assert {path.suffix for path in (demo / "media").glob("*.*") if path.suffix} == {".avif", ".webp"}
    pages = [page.read_text("utf-8") for page in demo.rglob("*.html")]
    assert all("This is a demonstration." in page for page in pages if "<main" in page)


def test_files_of_the_site_are_copied(demo: Path) -> None:
    """`static/` has an example, which is in the output as it is: the icon that feed readers and bookmarks ask for."""
    assert (demo / "favicon.ico").read_bytes() == (ROOT / "static/favicon.ico").read_bytes()


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
            file = unquote(target.removeprefix(BASE).partition("?")[0])
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


def test_a_description_is_written_once(demo: Path) -> None:
    """One element says it to search engines and to previews of shared links."""
    for page in demo.rglob("*.html"):
        head = page.read_text("utf-8").partition("</head>")[0]
        names = re.findall(r'<meta ((?:name|property)="(?:og:)?description"[^>]*) content=', head)
        assert names in ([], ['name="description" property="og:description"'])


def test_no_two_pages_have_one_title(demo: Path) -> None:
    """Each page says in its title what it is, so that tabs, bookmarks and search results can be told apart."""
    titles: dict[str, list[str]] = {}
    for page in demo.rglob("*.html"):
        head = page.read_text("utf-8").partition("</head>")[0]
        if 'http-equiv="refresh"' not in head:
            found = re.findall(r"<title>(.*?)</title>", head)
            titles.setdefault(" ".join(found), []).append(page.relative_to(demo).as_posix())
    assert {title: names for title, names in titles.items() if len(names) > 1} == {}


EMPTY = re.compile(r"<(ul|ol|dl|table|tbody|tr|p|h[1-6]|nav|section|figure|header|legend|caption)\b[^>]*>\s*</\1>")
LIST = re.compile(r"<dl\b.*?</dl>", re.DOTALL)
OUTLINE = re.compile(r"<(/?section|h[2-6])\b")


def headless(page: str) -> int:
    """How many sections of a page have no heading in them."""
    sections: list[bool] = []
    number = 0
    for tag in OUTLINE.findall(page):
        if tag == "section":
            sections.append(False)
        elif tag == "/section":
            number += not sections.pop()
        elif sections:
            sections[-1] = True
    return number


def test_nothing_is_empty_or_said_twice(demo: Path) -> None:
    """No page has an empty list, row or paragraph, a section without a heading, or two terms of one name in a list."""
    astray = []
    for page in sorted(demo.rglob("*.html")):
        text = page.read_text("utf-8")
        terms = [re.findall(r"<dt\b[^>]*>(.*?)</dt>", facts, re.DOTALL) for facts in LIST.findall(text)]
        twice = sorted({term for of_list in terms for term in of_list if of_list.count(term) > 1})
        wrong = [found[0] for found in EMPTY.finditer(text)], headless(text), twice
        if any(wrong) and page.parent != demo / "search":  # where a script fills what is empty
            astray.append((page.relative_to(demo).as_posix(), *wrong))
    assert astray == []


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


POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'{}; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'"
)


def test_policy_of_every_page(demo: Path) -> None:
    """Before anything is loaded, a page allows only scripts of its site; WebAssembly on the search page alone."""
    stated = re.compile(r'<meta http-equiv="?Content-Security-Policy"? content="([^"]*)">')
    loads = re.compile(r"<(?:link|script|img|style|base|iframe|object|embed)\b")
    for page in demo.rglob("*.html"):
        text = page.read_text("utf-8")
        if "http-equiv=refresh" in text or 'http-equiv="refresh"' in text:
            continue  # leads on and loads nothing, as the next line holds it to
        found = stated.search(text)
        engine = " 'wasm-unsafe-eval'" if page.parent.name == "search" else ""
        assert (page.name, found and found[1]) == (page.name, POLICY.format(engine))
        assert loads.search(text[: found.start() if found else 0]) is None
        assert re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)|\bon[a-z]+=|\bstyle=", text) is None


def test_readers_are_named_to_nobody(demo: Path) -> None:
    """No address of a page that was read is sent along, no link opens a window, nothing is fetched ahead."""
    pages = {page: page.read_text("utf-8") for page in demo.rglob("*.html")}
    ahead = re.compile(r"\btarget=|\bping=|rel=\"?(?:prefetch|dns-prefetch|preconnect|prerender|modulepreload)|<base\b")
    assert [page for page, text in pages.items() if ahead.search(text)] == []
    private = re.compile(r'<meta name="?referrer"? content="?no-referrer"?>')
    assert [page for page, text in pages.items() if not private.search(text)] == []


def test_scripts_make_no_code_of_text() -> None:
    """No built-in script parses text as HTML or code, talks to another window, or keeps more than three things."""
    scripts = {path.name: path.read_text("utf-8") for path in (ROOT / "templates/assets").glob("*.js")}
    assert {"site.js", "search.js", "jump.js", "catch-up.js", "filter.js", "map.js"} <= scripts.keys()
    code = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|\bFunction\(|DOMParser|"
                      r"createContextualFragment|setHTML|postMessage|\.cookie|indexedDB|sessionStorage|sendBeacon|"
                      r"WebSocket|XMLHttpRequest|serviceWorker|(?!https?://www.w3.org/)https?://")  # fmt: skip
    comments = re.compile(r"(?m)^\s*//.*$|/\*.*?\*/")
    none: dict[str, list[str]] = {name: [] for name in scripts}
    assert {name: code.findall(comments.sub("", text)) for name, text in scripts.items()} == none
    kept = re.compile(r"""\b(?:kept|[gs]etItem|removeItem)\(["'](\w+)["']""")
    assert {key for text in scripts.values() for key in kept.findall(text)} == {"order", "keys", "visit"}


def test_same_input_same_bytes(demo: Path, tmp_path: Path) -> None:
    """Building again elsewhere gives the same files."""
    build(Options(ROOT, tmp_path / "again", NOW, extras=LATER))
    first, second = (
        {p.relative_to(d): p.read_bytes() for p in d.rglob("*") if p.is_file()} for d in (demo, tmp_path / "again")
    )
    assert first == second


def test_day_page_is_light(demo: Path) -> None:
    """The heaviest day page has at most 14 kB compressed, and the style sheet of all pages at most 10 kB."""
    import gzip

    style = next((demo / "assets").glob("style.*.css")).read_bytes()
    sizes = [len(gzip.compress(day.read_bytes())) for day in demo.glob("2022/*/*/index.html")]
    assert max(sizes) <= 14_000
    assert len(gzip.compress(style)) <= 10_000


@pytest.mark.parametrize("varied", [False, True], ids=["as it is", "with what it has none of"])
def test_pages_equal_those_of_stock_jinja(varied: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page, data file and drawing is byte for byte what Jinja makes without our code generator and runtime.

    Varied, the demonstration has a redirect, long figures and sitemap, and no social cards, so that every template is
    filled.
    """
    monkeypatch.setattr(Renderer, "_rasterised", lambda _, text, *__: text.encode())
    timeline, _ = check_site(Options(ROOT, ROOT / "public", NOW))
    if varied:
        monkeypatch.setattr(values_table, "LONG", 1)
        monkeypatch.setattr(sitemap, "LIMIT", 100)
        timeline = replace(timeline, site=replace(timeline.site, redirects={"/places/zhdanov/": "/places/mariupol/"}))
    index, whole = SiteIndex(timeline, ROOT), theme.load(ROOT)
    pages = [(page.url, page.template, page.make(index)) for page in plan(index) if page.template]
    site = site_view(timeline, whole.assets, cards=not varied)
    ours = Renderer(whole, site, f"ours, varied: {varied}".encode())
    made = list(map(ours.render, pages))
    monkeypatch.setattr(sys.modules["dayline.render.environment"], "FastEnvironment", jinja2.Environment)
    stock = Renderer(whole, site, f"stock, varied: {varied}".encode())
    others = map(stock.render, pages)
    differing = [page[0] for page, one, other in zip(pages, made, others, strict=True) if one != other]
    assert differing == []
    ways = [{b"dayline.render.runtime" in code for code in one.bytecode.values()} for one in (ours, stock)]
    assert ways == [{True}, {False}], "not compiled in two ways"
    filled = {template for _, template, _ in pages}
    unseen = {name for name in whole.templates.keys() - filled if not name.startswith("parts/")}
    rare = set() if varied else {"figure-month.html", "redirect.html", "sitemap-index.xml"}
    assert unseen == {"base.html", *rare}

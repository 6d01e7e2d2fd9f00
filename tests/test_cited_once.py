"""Reports that only one event cites: they are shown on its page, and every link to them leads there."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from conftest import BASE, SiteBuilder, edition, from_nothing
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.index import SiteIndex
from dayline.pages.plan import origins, plan

NOW = "2022-03-20T12:00+00:00"
EVENT = "date: 2022-03-{}\ntitle: The council {} again\nattribution: {{by: council}}\n{}"
ONE, TWO = "content/events/2022/03/14/one.yaml", "content/events/2022/03/15/two.yaml"
AT_HOME, OWN_PAGE = "/2022/03/14/one/#ref-report", "/references/report/"
FILES: dict[str, str | bytes] = {
    "content/actors/council.yaml": "name: Council\nkind: government\ncountry: UA\n",
    "content/sources/paper.yaml": "name: The Paper\nkind: newspaper\n",
    "content/references/report.yaml": "source: paper\nkind: article\ntitle: A report\nurl: https://example.net/1\n",
    "content/figures/people.yaml": "title: People\nunit: people\nkind: level\ncounts: People\n",
    ONE: EVENT.format(14, "meets", "source: report\n"),
    TWO: EVENT.format(15, "votes", "source: https://example.net/2\n"),
}
BODY = "source: https://example.net/2\n"
CLAIM = "claims:\n  - {id: it, text: It is so, source: report}\n"
QUOTE = "quotes:\n  - {text: Yes, by: council, source: report}\n"
WITHHELD = "changes:\n  - {date: 2022-03-16, kind: withheld, text: It could do harm.}\n"
TABLE: dict[str, str] = {
    "content/figures/people.yaml": (
        "title: People\nunit: people\nkind: level\ncounts: People\n"
        "table:\n  source: report\n  date: day\n  values:\n    - {column: total, by: council}\n"
    ),
    "content/figures/people.csv": "day,total\n2022-03-14,1\n",
}
CITING: dict[str, tuple[dict[str, str], str]] = {
    "one event": ({}, AT_HOME),
    "one event, in two places": (
        {ONE: EVENT.format(14, "meets", "sources: [report, {ref: report, locator: p. 2}]\n")}, AT_HOME,
    ),
    "an event, and a claim in it": (
        {ONE: EVENT.format(14, "meets", f"source: report\n{CLAIM}")}, AT_HOME,
    ),
    "only a claim in an event": (
        {ONE: EVENT.format(14, "meets", f"{BODY}{CLAIM}")}, OWN_PAGE,
    ),
    "two events": ({TWO: EVENT.format(15, "votes", "source: report\n")}, OWN_PAGE),
    "an event, and a quote in another": (
        {TWO: EVENT.format(15, "votes", f"{BODY}{QUOTE}")}, OWN_PAGE,
    ),
    "an event and the table of a figure": (TABLE, OWN_PAGE),
    "an event and a report that is based on it": (
        {"content/references/other.yaml": "source: paper\nkind: article\ntitle: Other\nbased_on: report\n"}, AT_HOME,
    ),
    "nothing": ({ONE: EVENT.format(14, "meets", "source: https://example.net/3\n")}, OWN_PAGE),
    "an event and a draft": ({TWO: EVENT.format(15, "votes", "source: report\nstate: draft\n")}, AT_HOME),
    "an event and a withheld one": (
        {TWO: EVENT.format(15, "votes", f"source: report\nstate: withheld\n{WITHHELD}")}, AT_HOME,
    ),
}  # fmt: skip


def sources_of(page: Path) -> str:
    """The list of sources on an event's page, without the addresses' way to the root."""
    text = page.read_text("utf-8").replace("../", "")
    return text[text.index('<section class="sources">') :].partition("</section>")[0].rstrip("\n") + "\n"


@pytest.mark.parametrize("name", CITING)
def test_where_a_report_is_shown(site: SiteBuilder, name: str) -> None:
    """At one address, which is that of a page only if the report has one."""
    files, expected = CITING[name]
    index = SiteIndex(site.write({**FILES, **files}).timeline())
    assert index.url("reference", "report").replace("\x1d", "/") == expected
    pages = [page.url for page in plan(index) if page.template == "reference.html"]
    assert ("\x1dreferences/report/" in pages) is (expected == OWN_PAGE)


def test_a_picture_cites_too(site: SiteBuilder) -> None:
    """What an event and the description of a picture cite has a page."""
    stream = io.BytesIO()
    Image.new("RGB", (60, 40)).save(stream, "PNG")
    described = "alt: A bridge.\ncredit: A. Drawer\nlicence: CC0-1.0\nsource: report\n"
    files = {"content/media/2022/03/bridge.png": stream.getvalue(), "content/media/2022/03/bridge.png.yaml": described}
    event = EVENT.format(15, "votes", "source: https://example.net/2\nmedia: 2022-03/bridge\n")
    index = SiteIndex(site.write({**FILES, **files, TWO: event}).timeline())
    assert ([*index.timeline.media], index.url("reference", "report")) == (["2022-03/bridge"], "\x1dreferences/report/")


def test_an_event_shows_all_that_is_recorded(site: SiteBuilder) -> None:
    """Its list of sources holds everything that the report's own page would, and an id for each report."""
    site.write({
        **FILES,
        "content/sources/agency.yaml": "name: Agency\nkind: news-agency\n",
        "content/references/basis.yaml": "source: paper\nkind: post\ntitle: The basis\n",
        "content/references/known.yaml": (
            "source: paper\nkind: report\ntitle: Known\nconsulted: false\ncited_by: report\n"
        ),
        "content/references/later.yaml": "source: paper\nkind: article\ntitle: Later\nbased_on: report\n",
        "content/references/report.yaml": """\
source: paper
kind: article
title: A report & more
url: https://example.net/1
archived_url: https://web.archive.org/web/2022/https://example.net/1
published: 2022-03-14
accessed: 2022-03-16
lang: uk
authors: [A. Writer, B. Writer]
credit: With Agency
syndicated_from: [agency]
based_on: basis
copy: {sha256: "0000000000000000000000000000000000000000000000000000000000000000", note: On the desk’s disk}
paywalled: true
note: It gives no names.
changes:
  - {date: 2022-03-17, kind: correction, text: The date was wrong., field: published, was: 2022-03-13, now: 2022-03-14}
""",
        ONE: EVENT.format(14, "meets", "sources:\n  - {ref: report, origin: paper, locator: p. 1}\n  - known\n"
                          "  - {ref: report, role: corroborating, locator: p. 2}\n"),
        TWO: EVENT.format(15, "votes", "sources: [known]\n"),
    })  # fmt: skip
    assert build(site.options(NOW)).ok
    assert sources_of(site.folder / "public/2022/03/14/one/index.html") == EXPECTED
    assert not (site.folder / "public/references/report").exists()


EXPECTED = """\
<section class="sources">
<h2>Sources</h2>
<p class="by">Sources: <a href="sources/paper/">The Paper</a>, <a href="sources/agency/">Agency</a>, citing one report that we have not read</p>
<ul class="origins">
<li><b><a href="sources/paper/">The Paper</a></b>
<ul>
<li><a href="2022/03/14/one/#ref-report">A report &amp; more</a> <span class="by">via <a href="sources/agency/">Agency</a></span></li>
<li><a href="references/known/">Known</a> <span class="by">not read by us</span></li>
</ul>
</li>
<li><b><a href="sources/agency/">Agency</a></b>
<ul>
<li><a href="2022/03/14/one/#ref-report">A report &amp; more</a> <span class="by">via <a href="sources/paper/">The Paper</a></span></li>
</ul>
</li>
</ul>

<ol>
<li id="ref-report"><span lang="uk" dir="ltr">A report &amp; more</span><p class="by"><a href="sources/paper/">The Paper</a>, 14 March 2022, p. 1 · main source</p>
<p class="by">Article · By A. Writer, B. Writer · Language: uk · Read on 16 March 2022</p>
<p class="by">Where it comes from: <a href="sources/paper/">The Paper</a>, <a href="sources/agency/">Agency</a></p>
<p class="by">Based on: <a href="references/basis/">The basis</a></p>
<p class="by">Basis of: <a href="references/later/">Later</a></p>
<p class="by">Cites: <a href="references/known/">Known</a></p>
<p class="by">Copy kept: On the desk’s disk <span class="hash">SHA-256 0000000000000000000000000000000000000000000000000000000000000000</span></p>
<p class="by">It gives no names.</p>
<p class="change"><b>Correction</b>, 17 March 2022: The date was wrong. <span class="moved">Before: <del>2022-03-13</del>. Now: <ins>2022-03-14</ins>.</span></p>
<p class="by">Credit: With Agency</p>
<p class="by out"><a href="https://example.net/1" rel="noreferrer">Read at The Paper</a> (behind a paywall) · <a href="https://web.archive.org/web/2022/https://example.net/1" rel="noreferrer">Archived copy</a></p>
</li>
<li id="ref-known"><a href="references/known/">Known</a><p class="by"><a href="sources/paper/">The Paper</a> · main source · not read by us, cited by <a href="2022/03/14/one/#ref-report">A report &amp; more</a></p>
</li>
<li><a href="2022/03/14/one/#ref-report" lang="uk" dir="ltr">A report &amp; more</a><p class="by"><a href="sources/paper/">The Paper</a>, 14 March 2022, p. 2 · supports it · origin: <a href="sources/agency/">Agency</a></p>
<p class="by">Credit: With Agency</p>
<p class="by out"><a href="https://example.net/1" rel="noreferrer">Read at The Paper</a> · <a href="https://web.archive.org/web/2022/https://example.net/1" rel="noreferrer">Archived copy</a></p>
</li>
</ol>
"""  # noqa: E501


GATED = EVENT.format(14, "meets", "source: report\ncontent_warning: [death]\nsensitivity: {display: click-through}\n")


def test_what_is_behind_a_click_stays_there(site: SiteBuilder) -> None:
    """A report's note is shown after the same click as the event's summary."""
    note = "source: paper\nkind: article\ntitle: A report\nurl: https://example.net/1\nnote: It shows a body.\n"
    site.write({**FILES, "content/references/report.yaml": note, ONE: GATED})
    assert build(site.options(NOW)).ok
    found = sources_of(site.folder / "public/2022/03/14/one/index.html")
    assert re.findall(r"<details.*?</details>", found, re.DOTALL) == [
        (
            '<details class="shut"><summary>Contains: death.<span class="act"> Show it</span></summary>\n'
            '<p class="by">Article</p>\n<p class="by">It shows a body.</p>\n</details>'
        )
    ]
    assert "body" not in re.sub(r"<details.*?</details>", "", found, flags=re.DOTALL)


SECOND: dict[str, dict[str, str]] = {
    "a new event": {"content/events/2022/03/16/three.yaml": EVENT.format(16, "ends", "source: report\n")},
    "another event": {TWO: EVENT.format(15, "votes", "sources: [https://example.net/2, report]\n")},
    "a quote in another event": {
        TWO: EVENT.format(15, "votes", f"{BODY}{QUOTE}"),
    },
    "a table": TABLE,
}  # fmt: skip
LINKING = {
    "content/references/report.yaml": (
        "source: paper\nkind: article\ntitle: A report\nurl: https://example.net/1\n"
        "changes:\n  - {date: 2022-03-17, kind: correction, text: The title was wrong.}\n"
    ),
    "content/references/later.yaml": "source: paper\nkind: article\ntitle: Later\nbased_on: report\n",
    "content/references/other.yaml": "source: paper\nkind: article\ntitle: Other\n",
    "content/threads/siege.yaml": "title: The siege\nsummary: What happens there.\n",
    ONE: EVENT.format(14, "meets", "source: report\nthreads: [siege]\nclaims:\n  - {id: it, text: It is so}\n"),
    "content/events/2022/03/14/beside.yaml": EVENT.format(14, "eats", "source: later\nthreads: [siege]\n"),
    "content/events/2022/03/13/apart.yaml": EVENT.format(13, "sleeps", "sources: [https://example.net/3, other]\n"),
    "content/events/2022/03/13/also.yaml": EVENT.format(13, "dreams", "sources: [https://example.net/3, other]\n"),
}
"""Everything that links to the report, an event in its thread that does not, and a report that two events cite."""
FOLLOW = (
    "/2022/03/14/", "/2022/03/14/beside/", "/2022/03/14/one/", "/2022/03/14/one/it/", "/changes.atom", "/changes/",
    "/changes/2022-03/", "/corrections.atom", "/corrections/", "/corrections/2022-03/", "/references/",
    "/sources/paper/",
)  # fmt: skip


@pytest.mark.parametrize("name", SECOND)
def test_a_second_citation_comes_and_goes(site: SiteBuilder, name: str) -> None:
    """Every page with a link to the report is rendered again, and all is as in a build from nothing."""
    how = site.write({**FILES, **LINKING}).options(NOW)
    alone = rendered(how) and edition(how.output)
    site.write({**SECOND[name]})
    assert {*FOLLOW, OWN_PAGE} - rendered(how) == set()
    assert edition(how.output) == from_nothing(how)
    for file in SECOND[name]:
        site.write({file: FILES[file]}) if file in FILES else site.remove(file)
    assert {*FOLLOW} - rendered(how) == set()
    assert edition(how.output) == alone == from_nothing(how)


def test_only_pages_with_links_follow(site: SiteBuilder, tmp_path: Path) -> None:
    """No page is rendered that would not be if the event cited another report, except those that link to this one."""
    found = {}
    for cited in ("other", "report"):
        how = SiteBuilder(tmp_path / cited).write({**FILES, **LINKING}).options(NOW)
        rendered(how)
        SiteBuilder(how.site).write({TWO: EVENT.format(15, "votes", f"sources: [https://example.net/2, {cited}]\n")})
        found[cited] = rendered(how)
    both = {"/changes.atom", "/changes/", "/changes/2022-03/", "/references/", "/sources/paper/"}
    assert found["report"] - found["other"] == {*FOLLOW, OWN_PAGE, "/sitemap.xml"} - both


def rendered(how: Options) -> set[str]:
    """The addresses of the pages that a build renders."""
    result = build(how)
    assert result.ok, [problem.message for problem in result.problems]
    return {url.replace("\x1d", "/") for url in result.reasons}


def test_links_lead_to_what_is_there(site: SiteBuilder) -> None:
    """Whatever links to the report: its source, the list, changes, their feed, days, claims, other reports."""
    how = site.write({**FILES, **LINKING}).options(NOW)
    assert build(how).ok
    links = re.compile(r"[^\"<>]*(?:#ref-report|references/report/)[^\"<>]*")
    found = {
        name: {text.replace("../", "").removeprefix("https://example.org/") for text in links.findall(content.decode())}
        for name, content in edition(how.output).items()
        if name.endswith((".html", ".atom", ".json", ".xml"))
    }
    assert {name: texts for name, texts in found.items() if texts} == {
        f"{url[1:]}index.html" if url.endswith("/") else url[1:]: {AT_HOME[1:]}
        for url in FOLLOW
        if url != "/2022/03/14/one/"
    }
    assert 'id="ref-report"' in (how.output / "2022/03/14/one/index.html").read_text("utf-8")


def test_ids_lead_to_records_with_pages(site: SiteBuilder) -> None:
    """An address that two pages have is reported at the event, not at a report that is shown on its page."""
    index = SiteIndex(site.write(FILES).timeline())
    assert origins(index)["2022/03/14/one/index.html"].file == ONE


@pytest.mark.parametrize(
    ("redirect", "files", "expected"),
    [
        ("/references/old-report/: /references/report/", {}, ("references/old-report", "2022/03/14/one/#ref-report")),
        ("/references/report/: /2022/03/14/one/", {}, ("references/report", "2022/03/14/one/")),
        (
            "/references/old-report/: /references/report/",
            {TWO: EVENT.format(15, "votes", "source: report\n")},
            ("references/old-report", "references/report/"),
        ),
    ],
    ids=["to a report on its event's page", "from the page that it had", "to a report with a page"],
)
def test_redirects(site: SiteBuilder, redirect: str, files: dict[str, str], expected: tuple[str, str]) -> None:
    """Old addresses of reports lead to where they are shown; one whose page has gone can lead on."""
    settings = f"{BASE['content/site.yaml']}redirects:\n  {redirect}\n"
    how = site.write({**FILES, **files, "content/site.yaml": settings}).options(NOW)
    rendered(how)
    page = (how.output / expected[0] / "index.html").read_text("utf-8")
    assert re.findall(r'url=(?:\.\./)+(.*?)"', page) == [expected[1]]


def test_a_report_with_a_page_has_no_redirect(site: SiteBuilder) -> None:
    """Its address is taken as soon as a second event cites it."""
    settings = f"{BASE['content/site.yaml']}redirects:\n  /references/report/: /2022/03/14/one/\n"
    two = EVENT.format(15, "votes", "source: report\n")
    report = site.write({**FILES, TWO: two, "content/site.yaml": settings}).problems()
    assert report.partition("\n")[0] == (
        "error[E03]: there is a page at `/references/report/` now, so it can't lead elsewhere"
    )


def test_a_redirect_follows_a_report(site: SiteBuilder) -> None:
    """It is rendered again when the report gets a page."""
    settings = f"{BASE['content/site.yaml']}redirects:\n  /references/old-report/: /references/report/\n"
    how = site.write({**FILES, "content/site.yaml": settings}).options(NOW)
    rendered(how)
    site.write({TWO: EVENT.format(15, "votes", "source: report\n")})
    assert "/references/old-report/" in rendered(how)
    assert edition(how.output) == from_nothing(how)

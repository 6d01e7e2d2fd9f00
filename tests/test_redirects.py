"""Old addresses: where they lead, what is wrong with them, and that none goes without a word."""

import re
from datetime import UTC, datetime

import pytest

from conftest import BASE, SiteBuilder
from dayline import urls
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.cli import main
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import search
from dayline.pages.page import Page
from dayline.pages.plan import plan
from dayline.timeline import addresses
from dayline.timeline.addresses import PageRef, parse_address

EVENT = "date: 2022-03-14\ntitle: It has happened in the city\nplace: kyiv\nsource: https://example.net/1\n"
FILES = {
    "content/events/2022/03/14/one.yaml": EVENT,
    "content/places/kyiv.yaml": "name: Kyiv\nkind: settlement\ncountry: UA\n",
    "content/actors/council.yaml": "name: The council\nkind: government\ncountry: UA\n",
}
NOW = datetime(2022, 3, 16, tzinfo=UTC)


def settings(*lines: str) -> dict[str, str | bytes]:
    """The settings with redirects."""
    return {"content/site.yaml": BASE["content/site.yaml"] + "redirects:\n" + "".join(f"  {line}\n" for line in lines)}


def said(text: str) -> list[tuple[str, str]]:
    """The first line and the help of each error in a report."""
    return re.findall(r"^error\[\w+\]: (.*)$(?s:.*?)^help: (.*)$", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("address", "of"),
    [("/2022/03/14/", PageRef("day", "2022-03-14")), ("/2022/03/", PageRef("month", "2022-03")),
     ("/2022/", PageRef("year", "2022")), ("/2022/03/14/one/", PageRef("event", "2022-03-14/one")),
     ("/2022/one/", PageRef("event", "2022/one")), ("/2022/03/14/one/c/", PageRef("claim", "2022-03-14/one#c")),
     ("/places/kyiv/", PageRef("place", "kyiv")), ("/glossary/saf/", PageRef("term", "saf")),
     ("/places/", PageRef("list", "places")), ("/method/", PageRef("page", "method"))],
)  # fmt: skip
def test_addresses_mean_pages(address: str, of: PageRef) -> None:
    """And pages have these addresses."""
    assert (parse_address(address), addresses.address(of)) == (of, address)


@pytest.mark.parametrize(
    "address",
    ["", "/", "places/kyiv/", "/places/kyiv", "https://example.org/places/kyiv/", "/places/../kyiv/", "/Places/kyiv/",
     "/places//", "/places/a/b/", "/unheard-of/kyiv/", "/old page.html", "/places/kyiv/#top", "/a/?b/",
     "/places/kyiv/\n", "/%70laces/kyiv/"],
)  # fmt: skip
def test_other_texts_mean_none(address: str) -> None:
    """Whatever else is written."""
    assert parse_address(address) is None


def test_every_page_of_an_entry_has_an_address(site: SiteBuilder) -> None:
    """Everything that addresses can mean is planned at just that address."""
    site.write({**FILES, "content/events/2022/03/year.yaml": EVENT.replace("-14", "")})
    index = SiteIndex(site.timeline())
    planned = {page.url for page in plan(index)}
    assert {addresses.url(of) for of in addresses.bookmarkable_pages(index.timeline)} <= planned


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [("/places/kiev/", "/places/kyiv/", "Kyiv"), ("/actors/mayor/", "/actors/council/", "The council"),
     ("/2022/03/12/", "/2022/03/14/", "14 March 2022"), ("/2021/", "/2022/", "2022"),
     ("/2022/02/", "/2022/03/", "March 2022"), ("/how/", "/method/", "How we work"),
     ("/2022/03/12/gone/", "/2022/03/14/one/", "It has happened in the city"), ("/places/kiew/", "/places/", "Places"),
     ("/documents/", "/references/", "Reports cited")],
)  # fmt: skip
def test_an_old_address_of_any_kind_leads_on(site: SiteBuilder, old: str, new: str, title: str) -> None:
    """To its new page, by name; it isn't in the sitemap."""
    site.write({**FILES, **settings(f"{old}: {new}")})
    assert build(Options(site.folder, site.folder / "public", NOW, jobs=1)).ok
    page = (site.folder / f"public{old}index.html").read_text("utf-8")
    assert re.findall(r'url=(?:\.\./)+(.*?)"', page) == [new[1:]]
    assert re.findall(r"<p><a[^>]*>(.*?)</a>", page) == [title]
    assert f"{old}<" not in (site.folder / "public/sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize(
    ("line", "expected"),
    [("/places/kyiv/: /places/",
      ("there is a page at `/places/kyiv/` now, so it can't lead elsewhere", "take the line out, or rename that page")),
     ("/places/kiev/: /places/kiyv/",
      ("there is no page at `/places/kiyv/`", "the closest address is `/places/kyiv/`")),
     ("/places/kiev/: kyiv",
      ("`kyiv` is not the address of a page",
       "write it from the root of the site, with a slash at both ends, as in `/places/kyiv/`")),
     ("kiev.html: /places/kyiv/",
      ("`kiev.html` can't have been the address of a page",
       "write it from the root of the site, with a slash at both ends, as in `/places/kyiv/`")),
     ("/places/" + "k" * 201 + "/: /places/kyiv/",
      ("a part of `/places/" + "k" * 201 + "/` has more than 200 characters",
       "take the line out; no page can have had it")),
     ("/2022/03/12/old/: /places/kyiv/",
      ("`/2022/03/12/old/` is among the `aliases` of an event already", "take the line out"))],
)  # fmt: skip
def test_bad_redirects(site: SiteBuilder, line: str, expected: tuple[str, str]) -> None:
    """Each is explained at its line, by `check` and `build` alike."""
    event = EVENT + "aliases: [2022-03-12/old]\n"
    site.write({**FILES, **settings(line), "content/events/2022/03/14/one.yaml": event})
    assert said(site.problems()) == [expected]
    made = build(Options(site.folder, site.folder / "public", NOW, jobs=1))
    assert [(problem.message, problem.help) for problem in made.problems] == [expected]


def test_a_redirect_that_leads_to_another(site: SiteBuilder) -> None:
    """The last address is to be written, so that nothing leads in circles."""
    site.write({**FILES, **settings("/places/kiev/: /places/kiew/", "/places/kiew/: /places/kiev/")})
    assert said(site.problems()) == [
        ("there is no page at `/places/kiew/`", "`/places/kiew/` leads to `/places/kiev/`: write that"),
        ("there is no page at `/places/kiev/`", "`/places/kiev/` leads to `/places/kiew/`: write that"),
    ]


@pytest.mark.parametrize(
    "old",
    ["/2026/11/29/lower-bridge/", "bridge", "../../etc/x", "https://old.example.org/a", "old page.html",
     "2026-13-45/bridge", "2026-02-30/bridge", "2026-11-29/" + "b" * 201, "2026-11-29/Bridge", "2026-11/29"],
)  # fmt: skip
def test_ids_that_no_event_can_have_had(site: SiteBuilder, old: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`build` and `serve` say what `check` says, and plan no page for them."""
    site.write({**FILES, "content/events/2022/03/14/one.yaml": f"{EVENT}aliases: ['{old}']\n"})
    expected = [(f"`{old}` can't have been the id of an event",
                 "write it as day and name, as in `2022-03-14/convoy-leaves-mariupol`")]  # fmt: skip
    assert said(site.problems()) == expected
    assert main(["build", "--site", str(site.folder), "--now", "2022-03-16T12:00"]) == 1
    assert said(capsys.readouterr().err) == expected


def test_ids_that_events_have_or_share(site: SiteBuilder) -> None:
    """An old id that is another event's now, its own, or an old one of two events."""
    again = EVENT.replace("It has", "Again it has")
    site.write({
        **FILES, "content/events/2022/03/14/one.yaml": EVENT + "aliases: [2022-03-14/two, 2022-03-14/one]\n",
        "content/events/2022/03/14/two.yaml": again + "aliases: [2022-03-12/old]\n",
        "content/events/2022/03/14/three.yaml": again.replace("city", "town") + "aliases: [2022-03-12/old]\n",
    })  # fmt: skip
    out = "take it out; one address can't lead to two events"
    assert said(site.problems()) == [
        ("there is an event with the id `2022-03-14/two` now", out),
        ("there is an event with the id `2022-03-14/one` now", out),
        ("`2022-03-12/old` is an old id of another event too", "leave it with the event that took its place"),
    ]


def test_a_place_that_is_called_something_else(site: SiteBuilder) -> None:
    """Without a redirect its address goes and every event says something else; with one only the name changed."""
    renamed: dict[str, str | bytes] = {"content/places/kyiv.yaml": "name: Kyiv (Kiev)\nkind: settlement\ncountry: UA\n"}
    before = {**BASE, **FILES, "content/places/kiev.yaml": FILES["content/places/kyiv.yaml"]}
    before = {**before, "content/events/2022/03/14/one.yaml": EVENT.replace("kyiv", "kiev")}
    del before["content/places/kyiv.yaml"]
    site.write({**FILES, **renamed})
    assert [message for message, _ in said(site.problems(before=before))] == [
        "`place` changed after this event was published, and no entry of `changes` says so",
        "the place `kiev` was published and has gone",
    ]
    assert "add `/places/kiev/: /places/kyiv/` to `redirects` in `content/site.yaml`" in site.problems(before=before)
    site.write(settings("/places/kiev/: /places/kyiv/"))
    assert [message for message, _ in said(site.problems(before=before))] == [
        "`name` changed after this place was published, and no entry of `changes` says so"
    ]


@pytest.mark.parametrize(
    ("kind", "folder"),
    [("actor", "actors"), ("source", "sources"), ("figure", "figures"), ("reference", "references"),
     ("term", "glossary"), ("page", "pages")],
)  # fmt: skip
def test_no_entry_goes_without_a_word(site: SiteBuilder, kind: str, folder: str) -> None:
    """An entry of any kind that was published and is not there now."""
    texts = {
        "actor": "name: The council\nkind: government\ncountry: UA\n",
        "source": "name: The paper\nkind: newspaper\n",
        "figure": "title: Shelters\ncounts: Shelters\nunit: shelters\nkind: level\n",
        "reference": "title: The report\nsource: paper\nurl: https://example.net/1\nkind: article\n",
        "term": "---\nterm: SAF\n---\nAn army.\n", "page": "---\ntitle: About us\n---\nWe are some.\n",
    }  # fmt: skip
    name = f"content/{folder}/old.{'md' if kind in ('term', 'page') else 'yaml'}"
    before: dict[str, str | bytes] = {**BASE, **FILES, name: texts[kind]}
    noun = {"term": "glossary entry"}.get(kind, kind)
    found = said(site.write(dict(FILES)).problems(before=before))
    assert [message for message, _ in found] == [f"the {noun} `old` was published and has gone"]


def test_the_page_of_a_day_whose_event_moved(site: SiteBuilder) -> None:
    """It is named, with the line that leads on; a day that keeps something keeps its page."""
    site.write({**FILES, "content/events/2022/03/14/one.yaml": EVENT.replace("14", "15")})
    before: dict[str, str | bytes] = {**BASE, **FILES}
    lead = ("`/2022/03/14/` was published, and nothing is there any more",
            "add to `redirects` in `content/site.yaml`: `/2022/03/14/: /2022/03/15/`")  # fmt: skip
    assert lead in said(site.problems(before=before))
    site.write(settings("/2022/03/14/: /2022/03/15/"))
    assert lead not in said(site.problems(before=before))


def test_the_pages_of_a_year_that_goes(site: SiteBuilder) -> None:
    """A day, its month and its year, in one message."""
    site.write({**FILES, "content/events/2022/03/14/one.yaml": EVENT.replace("2022-03-14", "2021-12-31")})
    found = said(site.problems(before={**BASE, **FILES}))
    lines = "`/2022/: /2021/`, `/2022/03/: /2021/12/`, `/2022/03/14/: /2021/12/31/`"
    assert (
        "`/2022/` and `/2022/03/` and `/2022/03/14/` were published, and nothing is there any more",
        f"add to `redirects` in `content/site.yaml`: {lines}",
    ) in found


def test_the_day_of_an_event_that_went_into_another(site: SiteBuilder) -> None:
    """Its own address leads on by its alias; its day's does not, and is named."""
    other = {"content/events/2022/03/12/two.yaml": EVENT.replace("-14", "-12").replace("It has", "First it")}
    site.write({**FILES, "content/events/2022/03/14/one.yaml": EVENT + "aliases: [2022-03-12/two]\n"})
    found = said(site.problems(before={**BASE, **FILES, **other}))
    assert [message for message, _ in found] == ["`/2022/03/12/` was published, and nothing is there any more"]


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("about/", "content/pages/about.md"),
        ("2022/03/14/crossing/", "content/events/2022/03/14/crossing.yaml"),
        ("places/kyiv/", "content/places/kyiv.yaml"),
        ("robots.txt", "content/site.yaml"),
        ("feed.atom", "content/site.yaml"),
        ("2022/03/14/", "content/site.yaml"),
    ],
)
def test_two_pages_with_one_address(url: str, file: str, site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever two kinds of pages meet in one place, the build says which they are, and nothing is written."""
    site.write({
        "content/pages/about.md": "---\ntitle: About\n---\nText.\n",
        "content/places/kyiv.yaml": "name: Kyiv\nkind: settlement\ncountry: UA\n",
        "content/events/2022/03/14/crossing.yaml": (
            "date: 2022-03-14\ntitle: A river was crossed\nsource: https://example.net/1\nplace: kyiv\n"
        ),
    })  # fmt: skip
    other = Page(f"{urls.ROOT}{url}", "month-map.html", lambda _: None)
    monkeypatch.setattr(search, "pages", lambda _: iter((other,)))
    options = Options(site.folder, site.folder / "public", datetime(2022, 3, 15, 12, tzinfo=UTC), jobs=1)
    built = build(options)
    assert [(one.code, one.spot.file) for one in built.problems] == [("E03", file)]
    assert built.problems[0].message.startswith(f"two pages have the address `/{url}`: one by `")
    assert "`month-map.html`" in built.problems[0].message
    assert not options.output.exists()

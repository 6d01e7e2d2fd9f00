"""What pages show of the fields of records, and of relations from their other end."""

import re
from datetime import UTC, datetime

import pytest

from conftest import SiteBuilder
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import events, sources, threads
from dayline.pages.parts.event_card import duration
from dayline.pages.parts.reference_facts import reference_facts

FILES: dict[str, str | bytes] = {
    "content/actors/peskov.yaml": "name: Dmitry Peskov\nkind: person\npublic_figure: true\ncountry: RU\n",
    "content/threads/talks.yaml": "title: Talks\nsummary: They talk\nopened: 2022-03-01\nclosed: 2022-03-19\n",
    "content/sources/ap.yaml": "name: AP\nkind: news-agency\npolicy: background-only\n",
    "content/references/2022/03/one.yaml": "source: ap\nkind: article\ntitle: One\nurl: https://example.org/1\n",
    "content/references/2022/03/two.yaml": "source: ap\nkind: article\ntitle: Two\nbased_on: one\nlang: en\n",
    "content/events/2022/03/21/talks-to-resume.yaml": """\
date: 2022-03-21
title: Talks are to go on there
source: two
event_status: planned
threads: talks
tags: [peace]
external_ids: {acled: X1}
planned:
  announced: 2022-03-14
  by: peskov
  expected: 2022-03-21
  expected_text: Monday
  previous: [2022-03-16, 2022-03-18]
""",
}


@pytest.fixture
def index(site: SiteBuilder) -> SiteIndex:
    """An edition with one plan and two documents."""
    return SiteIndex(site.write(FILES).timeline())


def test_plan_in_full(index: SiteIndex) -> None:
    """An event shows who announced it, in which words, and for when it was planned before."""
    view = events.view("2022-03-21/talks-to-resume", index)
    assert view.planner is not None
    assert view.planner.who.text == "Dmitry Peskov"
    assert view.plan_notes == "In the source: “Monday”; planned before for 16 March 2022 and 18 March 2022"
    assert (view.tags, view.elsewhere) == (("peace",), (("ACLED", "X1"),))


def test_basis_from_both_ends(index: SiteIndex) -> None:
    """A document shows what it is based on, and the other one what is based on it."""
    one, two = (reference_facts(id, index) for id in ("one", "two"))
    assert [link.text for link in two.based_on] == ["One"]
    assert [link.text for link in one.basis_of] == ["Two"]
    assert two.language == "en"


def test_source_and_thread(index: SiteIndex) -> None:
    """A source shows how it is used, a thread from when to when it ran."""
    assert sources.source_view("ap", index).policy == "For background only"
    assert threads.view("talks", index).span == "Since 1 March 2022, closed 19 March 2022"


@pytest.mark.parametrize(
    ("written", "shown"),
    [("PT3H", "3 hours"), ("P1DT30M", "1 day and 30 minutes"), ("several hours", "several hours"), ("PT", "PT"),
     ("P" + "9" * 5000 + "D", "P" + "9" * 5000 + "D")],
    ids=["hours", "day", "words", "nothing", "huge"],
)  # fmt: skip
def test_duration(written: str, shown: str) -> None:
    """Durations of ISO 8601 are put into words, everything else stays as it is."""
    assert duration(written) == shown


WITHHELD = """\
date: 2022-03-14
title: A person called Secretname is hiding there
summary: Secretname can be found in Secretplace.
date_note: Secretnote
place: kyiv
source: {url: https://example.net/secretsource, note: Secretnote}
attribution: {anonymous: true, described_as: neighbour of Secretname, reason: fear}
quotes:
  - {text: I am Secretname, by: council}
claims:
  - {id: hiding, by: council, text: Secretname hides in Secretplace}
figures:
  - {figure: people, value: 1, note: Secretnote}
tags: [secrettag]
state: withheld
changes:
  - {date: 2022-03-15, kind: withheld, text: A person could be harmed.}
  - {date: 2022-03-15, kind: correction, text: It was Secretplace., was: Secretplace}
"""


def test_withheld_is_withheld_everywhere(site: SiteBuilder) -> None:
    """Of a withheld event no page shows more than its day and why it is withheld, whoever links to it."""
    site.write(
        {
            "content/places/kyiv.yaml": "name: Kyiv\nkind: settlement\ncountry: UA\n",
            "content/actors/council.yaml": "name: Council\nkind: government\ncountry: UA\n",
            "content/figures/people.yaml": "title: People\nunit: people\nkind: level\ncounts: People\n",
            "content/events/2022/03/14/withheld.yaml": WITHHELD,
            "content/events/2022/03/15/later.yaml": (
                "date: 2022-03-15\ntitle: Something followed from it\nsource: https://example.net/1\n"
                "follows: 2022-03-14/withheld\nattribution: {by: council}\n"
                "responses:\n  - {claim: 2022-03-14/withheld#hiding, type: declines-to-comment}\n"
            ),
            "content/briefs/2022/2022-03-14.md": (
                "---\ndate: 2022-03-14\ntitle: The day\n"
                "highlights:\n  - {text: One, events: [2022-03-14/withheld]}\n---\n"
            ),
        }
    )
    built = build(Options(site.folder, site.folder / "public", datetime(2022, 3, 16, tzinfo=UTC), jobs=1))
    assert [problem.message for problem in built.problems] == []
    pages = {path: path.read_text("utf-8").lower() for path in (site.folder / "public").rglob("*.*") if path.is_file()}
    assert [path.as_posix() for path, text in pages.items() if "secret" in text] == []
    assert "A person could be harmed." in (site.folder / "public/2022/03/14/withheld/index.html").read_text("utf-8")


def test_every_relation_is_shown_from_both_ends(site: SiteBuilder) -> None:
    """Threads and figures on actors and places that they name, plans on what announced them, twins on claims."""
    event = "title: {} has been reported\nsource: https://example.net/1\nattribution: {{by: council}}\n"
    site.write(
        {
            "content/places/kyiv.yaml": "name: Kyiv\nkind: settlement\ncountry: UA\n",
            "content/actors/council.yaml": "name: Council\nkind: government\ncountry: UA\nplaces: [kyiv]\n",
            "content/threads/siege.yaml": "title: The siege\nsummary: It.\nactors: [council]\nplaces: [kyiv]\n",
            "content/figures/people.yaml": "title: Crowd\nunit: people\nkind: level\ncounts: All\nactors: [council]\n",
            "content/events/2022/03/14/first.yaml": "date: 2022-03-14\n" + event.format("First")
            + "claims:\n  - {id: it, text: It is so}\n",
            "content/events/2022/03/15/second.yaml": "date: 2022-03-15\n" + event.format("Second")
            + "claims:\n  - {id: too, text: So it is, same_as: 2022-03-14/first#it}\n"
            + "planned: {announced: 2022-03-14, announced_in: 2022-03-14/first, expected: 2022-03-15}\n",
        }
    )  # fmt: skip
    assert build(Options(site.folder, site.folder / "public", datetime(2022, 3, 16, tzinfo=UTC), jobs=1)).ok
    shown = {
        name: (site.folder / "public" / name / "index.html").read_text("utf-8")
        for name in ("actors/council", "places/kyiv", "2022/03/14/first")
    }
    expected = {
        "actors/council": ("The siege", "Crowd"),
        "places/kyiv": ("The siege", "Council"),
        "2022/03/14/first": ("Announced here", "Second has been reported", "Also claimed", "So it is"),
    }
    assert {name: [w for w in words if w not in shown[name]] for name, words in expected.items()} == {
        name: [] for name in expected
    }


def test_an_old_address_leads_on(site: SiteBuilder) -> None:
    """An event that was renamed is still found under the id it had, and the sitemap lists the new one only."""
    event = "date: 2022-03-14\ntitle: It has happened\nsource: https://example.net/1\naliases: [2022-03-14/old]\n"
    site.write({"content/events/2022/03/14/new.yaml": event})
    assert build(Options(site.folder, site.folder / "public", datetime(2022, 3, 16, tzinfo=UTC), jobs=1)).ok
    public = site.folder / "public"
    assert 'content="0; url=../../../../2022/03/14/new/"' in (public / "2022/03/14/old/index.html").read_text("utf-8")
    assert "/old/" not in (public / "sitemap.xml").read_text("utf-8")


_SHUT = re.compile(r'<details class="shut">.*?</details>|<(h1|h3|nav|title)\b.*?</\1>', re.DOTALL)
GATED: dict[str, str | bytes] = {
    "content/actors/witness.yaml": "name: The witness\nkind: person\npublic_figure: true\n",
    "content/events/2022/03/14/one.yaml": (
        "date: 2022-03-14\ntitle: A witness speaks in the city\nsource: https://example.org/a\n"
        "content_warning: [death]\nsensitivity: {display: click-through}\n"
        "quotes:\n- {text: Words that are hard to read, by: witness}\n"
        "claims:\n- {id: it, kind: accusation, by: witness, text: A thing that is hard to read}\n"
    ),
}


@pytest.mark.parametrize(
    ("page", "gated"),
    [("actors/witness/", ("Words that are hard to read", "A thing that is hard to read")),
     ("2022/03/14/", ("Words that are hard to read", "A thing that is hard to read")),
     ("2022/03/14/one/", ("Words that are hard to read", "A thing that is hard to read"))],
)  # fmt: skip
def test_what_is_behind_a_click_is_so_on_every_page(site: SiteBuilder, page: str, gated: tuple[str, ...]) -> None:
    """Words of an event that not everybody wants to read are behind the same click wherever they are shown."""
    output = site.folder / "public"
    options = Options(site.write(GATED).folder, output, datetime(2022, 3, 20, 12, tzinfo=UTC), jobs=1)
    assert [problem for problem in build(options).problems if problem.is_error] == []
    text = (output / page / "index.html").read_text("utf-8")
    behind = re.findall(r'<details class="shut">(<summary>.*?)</details>', text.partition("<main")[2], re.DOTALL)
    summary = '<summary>Contains: death.<span class="act"> Show it</span></summary>'
    assert behind
    assert all(one.startswith(summary) for one in behind)
    main = text.partition("<main")[2]
    for words in gated:
        assert any(words in one for one in behind), words
        assert words not in _SHUT.sub("", main), words

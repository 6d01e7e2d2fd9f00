"""What is published: neither drafts and what is under embargo, nor what only they lead to, by id or by link."""

import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from conftest import SiteBuilder
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.build.unchanged import earlier
from dayline.timeline.link import link

NOW = datetime(2022, 3, 20, 12, tzinfo=UTC)
ALL = frozenset({"search", "cards"})
EVENT = "date: 2022-03-14\ntitle: The lower bridge is closed\nsource: https://example.org/report\n"
DRAFT = "date: 2022-03-14\ntitle: SECRET mayor is arrested at home\nstate: draft\nsource: tip\n"
USES = (
    "actors: [mayor]\nplace: spot\nthreads: [inquiry]\nmedia: 2022-03/photo\n"
    "summary: As a [term](term:word) has it, and a [question](question:who-knew).\n"
    "figures: [{figure: cells, value: 3, by: mayor}]\n"
)
SECRETS = {
    "content/actors/mayor.yaml": (
        "name: SECRET Novotna\nkind: person\npublic_figure: true\ncountry: CZ\nparent: court\nplaces: [cellar]\n"
        "description: SECRET woman\n"
    ),
    "content/actors/court.yaml": "name: SECRET court\nkind: office\ncountry: CZ\n",
    "content/places/spot.yaml": "name: SECRET spot\nkind: settlement\ncountry: CZ\nlat: 50.1\nlon: 14.4\n",
    "content/places/cellar.yaml": "name: SECRET cellar\nkind: site\ncountry: CZ\nparent: spot\n",
    "content/references/tip.yaml": (
        "source: courier\nkind: article\ntitle: SECRET arrest on Thursday\nurl: https://example.org/SECRET\n"
        "published: 2022-03-14\norigin: agency\n"
    ),
    "content/sources/courier.yaml": "name: SECRET Courier\nkind: newspaper\ncountry: CZ\n",
    "content/sources/agency.yaml": "name: SECRET Agency\nkind: news-agency\ncountry: CZ\n",
    "content/threads/inquiry.yaml": "title: SECRET inquiry\nsummary: SECRET of the police.\n",
    "content/threads/inquiry.md": "SECRET background.\n",
    "content/figures/cells.yaml": (
        "title: SECRET cells\nunit: cells\nkind: level\ncounts: SECRET cells in use\n"
        "table: {source: 'https://example.net/t', date: d, values: {column: v, by: mayor}}\n"
    ),
    "content/figures/cells.csv": "d,v\n2022-03-13,2\n",
    "content/questions/who-knew.yaml": "question: SECRET Who knew?\nopened: 2022-03-10\n",
    "content/glossary/word.md": "---\nterm: SECRET word\n---\nWhat it means.\n",
    "content/media/2022/03/photo.png.yaml": "alt: SECRET door.\ncredit: SECRET desk\nlicence: CC0-1.0\n",
}


def secrets(site: SiteBuilder, *written: str, **files: str) -> SiteBuilder:
    """A site with a published event, everything that is secret, and these events, e0 and so on."""
    path = site.folder / "content/media/2022/03/photo.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (40, 30), (200, 0, 0)).save(path)
    named = {f"content/events/2022/03/14/e{n}.yaml": text for n, text in enumerate(written)}
    return site.write({"content/events/2022/03/14/bridge.yaml": EVENT, **SECRETS, **named, **files})


def options(site: SiteBuilder, **more: object) -> Options:
    """A default build, with search and social cards."""
    return replace(Options(site.folder, site.folder / "public", NOW, jobs=1, extras=ALL), **more)  # type: ignore[arg-type]


def holding(folder: Path, pattern: bytes = b"secret") -> list[str]:
    """The files of an edition that hold something, or have it in their name; the index unpacked."""
    found = []
    for path in sorted(folder.rglob("*")):
        raw = path.read_bytes() if path.is_file() else b""
        raw = zlib.decompress(raw, 47) if raw[:2] == b"\x1f\x8b" else raw
        if pattern in raw.lower() or pattern in path.name.encode():
            found.append(path.relative_to(folder).as_posix())
    return found


def built(site: SiteBuilder, **more: object) -> list[str]:
    """The files of a build that hold secrets."""
    chosen = options(site, **more)
    result = build(chosen)
    assert [problem.message for problem in result.problems] == []
    return holding(chosen.output)


EMBARGO = DRAFT.replace("state: draft", "embargo: 2022-04-01T06:00+01:00")
WITHHELD = (
    DRAFT.replace("state: draft", "state: withheld")
    + "changes: [{date: 2022-03-15, kind: withheld, text: A court wants it.}]\n"
)


@pytest.mark.parametrize(
    "event", [DRAFT, DRAFT.replace("draft", "review"), EMBARGO], ids=["draft", "review", "embargo"]
)
def test_what_only_unpublished_events_use(site: SiteBuilder, event: str) -> None:
    """No file of the edition holds a word of what only a draft or an event under embargo leads to."""
    assert built(secrets(site, event + USES)) == []
    assert sorted(path.name for path in (site.folder / "public").rglob("*") if path.suffix in (".avif", ".webp")) == []


def test_what_only_a_withheld_event_uses(site: SiteBuilder) -> None:
    """Of a withheld event the threads are shown, and nothing else that it led to."""
    secrets(site, WITHHELD + USES)
    threads = {"content/threads/inquiry.yaml": "title: Inquiry\nsummary: What is asked.\n"}
    assert built(site.write({**threads, "content/threads/inquiry.md": "Background.\n"})) == []
    assert "2022/03/14/e0" in (site.folder / "public/threads/inquiry/index.html").read_text("utf-8")


def test_without_drafts_everything_is_published(site: SiteBuilder) -> None:
    """What nothing leads to is published, as before; so is what a published event leads to beside a draft."""
    timeline = secrets(site).timeline()
    assert (timeline.held_back, timeline.linked_from_unpublished, len(timeline.actors)) == ({}, frozenset(), 2)
    both = secrets(site, DRAFT + USES, EVENT + "actors: [mayor]\n").timeline()
    assert sorted(both.actors) == ["court", "mayor"]
    assert (sorted(both.places), sorted(both.threads)) == (["cellar", "spot"], [])


LINKS = {
    "an id": "actors: [mayor]",
    "a link": "summary: It was [she](actor:mayor).",
    "a link to what leads to it": "summary: It was [there](question:who-knew).",
}


@pytest.mark.parametrize("name", LINKS)
def test_a_published_link_publishes(site: SiteBuilder, name: str) -> None:
    """An id or a link in something published publishes an entry, and all that it leads to."""
    secrets(site, DRAFT + USES, EVENT + LINKS[name] + "\n")
    site.write({"content/questions/who-knew.yaml": (
        "question: Who knew?\nopened: 2022-03-10\nknown: It was [she](actor:mayor).\n")})  # fmt: skip
    timeline = site.timeline()
    assert sorted(timeline.actors) == ["court", "mayor"]
    assert sorted(id for kind, id in timeline.held_back if kind == "reference") == ["tip"]


def test_an_address_leads_to_its_source(site: SiteBuilder) -> None:
    """A bare address in a draft leads to the source of its domain, and one in something published too."""
    site.write({"content/sources/gazette.yaml": "name: Gazette\nkind: newspaper\ndomains: [gazette.example]\n"})
    draft = DRAFT.replace("source: tip", "source: https://www.gazette.example/1")
    assert sorted(secrets(site, draft).timeline().held_back) == [("source", "gazette")]
    claim = "claims: [{id: it, text: It is so, source: 'https://gazette.example/2', by: court}]\n"
    assert secrets(site, draft, EVENT + claim).timeline().held_back == {}


@pytest.mark.parametrize("brief", ["", "state: draft\n", "state: review\n"], ids=["published", "draft", "review"])
def test_a_brief_in_draft(site: SiteBuilder, brief: str) -> None:
    """A brief in draft is not there: its day has none, and its links lead to nothing that is published for them."""
    text = "date: 2022-03-14\ntitle: SECRET day\nnot_known: [who-knew]\n"
    secrets(site, **{"content/briefs/2022/2022-03-14.md": f"---\n{text}{brief}---\nSECRET [she](actor:mayor).\n"})
    if not brief:
        assert "2022/03/14/index.html" in built(site)
        return
    for name in ("places/spot.yaml", "places/cellar.yaml", "figures/cells.yaml", "figures/cells.csv"):
        (site.folder / "content" / name).unlink()
    mayor = site.folder / "content/actors/mayor.yaml"
    mayor.write_text(mayor.read_text("utf-8").replace("places: [cellar]\n", ""), "utf-8")
    chosen = options(site)
    assert build(chosen).ok
    names = {"mayor", "court", "who-knew", "2022-03-14"}
    assert {id for _, id in (*site.timeline().held_back, *site.timeline().drafts)} == names
    assert holding(chosen.output, b"secret novotna") + holding(chosen.output, b"secret day") == []
    assert "No summary for this day" in (chosen.output / "2022/03/14/index.html").read_text("utf-8")


def test_a_page_in_draft(site: SiteBuilder) -> None:
    """A page in draft is not there; what is published can't lead to it."""
    site.write({"content/pages/plan.md": "---\ntitle: SECRET plan\nstate: draft\n---\nOf [her](actor:mayor).\n"})
    secrets(site, DRAFT + USES)
    assert built(site) == []
    site.write({"content/pages/method.md": "---\ntitle: How we work\n---\nBy [plan](page:plan).\n"})
    assert "error[E10]: `plan` is a draft, so readers can't see it" in site.problems()


def test_a_preview_shows_drafts(site: SiteBuilder) -> None:
    """With drafts nothing is held back, and drafts say what they are."""
    text = "---\ndate: 2022-03-14\ntitle: SECRET day\nstate: draft\n---\nWords.\n"
    plan = "---\ntitle: SECRET plan\nstate: draft\n---\nWords.\n"
    secrets(site, DRAFT + USES, **{"content/briefs/2022/2022-03-14.md": text, "content/pages/plan.md": plan})
    found = built(site, drafts=True, extras=frozenset())
    assert {"actors/mayor/index.html", "2022/03/14/index.html", "plan/index.html"} <= set(found)
    for page in ("2022/03/14/index.html", "plan/index.html"):
        assert '<p class="draft">Draft: not yet published</p>' in (site.folder / "public" / page).read_text("utf-8")
    timeline = link(site.content(), NOW, drafts=True)
    assert (timeline.held_back, timeline.drafts, timeline.unpublished) == ({}, {}, {})


def test_nothing_is_said_of_what_is_held_back(site: SiteBuilder) -> None:
    """Entries that wait for a draft are neither unused nor lead nowhere; what nothing uses still is."""
    secrets(site, DRAFT + USES, **{"content/actors/nobody.yaml": "name: Nobody\nkind: person\ncountry: CZ\n"})
    site.write({"content/questions/who-knew.yaml": (
        "question: Who knew?\nopened: 2022-03-10\nevents: [2022-03-14/e0]\n")})  # fmt: skip
    assert re.findall(r"(?:error|warning)\[.*", site.problems()) == ["warning[W44]: nothing uses the actor `nobody`"]


def test_an_embargo_that_lifts_publishes_all(site: SiteBuilder) -> None:
    """When the moment has come an unchanged site is built again, as a clean build is, with all that was held back."""
    secrets(site, EMBARGO + USES)
    chosen = options(site, cache=site.folder / "cache", extras=frozenset())
    assert (build(chosen).ok, earlier(chosen).is_current, holding(chosen.output)) == (True, True, [])
    later = replace(chosen, now=datetime(2022, 4, 1, 5, tzinfo=UTC))
    assert (earlier(later).is_current, build(later).ok) == (False, True)
    clean = replace(later, output=site.folder / "clean", cache=None)
    assert build(clean).ok
    assert _files(later.output) == _files(clean.output)
    assert "actors/mayor/index.html" in holding(later.output)


def test_builds_after_links_come_and_go(site: SiteBuilder) -> None:
    """A link in the words of an event publishes what a draft leads to, and holds it back when it goes."""
    secrets(site, DRAFT + USES, **{"content/briefs/2022/2022-03-14.md": "---\ndate: 2022-03-14\ntitle: A\n---\nB.\n"})
    chosen = options(site, cache=site.folder / "cache", extras=frozenset())
    clean = replace(chosen, output=site.folder / "clean", cache=None)
    texts = (
        {"content/events/2022/03/14/bridge.yaml": EVENT + "summary: Of [her](actor:mayor).\n"},
        {"content/events/2022/03/14/bridge.yaml": EVENT + "summary: Of her.\n"},
        {"content/briefs/2022/2022-03-14.md": "---\ndate: 2022-03-14\ntitle: A\n---\nOf [her](actor:mayor).\n"},
        {"content/briefs/2022/2022-03-14.md": "---\ndate: 2022-03-14\ntitle: A\n---\nOf her.\n"},
        {"content/briefs/2022/2022-03-14.md": "---\ndate: 2022-03-14\ntitle: A\nstate: draft\n---\nOf her.\n"},
    )
    assert build(chosen).ok
    for number, text in enumerate(texts):
        site.write(dict(text))
        assert build(chosen).ok
        assert build(clean).ok
        assert _files(chosen.output) == _files(clean.output)
        assert (site.folder / "public/actors/mayor/index.html").exists() == (number in (0, 2))


def test_an_edition_of_an_earlier_moment(site: SiteBuilder) -> None:
    """An edition of a moment holds back what only drafts and embargoes of that moment lead to."""
    reported = "reported: 2022-03-14\n"
    secrets(site, EMBARGO + USES + reported)
    for now in (NOW, datetime(2022, 4, 2, tzinfo=UTC)):
        assert built(site, now=now, as_of=datetime(2022, 3, 18, tzinfo=UTC), extras=frozenset()) == []
    secrets(site, DRAFT + USES + reported)
    assert built(site, as_of=datetime(2022, 3, 18, tzinfo=UTC), extras=frozenset()) == []


def test_what_was_held_back_was_not_published(site: SiteBuilder) -> None:
    """A thread that only a draft led to may go; one that was published and is held back now may not."""
    secrets(site, DRAFT + "threads: [inquiry]\n")
    before = {
        path.relative_to(site.folder).as_posix(): path.read_bytes()
        for path in site.folder.rglob("content/**/*.*")
        if path.is_file()
    }
    for name in ("threads/inquiry.yaml", "threads/inquiry.md", "events/2022/03/14/e0.yaml"):
        (site.folder / "content" / name).unlink()
    assert "E11" not in site.problems(before=before)
    secrets(site, DRAFT + "threads: [inquiry]\n")
    published = {**before, "content/events/2022/03/14/e0.yaml": EVENT + "threads: [inquiry]\n"}
    assert "error[E11]: the thread `inquiry` was published and is held back now" in site.problems(before=published)


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != ".dayline-manifest")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}

"""What is built from what is remembered is what would be built from nothing."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

import dayline
from conftest import LONG, SiteBuilder, changed, edition, from_nothing
from dayline.build.built import Built
from dayline.build.finishing import finish
from dayline.build.options import Options
from dayline.build.pipeline import build, rebuild
from dayline.build.state import load_state, save_state
from dayline.pages.data import image_variants
from dayline.queries.recorded import _RecordedTimeline
from dayline.queries.recorder import Query
from dayline.render import rasterise
from demonstration import copy_content

NOW = datetime(2022, 3, 20, 12, tzinfo=UTC)
AFTER = datetime(2022, 3, 31, 12, tzinfo=UTC)  # all that the demonstration tells
DEMO = Path(__file__).parents[1] / "content"
EDITS = int(os.environ.get("DAYLINE_EDITS", "30"))
ENCODED = cache(image_variants.encoded)


@pytest.fixture(autouse=True)
def encoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pictures of the demonstration are made smaller once, not once for each build from nothing."""
    monkeypatch.setattr(image_variants, "encoded", ENCODED)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Social cards stay the drawings that they are made from."""
    monkeypatch.setattr(rasterise, "png", str.encode)


class Desk:
    """A copy of the demonstration site, or of a part of it, its edition, and somebody who edits it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.random = random.Random(seed)
        self.restored: set[str] = set()
        copy_content(folder)
        with (folder / "content/site.yaml").open("a", encoding="utf-8") as settings:
            settings.write("\nsocial_cards: days\n")  # those of events take longer than all the rest
        later = frozenset({"cards"})
        self.options = Options(folder, folder / "public", AFTER, cache=folder / "cache", jobs=1, extras=later)

    def files(self, pattern: str) -> list[Path]:
        """The files of a kind, in order."""
        return sorted((self.folder / "content").glob(pattern))

    def any(self, pattern: str) -> Path:
        """One file of a kind."""
        return self.random.choice(self.files(pattern))

    def clean(self) -> Built:
        """A build from nothing, in another place."""
        shutil.rmtree(self.folder / "clean", ignore_errors=True)
        return build(replace(self.options, output=self.folder / "clean", cache=None))


def change(path: Path, pattern: str, new: str) -> bool:
    """Replace the first match of a pattern in a file, if there is one."""
    text = path.read_text("utf-8")
    edited = re.sub(pattern, new, text, count=1, flags=re.MULTILINE)
    path.write_text(edited, "utf-8")
    return edited != text


def title(desk: Desk) -> None:
    """Another word in an event's title."""
    change(desk.any("events/**/*.yaml"), r"^title: (\w+)", rf"title: \1 {desk.random.randrange(100)}")


def summary(desk: Desk) -> None:
    """Another word in an event's summary."""
    change(desk.any("events/**/*.yaml"), r"^summary: >-?\n", f"summary: >\n  Word{desk.random.randrange(100)}.\n")


def priority(desk: Desk) -> None:
    """Another weight."""
    weight = desk.random.choice(["key", "minor"])
    change(desk.any("events/**/*.yaml"), r"^priority: (key|normal|minor)$", f"priority: {weight}")


def kind(desk: Desk) -> None:
    """Another type."""
    change(desk.any("events/**/*.yaml"), r"^type: .*$", f"type: {desk.random.choice(['attack', 'talks', 'cyber'])}")


def brief(desk: Desk) -> None:
    """Another headline of a day."""
    change(desk.any("briefs/**/*.md"), r"^title: ", "title: Now ")


def registry(desk: Desk) -> None:
    """Another name of an actor, place, source, thread or figure."""
    kind = desk.random.choice(["actors", "places", "sources", "threads", "figures"])
    change(desk.any(f"{kind}/*.yaml"), r"^(name|title): (.+)$", rf"\1: \2 {desk.random.randrange(10)}")


def alias(desk: Desk) -> None:
    """Something about a place that only its own page shows."""
    path = desk.any("places/*.yaml")
    if "description" not in path.read_text("utf-8"):
        with path.open("a", encoding="utf-8") as stream:
            stream.write(f"description: Note {desk.random.randrange(100)}\n")


def moved_place(desk: Desk) -> None:
    """A place somewhere else, or less exactly known."""
    path = desk.any("places/*.yaml")
    if not change(path, r"^lat: (\d+)\.(\d).*$", rf"lat: \1.{desk.random.randrange(10)}"):
        change(path, r"\Z", "lat: 50.1\nlon: 30.2\n")
    change(path, r"^uncertainty_m: .*\n", "")
    change(path, r"\Z", f"uncertainty_m: {desk.random.randrange(1, 90)}000\n")


def own_map(desk: Desk) -> None:
    """Outlines of the site's own, new or drawn in another way."""
    folder, east = desk.folder / "content/maps", desk.random.randrange(25, 40)
    folder.mkdir(exist_ok=True)
    style = desk.random.choice(["outline", "area", "points"])
    (folder / "zone.yaml").write_text(f"title: A zone\ncredit: The desk\nlicence: CC0\nstyle: {style}\n", "utf-8")
    ring = [[20, 45], [east, 45], [east, 52], [20, 45]]
    (folder / "zone.geojson").write_text(f'{{"type": "Polygon", "coordinates": [{ring}]}}\n', "utf-8")


def scene(desk: Desk) -> None:
    """An event at another place, or less exactly placed."""
    where = (
        f"{{place: {desk.any('places/*.yaml').stem}, precision: {desk.random.choice(['country', 'near', 'exact'])}}}"
    )
    change(desk.any("events/**/*.yaml"), r"^place: [a-z-]+$", f"place: {where}")


def care(desk: Desk) -> None:
    """An event that coarsens or withholds where it was, or a place that is sensitive."""
    if desk.random.random() < 0.3:
        change(desk.any("places/*.yaml"), r"\Z", "sensitive: true\n")
        return
    how = desk.random.choice(["generalised: 0.5", "generalised: 0.2", "withheld: For their safety."])
    path = desk.any("events/**/*.yaml")
    if "sensitivity:" not in path.read_text("utf-8"):
        change(path, r"^date: .*\n", rf"\g<0>sensitivity: {{location: {{{how}}}, basis: Safety}}\n")


def held(desk: Desk) -> None:
    """A new event in draft or under embargo, or a brief in draft, with what only it leads to."""
    actor = desk.folder / f"content/actors/new-{desk.random.randrange(3)}.yaml"
    actor.write_text("name: Somebody new\nkind: office\ncountry: UA\n", "utf-8")
    state = desk.random.choice(["state: draft", "embargo: 2022-04-01T06:00+02:00", ""])
    path = desk.folder / f"content/events/2022/03/12/held-{desk.random.randrange(3)}.yaml"
    path.write_text(
        f"date: 2022-03-12\ntitle: Something that is to come\nactors: [{actor.stem}]\nplace: "
        f"{desk.any('places/*.yaml').stem}\nsource: https://example.net/held\n{state}\n",
        "utf-8",
    )
    if desk.random.random() < 0.3:
        change(desk.any("briefs/**/*.md"), r"^date: .*\n", r"\g<0>state: draft\n")


def settings(desk: Desk) -> None:
    """Another title of the site."""
    change(desk.folder / "content/site.yaml", r"^title: .*$", f"title: Day by Day {desk.random.randrange(10)}")


def template(desk: Desk) -> None:
    """Another space in a template."""
    name = desk.random.choice(["event.html", "day.html", "parts/event_card.html", "base.html", "card.svg"])
    path = desk.folder / "templates" / name
    source = path if path.exists() else DEMO.parent / "templates" / name
    text = source.read_text("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace("</", " </", desk.random.randrange(1, 3)), "utf-8")


def new_event(desk: Desk) -> None:
    """One more event, sometimes on a day that had none."""
    day = desk.random.choice(["10", "14", "18", "19"])
    path = desk.folder / f"content/events/2022/03/{day}/new-{desk.random.randrange(1000)}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"date: 2022-03-{day}\ntitle: Something new has been reported\nplace: {desk.any('places/*.yaml').stem}\n"
        f"actors: [{desk.any('actors/*.yaml').stem}]\nthreads: [{desk.any('threads/*.yaml').stem}]\n"
        "source: https://example.net/report\n",
        "utf-8",
    )


def delete(desk: Desk) -> None:
    """One event less; if something points to it the build is refused, and it comes back."""
    desk.any("events/**/*.yaml").unlink()


def rename(desk: Desk) -> None:
    """An event under another name."""
    path = desk.any("events/**/*.yaml")
    path.rename(path.with_name(f"renamed-{desk.random.randrange(1000)}.yaml"))


def move(desk: Desk) -> None:
    """An event on another day."""
    change(desk.any("events/**/*.yaml"), r"^date: 2022-03-1\d$", f"date: 2022-03-1{desk.random.randrange(9)}")


def question(desk: Desk) -> None:
    """A question that is new, answered by another event, or asked in another brief."""
    number, answer = desk.random.randrange(3), desk.any("events/2022/03/*/*.yaml")
    closed = f"closed_by: 2022-03-{answer.parent.name}/{answer.stem}\nanswer: It is so.\n" if number else ""
    path = desk.folder / f"content/questions/new-question-{number}.yaml"
    path.parent.mkdir(exist_ok=True)
    thread = desk.any("threads/*.yaml").stem
    path.write_text(f"question: What is {number}?\nopened: 2022-03-01\nthreads: {thread}\n{closed}", "utf-8")
    change(desk.any("briefs/**/*.md"), r"^not_known:\n", f"not_known:\n  - {path.stem}\n")


def unknown(desk: Desk) -> None:
    """Another word in what a brief says is not known: what was a question is then a text."""
    change(desk.any("briefs/**/*.md"), r"^not_known:\n  - (\W*)", r"not_known:\n  - \1Now ")


def promise(desk: Desk) -> None:
    """A promise by an unnamed source, with an outcome that another event shows."""
    shown, due = desk.any("events/2022/03/*/*.yaml"), desk.random.choice(["2022-03-12", "2022-04"])
    path = desk.folder / f"content/events/2022/03/10/promise-{desk.random.randrange(3)}.yaml"
    whose = desk.any("actors/*.yaml").stem
    path.write_text(
        "date: 2022-03-10\ntitle: Somebody promises something\nsource: https://example.net/promise\n"
        f"attribution: {{anonymous: true, described_as: an aide, reason: fear, organisation: {whose}}}\n"
        f"claims:\n  - id: it\n    text: It will be done\n    kind: intent\n    promise: {{due: {due}, outcome: kept, "
        f"to: {desk.any('actors/*.yaml').stem}, shown_by: 2022-03-{shown.parent.name}/{shown.stem}}}\n",
        "utf-8",
    )


def logged(desk: Desk) -> None:
    """One more change in the log of anything, or a day on which an event was added."""
    where = ("events/**/*.yaml", "briefs/**/*.md", "actors/*.yaml", "places/*.yaml", "threads/*.yaml", "pages/*.md",
             "figures/*.yaml", "sources/*.yaml", "references/**/*.yaml", "glossary/*.md")  # fmt: skip
    path, day = desk.any(desk.random.choice(where)), desk.random.randrange(10, 19)
    kind = desk.random.choice(["correction", "update", "status", "retraction"])
    line = f"  - {{date: 2022-03-{day}, kind: {kind}, text: Not {desk.random.randrange(100)}., was: a, now: b}}\n"
    if not change(path, r"^changes:\n", f"changes:\n{line}"):
        change(path, r"^---\n" if path.suffix == ".md" else r"\A", rf"\g<0>changes:\n{line}")
    change(desk.any("events/**/*.yaml"), r"^added: .*$", f"added: 2022-03-{day}")


def citation(desk: Desk) -> None:
    """A report cited by one more event, or by one fewer."""
    path, ref = desk.any("events/**/*.yaml"), desk.any("references/**/*.yaml").stem
    if desk.random.random() < 0.5 or not change(path, r"^  - ref: .*\n(    .*\n)*(?=  - ref: )", ""):
        change(path, r"^sources:\n", f"sources:\n  - ref: {ref}\n")


def table(desk: Desk) -> None:
    """Another value in a figure's table, a row more or less, or a table more or less."""
    path = desk.folder / "content/figures/people-who-left-ukraine.csv"
    kind, day = desk.random.choice(["value", "row", "gone", "back", "new"]), desk.random.randrange(10, 19)
    if kind == "gone" or not path.exists():
        kept = (DEMO / "figures" / path.name).read_text("utf-8")
        path.unlink() if path.exists() else path.write_text(kept, "utf-8")
        column = path.with_suffix(".yaml").read_text("utf-8").partition("table:")[0]
        written = (DEMO / "figures" / f"{path.stem}.yaml").read_text("utf-8")
        path.with_suffix(".yaml").write_text(written if path.exists() else column, "utf-8")
    elif kind == "value":
        change(path, rf"^2022-03-{day},\d+$", f"2022-03-{day},{desk.random.randrange(3_000_000)}")
    elif kind == "row":
        change(path, rf"^2022-03-{day},.*\n", "")
    elif kind == "new":
        figure = desk.any("figures/*.yaml")
        if "table:" not in figure.read_text("utf-8"):
            with figure.open("a", encoding="utf-8") as stream:
                by = desk.any("actors/*.yaml").stem
                stream.write(f"table: {{source: https://example.net/t, date: d, values: {{column: v, by: {by}}}}}\n")
            figure.with_suffix(".csv").write_text(f"d,v\n2022-03-09,1\n2022-03-{day},{day}\n", "utf-8")


def photo(desk: Desk) -> None:
    """A picture that is new, another one, or told of in other words, on an event or in a brief."""
    from PIL import Image

    number = desk.random.randrange(3)
    path = desk.folder / f"content/media/2022/03/new-{number}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (desk.random.choice([40, 400]), 30), (desk.random.randrange(256), 0, 0)).save(path)
    place, warning = desk.any("places/*.yaml").stem, desk.random.choice(["", "content_warning: injury\n"])
    sidecar = (
        f"alt: A red stripe.\ncredit: Desk {desk.random.randrange(9)}\nlicence: CC0-1.0\nplace: {place}\n{warning}"
    )
    path.with_name(f"{path.name}.yaml").write_text(sidecar, "utf-8")
    item = desk.any(desk.random.choice(["events/**/*.yaml", "briefs/**/*.md"]))
    use = f"media: {{media: 2022-03/new-{number}, role: {desk.random.choice(['lead', 'inline'])}}}\n"
    if not change(item, r"^media: .*\n", use):
        change(item, r"^date: .*\n", rf"\g<0>{use}")


def several(desk: Desk) -> None:
    """Several edits at once."""
    for edit in desk.random.sample(ALL[:-1], 3):
        edit(desk)


ALL: list[Callable[[Desk], None]] = [
    title, summary, priority, kind, brief, registry, alias, settings, template, new_event, delete, rename, move,
    question, unknown, promise, logged, table, photo, moved_place, own_map, scene,
    care, held, citation, several,
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.scales
@pytest.mark.parametrize("way", ["processes", "serve"])
@pytest.mark.usefixtures("undrawn")
def test_any_edits(tmp_path: Path, way: str, record_property: Callable[[str, object], None]) -> None:
    """After any edit the edition is the one of a clean build, byte for byte; a refused build changes nothing.

    The default tier makes a clean build after every other edit and after the last.
    """
    desk = Desk(tmp_path, seed=len(way))
    built = build(desk.options)
    rendered = []
    for number in range(EDITS):
        kept = tmp_path / "kept"
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(tmp_path / "content", kept)
        edit = desk.random.choice(ALL)
        edit(desk)
        before = edition(desk.options.output)
        built = build(desk.options) if way == "processes" else served(desk, built, kept)
        if LONG or (EDITS - number) % 2:
            clean = desk.clean()
            assert [p.code for p in built.problems] == [p.code for p in clean.problems], (number, edit.__name__)
            assert not built.ok or differences(desk.options.output, tmp_path / "clean") == [], (number, edit.__name__)
        if built.ok:
            rendered += [len(built.reasons)] if built.reasons else []  # an edit may change nothing
        else:
            assert edition(desk.options.output) == before
            shutil.rmtree(tmp_path / "content")
            shutil.copytree(kept, tmp_path / "content")
    record_property("pages rendered", rendered)
    assert min(rendered) < 50, "some edits that change pages must cost little"


def served(desk: Desk, built: Built, kept: Path) -> Built:
    """A rebuild as `serve` does it: told which files changed."""
    now, before = edition(desk.folder / "content"), edition(kept)
    edited = {f"content/{name}" for name in changed(before, now)} | desk.restored
    result = rebuild(desk.options, built.memory, {}, edited, built.live)
    result = finish(desk.options, result, {}) if result.ok else result
    desk.restored = set() if result.ok else edited
    return result


def differences(one: Path, other: Path) -> list[str]:
    """The files in which two editions differ."""
    return changed(edition(one), edition(other))


SMALL = {
    "content/places/kyiv.yaml": "name: Kyiv\nkind: settlement\ncountry: UA\n",
    "content/places/lviv.yaml": "name: Lviv\nkind: settlement\ncountry: UA\n",
    "content/actors/council.yaml": "name: City Council\nkind: government\ncountry: UA\n",
    "content/threads/siege.yaml": "title: The siege\nsummary: What happens there.\n",
    "content/events/2022/03/13/first.yaml": (
        "date: 2022-03-13\ntitle: The first thing happened\nplace: kyiv\nthreads: [siege]\nsource: https://example.net/1\n"
    ),
    "content/events/2022/03/14/second.yaml": (
        "date: 2022-03-14\ntitle: The council says something\nplace: kyiv\nactors: [council]\nthreads: [siege]\n"
        "follows: 2022-03-13/first\nsource: https://example.net/2\n"
        "claims:\n  - id: it\n    by: council\n    text: It is so\n"
    ),
    "content/events/2022/03/15/third.yaml": (
        "date: 2022-03-15\ntitle: Another thing altogether\nplace: lviv\nsource: https://example.net/3\n"
    ),
    "content/events/2022/03/15/answer.yaml": (
        "date: 2022-03-15\ntitle: An answer to the council\nplace: lviv\nsource: https://example.net/4\n"
        "attribution: {by: council}\nresponses:\n  - {claim: 2022-03-14/second#it, type: denies}\n"
    ),
    "content/briefs/2022/2022-03-14.md": "---\ndate: 2022-03-14\ntitle: The day\n---\n\nWords.\n",
    "content/glossary/word.md": "---\nterm: word\n---\nWhat it means.\n",
}
CHANGES = ("/changes.atom", "/changes/", "/changes/2022-03/")
PERIODS = ("1", "3", "7", "30", "2022-03", "2022-w11")
NEWS = (*CHANGES, *(f"/catch-up/{period}/" for period in PERIODS), "/data/changes/2022-03.json")
BRIEFS = tuple(f"/catch-up/{period}/briefs/" for period in PERIODS if period != "1")
FACETS = ("/statuses/unverified/", "/statuses/unverified/2022-03/", "/types/report/", "/types/report/2022-03/")
TITLES = "/data/titles/2022-03.json"
EDIT_TABLE = {
    "nothing": ("content/places/lviv.yaml", "Lviv", "Lviv", []),
    "a word in an event that stands alone": (
        "content/events/2022/03/15/third.yaml", "Another", "One other",
        ["/", "/2022/03/", "/2022/03/15/", "/2022/03/15/third/", "/feed.atom", "/places/lviv/", *FACETS, TITLES, *NEWS],
    ),
    "a word in an event in a thread, with neighbours and an answer": (
        "content/events/2022/03/14/second.yaml", "something", "anything",
        ["/", "/2022/03/13/first/", "/2022/03/14/", "/2022/03/14/second/", "/2022/03/14/second/it/", "/2022/03/15/",
         "/2022/03/15/answer/", "/actors/council/", "/claims/", "/claims/2022-03/", "/places/kyiv/", "/threads/siege/",
         *FACETS, TITLES, *NEWS],
    ),
    "a word in a brief": (
        "content/briefs/2022/2022-03-14.md", "Words", "Other words", ["/2022/03/14/", "/feed.atom", *BRIEFS],
    ),
    "a word in a glossary entry": ("content/glossary/word.md", "means", "says", ["/glossary/", "/glossary/word/"]),
    "a place's name": (
        "content/places/lviv.yaml", "Lviv", "Lwów",
        ["/", "/2022/03/", "/2022/03/15/", "/2022/03/15/answer/", "/2022/03/15/third/", "/map/", "/map/2022-03/",
         "/places/", "/places/lviv/", "/data/facets/2022.json", "/data/names/all.json", "/search/names/"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDIT_TABLE)
def test_edit_and_what_is_rendered(site: SiteBuilder, name: str) -> None:
    """Each kind of edit renders exactly these addresses, and the edition is that of a build from nothing."""
    options = Options(site.write(SMALL).folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1)
    build(options)
    file, old, new, expected = EDIT_TABLE[name]
    path = site.folder / file
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    found = build(options)
    assert sorted(url.replace("\x1d", "/") for url in found.reasons) == sorted(expected)
    assert changed(edition(options.output), from_nothing(options)) == []


def test_template_edit_renders_its_pages(site: SiteBuilder) -> None:
    """A changed template renders the pages that lead to it, and says so."""
    options = Options(site.write(SMALL).folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1)
    build(options)
    site.write({"templates/term.html": "{{ page.head.title }}"})
    assert {url.replace("\x1d", "/"): why for url, why in build(options).reasons.items()} == {
        "/glossary/word/": "template"
    }


def test_caches_that_are_broken_are_as_good_as_none(site: SiteBuilder) -> None:
    """Caches cut short, filled with rubbish or made by another version are not used."""
    options = Options(site.write(SMALL).folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1)
    build(options)
    for damage in (lambda raw: raw[: len(raw) // 2], lambda raw: b"x" * len(raw), lambda _: b""):
        for path in (site.folder / "cache").iterdir():
            path.write_bytes(damage(path.read_bytes()))
        path = site.folder / "content/glossary/word.md"
        path.write_text(path.read_text("utf-8") + "More.\n", "utf-8")
        build(options)
        build(replace(options, output=site.folder / "clean", cache=None))
        assert differences(options.output, site.folder / "clean") == []


@pytest.mark.scales
def test_a_shelf_that_is_altered_anywhere(site: SiteBuilder) -> None:
    """One other bit or a cut anywhere in what is kept may cost time, but never makes another page."""
    options = Options(site.write(SMALL).folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1)
    build(options)
    shelf, chosen = site.folder / "cache" / "memory", random.Random(14)
    page = site.folder / "content/events/2022/03/14/second.yaml"
    for number in range(200 if LONG else 12):
        raw = bytearray(shelf.read_bytes())
        place = chosen.randrange(len(raw))
        raw[place] ^= 1 << chosen.randrange(8)
        shelf.write_bytes(raw[: place + 1] if number % 4 == 0 else raw)
        page.write_text(page.read_text("utf-8").replace("title: ", f"title: {number} "), "utf-8")
        build(options)
        assert changed(edition(options.output), from_nothing(options)) == [], (number, place)


def test_a_shelf_that_is_gone_the_next_day(site: SiteBuilder) -> None:
    """With no file changed, a build that has nothing to go by but the stamps of the files reads them all."""
    options = Options(site.write(SMALL).folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1)
    build(options)
    (site.folder / "cache" / "memory").unlink()
    later = replace(options, now=NOW + timedelta(days=1))
    assert [problem.code for problem in build(later).problems if problem.is_error] == []
    assert changed(edition(later.output), from_nothing(later)) == []


def test_another_language(site: SiteBuilder) -> None:
    """What was asked in one language is no answer in another."""
    options = Options(site.write(SMALL).folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1)
    build(options)
    settings, place = site.folder / "content/site.yaml", site.folder / "content/places/lviv.yaml"
    written = re.sub(r"language: .*\n", "", settings.read_text("utf-8"))
    settings.write_text(f"{written.rstrip()}\nlanguage: de\n", "utf-8")
    place.write_text(place.read_text("utf-8").replace("Lviv", "Lemberg"), "utf-8")
    build(options)
    assert changed(edition(options.output), from_nothing(options)) == []


@pytest.mark.usefixtures("undrawn")
def test_cards_that_were_due_stay_due(site: SiteBuilder) -> None:
    """A card that a build had to leave for later is drawn after the next build too, though nothing changed for it."""
    options = Options(
        site.write(SMALL).folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1,
        extras=frozenset({"cards"}),
    )  # fmt: skip
    build(options)
    brief = site.folder / "content/briefs/2022/2022-03-14.md"
    brief.write_text(re.sub(r"title: .*", "title: Another title", brief.read_text("utf-8")), "utf-8")
    memory, codes = load_state(options)
    save_state(options, rebuild(options, memory, codes), {})  # and is killed before it draws
    more = (site.folder / "content/events/2022/03/15/third.yaml").read_text("utf-8")
    site.write({"content/events/2022/03/15/fourth.yaml": more})
    build(options)
    assert changed(edition(options.output), from_nothing(options)) == []


def test_caches_that_cannot_be_kept(site: SiteBuilder) -> None:
    """Where the caches' folder can't be made the site is built all the same."""
    site.write(SMALL).write({"taken": "a file"})
    options = Options(site.folder, site.folder / "public", NOW, cache=site.folder / "taken/cache", jobs=1)
    assert build(options).ok
    assert build(options).ok


def test_files_taken_out_of_the_output_come_back(site: SiteBuilder) -> None:
    """A page that somebody deleted or changed in the output is there again after the next build that verifies it."""
    options = Options(site.write(SMALL).folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1)
    build(options)
    whole = edition(options.output)
    (options.output / "2022/03/14/index.html").unlink()
    (options.output / "places/index.html").write_text("somebody was here")
    build(replace(options, verify=True))
    assert edition(options.output) == whole


def test_the_day_changes_what_is_due(site: SiteBuilder) -> None:
    """With nothing edited, a build on a later day is the clean build of that day."""
    plan = "event_status: planned\nplanned: {announced: 2022-03-15, expected: 2022-03-25}\n"
    event = "date: 2022-03-25\ntitle: Talks are to be held again\nthreads: [siege]\nsource: https://example.net/5\n"
    site.write({**SMALL, "content/events/2022/03/25/talks.yaml": event + plan})
    options = Options(site.folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1)
    build(options)
    later = replace(options, now=datetime(2022, 4, 2, tzinfo=UTC))
    build(later)
    build(replace(later, output=site.folder / "clean", cache=None))
    assert differences(options.output, site.folder / "clean") == []


def asked(built: Built) -> dict[Query, tuple[bytes, frozenset[Query]]]:
    """The digest of each answer in the graph of a build, and what was asked for it."""
    graph = built.memory.graph
    rows = [graph.row(number) for number in graph.numbers().values()]
    return {row.query: (row.digest, frozenset(graph.row(read).query for read in row.reads)) for row in rows}


def test_workers_make_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes, and any executor with the interface of `concurrent.futures`, give the same bytes and graph."""
    desk = Desk(tmp_path, seed=1)
    options = replace(desk.options, cache=None, extras=frozenset())
    monkeypatch.setattr("dayline.build.workers.PARALLEL_FROM", 1)
    monkeypatch.setattr("dayline.build.workers.MANY_PAGES", -(10**6))
    here = build(replace(options, output=tmp_path / "1", jobs=1))
    others = {
        "2": build(replace(options, output=tmp_path / "2", jobs=2)),
        "3": build(replace(options, output=tmp_path / "3", jobs=3)),
        "threads": build(
            replace(options, output=tmp_path / "threads", executor="concurrent.futures:ThreadPoolExecutor")
        ),
    }
    for name, built in others.items():
        assert differences(tmp_path / "1", tmp_path / name) == [], name
        assert asked(built) == asked(here), name


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_dask_makes_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Dask cluster reads and renders the same bytes, named by one option."""
    pytest.importorskip("distributed")
    monkeypatch.setattr("dayline.build.workers.PARALLEL_FROM", 1)
    monkeypatch.setattr("dayline.build.workers.MANY_PAGES", -(10**6))
    desk = Desk(tmp_path, seed=1)
    build(replace(desk.options, output=tmp_path / "here", cache=None))
    build(replace(desk.options, output=tmp_path / "dask", cache=None, executor="dask_cluster:executor"))
    assert differences(tmp_path / "here", tmp_path / "dask") == []


KILLED = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from dayline.build.pipeline import build
from dayline.build.options import Options
folder = Path(sys.argv[1])
build(Options(folder, folder / "public", datetime(2022, 3, 31, 12, tzinfo=UTC), cache=folder / "cache", jobs=1,
              extras=frozenset()))
"""


@pytest.mark.slow
@pytest.mark.parametrize("kills", [10, pytest.param(50, marks=pytest.mark.long)])
def test_killed_builds_leave_nothing_wrong(tmp_path: Path, kills: int) -> None:
    """Builds killed at random moments never leave a broken edition, and the next build is a clean one."""
    desk = Desk(tmp_path, seed=3)
    desk.options = replace(desk.options, extras=frozenset())
    assert build(desk.options).ok
    source = str(Path(dayline.__file__).parents[1])
    ends = []
    for _ in range(kills):
        title(desk)
        summary(desk)
        before = edition(desk.options.output)
        child = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(tmp_path)], env={**os.environ, "PYTHONPATH": source}
        )
        with suppress(subprocess.TimeoutExpired):
            child.wait(desk.random.uniform(0.05, 2.5))
        child.send_signal(signal.SIGKILL)
        ends.append(child.wait())
        after = edition(desk.options.output)
        desk.clean()
        assert after in (before, edition(tmp_path / "clean"))
    assert {*ends} <= {0, -signal.SIGKILL}, "a build that ended by itself ended well"
    assert -signal.SIGKILL in ends
    assert build(desk.options).ok
    desk.clean()
    assert differences(desk.options.output, tmp_path / "clean") == []


def test_a_renamed_event_is_linked_by_its_new_name(site: SiteBuilder) -> None:
    """What stands beside an event in a thread links to it under its new name, though its text is the same."""
    fourth = SMALL["content/events/2022/03/13/first.yaml"]
    site.write({**SMALL, "content/events/2022/03/16/fourth.yaml": fourth})
    files = {"content/events/2022/03/16/fourth.yaml": None, "content/events/2022/03/16/renamed.yaml": fourth}
    assert "2022/03/14/second/index.html" in site.edited(files, "2022/03/14/second/")


def unnoticed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Nothing that is looked up under a name is noted any more."""
    monkeypatch.setattr(_RecordedTimeline, name, property(lambda self: getattr(self._raw, name)), raising=False)


def test_a_page_that_stays_stale_is_seen(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison with a build from nothing fails if a page reads something unnoticed."""
    path = "content/glossary/word.md"
    edit = {path: "---\nterm: word\n---\nSomething else.\n"}
    unnoticed(monkeypatch, "terms")
    with pytest.raises(AssertionError, match="differs from a build from nothing"):
        site.write(SMALL).edited(edit)
    monkeypatch.undo()
    assert site.edited({path: SMALL[path]}, "glossary/") == ["glossary/word/index.html"]

"""Search: the columns to narrow down by, names, titles, the index and when it is made."""

import json
import time
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from conftest import SiteBuilder, edition
from dayline import urls, word_parts
from dayline.build import finishing, indexed_words, pagefind, search_index
from dayline.build.background_index import IDLE_TICKS, BackgroundIndex
from dayline.build.built import Built
from dayline.build.options import Options
from dayline.build.pipeline import build, rebuild
from dayline.build.unchanged import earlier
from dayline.cache.memory import SearchIndex
from dayline.pages.data import facet_columns, jump_names
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import name_index, search
from dayline.schema import search_words

NOW = datetime(2023, 1, 10, 12, tzinfo=UTC)
FILES: dict[str, str | bytes] = {
    "content/places/kyiv.yaml": (
        "name: Kyiv\nkind: settlement\ncountry: UA\naliases: [Kiev]\nnames: {uk: Київ, ru: Киев}\n"
    ),
    "content/actors/council.yaml": "name: City Council\nkind: government\ncountry: UA\n",
    "content/threads/siege.yaml": "title: The siege\nsummary: What happens there.\n",
    "content/events/2022/03/14/first.yaml": (
        "date: 2022-03-14\ntime: 14:00\ntitle: The first thing has happened\ntype: attack\nplace: kyiv\n"
        "threads: [siege]\nsource: https://example.net/1\n"
    ),
    "content/events/2022/03/14/before.yaml": (
        "date: 2022-03-14\ntime: 09:00\ntitle: What came before it\nactors: [council]\nthreads: [siege]\n"
        "source: https://example.net/2\nclaims: [{id: it, text: It is so, status: disputed}]\n"
    ),
    "content/events/2022/03/15/denied.yaml": (
        "date: 2022-03-15\ntitle: Somebody denies all of it\ntype: denial\nsource: https://example.net/4\n"
        "attribution: {by: council}\nresponses: [{claim: 2022-03-14/before#it, type: denies}]\n"
    ),
    "content/events/2023/01/01/secret.yaml": (
        "date: 2023-01-01\ntitle: A secret thing at a secret place\nplace: kyiv\nstate: withheld\n"
        "source: https://example.net/3\n"
        "changes: [{date: 2022-03-15, kind: withheld, text: Withheld at a court’s order.}]\n"
    ),
}


@pytest.fixture
def options(site: SiteBuilder) -> Options:
    """A small site with everything that follows the pages."""
    return Options(
        site.write(FILES).folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1,
        extras=frozenset({"search"}),
    )  # fmt: skip


@pytest.fixture
def index(site: SiteBuilder) -> SiteIndex:
    """The edition of the small site."""
    return SiteIndex(site.write(FILES).timeline())


def test_columns_of_a_year(index: SiteIndex) -> None:
    """Events stand in the order of their day's page, each value of a facet as a small number."""
    view = facet_columns.facets(2022, index)
    ids = ("e-2022-03-14-before", "e-2022-03-14-first")
    seals = facet_columns.checksum(ids), facet_columns.checksum(("e-2022-03-15-denied",))
    assert view.days == (("03-14", 2, seals[0]), ("03-15", 1, seals[1]))
    assert view.facets == {
        "thread": ((("siege", "The siege", ""),), (0, 0, ())),
        "actor": ((("council", "City Council", ""),), (0, (), 0)),
        "place": ((("kyiv", "Kyiv", ""),), ((), 0, ())),
        "type": ((("attack", "Attack", ""), ("denial", "Denial", ""), ("report", "Report", "")), (2, 0, 1)),
        "status": (
            (("unverified", "Single source, not verified", "open"), ("disputed", "Disputed", "doubt")), (1, 0, 0),
        ),
    }  # fmt: skip


def test_what_is_withheld_is_in_no_file(site: SiteBuilder) -> None:
    """Neither the columns, nor the titles, nor the index hold a word of a withheld event."""
    options = Options(site.write(FILES).folder, site.folder / "public", NOW, jobs=1, extras=frozenset({"search"}))
    assert build(options).ok
    data = options.output / "data"
    facets = json.loads((data / "facets/2023.json").read_text("utf-8"))["facets"]
    assert (facets["place"], facets["actor"]) == ([[], [[]]], [[], [[]]])
    assert json.loads((data / "titles/2023-01.json").read_text("utf-8")) == {
        "2023-01-01": [["2023-01-01/secret", "Withheld", "Withheld", ""]]
    }
    found = (zlib.decompress(path.read_bytes(), 47) for path in (options.output / "search/index/fragment").iterdir())
    assert [b"secret thing" in page for page in found] == [False, False, False]


def test_a_site_without_days_has_no_index(options: Options) -> None:
    """Where nothing has happened yet, or not any more, nothing is indexed, and that is no failure."""
    assert build(options).ok
    for path in (options.site / "content/events").rglob("*.yaml"):
        path.unlink()
    built = build(options)
    assert (built.ok, built.failure, built.memory.index.files) == (True, "", {})
    assert not (options.output / "search/index").exists()
    assert earlier(options).is_current


def test_names(index: SiteIndex) -> None:
    """What has a page, with its other names and the beginning of what it says, and the days in runs."""
    listed, part = jump_names.pages(index)
    view, names = listed.make(index), part.make(index)
    assert names.names == (
        ("Topic", "The siege", "threads/siege/", (), 0, "What happens there."),
        ("Town or city", "Kyiv", "places/kyiv/", ("Kiev", "Київ", "Киев"), 1, ""),
        ("Government", "City Council", "actors/council/", (), 2, ""),
        ("About this site", "Corrections", "corrections-policy/", (), 6, ""),
        ("About this site", "How we work", "method/", (), 6, ""),
    )
    assert (view.parts, part.url) == ({"": "all"}, urls.names_part("all"))
    assert view.days == (("2022-03-14", 2), ("2023-01-01", 1))
    assert view.counter is None
    assert view.synonyms == tuple(search_words.built_in("en"))
    assert {"the", "of"} < set(view.left_out)


def test_names_in_parts(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many names are in several files, each name in the part of every word that it has, in any script."""
    monkeypatch.setattr(jump_names, "MOST", 3)
    index = SiteIndex(site.write(FILES).timeline())
    listed, *parts = jump_names.pages(index)
    made = {page.url.rpartition("/")[2]: [name.name for name in page.make(index).names] for page in parts}
    assert listed.make(index).parts == {
        "c": "63", "h": "68", "k": "6b", "s": "73", "t": "74", "w": "77", "к": "43a",
    }  # fmt: skip
    assert made == {
        "63.json": ["City Council", "Corrections"], "68.json": ["The siege", "How we work"],
        "6b.json": ["Kyiv"], "73.json": ["The siege"],
        "74.json": ["The siege"], "77.json": ["The siege", "How we work"], "43a.json": ["Kyiv"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Zelens’kyy, Łódź — Ærø", ["zelenskyy", "lodz", "aero"]),
        ("Маріуполь Київ об'єкт ґрунт", ["маріуполь", "киів", "обєкт", "грунт"]),
        ("مُدُن الأنبار مكة", ["مدن", "الانبار", "مكه"]),
        ("no-fly zone 2,500 马里乌波尔", ["no", "fly", "zone", "2", "500", "马里乌波尔"]),
    ],
)
def test_words_as_search_compares_them(text: str, words: list[str]) -> None:
    """Without accents, vowel signs, apostrophes and capitals."""
    assert word_parts.words_in(text) == words


def test_words_are_divided_by_how_they_begin() -> None:
    """Parts are split by the next letter until they are small enough; a word is in the longest that begins it."""
    words = ["a", "ab", "abc", "abd", "b"]
    parts = list(word_parts.prefixes(words, 2))
    assert parts == ["a", "ab", "abc", "abd", "b"]
    assert [word_parts.part_of(word, frozenset(parts)) for word in ("a", "ac", "abc", "abde", "bz")] == [
        "a", "a", "abc", "abd", "b",
    ]  # fmt: skip
    assert list(word_parts.prefixes(words, 9)) == [""]


def test_the_words_of_an_index() -> None:
    """Each word as search compares it, with how it is spelled where that differs."""
    texts = ["Café at 14:30, café’s", "The no-fly zone\u200bCAFÉ"]
    assert {name: json.loads(raw) for name, raw in indexed_words.word_files(texts)} == {
        "words.json": {"": "all"},
        "words/all.json": ["14", "30", "at", ["cafe", "café"], ["cafes", "café’s"], "fly", "no", "the", "zone"],
    }


def test_words_inside_an_unspaced_sentence() -> None:
    """A text without spaces is found from each of its signs, by its first signs without punctuation."""
    files = dict(indexed_words.word_files(["一二三，四五六。七八九十百千万"]))
    beginning = "一二三四五六七八九十百千"
    inside = [
        "一二三四五六", "七八九十百千", "万", "三四五六七八", "九十百千万",
        "二三四五六七", "五六七八九十", "八九十百千万", "六七八九十百",
        "十百千万", "千万", "四五六七八九", "百千万",
    ]  # fmt: skip
    assert json.loads(files["words/all.json"]) == sorted([key, beginning] for key in inside)


def test_examples(index: SiteIndex, site: SiteBuilder) -> None:
    """What the newest days are about, but no country or organisation, and the first synonym of the site's own."""
    assert search.examples(index) == ("Kyiv", "The siege")
    own = "synonyms:\n  - {words: [refugees, exodus], also: people leaving}\n  - {words: toll, also: dead}\n"
    site.write({"content/vocab/synonyms.yaml": own})
    assert search.examples(SiteIndex(site.timeline())) == ("Kyiv", "The siege", "refugees")


def test_synonyms_of_the_site_come_first(site: SiteBuilder) -> None:
    """They are added to the built-in ones, which only English has."""
    own = "synonyms: [{words: exodus, also: [people leaving, those who left]}]\n"
    index = SiteIndex(site.write({**FILES, "content/vocab/synonyms.yaml": own}).timeline())
    first = search_words.Expansion(("exodus",), ("people leaving", "those who left"))
    assert jump_names.synonyms(index) == (first, *search_words.built_in("en"))
    assert list(search_words.built_in("uk")) == []


INDEXED = {
    **FILES,
    "content/figures/dead.yaml": "title: Deaths in the city\nunit: people\nkind: cumulative\ncounts: People killed\n",
    "content/actors/mayor.yaml": "name: A Mayor\nkind: person\naliases: [Kiev]\ncountry: UA\n",
}


def test_index_of_names(site: SiteBuilder) -> None:
    """Every name, other spelling and synonym, and what it leads to, in the order of the alphabet."""
    index = SiteIndex(site.write(INDEXED).timeline())
    (page,) = name_index.pages(index)
    rows = {
        letter.letter: [
            (row.name, row.link is not None, [thing.link.text for thing in row.things]) for row in letter.names
        ]
        for letter in page.make(index).letters
    }
    deaths, kyiv = ["Deaths in the city"], ["Kyiv"]
    assert rows == {
        "A": [("A Mayor", True, ["A Mayor"])],
        "C": [
            ("casualties", False, deaths), ("casualty", False, deaths), ("City Council", True, ["City Council"]),
            ("Corrections", True, ["Corrections"]),
        ],
        "D": [
            ("dead", False, deaths), ("death toll", False, deaths), ("deaths", False, deaths),
            ("Deaths in the city", True, deaths), ("died", False, deaths),
        ],
        "F": [("fatalities", False, deaths)],
        "H": [("How we work", True, ["How we work"])],
        "K": [("Kiev", False, ["Kyiv", "A Mayor"]), ("killed", False, deaths), ("Kyiv", True, kyiv)],
        "T": [("The siege", True, ["The siege"]), ("toll", False, deaths)],
        "К": [("Киев", False, kyiv), ("Київ", False, kyiv)],
    }  # fmt: skip


def test_index_of_names_in_parts(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long index has a page for each beginning, and each page leads to the others."""
    monkeypatch.setattr(name_index, "MOST", 4)
    index = SiteIndex(site.write(FILES).timeline())
    pages = tuple(name_index.pages(index))
    views = [page.make(index) for page in pages]
    assert [(page.url.removeprefix(urls.ROOT), view.head.title) for page, view in zip(pages, views, strict=True)] == [
        ("search/names/", "Names from C"), ("search/names/68/", "Names from H"), ("search/names/6b/", "Names from K"),
        ("search/names/74/", "Names from T"), ("search/names/43a/", "Names from К"),
    ]  # fmt: skip
    assert [(link.text, link.url.removeprefix(urls.ROOT)) for link in views[2].parts] == [
        ("C", "search/names/"), ("H", "search/names/68/"), ("K", ""), ("T", "search/names/74/"),
        ("К", "search/names/43a/"),
    ]  # fmt: skip


def test_days_in_runs() -> None:
    """Days without a gap are one run."""
    days = [datetime(2022, 2, day, tzinfo=UTC).date() for day in (26, 27, 28)]
    march = [datetime(2022, 3, day, tzinfo=UTC).date() for day in (1, 4)]
    assert jump_names.runs((*days, *march)) == (("2022-02-26", 4), ("2022-03-04", 1))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: The first", "title: Another first", ["data/titles/2022-03.json"]),
        ("source: https", "summary: Other words.\nsource: https", []),
        ("type: attack", "type: statement", ["data/facets/2022.json"]),
    ],
)
def test_what_an_edit_makes_anew(options: Options, old: str, new: str, expected: list[str]) -> None:
    """Another title makes the titles of its month anew, another type the columns of its year, other words none."""
    options = replace(options, extras=frozenset())
    assert build(options).ok
    path = options.site / "content/events/2022/03/14/first.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    files = ("data/facets", "data/titles", "data/names", "search/")
    rendered = [url.removeprefix(urls.ROOT) for url in build(options).reasons]
    assert sorted(url for url in rendered if url.startswith(files)) == expected


def test_files_of_the_index(options: Options) -> None:
    """Published is what browsers ask for, and where the events of each day begin."""
    built = build(options)
    assert (built.note, built.failure) == ("", "")
    index = options.output / "search/index"
    found = set(edition(index))
    assert {name.split(".")[0].split("/")[0] for name in found} == {
        "events", "fragment", "index", "pagefind", "pagefind-entry", "wasm", "words"
    }  # fmt: skip
    assert {name for name in found if name.endswith(("js", "css", "pagefind", "json"))} == {
        "events.json", "pagefind-entry.json", "pagefind.js", "wasm.en.pagefind", "words.json", "words/all.json"
    }  # fmt: skip
    events = json.loads((index / "events.json").read_text("utf-8"))
    assert sorted((day, seal, len(starts)) for day, seal, starts in events.values()) == [
        ("2022-03-14", facet_columns.checksum(("e-2022-03-14-before", "e-2022-03-14-first")), 2),
        ("2022-03-15", facet_columns.checksum(("e-2022-03-15-denied",)), 1),
        ("2023-01-01", facet_columns.checksum(("e-2023-01-01-secret",)), 1),
    ]
    assert built.memory.index.files.keys() == {f"search/index/{name}" for name in found}


def test_only_days_are_in_the_index(options: Options, site: SiteBuilder) -> None:
    """An event of a month whose name begins with a number is not taken for a day."""
    site.write(
        {
            "content/events/2022/03/20-days-of-it.yaml": "date: 2022-03\ntitle: It went on for very long\nsource: https://e.org/\n"
        }
    )
    assert build(options).ok
    events = json.loads((options.output / "search/index/events.json").read_text("utf-8"))
    assert sorted(day for day, _, _ in events.values()) == ["2022-03-14", "2022-03-15", "2023-01-01"]


def test_made_only_when_days_changed(options: Options, site: SiteBuilder) -> None:
    """The index is made when day pages are others than before, and stays when they are the same."""
    term = "---\nterm: word\n---\nWhat it means.\n"
    site.write({"content/glossary/word.md": term})  # the first one adds the glossary to all menus
    first = build(options)
    assert earlier(options).is_current
    site.write({"content/glossary/word.md": term.replace("What", "Again what")})
    second = build(options)
    assert second.memory.index == first.memory.index
    assert (options.output / "search/index/pagefind.js").is_file()
    path = options.site / "content/events/2022/03/14/first.yaml"
    path.write_text(path.read_text("utf-8").replace("The first", "Another first"), "utf-8")
    third = build(options)
    assert third.memory.index.of != second.memory.index.of
    fragments = {path.stem for path in (options.output / "search/index/fragment").iterdir()}
    assert fragments == json.loads((options.output / "search/index/events.json").read_text("utf-8")).keys()


def test_left_out(options: Options) -> None:
    """Without it nothing is made, and an index that was there goes."""
    assert build(options).ok
    assert build(replace(options, extras=frozenset())).memory.index.of == b""
    assert not (options.output / "search/index").exists()


def test_without_pagefind(options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Pagefind isn't installed, the build says so and is a good one."""
    monkeypatch.setattr(search_index, "installed", lambda: "")
    built = build(options)
    assert (built.ok, built.note, built.failure) == (True, search_index.MISSING, "")
    assert (options.output / "search/index.html").is_file()
    assert not (options.output / "search/index").exists()
    assert earlier(options).is_current


BIG, SMALL = pagefind.PROGRAMS
CHINESE = {
    "content/events/2022/03/14/lock.yaml": (
        "date: 2022-03-14\ntitle: 船闸在三天的罢工之后重新开放了\nsource: https://example.net/5\n"
    )
}


def content_of(fragments: Path) -> str:
    """All words of an index."""
    raw = (zlib.decompress(path.read_bytes(), 47).removeprefix(b"pagefind_dcd") for path in fragments.iterdir())
    return " ".join(json.loads(page)["content"] for page in raw)


@pytest.mark.parametrize(
    ("language", "program", "files", "note"),
    [
        ("zh", SMALL, CHINESE, search_index.SMALL),
        ("en", SMALL, CHINESE, ""),
        ("en", SMALL, {}, ""),
        ("en", BIG, CHINESE, ""),
        ("zh", BIG, CHINESE, ""),
    ],
)
def test_words_without_spaces(
    language: str, program: str, files: dict[str, str | bytes], note: str, options: Options, site: SiteBuilder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The build says what to install where a language could be divided into words."""
    monkeypatch.setattr(search_index, "installed", lambda: program)
    settings = (site.folder / "content/site.yaml").read_text("utf-8")
    site.write({"content/site.yaml": f"{settings}language: {language}\n", **files})
    built = build(options)
    assert (built.ok, built.failure, built.note) == (True, "", note)


@pytest.mark.skipif(pagefind.installed() != BIG, reason="the larger Pagefind is not installed")
@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        ("zh", "船闸在三天的罢工之后重新开放了", {"船闸", "罢工"}),
        ("ja", "市は正午に川の橋をすべての車に対して閉鎖した", {"橋", "閉鎖"}),
        ("th", "เมืองปิดสะพานข้ามแม่น้ำสำหรับรถทุกคันในตอนเที่ยง", {"สะพาน"}),
    ],
)
def test_words_are_found_in_sentences_without_spaces(
    language: str, title: str, words: set[str], options: Options, site: SiteBuilder
) -> None:
    """Chinese, Japanese and Thai are divided into words."""
    settings = (site.folder / "content/site.yaml").read_text("utf-8")
    event = f"date: 2022-03-14\ntitle: {title}\nsource: https://example.net/5\n"
    site.write({"content/site.yaml": f"{settings}language: {language}\n", "content/events/2022/03/14/it.yaml": event})
    assert build(options).ok
    assert set(content_of(options.output / "search/index/fragment").replace("\u200b", " ").split()) >= words


MEMORY = Path("/dev/shm")  # noqa: S108 - a disk that lists files in the order in which they were made


@pytest.mark.skipif(not MEMORY.is_dir(), reason="needs a disk that lists files in the order in which they were made")
def test_the_same_on_every_disk(options: Options) -> None:
    """The order in which a disk lists folders changes nothing in the index."""
    built = build(options)
    pages, indexes, listed = search_index.indexed_files(built.memory), [], []
    for order in (pages, pages[::-1]):
        with TemporaryDirectory(dir=MEMORY) as folder, TemporaryDirectory() as index:
            for name in order:
                path = Path(folder, name)
                path.parent.mkdir(parents=True)
                path.write_bytes((options.output / name).read_bytes())
            listed.append([path.name for path in Path(folder, "2022/03").iterdir()])
            indexes.append(
                search_index.finish_pagefind(search_index.start_pagefind(Path(folder), pages, Path(index)), Path(index))
            )
    assert listed[0] != listed[1]
    assert indexes[0] == indexes[1]
    published = {path: (options.output / path).read_bytes() for path in indexes[0]}
    assert indexes[0] == published


def test_pagefind_fails(options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Pagefind fails the pages are published, what it said is told, and the next build tries again."""
    monkeypatch.setattr(search_index, "indexed_files", lambda _: ["["])
    built = build(options)
    assert built.ok
    assert built.failure.startswith("the search index could not be built; Pagefind says: ")
    assert (options.output / "index.html").is_file()
    assert not earlier(options).is_current
    monkeypatch.undo()


def test_failure_is_told_by_the_exit_code(
    site: SiteBuilder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command line says what went wrong in one line, and ends with 1."""
    from dayline.cli import main

    monkeypatch.setattr(search_index, "indexed_files", lambda _: ["["])
    site.write(FILES)
    assert main(["build", "--site", str(site.folder), "--now", "2023-01-10T12:00+00:00", "--without", "cards"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert said[0].startswith("error: the search index could not be built; ")
    assert said[0].endswith("; the pages are published")


def served(options: Options) -> Built:
    """An edition as `serve` has it."""
    from dayline.cache.memory import Memory

    return rebuild(options, Memory(), {})


def test_serve_makes_it_in_a_quiet_time(options: Options) -> None:
    """After some looks without a change Pagefind begins, and what it made is published when it is done."""
    built, quietly = served(options), BackgroundIndex(options)
    assert [quietly.poll(built) for _ in range(IDLE_TICKS - 1)] == [None] * (IDLE_TICKS - 1)
    found = None
    for _ in range(600):
        found = found or quietly.poll(built) or time.sleep(0.05)
    assert found is not None
    assert found.memory.index.of == search_index.index_digest(found.memory)
    assert (options.output / "search/index/pagefind.js").is_file()
    quietly.stop()
    assert not finishing.has_due_index(options, found.memory)


def test_serve_gives_it_up(options: Options) -> None:
    """At a change what is under way is ended, and nothing is published."""
    built, quietly = served(options), BackgroundIndex(options)
    for _ in range(IDLE_TICKS):
        quietly.poll(built)
    process = quietly._process
    assert process is not None
    quietly.stop()
    assert process.returncode is not None
    assert not (options.output / "search/index").exists()
    assert quietly.poll(built) is None


def test_another_index_takes_away_what_went(options: Options) -> None:
    """Files of the old index that are not in the new one go."""
    built = build(options)
    before = {path for path in built.memory.index.files if "/fragment/" in path}
    found = finishing.indexed(options, built, {"search/index/other.json": b"{}"})
    assert before.isdisjoint(path.relative_to(options.output).as_posix() for path in Path(options.output).rglob("*"))
    files = {"search/index/other.json": found.memory.index.files["search/index/other.json"]}
    assert found.memory.index == SearchIndex(search_index.index_digest(found.memory), files)


def test_only_the_installed_pagefind_runs(tmp_path: Path) -> None:
    """A module of that name in the folder that Pagefind is started in is not taken for it."""
    (tmp_path / "pagefind_bin.py").write_text("raise SystemExit('planted')\n")
    said = search_index.start_pagefind(tmp_path / "site", [], tmp_path).communicate()[0]
    assert b"planted" not in said

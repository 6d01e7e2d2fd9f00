"""Hostile content: whatever stands in `content/`, there are messages and no traceback."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import SiteBuilder
from dayline.problems import Step
from dayline.read.files import SourceFile
from dayline.read.records import RECORDS, read_records
from dayline.schema.fields import Body, FieldType, Ref, Text
from dayline.schema.introspect import FieldSpec, field_specs

FILE = "content/events/2022/03/14/one.yaml"
GOOD = "date: 2022-03-14\ntitle: Something happens in the city\nsource: https://example.org/a\n"
SCRIPT = "<script>alert(1)</script>"
PLACES = {
    "site": "content/site.yaml", "event": FILE, "brief": "content/briefs/2022/2022-03-14.md",
    "reference": "content/references/one.yaml", "source": "content/sources/one.yaml",
    "actor": "content/actors/one.yaml", "place": "content/places/one.yaml",
    "thread": "content/threads/one.yaml", "thread-text": "content/threads/one.md",
    "figure": "content/figures/one.yaml", "term": "content/glossary/one.md", "question": "content/questions/one.yaml",
    "page": "content/pages/one.md", "vocabulary": "content/vocab/event-types.yaml",
    "figure-subjects": "content/vocab/figure-subjects.yaml",
    "synonyms": "content/vocab/synonyms.yaml",
    "media": "content/media/2022/03/one.jpg.yaml",
    "map": "content/maps/one.yaml",
}  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (GOOD.encode("utf-16"), "UTF-16"),
        ("title: Köln\n".encode("latin-1"), "Latin-1"),
        ("title: Київ\n".encode("cp1251"), "Windows-1251"),
        (b"title: a\x00b\n", "not text"),
        (b"\xff" * 100, "not UTF-8"),
        (b"title: " + b"[" * 200_000, "E01"),
        (b"title: " + b"{a: " * 50_000, "E01"),
        (b"- " * 200_000, "E01"),
        (b"a: b\n" * 100_000, "E01"),
        (b"x" * 10_000_000, "larger than 1 MB"),
        (b"title: &a [*a]\n", "E01"),
        (b"? [a]: b\n", "E01"),
        (b"<<: {a: b}\n", "E0"),
        (b"%YAML 9.9\n---\n", "E01"),
        (b"---\n---\n---\n", "E01"),
        (b"\xef\xbb\xbf", "empty"),
        (b"title: \xe2\x80\xae evil\n", "E01"),
        (b"null\n", "E01"),
        (b"[]\n", "no problems"),
        (b"- [[[]]]\n- null\n- 3\n", "E01"),
    ],
)
def test_bytes_of_every_kind(site: SiteBuilder, raw: bytes, said: str) -> None:
    """Bytes that are no event are reported, each as what it is."""
    assert said in site.write({FILE: raw}).problems()


@pytest.mark.parametrize("raw", [b"---\n", b"---\n---\n", b"no front matter\n", b"---\ntitle: [\n---\n", b"\x00"])
def test_markdown_of_every_kind(site: SiteBuilder, raw: bytes) -> None:
    """A brief, a page and a term that are none are reported."""
    names = ("content/briefs/2022/2022-03-14.md", "content/pages/one.md", "content/glossary/one.md")
    assert "3 error" in site.write(dict.fromkeys(names, raw)).problems() or raw == b"---\n---\n"


def test_a_folder_where_a_file_should_be(site: SiteBuilder) -> None:
    """A folder by the name of a file is reported."""
    (site.folder / FILE).mkdir(parents=True)
    assert "a folder where a file should be" in site.problems()


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(site: SiteBuilder) -> None:
    """A file that the user may not read is reported."""
    site.write({FILE: GOOD})
    (site.folder / FILE).chmod(0)
    assert "can't be read" in site.problems()


@pytest.mark.parametrize("target", ["/etc/passwd", "../../../../../../outside.yaml", "/dev/zero", "missing.yaml"])
def test_links_out_of_the_content(site: SiteBuilder, target: str, tmp_path: Path) -> None:
    """A symbolic link is not followed, wherever it leads."""
    (tmp_path.parent / "outside.yaml").write_text(GOOD)
    path = site.folder / FILE
    path.parent.mkdir(parents=True)
    path.symlink_to(target)
    assert "error[E03]: this is a link, not a file" in site.problems()


def test_a_folder_that_links_to_itself(site: SiteBuilder) -> None:
    """Folders that are links are reported and not walked, so there is no end to fear."""
    folder = site.folder / "content" / "events"
    folder.mkdir()
    (folder / "2022").symlink_to(folder)
    assert site.problems() == (
        "error[E03]: this is a link, not a folder\n  --> content/events/2022:1:1\n"
        "help: put the folder itself here\n\n1 error; nothing was written\n"
    )


def test_a_named_pipe_is_not_waited_for(site: SiteBuilder) -> None:
    """A file that is no ordinary file is reported and not opened."""
    (site.folder / FILE).parent.mkdir(parents=True)
    os.mkfifo(site.folder / FILE)
    assert "E03" in site.problems()


WHOLE = {
    "content/events/2026/11/20/bridge.yaml": (
        "date: 2026-11-20\ntitle: The bridge is open again\nsource: mayor\nplace: kyiv\nthreads: talks\n"
        "figures: [{figure: cars, value: 3}]\n"
    ),
    "content/events/2026/11/21/road.yaml": (
        "date: 2026-11-21\ntitle: The road is open again\nsource: https://example.org/\nfollows: 2026-11-20/bridge\n"
    ),
    "content/briefs/2026/2026-11-20.md": (
        "---\ndate: 2026-11-20\ntitle: Open\n---\n[Open](event:2026-11-20/bridge) and [so](day:2026-11-20).\n"
    ),
    "content/references/2026/mayor.yaml": "title: Open\nkind: article\nurl: https://example.org/m\nsource: council\n",
    "content/sources/council.yaml": "name: Council\nkind: government\n",
    "content/places/kyiv.yaml": "name: Kyiv\nkind: settlement\ncountry: UA\n",
    "content/threads/talks.yaml": "title: Talks\nsummary: They talk.\n",
    "content/threads/talks.md": "They talk.\n",
    "content/figures/cars.yaml": "title: Cars\nunit: cars\nkind: flow\ncounts: Cars\n",
}
FOLDERS = ("events", "events/2026", "events/2026/11/20", "briefs", "references/2026", "sources", "places", "threads",
           "figures", "pages")  # fmt: skip


def _errors(site: SiteBuilder) -> list[str]:
    return [
        line for line in site.problems("2026-12-01T12:00+02:00").splitlines() if line.startswith(("error", "  -->"))
    ]


@pytest.mark.parametrize("folder", FOLDERS)
def test_folder_that_may_not_be_read(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    """A folder that can't be read is the one error, whatever leads into it."""
    assert _errors(site.write(dict(WHOLE))) == []
    scan, closed = os.scandir, str(site.folder / "content" / folder)

    def scandir(path: str) -> Any:
        if path == closed:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    message = "error[E03]: this can't be read: permission denied"
    assert _errors(site) == [message, f"  --> content/{folder}:1:1"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_folder_that_is_a_link(site: SiteBuilder, folder: str) -> None:
    """Nor is anything said of what leads into a folder that is a link."""
    path = site.write(dict(WHOLE)).folder / "content" / folder
    path.rename(site.folder / "elsewhere")
    path.symlink_to(site.folder / "elsewhere")
    assert _errors(site) == ["error[E03]: this is a link, not a folder", f"  --> content/{folder}:1:1"]


def test_a_file_without_ending_hides_nothing(site: SiteBuilder) -> None:
    """What is unknown is said beside a stray file, and beside a closed folder of another day."""
    site.write({**WHOLE, "content/places/lviv": "a"}).remove("content/places/kyiv.yaml")
    assert [line for line in _errors(site) if line.startswith("error")] == [
        "error[E09]: no place has the id `kyiv`", "error[E03]: `places` holds `.yaml` files only",
    ]  # fmt: skip
    (site.folder / "content/places/lviv").unlink()
    (site.folder / "content/events/2026/11/19").symlink_to(site.folder)
    site.write({"content/places/kyiv.yaml": WHOLE["content/places/kyiv.yaml"]})
    (site.folder / "content/events/2026/11/20/bridge.yaml").unlink()
    assert "error[E09]: no event has the id `2026-11-20/bridge`" in _errors(site)


def test_names_that_differ_only_in_case(site: SiteBuilder) -> None:
    """Two files that would be one on another machine are reported."""
    site.write({FILE: GOOD, FILE.replace("one.yaml", "one.YAML"): GOOD})
    assert "is also the id of another file" in site.problems()


@pytest.mark.parametrize("slug", ["../../../etc", "a/b", "..", ".", "a\\b", "CON ", "%2e%2e", "a" * 201, "-a", "ä"])
def test_slugs_that_lead_elsewhere(site: SiteBuilder, slug: str) -> None:
    """A slug is a plain name and never a way to another folder."""
    text = f"- date: 2022-03-14\n  title: Something happens in the city\n  source: a\n  slug: '{slug}'\n"
    assert "E03" in site.write({FILE: text}).problems()


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example/",
        "../../../etc/passwd", "/admin", "file:///etc/passwd", "<javascript:alert(1)>", "#top",
        "java\tscript:x",
    ],
)  # fmt: skip
def test_links_that_run_code_or_lead_elsewhere(site: SiteBuilder, target: str) -> None:
    """Only whole addresses and our own schemes may be linked to, in a brief as in a summary."""
    text = f"See [this]({target}).\n"
    site.write({"content/pages/about.md": f"---\ntitle: About us\n---\n{text}"})
    assert "E28" in site.problems()


@pytest.mark.parametrize(
    ("id", "code"),
    [("event:../../etc", "E09"), ("page:../secret", "E09"), ("day:2022-99-99", "E09"), ("claim:#", "E09"),
     ("term:A", "E09"), ("day:", "E28"), ("actor:", "E28")],
)  # fmt: skip
def test_our_own_links_lead_to_what_there_is(site: SiteBuilder, id: str, code: str) -> None:
    """An id that nothing has is reported, however it is written, and so is an address without one."""
    site.write({"content/pages/about.md": f"---\ntitle: About us\n---\nSee [this]({id}).\n"})
    assert f"error[{code}]" in site.problems()


def texts(cls: type, depth: int = 0) -> Iterator[tuple[tuple[Step, ...], FieldSpec]]:
    """The way to every field of a record that holds text, groups of fields within groups included."""
    for spec in field_specs(cls):
        step: tuple[Step, ...] = (
            spec.yaml,
            *(["some-key"] if spec.mapping else []),
            *([0] if spec.many else []),
        )
        if spec.group and depth < 3:
            yield from (((*step, *rest), found) for rest, found in texts(spec.group, depth + 1))
        elif isinstance(spec.type, FieldType):
            yield step, spec


def _with_body(kind: str) -> str:
    """A Markdown file with a script under its required fields."""
    needed = {"brief": "date: 2022-03-14\ntitle: The day\n", "page": "title: A page\n", "term": "term: A\n"}
    return SCRIPT + "\n" if kind == "thread-text" else f"---\n{needed[kind]}---\n{SCRIPT}\n"


def nested(path: tuple[Step, ...], value: str) -> str:
    """A value in YAML at the end of a way through groups and lists."""
    text = f"'{value}'"
    for step in reversed(path[1:]):
        text = f"[{text}]" if isinstance(step, int) else f"{{{step}: {text}}}"
    return f"{path[0]}: {text}\n"


ALL = [(kind, path, spec) for kind in RECORDS for path, spec in texts(RECORDS[kind][0])]


@pytest.mark.parametrize(
    ("kind", "path", "spec"), ALL, ids=lambda v: ".".join(map(str, v)) if isinstance(v, tuple) else ""
)
def test_no_field_takes_a_script(site: SiteBuilder, kind: str, path: tuple[Step, ...], spec: FieldSpec) -> None:
    """HTML in any field of any record is an error at that field, and never a traceback."""
    name = PLACES[kind]
    text = _with_body(kind) if isinstance(spec.type, Body) else nested(path, SCRIPT)
    if name.endswith(".md") and not isinstance(spec.type, Body):
        text = f"---\n{text}---\nText.\n"
    said = site.write({name: text}).problems()
    assert SCRIPT in said
    assert "error[E28]" in said or not isinstance(spec.type, Text | Body)


def test_no_script_gets_into_a_record(site: SiteBuilder) -> None:
    """What could be read holds no HTML, wherever it was written; ids that lead nowhere are errors anyway."""
    everywhere: dict[str, list[str]] = {}
    for kind, path, spec in ALL:
        if not isinstance(spec.type, Body | Ref):
            everywhere.setdefault(PLACES[kind], []).append(nested(path, SCRIPT))
    held: list[Any] = []
    for name, lines in everywhere.items():
        for line in lines:
            text = f"---\n{line}---\nText.\n" if name.endswith(".md") else line
            held += [e for e in site.write({name: text}).content().entries if SCRIPT in repr(e.record)]
        (site.folder / name).unlink()
    assert held == []


def _listed(*items: str) -> dict[str, tuple[bytes, str]]:
    """The digests and titles of the events in a list, by their ids."""
    raw = "".join(items).encode()
    result = read_records(SourceFile("content/events/2022/03/14/several.yaml", "event", "2022-03-14/several"), raw)
    assert result.problems == ()
    return {entry.id: (entry.digest, entry.record.title) for entry in result.entries}


def test_the_digest_of_a_listed_event_is_its_own() -> None:
    """A word in one event of a list, or another place in it, leaves the digests of the others as they are."""
    item = "- slug: {}\n  date: 2022-03-14\n  title: Something happens in the {}\n  source: https://example.org/a\n"
    one, two, other = item.format("one", "city"), item.format("two", "city"), item.format("two", "town")
    before, after, turned = _listed(one, two), _listed(one, other), _listed("# Two.\n", two, one)
    assert before["2022-03-14/one"] == after["2022-03-14/one"] == turned["2022-03-14/one"]
    assert before["2022-03-14/two"] == turned["2022-03-14/two"]
    digests = {found[id][0] for found in (before, after) for id in found}
    assert len(digests) == 3, "equal fields under other ids, and other words under the same id"

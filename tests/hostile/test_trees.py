"""Any tree of files in a site: links, pipes, devices, odd names; nothing outside is touched, and nothing hangs."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from conftest import BASE, CASES, LONG
from dayline.build.check import check_site
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.report.formats import report
from dayline.write.errors import OutputError
from sandbox import EVENT, FORMATS, GOOD, IN_FILE, unsafe
from watched import Watch

PATIENCE = 300 if LONG else 20  # seconds; only a guard, and on a busy machine one build of thousands may wait
AS_FOUND = (Phase.explicit, Phase.reuse, Phase.generate)  # to make smaller what hangs would take an hour
NOW = datetime(2022, 3, 15, 12, tzinfo=UTC)
SITE = {**BASE, **GOOD}
FOLDERS = (
    "content", "content/events/2022/03/14", "content/pages", "content/references", "content/media/2022/03",
    "content/maps", "content/figures", "content/briefs/2022", "content/places", "content/vocab", "templates",
    "templates/assets", "templates/assets/style", "templates/parts", "static", "static/.well-known", "public",
    "public/2022", ".public.editions",
    ".public.editions/spare", "",
)  # fmt: skip
NAMES = (
    "x.yaml", "x.md", "x.csv", "x.geojson", "x.jpg", "x.jpg.yaml", "site.yaml", "static-page.html", "robots.txt",
    "x.js", "x.css", "card.svg", "index.html", ".dayline-manifest", "2022-03-14.md", "lock", "inbox", "spare",
    "aside", "journal", ".git", "acme-challenge", "2022", "content", "public", "templates", "assets",
)  # fmt: skip
TARGETS = (
    "{secret}", "{secret}/diary.md", "../../../../secret/diary.md", "../../secret/diary.md", "../secret/diary.md",
    "../secret", "../../secret", "/proc/self/environ", "/dev/stdin", "/dev/zero", "/dev/tty", ".", "..", "x.yaml",
    "x.md", "nowhere", "/", "", "../site",
)  # fmt: skip
CONTENTS = (GOOD[EVENT], "---\ntitle: A page\n---\nWords.\n", "title: [", "", "../../secret/diary.md\0../secret", "{{")

odd = st.text(st.characters(exclude_characters="/\0", exclude_categories=()), min_size=1, max_size=12)
plain = st.sampled_from(NAMES)
names = plain | odd.map(lambda name: f"{name}.yaml") | odd


class Node(NamedTuple):
    """Something in a site: where, of what kind, and what is in it or where it leads."""

    folder: str
    name: str
    kind: str
    value: str


def nodes(folders: tuple[str, ...]) -> st.SearchStrategy[list[Node]]:
    """What somebody puts into some folders of a site."""
    where = st.sampled_from(folders)
    linked = st.builds(Node, where, names, st.just("link"), st.sampled_from(TARGETS))
    others = st.builds(Node, where, names, st.sampled_from(["file", "file", "pipe", "folder"]),
                       st.sampled_from(CONTENTS))  # fmt: skip
    return st.lists(linked | others, min_size=1, max_size=6)


class Machine(NamedTuple):
    """A folder with a secret in it and a site beside it."""

    folder: Path
    site: Path
    watch: Watch


class Hangs(Exception):
    """Something waits for ever."""


@cache
def listening() -> Watch:
    """One for all examples, for nobody stops listening to the interpreter before it ends."""
    watch = Watch("", (), ())
    return watch.install()


@contextmanager
def machine(tree: list[Node]) -> Iterator[Machine]:
    """A machine on which somebody has put something into a site."""
    folder = Path(tempfile.mkdtemp(prefix="dayline-tree-"))
    site, watch = folder / "site", listening()
    writable = [str(site / name) for name in ("public", ".public.editions")]
    watch.restrict(str(folder), [str(site)], writable)
    for name, text in {"secret/diary.md": IN_FILE, "secret/a/x.yaml": IN_FILE}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    for name, text in SITE.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    for node in tree:
        _put(site, node, folder / "secret")
    try:
        yield Machine(folder, site, watch)
    finally:
        shutil.rmtree(folder)


def _put(site: Path, node: Node, secret: Path) -> None:
    """Makes something of a site; nothing where the file system has no such thing, or where it would lie outside."""
    path = site / node.folder / node.name
    with suppress(OSError, UnicodeEncodeError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if node.name in (".", "..") or not path.parent.resolve().is_relative_to(site.resolve()):
            return
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        {"link": lambda: path.symlink_to(node.value.format(secret=secret)), "pipe": lambda: os.mkfifo(path),
         "folder": path.mkdir, "file": lambda: path.write_text(node.value)}[node.kind]()  # fmt: skip


@contextmanager
def patience() -> Iterator[None]:
    """What hangs is a failure."""

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise Hangs

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def secrets(folder: Path) -> dict[str, bytes]:
    """What is in the folder that nobody may touch, and what lies beside it."""
    inside = {str(path): path.read_bytes() if path.is_file() else b"" for path in (folder / "secret").rglob("*")}
    return inside | {path.name: b"" for path in folder.iterdir()}


@given(nodes(tuple(folder for folder in FOLDERS if folder.startswith("content"))))
@settings(suppress_health_check=list(HealthCheck), phases=AS_FOUND)
def test_any_content_is_judged(tree: list[Node]) -> None:
    """There is a report in every format, safe to print, that says nothing of what lies outside."""
    with machine(tree) as on, patience():
        if not (on.site / "content").is_dir():
            return
        before = secrets(on.folder)
        with on.watch.watching():
            _, problems = check_site(Options(on.site, on.site / "public", NOW, jobs=1))
            said = {form: report(problems, on.site, form) for form in FORMATS}
        assert on.watch.faults == []
        assert secrets(on.folder) == before
        assert [form for form, text in said.items() if IN_FILE in text or "PATH=" in text] == []
        wrong = {form: [*unsafe(text.encode(), form)] for form, text in said.items()}
        assert wrong == {form: [] for form in FORMATS}


@given(nodes(FOLDERS))
@settings(suppress_health_check=list(HealthCheck), phases=AS_FOUND, max_examples=max(10, CASES // 4))
def test_any_site_is_built(tree: list[Node]) -> None:
    """A build ends, with or without problems; it reads, writes and deletes nothing outside."""
    with machine(tree) as on, patience():
        if not (on.site / "content").is_dir():
            return
        before = secrets(on.folder)
        with on.watch.watching(), suppress(OutputError):
            build(Options(on.site, on.site / "public", NOW, jobs=1))
        assert on.watch.faults == []
        assert secrets(on.folder) == before
        if (on.site / "public").is_symlink():
            return  # whose files those are that are found there can't be told; the command refuses it
        written = [path for path in (on.site / "public").rglob("*") if path.is_file() and not path.is_symlink()]
        assert [path.name for path in written if IN_FILE.encode() in path.read_bytes()] == []


def test_the_watch_sees(tmp_path: Path) -> None:
    """What it is there for: reading, writing, listing, removing, starting and connecting."""
    (tmp_path / "in").mkdir()
    (tmp_path / "out.txt").write_text("x")
    (tmp_path / "in/link").symlink_to("../out.txt")
    watch = listening()
    watch.restrict(str(tmp_path), [], [str(tmp_path / "in")])
    with watch.watching():
        (tmp_path / "in/link").read_text()
        (tmp_path / "in/new").write_text("x")
        (tmp_path / "beside").write_text("x")
        (tmp_path / "beside").unlink()
        (tmp_path / "in/link").unlink()
        [*tmp_path.iterdir()]
        subprocess.run(["true", "x"], check=True)
        os.system("true y")  # noqa: S605
        with pytest.raises(PermissionError), socket.socket() as talking:
            talking.connect(("127.0.0.1", 9))
    assert [fault.replace(str(tmp_path), "") for fault in watch.faults] == [
        "reads /out.txt", "open: writes /beside", "os.remove: writes /beside", "reads ", "starts true x",
        "starts true y", "socket.connect (('127.0.0.1', 9),)",
    ]  # fmt: skip

"""What tests share: a builder that makes a small site and states everything that is wrong with it."""

import fcntl
import functools
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from dayline.build import static_files
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.index import SiteIndex
from dayline.pages.page import Page
from dayline.pages.plan import plan
from dayline.problems import Problem
from dayline.queries.graph import PAGE, Changes, Graph
from dayline.read.content import Content, read_content
from dayline.read.git_revision import revision
from dayline.render.compile import FastEnvironment
from dayline.report.formats import readable_text
from dayline.report.text import render_text
from dayline.rules import check, of_record
from dayline.rules.published_diff import compare
from dayline.timeline.link import link
from dayline.timeline.timeline import Timeline
from demonstration import ROOT, Quiet
from remembered import remembered

LONG = bool(os.environ.get("DAYLINE_LONG"))
CASES = int(os.environ.get("DAYLINE_CASES", "100"))

# no deadline: how long an example takes depends on what else the machine does
settings.register_profile("dayline", max_examples=CASES, deadline=None)
settings.load_profile("dayline")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
NOW = "2022-03-15T12:00+02:00"
BASE = {
    "content/site.yaml": """\
title: Day by Day
base_url: https://example.org/
timezone: Europe/Kyiv
demonstration: true
publisher:
  name: Day by Day editors
  policies:
    corrections: corrections-policy
    verification: method
""",
    "content/pages/method.md": "---\ntitle: How we work\n---\nWe read closely.\n",
    "content/pages/corrections-policy.md": "---\ntitle: Corrections\n---\nWe say what was wrong.\n",
}


class SiteBuilder:
    """A site in a folder of its own: a minimal valid one, and what a test writes into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write(BASE)

    def write(self, files: dict[str, str | bytes]) -> "SiteBuilder":
        """Write files by their path."""
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def remove(self, *names: str) -> "SiteBuilder":
        """Take files away."""
        for name in names:
            (self.folder / name).unlink()
        return self

    def content(self) -> Content:
        """What can be read of the site."""
        return read_content(self.folder, of_record)

    def timeline(self, now: str = NOW, *, drafts: bool = False, partial: bool = False) -> Timeline:
        """The site's timeline at a moment; a record that can't be read fails the test unless it is `partial`."""
        content = self.content()
        assert partial or not content.problems, render_text(content.problems, self.source)
        return link(content, datetime.fromisoformat(now), drafts)

    def problems(self, now: str = NOW, before: dict[str, Any] | None = None) -> str:
        """Everything that is wrong with the site, as editors see it; `before` are files as they were at `main`."""
        content = self.content()
        timeline = link(content, datetime.fromisoformat(now))
        copied = static_files.load(self.folder)
        found = (*check(content, timeline), *self._since(before, content, timeline), *copied.problems)
        if copied.files and not found:
            found = static_files.check(copied, timeline, self.folder, with_theme=True)
        return render_text(found, self.source)

    def _since(self, before: dict[str, Any] | None, content: Content, timeline: Timeline) -> tuple[Problem, ...]:
        if not before:
            return ()
        then = SiteBuilder(self.folder / "main:").write(dict(before))
        return compare(content, timeline, revision(self.folder, str(then.folder))._replace(prefix="main:"))

    def source(self, name: str) -> str | None:
        """The text of a file; None if it is not text."""
        return readable_text(self.folder / name.replace("main:", "main:/"))

    def options(self, now: str = NOW) -> Options:
        """How the site is built at a moment: into `public`, with what earlier builds left in `cache`."""
        moment = datetime.fromisoformat(now)
        return Options(self.folder, self.folder / "public", moment, cache=self.folder / "cache", jobs=1)

    def edited(self, files: Mapping[str, str | bytes | None], below: str = "") -> list[str]:
        """Build, write files or remove those that are None, and build again: the paths that changed, in order.

        Everything has to be as in a build from nothing; only changed paths that begin with `below` are returned.
        """
        options = self.options()
        before = edition_of(options)
        self.write({name: content for name, content in files.items() if content is not None})
        self.remove(*(name for name, content in files.items() if content is None))
        after = edition_of(options)
        assert changed(after, from_nothing(options)) == [], "the second build differs from a build from nothing"
        return [path for path in changed(before, after) if path.startswith(below)]


Plan = Callable[[SiteIndex], Iterable[Page]]


class PagesOnce:
    """The pages of a site, made once: their `views` by address, and a `graph` of what each asked.

    It says which pages a build after a change would make again; it compares no templates.
    """

    def __init__(self, index: SiteIndex, planned: Plan = plan) -> None:
        self._planned = planned
        pages = {page.url: page for page in planned(index)}
        self._given = {url: page.given for url, page in pages.items()}
        self.views: dict[str, Any] = {}
        self.graph = Graph()
        for url, page in pages.items():
            self.views[url], reads = index.recorder.noting(functools.partial(page.make, index))
            self.graph.note((PAGE, url), reads, index)

    def renewed(self, index: SiteIndex) -> dict[str, str]:
        """The addresses of the pages that a build after a change would make, in order, and why."""
        changes = Changes(self.graph, index).spread()
        pages = {page.url: self._reason(page, changes) for page in self._planned(index)}
        return {url: reason for url, reason in sorted(pages.items()) if reason}

    def _reason(self, page: Page, changes: Changes) -> str:
        before = self._given.get(page.url)
        if before is None:
            return "new"
        return changes.reason((PAGE, page.url)) or ("address" if before != page.given else "")


def edition(folder: Path) -> dict[str, bytes]:
    """Every file of an edition by its path."""
    paths = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def edition_of(options: Options) -> dict[str, bytes]:
    """The edition that a build makes."""
    result = build(options)
    assert result.ok, [problem.message for problem in result.problems]
    return edition(options.output)


def from_nothing(options: Options) -> dict[str, bytes]:
    """The edition of a build in another place that knows nothing of earlier ones."""
    clean = replace(options, output=options.site / "clean", cache=None)
    files = edition_of(clean)
    shutil.rmtree(clean.output)
    return files


def changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[str]:
    """The paths at which two editions differ, in order."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


@pytest.fixture(scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for the caches of all tests, in which a new one is made without looking through the others."""
    return tmp_path_factory.mktemp("caches")


@pytest.fixture(autouse=True)
def own_cache(caches: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test starts with nothing left behind by other builds, and never with the developer's own key."""
    folder = Path(tempfile.mkdtemp(dir=caches))
    monkeypatch.setenv("DAYLINE_CACHE", str(folder))
    monkeypatch.setenv("DAYLINE_CACHE_KEY", "a key for tests, of 32 characters or more")
    return folder


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Templates are compiled once in a session, not once for each site."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FastEnvironment, "compile", remembered(FastEnvironment.compile))
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def window(browser: Any) -> Iterator[Any]:
    """A window with nothing in its memory."""
    context = browser.new_context()
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first worker of a session makes while others wait; nobody may write to it afterwards."""
    session = factory.getbasetemp()
    folder = (session.parent if "PYTEST_XDIST_WORKER" in os.environ else session) / name
    unfinished = folder.with_name(f"{name}-unfinished")
    with folder.with_name(f"{name}-lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not folder.exists():
            shutil.rmtree(unfinished, ignore_errors=True)
            make(unfinished)
            unfinished.rename(folder)
    return folder


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration site, built as it is by default."""

    def make(folder: Path) -> None:
        now, later = datetime(2026, 1, 1, tzinfo=UTC), frozenset({"cards", "search"})
        built = build(Options(ROOT, folder / "public", now, extras=later))
        assert (built.problems, built.note, built.failure) == ((), "", "")

    return once(tmp_path_factory, "demo", make) / "public"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration site, built for a sub-path of this machine."""

    def make(folder: Path) -> None:
        now, later = datetime(2026, 1, 1, tzinfo=UTC), frozenset({"search"})
        assert build(Options(ROOT, folder / "war", now, base_url="http://127.0.0.1/war/", extras=later)).ok

    return once(tmp_path_factory, "served", make) / "war"


@pytest.fixture(scope="session")
def address(served: Path) -> Iterator[str]:
    """The address of the demonstration site, served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(served.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/war/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def site(tmp_path: Path) -> SiteBuilder:
    """A minimal valid site."""
    return SiteBuilder(tmp_path)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept`: take what the program says now as what it should say (read the difference!)."""
    parser.addoption("--accept", action="store_true", help="rewrite the expected reports in tests/diagnostics")


def pytest_itemcollected(item: pytest.Function) -> None:
    """Property tests scale; long tests are skipped outside the long tier."""
    if getattr(item.obj, "is_hypothesis_test", False):
        item.add_marker("scales")
    if item.get_closest_marker("long") and not LONG:
        item.add_marker(pytest.mark.skip(reason="long tier"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Slow tests run first, in whatever order they are, so that no worker is left alone with them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many pages each of the random edits rendered."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "pages rendered":
                terminalreporter.write_line(f"{report.nodeid}: {len(value)} builds, {name} {value}")

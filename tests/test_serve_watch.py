"""What the dev server notices: folders that come, go and are replaced, odd places, and systems that report nothing."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline.build.options import Options
from dayline.build.preview import watcher
from dayline.build.preview.watcher import Watched
from dayline.commands.serve import Preview
from serving import Served, is_reload, made

Changed = frozenset[Path] | None


class Noticed:
    """A watch in a thread, and what it has reported."""

    def __init__(self, watched: Watched) -> None:
        self.reports: list[Changed] = []
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(watched,))
        self._thread.start()
        self.until(lambda reports: reports == [None])

    def _run(self, watched: Watched) -> None:
        for changed in watched.changes(self._stopped):
            if changed is None or changed:
                self.reports.append(changed)

    def until(self, done: Callable[[list[Changed]], bool]) -> None:
        """Waits for reports, and forgets them."""
        end = time.monotonic() + 10
        while not done(self.reports):
            assert time.monotonic() < end, self.reports
            time.sleep(0.01)
        self.reports.clear()

    def sees(self, path: Path) -> None:
        """A file that is written is reported, by its name or as anything."""
        self.reports.clear()
        path.write_text(str(time.monotonic_ns()))
        self.until(lambda reports: any(changed is None or path.resolve() in changed for changed in reports))

    def is_quiet(self) -> None:
        """Nothing more comes."""
        time.sleep(1.3)
        assert self.reports == []

    def end(self) -> None:
        self._stopped.set()
        self._thread.join()


@pytest.fixture(params=["reported", "polled"])
def noticed(request: pytest.FixtureRequest) -> Iterator[Callable[..., Noticed]]:
    """Begins to watch a site, in both ways."""
    begun: list[Noticed] = []

    def begin(site: Path, output: str = "public") -> Noticed:
        folders = [site / "content", site / "templates"]
        begun.append(Noticed(Watched(folders, site / output, poll=request.param == "polled")))
        return begun[-1]

    yield begin
    for one in begun:
        one.end()


@pytest.mark.parametrize(
    "place",
    [
        "node_modules/site",
        ".venv/site",
        ".git/site",
        "__pycache__/site",
        "Мій сайт – día",
        "a b 'c' \"d\"",
        "site~",
        "x.pyc",
    ],
)
def test_places(noticed: Callable[..., Noticed], tmp_path: Path, place: str) -> None:
    """A site is watched wherever it lies and whatever the folders above it are called."""
    site = made(tmp_path / place)
    found = noticed(site)
    found.sees(site / "content/a.txt")
    found.sees(site / "content/Маріуполь ö.txt")


def test_symlinked_site(noticed: Callable[..., Noticed], tmp_path: Path) -> None:
    """Through a link it is the same; a link that leads elsewhere later is followed."""
    made(tmp_path / "one")
    two, link = made(tmp_path / "two"), tmp_path / "link"
    link.symlink_to("one")
    found = noticed(link)
    found.sees(tmp_path / "one/content/a.txt")
    link.unlink()
    link.symlink_to("two")
    found.until(lambda reports: None in reports)
    found.sees(two / "content/a.txt")


def test_templates_made_later(noticed: Callable[..., Noticed], tmp_path: Path) -> None:
    """A folder that was not there when it began is watched as soon as it is."""
    site = made(tmp_path)
    found = noticed(site)
    (site / "templates/assets/style").mkdir(parents=True)
    (site / "templates/assets/style/a.css").write_text("1")
    found.until(lambda reports: None in reports)
    time.sleep(0.3)
    found.sees(site / "templates/assets/style/a.css")


@pytest.mark.parametrize("how", ["renamed and copied", "removed and made", "site removed and made", "site moved"])
def test_replaced(noticed: Callable[..., Noticed], tmp_path: Path, how: str) -> None:
    """What takes a folder's place is watched."""
    site = made(tmp_path / "site")
    found = noticed(site)
    if how == "renamed and copied":
        (site / "content").rename(site / "old")
        shutil.copytree(site / "old", site / "content")
    elif how == "removed and made":
        shutil.rmtree(site / "content")
        (site / "content").mkdir()
    elif how == "site removed and made":
        shutil.rmtree(site)
        made(site)
    else:
        site.rename(tmp_path / "old")
        found.until(lambda reports: None in reports)
        shutil.copytree(tmp_path / "old", site)
    found.until(bool)
    time.sleep(0.3)
    found.sees(site / "content/a.txt")
    found.sees(site / "content/b.txt")


def test_folders_below(noticed: Callable[..., Noticed], tmp_path: Path) -> None:
    """A folder that is made, or moved in with its files, is watched with all that is in it."""
    site, elsewhere = made(tmp_path / "site"), tmp_path / "elsewhere/day"
    found = noticed(site)
    elsewhere.mkdir(parents=True)
    (elsewhere / "event.yaml").write_text("1")
    elsewhere.parent.rename(site / "content/moved")
    found.until(lambda reports: None in reports)
    time.sleep(0.3)
    found.sees(site / "content/moved/day/event.yaml")
    (site / "content/2022/03/14").mkdir(parents=True)
    (site / "content/2022/03/14/event.yaml").write_text("1")
    found.until(lambda reports: None in reports)
    time.sleep(0.3)
    found.sees(site / "content/2022/03/14/event.yaml")


def test_atomic_save(noticed: Callable[..., Noticed], tmp_path: Path) -> None:
    """An editor that writes beside a file and renames is seen, each time."""
    site = made(tmp_path)
    found = noticed(site)
    for text in ("two", "three"):
        (site / "content/.a.txt.swp").write_text(text)
        os.replace(site / "content/.a.txt.swp", site / "content/a.txt")  # noqa: PTH105
        found.until(lambda reports: any(site / "content/a.txt" in (changed or ()) for changed in reports))


def test_two_saves_in_a_second(noticed: Callable[..., Noticed], tmp_path: Path) -> None:
    """Saves of the same length that follow each other closely are all seen."""
    site = made(tmp_path)
    found = noticed(site)
    for _ in range(4):
        found.sees(site / "content/a.txt")


@pytest.mark.parametrize(
    "name", ["stray.txt", "a (1).yaml", "flycheck_a.yaml", "node_modules/a.yaml", "x.pyc", "a.yaml"]
)
def test_files_that_the_build_reports(noticed: Callable[..., Noticed], tmp_path: Path, name: str) -> None:
    """Whatever a build would find wrong is noticed, when it comes and when it goes."""
    site = made(tmp_path)
    (site / "content" / name).parent.mkdir(exist_ok=True)
    found = noticed(site)
    found.sees(site / "content" / name)
    (site / "content" / name).unlink()
    found.until(lambda reports: any(site / "content" / name in (changed or ()) for changed in reports))


@pytest.mark.parametrize(
    "name",
    [
        ".a.yaml.swp",
        "a.yaml~",
        ".git/index",
        ".DS_Store",
        "#a.yaml#",
        "__MACOSX/a.yaml",
        "out/a.html",
        ".out.editions/a",
    ],
)
def test_files_that_nobody_reads(noticed: Callable[..., Noticed], tmp_path: Path, name: str) -> None:
    """What is hidden, a backup or the output itself makes no build."""
    site = made(tmp_path)
    (site / "content" / name).parent.mkdir(exist_ok=True)
    found = noticed(site, "content/out")
    (site / "content" / name).write_text("1")
    found.is_quiet()


def test_unreadable_folder(noticed: Callable[..., Noticed], tmp_path: Path) -> None:
    """A folder that may not be read ends nothing."""
    site = made(tmp_path)
    (site / "content/closed").mkdir(mode=0)
    found = noticed(site)
    found.sees(site / "content/a.txt")
    (site / "content/closed").chmod(0o700)
    found.until(bool)
    time.sleep(0.3)
    found.sees(site / "content/closed/b.txt")


@pytest.mark.parametrize("error", [OSError('OS file watch limit reached. about ["/a"]'), PermissionError("no"), None])
def test_a_system_that_reports_nothing(
    tmp_path: Path, error: Exception | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If the system can't watch, now or later, every file is looked at, and a line says so."""
    from watchfiles._rust_notify import WatchfilesRustInternalError

    error = error or WatchfilesRustInternalError(
        "Error creating recommended watcher: Too many open files (os error 24)"
    )

    def refused(*_: object) -> Iterator[frozenset[Path]]:
        raise error
        yield

    monkeypatch.setattr(watcher, "_notified", refused)
    site = made(tmp_path)
    found = Noticed(Watched([site / "content"], site / "public"))
    found.sees(site / "content/a.txt")
    found.end()
    said = str(error).partition(". about")[0]
    assert (
        capsys.readouterr().out
        == f"the system can't report changes ({said}); looking for changes twice a second instead\n"
    )


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("unshare"), reason="needs limits of its own")
@pytest.mark.parametrize("limit", ["watches", "instances"])
def test_limits_of_the_system(tmp_path: Path, limit: str) -> None:
    """With too few of inotify's watches or instances the server runs, says so, and reloads."""
    limited = (
        f"echo 1 > /proc/sys/user/max_inotify_{limit}"
        if limit == "watches"
        else "echo 0 > /proc/sys/user/max_inotify_instances"
    )
    if subprocess.run(["unshare", "-Ur", "sh", "-c", limited], check=False, capture_output=True).returncode:
        pytest.skip("the system does not let a test set its limits")
    site = made(tmp_path / "site")
    (site / "content/below").mkdir()
    served = Served(site, before=("unshare", "-Ur", "sh", "-c", f'{limited}; exec "$@"', "sh"))

    async def check() -> None:
        await served.get()
        connection = await served.connect()
        served.save("two")
        assert await is_reload(connection)
        assert (await served.get()).body.endswith(b"two")

    try:
        assert served.said.startswith("the system can't report changes (")
        served.during(check)
    finally:
        assert served.end()[0] == 0


def test_what_a_preview_shows_of_it(site: SiteBuilder) -> None:
    """Content that is gone or strays is a problem on the page, and none when it is back; a new template shows."""
    options = Options(
        site.folder, site.folder / "public", datetime(2022, 3, 15, tzinfo=UTC), cache=site.folder / "cache"
    )
    preview, content = Preview(options, fixed_now=True), site.folder / "content"
    assert preview.rebuild(None).ok
    content.rename(site.folder / "old")
    assert "--> content:1:1" in preview.rebuild(None).messages
    shutil.copytree(site.folder / "old", content)
    assert preview.rebuild(None).ok
    for name in (
        "stray.yaml",
        "notes.txt",
        "pages/method (1).md",
        "pages/method.sync-conflict-20261130-080000-ABCDEFG.md",
        "nowhere/a.yaml",
    ):
        stray = content / name
        stray.parent.mkdir(exist_ok=True)
        stray.write_text("title: Stray\n")
        assert f"content/{name}" in preview.rebuild(frozenset({stray})).messages
        stray.unlink()
        assert preview.rebuild(frozenset({stray})).ok
    site.write({"templates/404.html": "a page of its own"})
    assert preview.rebuild(None).ok
    assert (site.folder / "public/404.html").read_text() == "a page of its own"
    preview.background_index.stop()

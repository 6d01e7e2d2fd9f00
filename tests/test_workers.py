"""Work that is handed over to other processes, threads and machines, and what may go wrong there."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import active_children
from pathlib import Path
from typing import Any, ClassVar

import pytest

import dayline
from conftest import SiteBuilder, changed, edition, from_nothing
from dayline.build.options import Options
from dayline.build.page_making import PageBatch, Parcel
from dayline.build.pipeline import build

NOW = datetime(2022, 3, 20, 12, tzinfo=UTC)
EVENTS = {
    f"content/events/2022/03/{day}/thing.yaml": f"date: 2022-03-{day}\ntitle: Thing {day}\nsource: https://a.example/{day}\n"
    for day in range(10, 18)
}


@pytest.fixture
def site(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> SiteBuilder:
    """A site of which every page is handed over, a few at a time."""
    monkeypatch.setattr("dayline.build.workers.MANY_PAGES", -(10**6))
    monkeypatch.setattr("dayline.build.workers.CHUNK", 4)
    monkeypatch.setattr("tempfile.tempdir", str(site.folder / "temporary"))
    (site.folder / "temporary").mkdir()
    return site.write(EVENTS)


def options(site: SiteBuilder, **others: Any) -> Options:
    """How the site is built by two processes, without a cache."""
    return replace(Options(site.folder, site.folder / "public", NOW, jobs=2), **others)


def is_clean(site: SiteBuilder) -> bool:
    """Whether no process and no temporary file is left."""
    return not active_children() and not list((site.folder / "temporary").iterdir())


def test_processes_leave_nothing_behind(site: SiteBuilder) -> None:
    """With and without a cache the pages are those of one process, and the copy of the records is gone."""
    for cache in (None, site.folder / "cache"):
        chosen = options(site, cache=cache)
        assert build(chosen).ok
        assert is_clean(site)
        assert changed(edition(chosen.output), from_nothing(chosen)) == []


def test_no_room_for_a_copy(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no temporary file can be made, the pages are made here."""
    monkeypatch.setattr("tempfile.tempdir", str(site.folder / "nowhere"))
    chosen = options(site)
    assert build(chosen).ok
    assert changed(edition(chosen.output), from_nothing(replace(chosen, jobs=1))) == []


def test_where_there_can_be_no_processes(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container without semaphores files are read and pages made in one process."""
    monkeypatch.setattr("dayline.build.workers.PARALLEL_FROM", 1)
    monkeypatch.setattr("concurrent.futures.process._check_system_limits", _no_semaphores)
    chosen = options(site)
    assert build(chosen).ok
    assert changed(edition(chosen.output), from_nothing(replace(chosen, jobs=1))) == []


def _no_semaphores() -> None:
    raise NotImplementedError


def test_a_broken_template(site: SiteBuilder) -> None:
    """A template that breaks in another process is reported as in this one, at its line."""
    site.write({"templates/event.html": "<p>\n{{ page.card.nothing }}\n"})
    here, there = (build(options(site, jobs=jobs)) for jobs in (1, 2))
    assert not there.ok
    assert [problem.spot for problem in there.problems] == [problem.spot for problem in here.problems]
    assert there.problems == here.problems
    assert is_clean(site)


def test_a_worker_that_dies(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process that died has not made is made here."""
    unpacked = PageBatch.unpacked

    def kill(batch: PageBatch, *given: Any) -> Any:
        for child in active_children():
            child.kill()
            child.join()
        return unpacked(batch, *given)

    monkeypatch.setattr(PageBatch, "unpacked", kill)
    chosen = options(site)
    assert build(chosen).ok
    assert is_clean(site)
    assert changed(edition(chosen.output), from_nothing(replace(chosen, jobs=1))) == []


def test_interrupted(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends the build and its processes; the output stays as it was."""
    chosen = options(site)
    build(chosen)
    before = edition(chosen.output)
    site.write({"content/events/2022/03/12/more.yaml": EVENTS["content/events/2022/03/12/thing.yaml"]})
    monkeypatch.setattr(PageBatch, "unpacked", _interrupt)
    with pytest.raises(KeyboardInterrupt):
        build(chosen)
    assert is_clean(site)
    assert edition(chosen.output) == before


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


WAITING = """
import os, time
from dayline.build.workers import workers
if __name__ == "__main__":
    with workers(2, "") as crew:
        print(crew._submit(os.getpid).result(), flush=True)
        time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are asked for by signals")
def test_workers_end_with_the_build(tmp_path: Path) -> None:
    """A build that is killed leaves no process behind."""
    (tmp_path / "waiting.py").write_text(WAITING)
    source = str(Path(dayline.__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, tmp_path / "waiting.py"], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": source}
    ) as parent:
        assert parent.stdout
        worker = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 60
    with suppress(ProcessLookupError):
        while time.monotonic() < deadline:
            os.kill(worker, 0)
            time.sleep(0.05)
        pytest.fail("the process is still there")


class Faraway(ThreadPoolExecutor):
    """A single worker that notes what is sent to it; `fails` is the number of the task at which it dies."""

    fails = -1
    sent: ClassVar[list[Any]] = []

    def __init__(self) -> None:
        super().__init__(1)
        Faraway.sent.clear()

    def submit(self, work: Callable[..., Any], /, *given: Any, **_: Any) -> Future[Any]:
        if len(Faraway.sent) == Faraway.fails:
            raise BrokenExecutor
        Faraway.sent.append(given)
        return super().submit(work, *given)


def test_a_worker_far_away_gets_the_records_once(site: SiteBuilder) -> None:
    """A worker that may be on another machine is sent the records as bytes, once, and not the user's key."""
    chosen = options(site, executor=f"{__name__}:Faraway")
    assert build(chosen).ok
    parcels = [given[1] for given in Faraway.sent if isinstance(given[1], Parcel)]
    assert [type(parcel.shelf) for parcel in parcels] == [bytes]
    tasks = [(given[2][0].url, given[3]) for given in Faraway.sent]
    assert len({*tasks}) == len(tasks), "no task is sent twice, as Dask would do it once"
    assert len(Faraway.sent) > 10
    assert changed(edition(chosen.output), from_nothing(replace(chosen, executor="", jobs=1))) == []


@pytest.mark.parametrize("task", [0, 1, 9])
def test_an_executor_that_breaks(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch, task: int) -> None:
    """At whatever task an executor says that it is broken, the rest is made here."""
    monkeypatch.setattr(Faraway, "fails", task)
    chosen = options(site, executor=f"{__name__}:Faraway")
    assert build(chosen).ok
    assert changed(edition(chosen.output), from_nothing(replace(chosen, executor="", jobs=1))) == []

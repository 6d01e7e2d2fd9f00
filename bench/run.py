"""Measures Dayline, and Hugo beside it: `python3 bench/run.py --sizes small,year --hugo`.

Every build runs in a new process. Clean builds begin without caches and without output; all other steps begin from
what the step before left. Needs an interpreter that has Dayline's libraries (`--python`). bench/README.md says how
to read the tables.
"""

import argparse
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from builds import ENV, Hugo, build
from edits import site
from hugo_site import program
from machine import processor
from measure import cost
from results import Report, Table, as_json, before
from shape import SIZES, Shape, add_shape_arguments, size
from steps import Plan, measured, say
from tables import markdown

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent


def main() -> int:
    """Measure and print; the exit code is 1 if a step failed."""
    arguments = _parser().parse_args()
    hugo = program() if arguments.hugo else None
    if arguments.hugo and hugo is None:
        say("Hugo is not installed; its figures are left out")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that folders are removed on the way out
    with tempfile.TemporaryDirectory(prefix="dayline-bench-", dir=arguments.folder) as folder:
        _keep_inside(Path(folder))
        report = _report(arguments, hugo, Path(folder))
    print(markdown(report))
    if arguments.markdown:
        arguments.markdown.write_text(f"# Performance table\n\n{markdown(report)}", "utf-8")
    if arguments.json:
        arguments.json.write_text(as_json(report), "utf-8")
    return int(any(table.has_failed for table in report.tables))


def _keep_inside(folder: Path) -> None:
    """Let builds write caches, keys and temporary files nowhere else."""
    os.environ |= {
        "DAYLINE_CACHE": str(folder / "cache"),
        "DAYLINE_CACHE_KEY": "a key for benchmarks, which leaves none in the home folder",
        "TMPDIR": str(folder),
    }
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled


def _report(arguments: argparse.Namespace, hugo: Path | None, folder: Path) -> Report:
    """All tables, with what they were measured on."""
    plan = Plan(arguments.python, arguments.rounds, arguments.edits, arguments.verify)
    _warm_up(plan, folder)
    start = before()
    return Report(
        measured=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        processor=processor(),
        cores=os.cpu_count() or 1,
        python=platform.python_version(),
        hugo=_version(hugo) if hugo else "",
        rounds=plan.rounds,
        edits=plan.edits,
        jobs=1,
        before=start,
        tables=tuple(_tables(arguments, plan, hugo, folder)),
        after=before(),
    )


def _tables(arguments: argparse.Namespace, plan: Plan, hugo: Path | None, folder: Path) -> Iterator[Table]:
    for days, events in arguments.sizes:
        shape = Shape(days, events, arguments.seed, arguments.open, arguments.near)
        yield _generated(plan, hugo, folder / f"{days}x{events:g}", shape)
    if arguments.demo:
        yield _demo(plan, folder / "demo")


def _generated(plan: Plan, hugo: Path | None, folder: Path, shape: Shape) -> Table:
    """All steps on a generated site, which is removed afterwards."""
    _generate("corpus.py", folder / "site", shape)
    if hugo:
        _generate("hugo_site.py", folder / "hugo", shape)
    beside = Hugo(hugo, folder / "hugo", folder / "hugo-public") if hugo else None
    edited = site(folder / "site", folder / "public", max(plan.edits, plan.rounds + 1))
    table = measured(plan, edited, beside, Table(shape.title, shape.total, ()), is_open=shape.is_open)
    shutil.rmtree(folder)
    return table


def _demo(plan: Plan, folder: Path) -> Table:
    """All steps on a copy of the demonstration."""
    for name in ("content", "static"):
        shutil.copytree(ROOT / name, folder / "site" / name)
    edited = site(folder / "site", folder / "public", max(plan.edits, plan.rounds + 1))
    events = sum(1 for _ in (ROOT / "content" / "events").glob("*/*/*/*.yaml"))
    return measured(plan, edited, None, Table(f"Demonstration, {events} events", events, ()), is_open=False)


def _warm_up(plan: Plan, folder: Path) -> None:
    """Build a tiny site once, so that no figure pays for compiling the program's modules."""
    _generate("corpus.py", folder / "warm-up" / "site", Shape(2, 4))
    cost(build(plan.python, site(folder / "warm-up" / "site", folder / "warm-up" / "public", 1)), ENV)
    shutil.rmtree(folder / "warm-up")


def _generate(program: str, folder: Path, shape: Shape) -> None:
    cost([sys.executable, str(BENCH / program), str(folder), *shape.arguments], {})


def _version(hugo: Path) -> str:
    """Hugo's name and version, as in `Hugo v0.168.0+extended`."""
    text = subprocess.run([hugo, "version"], capture_output=True, text=True, check=True).stdout
    return "Hugo " + next((word for word in text.split() if word.startswith("v")), "").partition("-")[0]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--sizes", type=lambda text: [size(part) for part in text.split(",") if part], default=[SIZES["year"]],
        help=f"{', '.join(SIZES)} or DAYSxEVENTS, separated by commas; empty for none",
    )  # fmt: skip
    add_shape_arguments(parser)
    parser.add_argument("--demo", action="store_true", help="measure the demonstration too")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each step")
    parser.add_argument("--edits", type=int, default=25, help="later edits of a word, each in another event")
    parser.add_argument("--hugo", action="store_true", help="measure Hugo too, in turn with Dayline")
    parser.add_argument("--verify", action="store_true", help="compare the output of each step with a clean build's")
    parser.add_argument("--markdown", type=Path, help="also write the tables to this file")
    parser.add_argument("--json", type=Path, help="also write every single run to this file")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that runs Dayline")
    parser.add_argument("--folder", type=Path, help="where to put the sites while measuring")
    return parser


if __name__ == "__main__":
    sys.exit(main())

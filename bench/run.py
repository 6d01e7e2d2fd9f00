"""Times Dayline, and Hugo beside it: `python3 bench/run.py --sizes 100x20,365x20 --hugo`.

Every step runs in a new process. Clean builds begin without caches and without output; all other steps
begin from what the step before left. Needs an interpreter that has Dayline's libraries (`--python`).
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import edits
from edits import Site
from hugo_site import program
from measure import Command, Cost, Failed, cost, middle, total_memory
from tables import Row, Table, growth, line, load, machine, markdown

from serving import save_to_page

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
ENV = {"PYTHONPATH": str(ROOT / "site_src")}
EDITS: Mapping[str, Callable[[Site, int], object]] = {
    "no change": lambda _at, _number: None,
    "one word changed": edits.change_word,
    "one new event": edits.add_event,
    "one template changed": edits.change_template,
}


@dataclass(frozen=True)
class Asked:
    """What to measure, and with what."""

    python: str
    runs: int
    seed: int
    hugo: Path | None
    is_verified: bool


def main() -> int:
    """Measure and print; the exit code is 1 if a step failed."""
    told = _arguments().parse_args()
    asked = Asked(told.python, told.runs, told.seed, program() if told.hugo else None, told.verify)
    if told.hugo and asked.hugo is None:
        print("hugo is not installed; its columns are left out", file=sys.stderr)
    before = load()
    with tempfile.TemporaryDirectory(prefix="dayline-bench-", dir=told.folder) as folder:
        os.environ["DAYLINE_CACHE"] = str(Path(folder) / "cache")
        os.environ["DAYLINE_CACHE_KEY"] = "a key for benchmarks, which leaves none in the home folder"
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled
        warm_up(asked, Path(folder))
        tables = [measured(asked, Path(folder), *size) for size in told.sizes or [(told.days, told.events)]]
    text = "\n".join([machine(before, asked.runs), *map(markdown, tables), growth(tables)])
    print(text)
    if told.markdown:
        told.markdown.write_text(f"# Performance table\n\n{text}", "utf-8")
    return int(any(row.ours is None for table in tables for row in table.rows))


def measured(asked: Asked, folder: Path, days: int, events: int) -> Table:
    """All steps for one size; the sites are taken away afterwards."""
    here = folder / f"{days}x{events}"
    size = [f"--days={days}", f"--events={events}", f"--seed={asked.seed}"]
    cost([sys.executable, str(BENCH / "corpus.py"), str(here / "site"), *size], {})
    if asked.hugo:
        cost([sys.executable, str(BENCH / "hugo_site.py"), str(here / "hugo"), *size], {})
    at = edits.site(here / "site", here / "public")
    _say(f"{days} days × {events} events")
    rows = [_row("clean build", lambda: _clean(asked, at, here))]
    pages = (_pages(at.output), _pages(here / "hugo-public"))
    for step, edit in EDITS.items():
        rows.append(_row(step, lambda step=step, edit=edit: _edited(asked, at, step, edit)))  # type: ignore[misc]
    rows.append(_row("save to page in `serve`", lambda: _served(asked, at)))
    shutil.rmtree(here)
    return Table(days, events, pages, tuple(rows))


def warm_up(asked: Asked, folder: Path) -> None:
    """Build a tiny site once, so that no figure pays for compiling the program's modules."""
    small = folder / "warm-up"
    cost([sys.executable, str(BENCH / "corpus.py"), str(small), "--days=2", "--events=4"], {})
    cost(build(asked, small, small / "public"), ENV)
    shutil.rmtree(small)


def build(asked: Asked, folder: Path, output: Path) -> Command:
    """The command that builds a site, without what follows the pages."""
    alone = ["--without", "cards", "--without", "search"]
    return [asked.python, "-m", "dayline", "build", "--site", str(folder), "--output", str(output), *alone]


def _row(step: str, measure: Callable[[], Row]) -> Row:
    """A step's row; a failure is said and leaves the row empty."""
    try:
        row = replace(measure(), step=step)
    except Failed as failure:
        _say(f"{step}: {failure}")
        return Row(step, None)
    _say(line(row))
    return row


def _clean(asked: Asked, at: Site, here: Path) -> Row:
    """Clean builds, ours and Hugo's in turn, and one more of ours for the sum of memory."""
    command, ours, hugo = build(asked, at.folder, at.output), [], []
    for _ in range(asked.runs):
        _forget(at)
        ours.append(cost(command, ENV))
        if asked.hugo:
            hugo.append(cost(*_hugo(asked.hugo, here)))
    _forget(at)
    note = f"all processes together at most {total_memory(command, ENV):,.0f} MB"
    return Row("", middle(ours), middle(hugo) if hugo else None, note)


def _edited(asked: Asked, at: Site, step: str, edit: Callable[[Site, int], object]) -> Row:
    costs = []
    for number in range(1, asked.runs + 1):
        edit(at, number)
        costs.append(cost(build(asked, at.folder, at.output), ENV))
    if asked.is_verified:
        _verify(asked, at, step)
    return Row(step, middle(costs), note="equal to a clean build" if asked.is_verified else "")


def _served(asked: Asked, at: Site) -> Row:
    walls = save_to_page(asked.python, ENV, at, 5)
    shown = ", ".join(f"{wall:.3f}" for wall in sorted(walls))
    return Row("", Cost(median(walls), float("nan"), float("nan")), note=f"seconds of each repeat: {shown}")


def _verify(asked: Asked, at: Site, step: str) -> None:
    """Raises `Failed` if the output differs from a clean build's, dotfiles apart."""
    other = at.output.with_name("verify")
    cost(build(asked, at.folder, other), ENV | {"DAYLINE_CACHE": str(at.output.with_name("verify-cache"))})
    ours, clean = dict(_tree(at.output)), dict(_tree(other))
    differing = sorted(name for name in ours.keys() | clean.keys() if not _same(ours.get(name), clean.get(name)))
    for left in other.parent.glob("*verify*"):
        shutil.rmtree(left)
    if differing:
        raise Failed(f"{step}: {len(differing)} files differ from a clean build, as {differing[:5]}")


def _tree(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in folder.rglob("*"):
        name = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            yield name.as_posix(), path


def _same(one: Path | None, other: Path | None) -> bool:
    return one is not None and other is not None and one.read_bytes() == other.read_bytes()


def _forget(at: Site) -> None:
    """Take away the caches and everything that was written."""
    shutil.rmtree(os.environ["DAYLINE_CACHE"], ignore_errors=True)
    shutil.rmtree(at.output, ignore_errors=True)
    shutil.rmtree(at.output.with_name(f".{at.output.name}.editions"), ignore_errors=True)


def _hugo(hugo: Path, here: Path) -> tuple[Command, dict[str, str]]:
    """The command of a clean build with Hugo, and its environment; what the last one left is taken away."""
    output, cache = here / "hugo-public", here / "hugo-cache"
    for left in (output, cache, here / "hugo" / "resources"):
        shutil.rmtree(left, ignore_errors=True)
    command = [str(hugo), "--source", str(here / "hugo"), "--destination", str(output), "--quiet"]
    return command, {"HUGO_CACHEDIR": str(cache)}


def _pages(output: Path) -> int:
    return sum(1 for _ in output.rglob("*.html"))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _sizes(text: str) -> list[tuple[int, int]]:
    """`100x20,365x20` as pairs of numbers."""
    pairs = [part.split("x") for part in text.split(",")]
    return [(int(days), int(events)) for days, events in pairs]


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--events", type=int, default=20, help="a day")
    parser.add_argument("--sizes", type=_sizes, help="several sizes in place of one, as 100x20,365x20,1400x20")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--hugo", action="store_true", help="measure Hugo too, in turn with ours")
    parser.add_argument("--verify", action="store_true", help="compare with a clean build after every edit")
    parser.add_argument("--markdown", type=Path, help="also write the tables to this file")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that runs Dayline")
    parser.add_argument("--folder", type=Path, help="where to put the sites while measuring")
    return parser


if __name__ == "__main__":
    sys.exit(main())

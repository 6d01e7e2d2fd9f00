"""Figures as tables, in Markdown."""

from collections.abc import Iterator, Sequence
from statistics import median

from builds import Output
from results import Report, Row, Runs, Saves, Table

STEPS = ("step", "wall s", "processor s", "÷ loop", "largest MB", "all MB", "pages rendered", "load")
BESIDE = ("clean build", "Dayline", "Hugo", "ratio")
GROWTH = ("site", "events", "processor ms per event", "all MB")


def markdown(report: Report) -> str:
    """A whole report in Markdown."""
    return "\n".join([_head(report), *map(_section, report.tables), *_growth(report.tables)])


def line(row: Row) -> str:
    """A row of a site's table."""
    return _line([row.step, *(_cells(row.ours, row.before.loop) if row.ours else ["failed", *[""] * 5]), _load(row)])


def spread(values: Sequence[float], digits: int) -> str:
    """The median of values, and the least and largest if there are several."""
    shown = f"{median(values):,.{digits}f}"
    return f"{shown} ({min(values):,.{digits}f}–{max(values):,.{digits}f})" if len(values) > 1 else shown


def _head(report: Report) -> str:
    """When, on what and how this was measured."""
    start, end = report.before, report.after
    return (
        f"{report.measured}. {report.processor}, {report.cores} cores, Python {report.python}. {_hugo(report.hugo)} "
        f"Load {start.load:.2f} before, {end.load:.2f} after; calibration loop {start.loop:.3f} s before, "
        f"{end.loop:.3f} s after. Builds with `--jobs {report.jobs} --without cards --without search`. "
        f"Rounds: {report.rounds}; later edits of a word: {report.edits}. Medians; in brackets the least and the "
        "largest.\n"
    )


def _hugo(version: str) -> str:
    if version:
        return f"{version}."
    return "Hugo is not installed: no ratios to it, only to the calibration loop (÷ loop)."


def _section(table: Table) -> str:
    """One site's heading and tables."""
    parts = [f"## {table.title}\n", _table(STEPS, map(line, table.rows)), _saved(table.saves)]
    parts.extend(f"{row.step}: equal to a clean build.\n" for row in table.rows if row.is_verified and row.ours)
    if table.output:
        parts.append(_table(BESIDE, _beside(table.rows[0], table.output, table.hugo_output)))
    return "\n".join(parts)


def _cells(runs: Runs, loop: float) -> list[str]:
    rendered = [cost.rendered for cost in runs.costs if cost.rendered is not None]
    return [
        spread([cost.wall for cost in runs.costs], 3),
        spread([cost.processor for cost in runs.costs], 2),
        f"{runs.processor / loop:.1f}",
        f"{max(cost.largest for cost in runs.costs):,.0f}",
        f"{runs.total_memory:,.0f}",
        spread(rendered, 0) if rendered else "",
    ]


def _load(row: Row) -> str:
    return f"{row.before.load:.2f}"


def _saved(saves: Saves | None) -> str:
    if saves is None:
        return "Save to page in `serve`: failed.\n"
    return f"Save to page in `serve`: {spread(saves.seconds, 3)} s; load {saves.before.load:.2f}.\n"


def _beside(row: Row, output: Output, hugo_output: Output | None) -> Iterator[str]:
    """The lines on clean builds: Dayline, Hugo, and Dayline divided by Hugo."""
    ours, theirs = _amounts(row.ours, output), _amounts(row.hugo, hugo_output)
    for name, digits in (
        ("wall s", 3),
        ("processor s", 2),
        ("largest MB", 0),
        ("all MB", 0),
        ("HTML pages", 0),
        ("output files", 0),
        ("output MB", 1),
    ):
        mine, other = ours.get(name, []), theirs.get(name, [])
        ratio = f"{median(mine) / median(other):.2f}" if mine and other and median(other) else ""
        yield _line([name, *(spread(values, digits) if values else "" for values in (mine, other)), ratio])


def _amounts(runs: Runs | None, output: Output | None) -> dict[str, list[float]]:
    amounts: dict[str, list[float]] = {}
    if runs:
        amounts["wall s"] = [cost.wall for cost in runs.costs]
        amounts["processor s"] = [cost.processor for cost in runs.costs]
        amounts["largest MB"] = [max(cost.largest for cost in runs.costs)]
        amounts["all MB"] = [runs.total_memory]
    if output:
        amounts |= {"HTML pages": [output.pages], "output files": [output.files], "output MB": [output.size]}
    return amounts


def _growth(tables: Sequence[Table]) -> list[str]:
    """The processor time of clean builds per event, if there are several sites."""
    lines = [_line(_per_event(table, table.rows[0].ours)) for table in tables if table.rows[0].ours]
    return ["## Growth\n", _table(GROWTH, lines)] if len(lines) > 1 else []


def _per_event(table: Table, runs: Runs) -> list[str]:
    milliseconds = runs.processor / table.events * 1000
    return [table.title, f"{table.events:,}", f"{milliseconds:.2f}", f"{runs.total_memory:,.0f}"]


def _table(heads: Sequence[str], lines: Iterator[str] | Sequence[str]) -> str:
    return "\n".join([_line(heads), _line(["---", *["---:"] * (len(heads) - 1)]), *lines]) + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"

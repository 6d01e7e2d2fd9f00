"""Tables of figures, in Markdown."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from measure import Cost


@dataclass(frozen=True)
class Row:
    """A step's cost, and Hugo's for the same where there is one; None if the step failed."""

    step: str
    ours: Cost | None
    hugo: Cost | None = None
    note: str = ""


@dataclass(frozen=True)
class Table:
    """The figures of one size."""

    days: int
    events: int
    pages: tuple[int, int]
    rows: tuple[Row, ...]


def markdown(table: Table) -> str:
    """A table in Markdown."""
    ours, hugo = table.pages
    beside = f"; Hugo: {hugo:,}" if hugo else ""
    lines = [
        f"## {table.days:,} days × {table.events} events\n",
        f"HTML pages: {ours:,}{beside}.\n",
        "| | wall s | processor s | MB | Hugo wall s | Hugo processor s | Hugo MB | wall ratio | cpu ratio |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    notes = [f"\n{row.step}: {row.note}." for row in table.rows if row.note]
    return "\n".join([*lines, *map(line, table.rows), *notes]) + "\n"


def line(row: Row) -> str:
    """A row of the table."""
    ratios = ["", ""]
    if row.ours and row.hugo:
        ratios = [f"{row.ours.wall / row.hugo.wall:.2f}", f"{row.ours.processor / row.hugo.processor:.2f}"]
    ours = _cells(row.ours) if row.ours else ["failed", "", ""]
    return f"| {' | '.join([row.step, *ours, *(_cells(row.hugo) if row.hugo else [''] * 3), *ratios])} |"


def _cells(found: Cost) -> list[str]:
    return [
        "" if value != value else f"{value:,.{digits}f}"  # noqa: PLR0124 - not a number is not measured
        for value, digits in ((found.wall, 3), (found.processor, 2), (found.memory, 0))
    ]


def growth(tables: Sequence[Table]) -> str:
    """The processor time of clean builds per event, for all sizes."""
    found = [(table, row.ours) for table in tables for row in table.rows[:1] if row.ours]
    if len(found) < 2:
        return ""
    lines = [
        "",
        "## Growth",
        "",
        "| size | events | processor ms per event | MB |",
        "| --- | ---: | ---: | ---: |",
    ]
    for table, ours in found:
        count = table.days * table.events
        size = f"{table.days:,} × {table.events}"
        lines.append(f"| {size} | {count:,} | {ours.processor / count * 1000:.2f} | {ours.memory:,.0f} |")
    return "\n".join(lines) + "\n"


def machine(before: str, runs: int) -> str:
    """When and on what this was measured."""
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC. {_processor()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}. Load average {before} before, {load()} after. "
        f"Medians of {runs} runs; MB: the largest process.\n"
    )


def _processor() -> str:
    found = Path("/proc/cpuinfo")
    lines = found.read_text("utf-8").splitlines() if found.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def load() -> str:
    """The load average of the last minute."""
    return f"{os.getloadavg()[0]:.2f}"

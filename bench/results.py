"""What was measured, and the same as JSON."""

import json
from dataclasses import asdict, dataclass
from statistics import median

from builds import Output
from machine import calibration, load
from measure import Cost


@dataclass(frozen=True)
class Before:
    """The machine just before a row: its load, and processor seconds of the calibration loop."""

    load: float
    loop: float


@dataclass(frozen=True)
class Runs:
    """The costs of a step in the order of its runs, and MB of all its processes in one more run."""

    costs: tuple[Cost, ...]
    total_memory: float

    @property
    def processor(self) -> float:
        """The median of processor seconds."""
        return median(cost.processor for cost in self.costs)


@dataclass(frozen=True)
class Row:
    """A step with the machine before it, and whether it was compared with a clean build; no runs if it failed."""

    step: str
    before: Before
    ours: Runs | None = None
    hugo: Runs | None = None
    is_verified: bool = False


@dataclass(frozen=True)
class Saves:
    """Seconds from a save to the page in `serve`, and the machine before."""

    before: Before
    seconds: tuple[float, ...]


@dataclass(frozen=True)
class Table:
    """The figures of one site."""

    title: str
    events: int
    rows: tuple[Row, ...]
    output: Output | None = None
    hugo_output: Output | None = None
    saves: Saves | None = None

    @property
    def has_failed(self) -> bool:
        return self.saves is None or any(row.ours is None for row in self.rows)


@dataclass(frozen=True)
class Report:
    """Everything that one run has measured, and with what."""

    measured: str
    processor: str
    cores: int
    python: str
    hugo: str
    rounds: int
    edits: int
    jobs: int
    before: Before
    after: Before
    tables: tuple[Table, ...]


def before() -> Before:
    """The machine as it is now."""
    return Before(load(), calibration())


def as_json(report: Report) -> str:
    """A report as JSON, every single run included."""
    return json.dumps(asdict(report), indent=1) + "\n"

"""What a command costs: wall time, processor time and memory of it and all processes it starts."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import IO

Command = Sequence[str]
EVERY = 0.02  # seconds between two looks at memory


class Failed(Exception):
    """A step went wrong; the message says what was printed."""


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, seconds of processor, and MB of the largest process."""

    wall: float
    processor: float
    memory: float


def cost(command: Command, env: Mapping[str, str]) -> Cost:
    """What a command costs in a new process; raises `Failed` if it ends with an error.

    Processor time is user and system time of the process and of all children that it waited for. Memory is
    the resident set of the largest single process among them (`ru_maxrss`), and never less than that of the
    measuring process, which therefore must stay small.
    """
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = _started(command, env, said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        _demand(process.returncode, command, said)
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def total_memory(command: Command, env: Mapping[str, str]) -> float:
    """The peak of the sum over all processes of a command in MB, shared pages counted once (Linux)."""
    peak = 0.0
    with tempfile.TemporaryFile() as said:
        process = _started(command, env, said)
        while process.poll() is None:
            peak = max(peak, sum(_share(pid) for pid in _tree(process.pid)))
            time.sleep(EVERY)
        _demand(process.returncode, command, said)
    return peak / 1024


def middle(costs: Sequence[Cost]) -> Cost:
    """The medians of several runs, each quantity by itself."""
    return Cost(
        median(one.wall for one in costs),
        median(one.processor for one in costs),
        median(one.memory for one in costs),
    )


def _started(command: Command, env: Mapping[str, str], said: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, env=os.environ | env, stdout=said, stderr=subprocess.STDOUT)


def _demand(code: int, command: Command, said: IO[bytes]) -> None:
    if code:
        said.seek(0)
        tail = said.read().decode(errors="replace")[-2000:]
        raise Failed(f"`{' '.join(command)}` ended with {code}:\n{tail}")


def _tree(pid: int) -> Iterator[int]:
    """A process and its descendants, as far as they can be seen."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))


def _share(pid: int) -> float:
    """A process's proportional share of memory in kB; 0 if it has just ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return float(line.split()[1])
    return 0.0

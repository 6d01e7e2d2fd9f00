"""What a command costs: wall time, processor time and memory of it and all processes it starts."""

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

Command = Sequence[str]
PAUSE = 0.02  # seconds between two samples of memory, at least
SHARE = 4  # a sample is followed by a pause of this many times its duration
_RENDERED = re.compile(r"([\d,]+) rendered")


class Failed(Exception):
    """A step went wrong; the message says what was printed."""


@dataclass(frozen=True)
class Cost:
    """Wall and processor seconds, MB of the largest process, and how many pages the command says it rendered."""

    wall: float
    processor: float
    largest: float
    rendered: int | None = None


def cost(command: Command, env: Mapping[str, str]) -> Cost:
    """What a command costs in a new process; raises `Failed` if it ends with an error.

    Processor time is user and system time of the process and of all children that it waited for. Memory is
    the resident set of the largest single process among them (`ru_maxrss`), and never less than that of the
    measuring process, which therefore must stay small.
    """
    with tempfile.TemporaryFile() as output:
        begun = time.perf_counter()
        with _running(command, env, output) as process:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begun
            process.returncode = os.waitstatus_to_exitcode(status)
        text = _text_of_success(process.returncode, command, output)
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, _rendered(text))


def total_memory(command: Command, env: Mapping[str, str]) -> float:
    """The peak of the sum over all processes of a command in MB, shared pages counted once (Linux).

    Reading the sizes holds the processes up a little, so this is never done in a run that is timed.
    """
    peak = 0.0
    with tempfile.TemporaryFile() as output:
        with _running(command, env, output) as process:
            while process.poll() is None:
                begun = time.perf_counter()
                peak = max(peak, sum(_share(pid) for pid in _tree(process.pid)))
                time.sleep(max(PAUSE, SHARE * (time.perf_counter() - begun)))
        _text_of_success(process.returncode, command, output)
    return peak / 1024


@contextmanager
def _running(command: Command, env: Mapping[str, str], output: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that does not outlive the measurement, even if that is interrupted."""
    process = subprocess.Popen(command, env=os.environ | env, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            process.wait()


def _text_of_success(code: int, command: Command, output: IO[bytes]) -> str:
    """What a command printed; raises `Failed` unless its exit code is 0."""
    output.seek(0)
    text = output.read().decode(errors="replace")
    if code:
        raise Failed(f"`{' '.join(command)}` ended with {code}:\n{text[-2000:]}")
    return text


def _rendered(text: str) -> int | None:
    stated = _RENDERED.search(text)
    return int(stated[1].replace(",", "")) if stated else None


def _tree(pid: int) -> Iterator[int]:
    """A process and its visible descendants."""
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

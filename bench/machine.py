"""The machine that figures come from: what it is, how busy it is, and how fast it is just now."""

import os
import platform
import time
from pathlib import Path

ROUNDS = 400_000


def processor() -> str:
    """The name of the processor."""
    table = Path("/proc/cpuinfo")
    lines = table.read_text("utf-8").splitlines() if table.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def load() -> float:
    """The load average of the last minute, to which the measurement itself adds about 1."""
    return os.getloadavg()[0]


def calibration() -> float:
    """Processor seconds of a fixed loop of arithmetic, text and lookups in plain Python."""
    begun = time.process_time()
    counts: dict[str, int] = {}
    for number in range(ROUNDS):
        key = f"{number * 7919 % 1009:x}"
        counts[key] = counts.get(key, 0) + len(key)
    return time.process_time() - begun

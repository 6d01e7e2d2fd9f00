"""The processor cores of this machine."""

import os

MIN_CORES = 3  # from which several processes gain more than handing over work costs


def cores() -> int:
    """The number of processor cores available to this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def default_jobs() -> int:
    """The default number of processes: with two cores, the overhead is as large as the gain."""
    return cores() if cores() >= MIN_CORES else 1

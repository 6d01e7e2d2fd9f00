"""Progress on a terminal: one line that is overwritten, from the second on that a build takes longer than."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from dayline.build.progress import SILENT, Progress

AFTER = 1.0
"""Seconds after which progress is shown: what is done sooner needs none."""
_EVERY = 0.2
_CLEAR = "\r\x1b[2K"


class Stages(Progress):
    """Notes the stage that a build is at; `verbose` prints each with its seconds when it ends."""

    def __init__(self, stream: TextIO, *, verbose: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._verbose, self._clock = stream, verbose, clock
        self._started = self._since = clock()
        self._stage, self._total, self._done = "", 0, 0
        self._shown = False

    def begin(self, stage: str, total: int = 0) -> None:
        """A stage begins, and the one before ends."""
        self._report()
        self._stage, self._total, self._done, self._since = stage, total, 0, self._clock()

    def step(self, number: int = 1) -> None:
        """A number of things are done."""
        self._done += number

    def show(self) -> None:
        """Show the stage, if the build has taken long enough for that."""
        if self._stage and self._clock() - self._started >= AFTER:
            self._stream.write(f"{_CLEAR}{self.line()}")
            self._stream.flush()
            self._shown = True

    def line(self) -> str:
        """The stage and how far it is."""
        if not self._total:
            return f"{self._stage} …"
        return f"{self._stage}: {min(self._done, self._total):,} of {self._total:,}"

    def end(self) -> None:
        """Remove the line, as the build has ended."""
        self._report()
        self._stage = ""
        if self._shown:
            self._stream.write(_CLEAR)
            self._stream.flush()

    def _report(self) -> None:
        if self._verbose and self._stage:
            number = f" ({self._total:,})" if self._total else ""
            clear = _CLEAR if self._shown else ""
            self._stream.write(f"{clear}{self._stage}{number}: {self._clock() - self._since:.1f} s\n")
            self._stream.flush()


@contextmanager
def progress(*, quiet: bool = False, verbose: bool = False) -> Iterator[Progress]:
    """The progress of what is done within: a line on a terminal; nothing elsewhere, unless `verbose`."""
    is_shown = sys.stderr.isatty() and not quiet
    if not (is_shown or verbose):
        yield SILENT
        return
    stages = Stages(sys.stderr, verbose=verbose)
    ended = threading.Event()
    thread = threading.Thread(target=_repeat, args=(stages.show, ended), daemon=True)
    if is_shown:
        thread.start()
    try:
        yield stages
    finally:
        ended.set()
        if is_shown:
            thread.join()
        stages.end()


def _repeat(show: Callable[[], None], ended: threading.Event) -> None:
    while not ended.wait(_EVERY):
        show()

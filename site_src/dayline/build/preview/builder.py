"""The background thread of `dayline serve`, which watches and builds."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from dayline.build.preview.problem_banner import Outcome
from dayline.build.preview.watcher import Watched


@dataclass(slots=True)
class Latest:
    """The latest build shown, and its number in this run."""

    outcome: Outcome
    number: int = 1
    run: str = field(default_factory=lambda: secrets.token_hex(4))

    @property
    def build(self) -> str:
        """The id of this build, which is embedded in its pages."""
        return f"{self.run}-{self.number}"


class Builder:
    """The thread that watches and builds; it calls `on_change` after each build and when it ends."""

    def __init__(
        self,
        rebuild: Callable[[frozenset[Path] | None], Outcome],
        watched: Watched,
        on_idle: Callable[[], None] = lambda: None,
    ) -> None:
        self._rebuild, self._on_idle = rebuild, on_idle
        self._watched = watched
        self._built, self._stopped = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="dayline-build", daemon=True)
        self.last: Outcome | None = None
        self.ended = False
        self.on_change: Callable[[], object] = self._built.set

    def start(self) -> None:
        """Start watching, then build, so that no change in between is missed."""
        self._thread.start()

    def first(self) -> Outcome | None:
        """Wait for the first build; None if it crashed."""
        while not self._built.wait(0.1):
            pass
        return self.last

    def stop(self) -> None:
        """Stop the thread; a build that takes longer than a second is abandoned, which is safe."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(1)

    def _run(self) -> None:
        try:
            for changed in self._watched.changes(self._stopped):
                if changed is None or changed:
                    self._build(changed)
                else:
                    self._on_idle()
        finally:
            self.ended = True
            self.on_change()

    def _build(self, changed: frozenset[Path] | None) -> None:
        self.last = self._rebuild(changed)
        print(self.last.summary, flush=True)
        self.on_change()

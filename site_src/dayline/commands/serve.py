"""`dayline serve`: builds when something changes, and shows the result, or what is wrong, in the browser."""

import secrets
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dayline.commands.showing import Outcome
from dayline.commands.watching import Watched


@dataclass(frozen=True, slots=True)
class Where:
    """The address to listen at, the names besides its own that pages may be asked for by, and how to begin."""

    host: str = "127.0.0.1"
    port: int = 8000
    allowed: tuple[str, ...] = ()
    open_browser: bool = False


@dataclass(slots=True)
class Latest:
    """The newest build shown, and its number in this run."""

    outcome: Outcome
    number: int = 1
    run: str = field(default_factory=lambda: secrets.token_hex(4))

    @property
    def build(self) -> str:
        """What a page says that shows this build."""
        return f"{self.run}-{self.number}"


def serve(
    rebuild: Callable[[frozenset[Path] | None], Outcome],
    output: Path,
    watched: Sequence[Path],
    where: Where,
    *,
    poll: bool = False,
    afterwards: Callable[[], None] = lambda: None,
    idly: Callable[[], None] = lambda: None,
) -> int:
    """Builds, serves `output` and builds again at every change in `watched`, until Ctrl-C; an exit code.

    `rebuild` runs in a thread of its own, never twice at a time. If the port is taken the next free one is
    used and named. A failed build is shown over the last good page. `rebuild` is told which paths have
    changed (None if any may have); `afterwards` is called when the pages have been told to reload, `idly` ten times
    a second while nothing changes. With `poll` the system is not asked for changes.
    """
    from dayline.commands.live import NotListening, run

    builder = Builder(rebuild, Watched(watched, output, poll), afterwards=afterwards, idly=idly)
    try:
        builder.start()
        if (first := builder.first()) is not None:
            run(builder, Latest(first), output, where)
        return 1 if builder.ended else 0  # a builder that broke down has said why
    except NotListening as reason:
        print(f"error: {reason}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
    finally:
        builder.stop()


class Builder:
    """The thread that watches and builds; `on_change` is called in it after each build, and when it ends."""

    def __init__(
        self,
        rebuild: Callable[[frozenset[Path] | None], Outcome],
        watched: Watched,
        afterwards: Callable[[], None] = lambda: None,
        idly: Callable[[], None] = lambda: None,
    ) -> None:
        self._rebuild, self._afterwards, self._idly = rebuild, afterwards, idly
        self._watched = watched
        self._built, self._stopped = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="dayline-build", daemon=True)
        self.last: Outcome | None = None
        self.ended = False
        self.on_change: Callable[[], object] = self._built.set

    def start(self) -> None:
        """Starts watching, then builds, so that no change falls in between."""
        self._thread.start()

    def first(self) -> Outcome | None:
        """Waits for the first build; None if it broke down."""
        while not self._built.wait(0.1):
            pass
        return self.last

    def stop(self) -> None:
        """Ends the thread; a build that takes longer is left behind, which writing survives."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(1)

    def _run(self) -> None:
        try:
            for changed in self._watched.changes(self._stopped):
                if changed is None or changed:
                    self._build(changed)
                else:
                    self._idly()
        finally:
            self.ended = True
            self.on_change()

    def _build(self, changed: frozenset[Path] | None) -> None:
        self.last = self._rebuild(changed)
        print(self.last.summary, flush=True)
        self.on_change()
        self._afterwards()

"""Runs `dayline serve`: rebuild on every change and show the result, or the problems, in the browser."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dayline.build.preview.address import CannotListen, ListenOptions
from dayline.build.preview.builder import Builder, Latest
from dayline.build.preview.problem_banner import Outcome
from dayline.build.preview.watcher import Watched
from dayline.lazy import lazy

if TYPE_CHECKING:
    from dayline.build.preview.server import run
else:
    run = lazy("build.preview.server:run")


def serve(
    rebuild: Callable[[frozenset[Path] | None], Outcome],
    output: Path,
    watched: Sequence[Path],
    listen: ListenOptions,
    *,
    poll: bool = False,
    on_idle: Callable[[], None] = lambda: None,
) -> int:
    """Build, serve `output` and rebuild on every change in `watched` until Ctrl-C; returns the exit code.

    `rebuild` runs in a background thread, one build at a time, with the paths that have changed (None if any may
    have). `on_idle` is called ten times a second while nothing changes. If the port is taken, the next free one is used
    and printed. A failed build is shown on top of the last good page. With `poll` the files are scanned instead of
    asking the system for changes.
    """
    builder = Builder(rebuild, Watched(watched, output, poll), on_idle=on_idle)
    try:
        builder.start()
        if (first := builder.first()) is not None:
            run(builder, Latest(first), output, listen)
        return 1 if builder.ended else 0  # a builder that crashed has printed why
    except CannotListen as reason:
        print(f"error: {reason}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
    finally:
        builder.stop()

"""`dayline serve`: builds when something changes, and shows the result, or what is wrong, in the browser."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from dayline.build.preview.address import ListenOptions
from dayline.build.preview.builder import Builder, Latest
from dayline.build.preview.problem_banner import Outcome
from dayline.build.preview.watcher import Watched


def serve(
    rebuild: Callable[[frozenset[Path] | None], Outcome],
    output: Path,
    watched: Sequence[Path],
    listen: ListenOptions,
    *,
    poll: bool = False,
    after_build: Callable[[], None] = lambda: None,
    on_idle: Callable[[], None] = lambda: None,
) -> int:
    """Builds, serves `output` and builds again at every change in `watched`, until Ctrl-C; an exit code.

    `rebuild` runs in a thread of its own, never twice at a time. If the port is taken the next free one is
    used and named. A failed build is shown over the last good page. `rebuild` is told which paths have
    changed (None if any may have); `afterwards` is called when the pages have been told to reload, `idly` ten times
    a second while nothing changes. With `poll` the system is not asked for changes.
    """
    from dayline.build.preview.server import CannotListen, run

    builder = Builder(rebuild, Watched(watched, output, poll), after_build=after_build, on_idle=on_idle)
    try:
        builder.start()
        if (first := builder.first()) is not None:
            run(builder, Latest(first), output, listen)
        return 1 if builder.ended else 0  # a builder that broke down has said why
    except CannotListen as reason:
        print(f"error: {reason}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
    finally:
        builder.stop()

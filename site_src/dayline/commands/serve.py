"""`dayline serve`: builds when something changes, and shows the result, or what is wrong, in the browser."""

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchfiles import Change

STEP = 25  # milliseconds without a further change after which a build begins
LONGEST = 400  # milliseconds after which it begins all the same

_POLICY = re.compile(rb"<meta\b[^>]*http-equiv\s*=\s*[\"']?content-security-policy\b[^>]*>", re.IGNORECASE)
_BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)
_HEAD_END = b"</head>"
_EMPTY = b'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>%b</title></head><body></body></html>'
_BANNER = """<aside id="dayline-problems" role="alert" lang="en" dir="ltr"
style="all:initial;display:block;position:sticky;top:0;z-index:2147483647;box-sizing:border-box;
max-height:70vh;overflow:auto;padding:1rem;color-scheme:light dark;color:CanvasText;background:Canvas;
border-bottom:.4rem solid #c62828;font:1rem/1.4 system-ui,sans-serif">
<button type="button" style="all:revert;float:inline-end;font:inherit;padding:.3rem .8rem"
onclick="this.parentNode.remove()">Hide</button><strong style="all:revert">{title}</strong>
<pre tabindex="0" style="all:revert;font:.9rem/1.45 ui-monospace,monospace;white-space:pre-wrap;
overflow-wrap:anywhere;margin:.6rem 0 0">{messages}</pre></aside>"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build went: `messages` for the browser if it failed, `summary` for the terminal."""

    ok: bool
    messages: str
    summary: str


@dataclass(slots=True)
class Latest:
    """The newest build shown, its number, and which build each address was last served from."""

    outcome: Outcome
    number: int = 1
    served: dict[str, int] = field(default_factory=dict)


def serve(
    rebuild: Callable[[frozenset[Path] | None], Outcome],
    output: Path,
    watched: Sequence[Path],
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    open_browser: bool = False,
    afterwards: Callable[[], None] = lambda: None,
    idly: Callable[[], None] = lambda: None,
) -> int:
    """Builds, serves `output` and builds again at every change in `watched`, until Ctrl-C; an exit code.

    `rebuild` runs in a thread of its own, never twice at a time. If `port` is taken the next free one is
    used and named. A failed build is shown over the last good page. `rebuild` is told which paths have
    changed (None at first); `afterwards` is called when the pages have been told to reload, `idly` ten times a
    second while nothing changes.
    """
    from dayline.commands.live import run

    builder = Builder(rebuild, watched, ignored=output, afterwards=afterwards, idly=idly)
    try:
        builder.start()
        if (first := builder.first()) is not None:
            run(builder, Latest(first), output, (host, port), open_browser=open_browser)
        return 1 if builder.ended else 0  # a builder that broke down has said why
    except KeyboardInterrupt:
        return 0
    finally:
        builder.stop()


class Builder:
    """The thread that watches and builds; `on_change` is called in it after each build, and when it ends."""

    def __init__(
        self,
        rebuild: Callable[[frozenset[Path] | None], Outcome],
        watched: Sequence[Path],
        ignored: Path,
        afterwards: Callable[[], None] = lambda: None,
        idly: Callable[[], None] = lambda: None,
    ) -> None:
        self._rebuild, self._afterwards, self._idly = rebuild, afterwards, idly
        self._watched = [path.resolve() for path in watched if path.exists()]
        self._ignored = ignored.resolve()
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
        from watchfiles import watch

        changes = watch(
            *self._watched,
            watch_filter=self._matters,
            debounce=LONGEST,
            step=STEP,
            rust_timeout=100,
            yield_on_timeout=True,
            stop_event=self._stopped,
            raise_interrupt=False,
        )
        try:
            next(changes, None)  # from here on changes are noticed
            self._build(None)
            for found in changes:
                if found:
                    self._build(frozenset(Path(path) for _, path in found))
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

    def _matters(self, change: "Change", path: str) -> bool:
        from watchfiles import DefaultFilter

        changed, rooms = Path(path), self._ignored.with_name(f".{self._ignored.name}.editions")
        outside = not changed.is_relative_to(self._ignored) and not changed.is_relative_to(rooms)
        return outside and DefaultFilter()(change, path)


def shown(page: bytes, outcome: Outcome) -> bytes:
    """The page as it is served: without a policy that would stop the reload script, with any problems."""
    page = _POLICY.sub(b"", page)
    if _HEAD_END not in page.lower():
        page = b"<head>" + _HEAD_END + page  # where the reload script goes
    if outcome.ok:
        return page
    title = "The last build failed. This page is from the last good one."
    return _with_banner(page, title, outcome.messages)


def stand_in(outcome: Outcome) -> bytes:
    """A page for when there is none: what is wrong, or that there is nothing at this address."""
    if outcome.ok:
        return _with_banner(_EMPTY % b"Not found", "There is no page at this address.", "")
    return _with_banner(_EMPTY % b"The build failed", "The build failed.", outcome.messages)


def _with_banner(page: bytes, title: str, messages: str) -> bytes:
    banner = _BANNER.format(title=escape(title), messages=escape(messages)).encode(errors="replace")
    if body := _BODY.search(page):
        return page[: body.end()] + banner + page[body.end() :]
    before, head_end, after = page.partition(_HEAD_END)
    return before + head_end + banner + after

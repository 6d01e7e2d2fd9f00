"""`dayline serve`: the site as it is being written."""

import atexit
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from dayline import theme
from dayline.build.cache_access import trusted
from dayline.build.options import Options
from dayline.build.preview.address import Where
from dayline.build.preview.problem_banner import Outcome
from dayline.build.preview.run import serve
from dayline.cache.memory import Memory
from dayline.commands.background_index import Quietly
from dayline.commands.build import kept, recalled
from dayline.commands.rebuild import Built, rebuild
from dayline.commands.revising import Live
from dayline.report.formats import report
from dayline.write.errors import OutputError
from dayline.write.publish import settle


def preview(options: Options, where: Where, *, fixed_now: bool, poll: bool) -> int:
    """Serve a site until Ctrl-C, building it at every change of its content and templates; the exit code."""
    watched = [*(options.site / name for name in ("content", "templates", "static")), theme.built_in()]
    site = Preview(options, fixed_now=fixed_now)
    hooks = {"afterwards": site.settle, "idly": site.idle}
    try:
        return serve(site.rebuild, options.output, watched, where, poll=poll, **hooks)
    finally:
        site.quietly.stop()


def previewed(options: Options, *, own_output: bool) -> Options:
    """The options with caches of their own and, unless a folder was named, an output of its own.

    A preview shows drafts: it must not be written to the folder that is published, nor where others can read it.
    Nobody shares its pages, so it has no social cards.
    """
    cache = options.cache and options.cache.with_name(f"{options.cache.name}-preview")
    options = trusted(replace(options, cache=cache, later=options.later - {"cards"}), kept=True)
    return replace(options, output=(options.cache or _passing()) / "site") if own_output else options


def _passing() -> Path:
    """A folder for this user alone that goes when the process ends."""
    folder = Path(mkdtemp(prefix="dayline-preview-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    return folder


class Preview:
    """A site that is kept in memory: a saved file costs its reading and the pages that show it."""

    def __init__(self, options: Options, *, fixed_now: bool) -> None:
        self._options = options
        self._fixed_now = fixed_now
        self._memory: Memory | None = None
        self._live: Live | None = None
        self._codes: dict[str, bytes] = {}
        self._trusted = False
        self._built: Built | None = None
        self.quietly = Quietly(options)

    def rebuild(self, changed: frozenset[Path] | None = None) -> Outcome:
        """Build again; `changed` are the only paths that can have changed."""
        self.quietly.stop()
        options = self._options if self._fixed_now else replace(self._options, now=datetime.now(UTC))
        if self._memory is None:
            self._memory, self._codes = recalled(options)
        names = self._names(changed) if self._trusted and changed is not None else None
        try:
            built = rebuild(options, self._memory, self._codes, names, self._live, trust=self._trusted)
        except OutputError as error:
            return Outcome(ok=False, messages=str(error), summary="the output folder can't be used")
        if not self._trusted and built.ok:
            kept(options, self._memory, built, self._codes)
        self._memory, self._live, self._built = built.memory, built.live, built
        self._trusted = self._trusted or built.ok
        return _outcome(built, options)

    def settle(self) -> None:
        """Get the output ready for the next edition, once readers have this one."""
        if self._trusted:
            self._trusted = settle(self._options.output)

    def idle(self) -> None:
        """Make the search index while nothing changes, if the day pages are others than those of the last one."""
        if not self._trusted or self._built is None or not self._built.ok:
            return
        if found := self.quietly.look(self._built):
            self._built, self._memory = found, found.memory
            self.settle()

    def _names(self, changed: frozenset[Path]) -> list[str] | None:
        """The changed files of content by their names; None if something else changed that files are found by."""
        content = (self._options.site / "content").resolve()
        inside = [path for path in changed if path.is_relative_to(content)]
        return [f"content/{path.relative_to(content).as_posix()}" for path in inside]


def _outcome(built: Built, options: Options) -> Outcome:
    messages = report(built.problems, options.site, "text", "the page shows the last good state")
    if built.written is None:
        return Outcome(ok=False, messages=messages, summary=messages)
    changed = len(built.written.written)
    return Outcome(
        ok=True, messages="", summary=f"{built.pages:,} pages, {len(built.reasons):,} rendered, {changed:,} changed"
    )

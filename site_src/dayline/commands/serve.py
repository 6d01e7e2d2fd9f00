"""`dayline serve`: a live preview of the site."""

import atexit
import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import click

from dayline import theme
from dayline.build.background_index import BackgroundIndex
from dayline.build.built import Built
from dayline.build.cache_access import with_usable_cache
from dayline.build.options import Options
from dayline.build.pipeline import rebuild
from dayline.build.preview.address import ListenOptions
from dayline.build.preview.problem_banner import Outcome
from dayline.build.preview.run import serve
from dayline.build.state import load_state, save_state
from dayline.cache.memory import Memory, whole
from dayline.cache.shelf import Damaged
from dayline.commands.cli_types import HostName
from dayline.commands.output import wants_colour
from dayline.commands.site_options import build_options, site_options, without
from dayline.pages.index import SiteIndex
from dayline.report.formats import report
from dayline.write.errors import OutputError


@click.command("serve")
@site_options
@click.option("--output", type=click.Path(path_type=Path), help="The folder to write to; by default one in the cache.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535),
    help="The port to listen on; if it is taken, the next free one.",
)  # fmt: skip
@click.option(
    "--allow-host", "allowed", multiple=True, type=HostName(), metavar="NAME",
    help="Accept requests for this host name, as behind a proxy; *.NAME for all subdomains. Repeatable.",
)  # fmt: skip
@click.option("--poll", is_flag=True, help="Scan for changes twice a second, if the system does not report them.")
@without
@click.option("--open", "open_browser", is_flag=True, help="Open the preview in a browser.")
def command(
    site: Path, output: Path | None, host: str, port: int, allowed: tuple[str, ...], poll: bool, open_browser: bool,
    **values: Any,
) -> None:  # fmt: skip
    """Preview the site, drafts included, and rebuild it on every change."""
    options = preview_options(build_options(site, output, drafts=True, **values), own_output=output is None)
    where = ListenOptions(host, port, allowed, open_browser)
    sys.exit(preview(options, where, fixed_now=values.get("now") is not None, poll=poll))


def preview(options: Options, where: ListenOptions, *, fixed_now: bool, poll: bool) -> int:
    """Serve a site until Ctrl-C, building it at every change of its content and templates; the exit code."""
    watched = [*(options.site / name for name in ("content", "templates", "static")), theme.built_in()]
    site = Preview(options, fixed_now=fixed_now)
    try:
        return serve(site.rebuild, options.output, watched, where, poll=poll, on_idle=site.idle)
    finally:
        site.background_index.stop()


def preview_options(options: Options, *, own_output: bool) -> Options:
    """The options with a separate cache and, unless one was given, a separate output folder.

    A preview shows drafts, so it must not be written to the folder that is published or where others can read it.
    Its pages are not shared, so it has no social cards.
    """
    cache = options.cache and options.cache.with_name(f"{options.cache.name}-preview")
    options = with_usable_cache(replace(options, cache=cache, extras=options.extras - {"cards"}), writable=True)
    return replace(options, output=(options.cache or _temporary_folder()) / "site") if own_output else options


def _temporary_folder() -> Path:
    """A folder that only this user can read and that is deleted when the process ends."""
    folder = Path(mkdtemp(prefix="dayline-preview-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    return folder


class Preview:
    """A site kept in memory: after a file is saved, only that file is read and only pages that show it are rendered."""

    def __init__(self, options: Options, *, fixed_now: bool) -> None:
        self._options = options
        self._fixed_now = fixed_now
        self._memory: Memory | None = None
        self._live: SiteIndex | None = None
        self._codes: dict[str, bytes] = {}
        self._trusted = False
        self._built: Built | None = None
        self.background_index = BackgroundIndex(options)

    def rebuild(self, changed: frozenset[Path] | None = None) -> Outcome:
        """Rebuild the site; only the `changed` paths can have changed, or anything if it is None."""
        self.background_index.stop()
        options = self._options if self._fixed_now else replace(self._options, now=datetime.now(UTC))
        if self._memory is None:
            self._memory, self._codes = load_state(options)
        names = self._names(changed) if self._trusted and changed is not None else None
        try:
            built = whole(self._memory, partial(self._rebuilt, options, names))
        except OutputError as error:
            return Outcome(ok=False, messages=str(error), summary="the output folder can't be used")
        self._memory, self._live, self._built = built.memory, built.live, built
        self._trusted = self._trusted or built.ok
        return _outcome(built, options)

    def _rebuilt(self, options: Options, names: list[str] | None, memory: Memory) -> Built:
        """The site rebuilt from what is known; what the first good build leaves is saved for the next process."""
        built = rebuild(options, memory, self._codes, names, self._live)
        return save_state(options, built, self._codes) if built.ok and not self._trusted else built

    def idle(self) -> None:
        """Update the search index while nothing changes, if day pages have changed since the last one."""
        if not self._trusted or self._built is None or not self._built.ok:
            return
        try:
            if built := self.background_index.poll(self._built):
                self._built, self._memory = built, built.memory
        except Damaged:
            self._memory, self._trusted = Memory(), False  # the next build makes everything again

    def _names(self, changed: frozenset[Path]) -> list[str] | None:
        """The names of the changed content files."""
        content = (self._options.site / "content").resolve()
        inside = [path for path in changed if path.is_relative_to(content)]
        return [f"content/{path.relative_to(content).as_posix()}" for path in inside]


def _outcome(built: Built, options: Options) -> Outcome:
    outcome = "the preview shows the last successful build"
    if built.written is None:
        messages = report(built.problems, options.site, "text", outcome)
        coloured = report(built.problems, options.site, "text", outcome, colour=wants_colour(sys.stderr))
        return Outcome(ok=False, messages=messages, summary=coloured)
    changed = len(built.written.written)
    return Outcome(
        ok=True, messages="", summary=f"{built.pages:,} pages, {len(built.reasons):,} rendered, {changed:,} changed"
    )

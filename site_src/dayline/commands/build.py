"""`dayline build`, the default command; if nothing has changed, the code that makes pages is not even loaded."""

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dayline.build.cache_access import clear_cache, with_usable_cache
from dayline.build.options import CARD_LIBRARIES, Options
from dayline.build.unchanged import earlier
from dayline.cache.errors import NoCache
from dayline.commands.cli_types import Address, PastMoment
from dayline.commands.output import output_options, wants_colour
from dayline.commands.progress_line import progress
from dayline.commands.site_options import build_options, report_format, site_options, without
from dayline.disk import read_regular
from dayline.lazy import lazy
from dayline.write.errors import OutputError

if TYPE_CHECKING:
    from dayline.build.built import Built
    from dayline.build.pipeline import build
    from dayline.problems import Problem
    from dayline.report.formats import report
else:
    build = lazy("build.pipeline:build")
    report = lazy("report.formats:report")


@click.command("build")
@site_options
@click.option(
    "--output", type=click.Path(path_type=Path), help="The folder to write to; by default `public`, next to content/."
)
@click.option("--base-url", type=Address(), help="The site's address, instead of the one in site.yaml.")
@click.option("--as-of", type=PastMoment(), help="Build the site as it was known then, in a separate folder.")
@click.option("--drafts", is_flag=True, help="Include drafts and embargoed events.")
@click.option("--portable", is_flag=True, help="Make links work without a web server, for example on a USB stick.")
@click.option("--clean", is_flag=True, help="Rebuild everything from scratch.")
@click.option("--verify", is_flag=True, help="Read every file of the output, instead of trusting the last build.")
@without
@click.option("--explain", is_flag=True, help="Print why each page was rendered.")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    help="Number of processes for much work, such as a clean build of 1,000 events; by default one per core.",
)
@click.option("--executor", default="", help="Use the concurrent.futures executor that module:callable returns.")
@output_options
@report_format
def command(
    site: Path, output: Path | None, form: str, clean: bool, explain: bool, quiet: bool, verbose: bool, **values: Any
) -> None:
    """Build the site (the default command)."""
    started = time.monotonic()
    options = _without_missing_cards(build_options(site, output, **values))
    if clean:
        _clear_cache(options)
    options = with_usable_cache(options, writable=True)
    try:
        with saying_what_was_published(options.output), progress(quiet=quiet, verbose=verbose) as shown:
            last = earlier(options)
            is_current = last.inputs and last.is_current and form == "text"
            built = None if is_current else build(replace(options, progress=shown), last)
    except OutputError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(error.code)
    if built is None and last.inputs:
        _print_problems(last.inputs.problems, site, form)
        if not quiet:
            click.echo(_summary(last.inputs.pages, 0, options.output))
            _print_warnings(last.inputs.warnings)
    elif built:
        left_out = "only the social cards were not written" if built.ok else "nothing was written"
        _print_problems(built.problems, site, form, left_out, _figures(built, time.monotonic() - started))
        if form == "text" and not quiet:
            _print_result(built, options.output, explain=explain)
        _print_extras(built.note, built.failure)


@contextmanager
def saying_what_was_published(output: Path) -> Iterator[None]:
    """Say whether anything new was published when somebody presses Ctrl-C, and end with 130."""
    before = _edition(output)
    try:
        yield
    except KeyboardInterrupt:
        same = _edition(output) == before
        what = "nothing was published" if same else "the pages are published, what comes after them is not complete"
        click.echo(f"stopped: {what}", err=True)
        sys.exit(130)


def _edition(output: Path) -> bytes | None:
    """What tells the edition in the output from any other; None if there is none."""
    try:
        return read_regular(output / ".dayline-manifest")
    except OSError:
        return None


def _clear_cache(options: Options) -> None:
    """Delete what earlier builds left in the cache; exits with 2 if that fails."""
    try:
        clear_cache(options)
    except NoCache as reason:
        click.echo(f"error: {reason}", err=True)
        sys.exit(2)


def _without_missing_cards(options: Options) -> Options:
    """The options; without social cards, and with a note, if the libraries for them are not installed."""
    if "cards" not in options.extras or all(map(find_spec, CARD_LIBRARIES)):
        return options
    click.echo("no social cards: install `dayline[cards]`, or build with `--without cards`", err=True)
    return replace(options, extras=options.extras - {"cards"})


def _print_problems(
    problems: "tuple[Problem, ...]",
    site: Path,
    form: str,
    left_out: str = "",
    figures: Mapping[str, float] | None = None,
) -> None:
    """Print the problems in their format; exits with 1 if one is an error."""
    if problems or form != "text":
        is_text = form == "text"
        colour = is_text and wants_colour(sys.stderr)
        text = report(problems, site, form, left_out, colour=colour, figures=figures)
        click.echo(text, err=is_text, nl=False, color=colour)
    if any(problem.is_error for problem in problems):
        sys.exit(1)


def _figures(built: "Built", seconds: float) -> Mapping[str, float]:
    """What a build did, in numbers."""
    changed, removed = (len(built.written.written), len(built.written.removed)) if built.written else (0, 0)
    done = {"pages": built.pages, "rendered": len(built.reasons), "changed": changed, "removed": removed}
    return {**done, "seconds": round(seconds, 3)}


def _print_result(built: "Built", output: Path, *, explain: bool) -> None:
    for line in built.explained() if explain else ():
        click.echo(line)
    changed, removed = (len(built.written.written), len(built.written.removed)) if built.written else (0, 0)
    click.echo(_summary(built.pages, len(built.reasons), output, changed, removed))
    _print_warnings(built.warnings)


def _summary(pages: int, rendered: int, output: Path, changed: int = 0, removed: int = 0) -> str:
    gone = f", {removed:,} removed" if removed else ""
    return f"{pages:,} pages in {output}: {rendered:,} rendered, {changed:,} file{'s' * (changed != 1)} changed{gone}"


def _print_warnings(counted: str) -> None:
    if counted:
        click.echo(f"{counted}; run `check` to see {'it' if counted.startswith('1 ') else 'them'}")


def _print_extras(note: str, failure: str) -> None:
    """Print notes about social cards and the search index; exits with 1 if one failed."""
    if note:
        click.echo(note, err=True)
    if failure:
        click.echo(f"error: {failure}; the pages are published", err=True)
        sys.exit(1)

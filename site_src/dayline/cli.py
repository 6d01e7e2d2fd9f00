"""The command line. Exit codes: 0 for success, 1 for problems with the content, 2 for usage errors."""

import atexit
import codecs
import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TypeVar

import click

from dayline import __version__
from dayline.commands.cli_types import Address, HostName, Moment, PastMoment

F = TypeVar("F", bound=Callable[..., Any])
EXTRAS = ("cards", "search")
FORMATS = ("text", "github", "gitlab", "sarif", "json")
STRICT_HELP = {"strict": "Treat warnings as errors: comma-separated codes, or `all`."}


class Commands(click.Group):
    """A group of commands with `build` as the default."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        named = args and (args[0] in self.commands or args[0] in ("--help", "--version", "-h"))
        return super().parse_args(ctx, args if named or (args and not args[0].startswith("-")) else ["build", *args])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dayline")
def dayline() -> None:
    """Build a static site of daily situation summaries from YAML and Markdown."""


def site_options(command: F) -> F:
    """Add the options that commands on an existing site share."""
    site = click.option(
        "--site", type=click.Path(file_okay=False, path_type=Path), default=".", show_default="this folder",
        help="The folder that holds content/ and perhaps templates/ and static/.",
    )  # fmt: skip
    now = click.option("--now", type=Moment(), help="Build as if it were this date and time, in the site's time zone.")
    strict = click.option("--strict", is_flag=False, flag_value="all", default="", help=STRICT_HELP["strict"])
    return site(now(strict(command)))


without = click.option(
    "--without", multiple=True, type=click.Choice(EXTRAS), help="Skip social cards or the search index."
)


@dayline.command()
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
    help="Number of processes; by default one per core, or a single one with up to two cores.",
)
@click.option("--executor", default="", help="Use the concurrent.futures executor that module:callable returns.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How problems are printed.")
def build(site: Path, output: Path | None, form: str, clean: bool, explain: bool, **values: Any) -> None:
    """Build the site (the default command)."""
    from dayline.build.cache_access import with_usable_cache
    from dayline.commands.unchanged import earlier
    from dayline.write.errors import OutputError

    options = _without_missing_cards(_options(site, output, **values))
    if clean:
        _clear_cache(options)
    options = with_usable_cache(options, kept=True)
    try:
        left = earlier(options)
        if left.inputs and left.stands and form == "text":
            click.echo(_summary(left.inputs.pages, 0, None, options.output))
            _print_warnings(left.inputs.warnings)
            return
        from dayline.commands import build as command

        built = command.build(options, left)
    except OutputError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(error.code)
    if built.problems or form != "text":
        from dayline.report.formats import report

        left_out = "only the social cards were not written" if built.ok else "nothing was written"
        click.echo(report(built.problems, site, form, left_out), err=form == "text", nl=False)
    if any(problem.is_error for problem in built.problems):
        sys.exit(1)
    if form == "text":
        for url, reason in sorted(built.reasons.items() if explain else ()):
            click.echo(f"{command.path(url)}: {reason}")
        click.echo(_summary(built.pages, len(built.reasons), built.written, options.output))
        _print_warnings(built.warnings)
    _print_extras(built.note, built.failure)


@dayline.command()
@site_options
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How problems are printed.")
@click.option(
    "--against", metavar="REF|DIR", help="Compare with a Git revision, or with a folder that contains content/."
)
@click.option("--no-templates", is_flag=True, help="Don't run the site's own templates, which are code.")
def check(site: Path, form: str, against: str | None, no_templates: bool, **values: Any) -> None:
    """Check the content and the site's own templates without writing anything."""
    from dayline.build.cache_access import with_usable_cache
    from dayline.commands import build as command
    from dayline.read.gc_pause import gc_paused
    from dayline.read.git import NoRevision
    from dayline.read.git_revision import revision
    from dayline.report.formats import report

    options = with_usable_cache(_options(site, None, **values), kept=False)
    try:
        then = revision(site, against) if against is not None else None
    except NoRevision as reason:
        raise click.UsageError(f"{reason}.") from reason
    with gc_paused():
        timeline, problems = command.check_site(options, then, templates=not no_templates)
        click.echo(
            report(problems, site, form, briefs=command.brief_sourcing(timeline, problems), baseline=then), nl=False
        )
        gc.freeze()
    sys.exit(1 if any(problem.is_error for problem in problems) else 0)


@dayline.command()
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
def serve(
    site: Path, output: Path | None, host: str, port: int, allowed: tuple[str, ...], poll: bool, open_browser: bool,
    **values: Any,
) -> None:  # fmt: skip
    """Preview the site, drafts included, and rebuild it on every change."""
    from dayline.build.preview.address import ListenOptions
    from dayline.commands.serve import preview, preview_options

    options = preview_options(_options(site, output, drafts=True, **values), own_output=output is None)
    where = ListenOptions(host, port, allowed, open_browser)
    sys.exit(preview(options, where, fixed_now=values.get("now") is not None, poll=poll))


@dayline.group()
def new() -> None:
    """Create a new site, event or brief; existing files are never overwritten."""


@new.command("site")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", help="The name of the site.")
@click.option("--base-url", help="The site's address.")
@click.option("--timezone", help="The site's time zone, as in Europe/Kyiv.")
def new_site(folder: Path, **values: str | None) -> None:
    """Create a site in FOLDER, with settings, pages and a first event."""
    _create("site", folder, values)


@new.command("event")
@click.argument("title", required=False)
@click.option(
    "--site", type=click.Path(file_okay=False, path_type=Path), default=".", help="The folder that contains content/."
)
@click.option("--date", help="When it happened; by default today.")
@click.option("--source", help="The source: a URL or the id of a reference.")
@click.option("--place", help="Where it happened: the id of a place.")
@click.option("--slug", help="The last part of its address; by default made from the title.")
def new_event(site: Path, **values: str | None) -> None:
    """Create an event with TITLE."""
    _create("event", site, values)


@new.command("brief")
@click.argument("date", required=False)
@click.option(
    "--site", type=click.Path(file_okay=False, path_type=Path), default=".", help="The folder that contains content/."
)
@click.option("--title", help="The day's headline.")
def new_brief(site: Path, **values: str | None) -> None:
    """Create the brief for DATE (by default today), with links to the day's events."""
    _create("brief", site, values)


@dayline.command("clean-media")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def clean_media(files: tuple[Path, ...]) -> None:
    """Remove metadata such as location, comments and thumbnails from pictures; the pixels stay the same."""
    from dayline.commands.clean_media import clean_all

    sys.exit(clean_all(files))


@dayline.command()
@click.argument("date")
@site_options
def day(date: str, site: Path, **values: Any) -> None:
    """Print the brief and events of DATE."""
    from dayline.build.cache_access import with_usable_cache
    from dayline.commands.day import day_text

    shown = day_text(date, with_usable_cache(_options(site, None, drafts=True, **values), kept=False))
    if shown is None:
        raise click.UsageError(f"`{date}` is not a date; write it as 2022-03-14.")
    click.echo(shown.text, nl=False)
    sys.exit(shown.code)


def _json_escape(error: UnicodeError) -> tuple[str, int]:
    """Characters that an encoding lacks as JSON escapes, so that JSON output stays valid."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error("dayline", _json_escape)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="dayline")  # so that any text can be printed in any encoding
    atexit.register(gc.freeze)  # skip a last, useless garbage collection of everything that a build holds
    try:
        code = dayline.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except click.exceptions.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    except SystemExit as ended:
        return int(ended.code or 0)
    return code if isinstance(code, int) else 0


def _options(site: Path, output: Path | None, now: datetime | None = None, strict: str = "", **values: Any) -> Any:
    from dayline.build.as_of import as_of_options
    from dayline.build.options import Options
    from dayline.build.output_place import output_error

    if not os.path.lexists(site / "content"):  # something that is not a folder gets its own message
        raise click.UsageError(
            f"there is no `content` folder in `{site}`; create a site with `dayline new site FOLDER`."
        )
    codes = _codes(strict)
    given = {name: value for name, value in values.items() if value is not None}
    now = now or datetime.now(UTC)
    as_of = given.pop("as_of", None)
    given["extras"] = frozenset(EXTRAS) - {*given.pop("without", ())}
    output, is_own = (site / "public", True) if output is None else (output, False)
    if reason := output_error(site, output):
        raise click.UsageError(reason)
    options = Options(site, output, now, strict=codes, cache=_cache(site, output), **given)
    return as_of_options(options, as_of, own_output=is_own) if as_of else options


def _cache(site: Path, output: Path) -> Path | None:
    from dayline.build.cache_access import cache_folder
    from dayline.cache.errors import BadSetting

    try:
        return cache_folder(site, output)
    except BadSetting as reason:
        raise click.UsageError(str(reason)) from reason


def _clear_cache(options: Any) -> None:
    """Delete what earlier builds left in the cache; exits with 2 if that fails."""
    from dayline.cache.errors import NoCache
    from dayline.commands.build import clear_cache

    try:
        clear_cache(options)
    except NoCache as reason:
        click.echo(f"error: {reason}", err=True)
        sys.exit(2)


def _without_missing_cards(options: Any) -> Any:
    """The options; without social cards, and with a note, if the libraries for them are not installed."""
    from dayline.build.options import CARD_LIBRARIES

    if "cards" not in options.extras or all(map(find_spec, CARD_LIBRARIES)):
        return options
    click.echo("no social cards: install `dayline[cards]`, or build with `--without cards`", err=True)
    return replace(options, extras=options.extras - {"cards"})


def _codes(strict: str) -> frozenset[str]:
    codes = frozenset(code.strip() for code in strict.split(",") if code.strip())
    if not codes - {"all"}:
        return codes
    from dayline.rules import warning_codes

    unknown = sorted(codes - warning_codes() - {"all"})
    if unknown:
        raise click.BadParameter(f"`{unknown[0]}` is not a warning code; see docs/diagnostics.md.")
    return codes


def _summary(pages: int, rendered: int, written: Any, output: Path) -> str:
    changed = len(written.written) if written else 0
    gone = f", {len(written.removed):,} removed" if written and written.removed else ""
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


def _create(kind: str, folder: Path, values: dict[str, str | None]) -> None:
    from dayline.commands import new as command

    try:
        created = command.create(kind, folder, values, ask=_ask if sys.stdin.isatty() else None)
    except command.CannotCreate as reason:
        raise click.UsageError(str(reason)) from reason
    for path in created:
        click.echo(f"created {path}")


def _ask(question: str, default: str) -> str:
    return str(click.prompt(question, default=default or None, show_default=bool(default)))

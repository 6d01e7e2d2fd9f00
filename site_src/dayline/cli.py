"""The command line: `build`, `serve`, `check`, `new`, `clean-media`, `day`. Exit codes: 0 clean, 1 content, 2 usage."""

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
from dayline.commands.cli_types import Address, HostName, Moment, Past

F = TypeVar("F", bound=Callable[..., Any])
LATER = ("cards", "search")
FORMATS = ("text", "github", "gitlab", "sarif", "json")
CODES = {"strict": "Codes of warnings that count as errors, with commas; `all` for every one."}


class Commands(click.Group):
    """Commands of which `build` is the one that is meant when none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        named = args and (args[0] in self.commands or args[0] in ("--help", "--version", "-h"))
        return super().parse_args(ctx, args if named or (args and not args[0].startswith("-")) else ["build", *args])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dayline")
def dayline() -> None:
    """Curated timelines of daily situation summaries, from YAML and Markdown to a static site."""


def on_site(command: F) -> F:
    """The options that every command takes."""
    site = click.option(
        "--site", type=click.Path(file_okay=False, path_type=Path), default=".", show_default="this folder",
        help="The folder that holds content/ and perhaps templates/ and static/.",
    )  # fmt: skip
    now = click.option("--now", type=Moment(), help="The moment to build for, in the site's zone.")
    strict = click.option("--strict", is_flag=False, flag_value="all", default="", help=CODES["strict"])
    return site(now(strict(command)))


without = click.option(
    "--without", multiple=True, type=click.Choice(LATER), help="Leave out what follows when pages are written."
)


@dayline.command()
@on_site
@click.option("--output", type=click.Path(path_type=Path), help="The folder to write to; public beside content/.")
@click.option("--base-url", type=Address(), help="The address the site will have, instead of the one in site.yaml.")
@click.option("--as-of", type=Past(), help="Build the site as it was known then; to a folder of its own.")
@click.option("--drafts", is_flag=True, help="Show drafts and embargoed events too.")
@click.option("--portable", is_flag=True, help="Write links that work without a server, as from a USB stick.")
@click.option("--clean", is_flag=True, help="Forget what earlier builds left behind and make everything anew.")
@without
@click.option("--explain", is_flag=True, help="Say of each page that was rendered why it was.")
@click.option("--jobs", type=click.IntRange(1), help="Processes for large work; as many as cores, if three or more.")
@click.option("--executor", default="", help="module:callable that gives a concurrent.futures executor instead.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How problems are printed.")
def build(site: Path, output: Path | None, form: str, clean: bool, explain: bool, **told: Any) -> None:
    """Build the site (also the default, without a command)."""
    from dayline.build.cache_access import trusted
    from dayline.commands.unchanged import earlier
    from dayline.write.errors import OutputError

    options = _possible(_options(site, output, **told))
    if clean:
        _forget(options)
    options = trusted(options, kept=True)
    try:
        left = earlier(options)
        if left.inputs and left.stands and form == "text":
            click.echo(_summary(left.inputs.pages, 0, None, options.output))
            _say_warnings(left.inputs.warnings)
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
        _say_warnings(built.warnings)
    _say_what_follows(built.note, built.failure)


@dayline.command()
@on_site
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How problems are printed.")
@click.option("--against", metavar="REF|DIR", help="Compare with a revision of git, or a folder that holds content/.")
@click.option("--no-templates", is_flag=True, help="Leave the site's own templates alone: they are code.")
def check(site: Path, form: str, against: str | None, no_templates: bool, **told: Any) -> None:
    """Judge the content, try out the site's own templates, and write nothing."""
    from dayline.build.cache_access import trusted
    from dayline.commands import build as command
    from dayline.read.gc_pause import no_collection
    from dayline.read.git import NoRevision
    from dayline.read.git_revision import revision
    from dayline.report.formats import report

    options = trusted(_options(site, None, **told), kept=False)
    try:
        then = revision(site, against) if against is not None else None
    except NoRevision as reason:
        raise click.UsageError(f"{reason}.") from reason
    with no_collection():
        timeline, problems = command.judge(options, then, templates=not no_templates)
        click.echo(report(problems, site, form, briefs=command.sourced(timeline, problems), then=then), nl=False)
        gc.freeze()
    sys.exit(1 if any(problem.is_error for problem in problems) else 0)


@dayline.command()
@on_site
@click.option("--output", type=click.Path(path_type=Path), help="The folder to write to; one among the caches.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535),
    help="The port; if it is taken, the next free one.",
)  # fmt: skip
@click.option(
    "--allow-host", "allowed", multiple=True, type=HostName(), metavar="NAME",
    help="Another name that the preview is opened by, as behind a proxy; *.NAME for all below it. Repeatable.",
)  # fmt: skip
@click.option("--poll", is_flag=True, help="Look for changes twice a second, where the system does not report them.")
@without
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
def serve(
    site: Path, output: Path | None, host: str, port: int, allowed: tuple[str, ...], poll: bool, open_browser: bool,
    **told: Any,
) -> None:  # fmt: skip
    """Show the site and build it again at every change; drafts are shown with a ribbon."""
    from dayline.build.preview.address import Where
    from dayline.commands.serve import preview, previewed

    options = previewed(_options(site, output, drafts=True, **told), own_output=output is None)
    where = Where(host, port, allowed, open_browser)
    sys.exit(preview(options, where, fixed_now=told.get("now") is not None, poll=poll))


@dayline.group()
def new() -> None:
    """Make a new site, event or brief; nothing is ever overwritten."""


@new.command("site")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", help="What the site is called.")
@click.option("--base-url", help="The address it will have.")
@click.option("--timezone", help="The zone whose midnight ends a day, as in Europe/Kyiv.")
def new_site(folder: Path, **told: str | None) -> None:
    """Make a site in FOLDER, with settings, pages and a first event."""
    _make("site", folder, told)


@new.command("event")
@click.argument("title", required=False)
@click.option("--site", type=click.Path(file_okay=False, path_type=Path), default=".")
@click.option("--date", help="The day it happened; today if it is left out.")
@click.option("--source", help="Where it was read: an address or the id of a reference.")
@click.option("--place", help="The id of a place.")
@click.option("--slug", help="The end of its address; made from the title if it is left out.")
def new_event(site: Path, **told: str | None) -> None:
    """Make an event called TITLE."""
    _make("event", site, told)


@new.command("brief")
@click.argument("date", required=False)
@click.option("--site", type=click.Path(file_okay=False, path_type=Path), default=".")
@click.option("--title", help="The headline of the day.")
def new_brief(site: Path, **told: str | None) -> None:
    """Make the brief of DATE (today if it is left out), with the day's events as its links."""
    _make("brief", site, told)


@dayline.command("clean-media")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def clean_media(files: tuple[Path, ...]) -> None:
    """Take out of pictures what tells more than they show: position, comments, thumbnails; the pixels stay."""
    from dayline.commands.clean_media import clean_all

    sys.exit(clean_all(files))


@dayline.command()
@click.argument("date")
@on_site
def day(date: str, site: Path, **told: Any) -> None:
    """Show a DATE in the terminal: its brief and its events in order."""
    from dayline.build.cache_access import trusted
    from dayline.commands.day import show

    shown = show(date, trusted(_options(site, None, drafts=True, **told), kept=False))
    if shown is None:
        raise click.UsageError(f"`{date}` is not a day; write it as 2022-03-14.")
    click.echo(shown.text, nl=False)
    sys.exit(shown.code)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """What an encoding lacks, as JSON writes it in ASCII, so that JSON stays JSON."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error("dayline", _escaped)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="dayline")  # any name and any quote can be printed in any encoding
    atexit.register(gc.freeze)  # what a build holds at its end would all be looked through once more
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


def _options(site: Path, output: Path | None, now: datetime | None = None, strict: str = "", **told: Any) -> Any:
    from dayline.build.as_of import dated
    from dayline.build.options import Options
    from dayline.build.output_place import misplaced

    if not os.path.lexists(site / "content"):  # what is there but is no folder has a message of its own
        raise click.UsageError(f"there is no `content` in `{site}`; `dayline new site FOLDER` makes a site.")
    codes = _codes(strict)
    given = {name: value for name, value in told.items() if value is not None}
    now = now or datetime.now(UTC)
    as_of = given.pop("as_of", None)
    given["later"] = frozenset(LATER) - {*given.pop("without", ())}
    output, is_own = (site / "public", True) if output is None else (output, False)
    if reason := misplaced(site, output):
        raise click.UsageError(reason)
    options = Options(site, output, now, strict=codes, cache=_cache(site, output), **given)
    return dated(options, as_of, own_output=is_own) if as_of else options


def _cache(site: Path, output: Path) -> Path | None:
    from dayline.build.cache_access import located
    from dayline.cache.errors import BadSetting

    try:
        return located(site, output)
    except BadSetting as reason:
        raise click.UsageError(str(reason)) from reason


def _forget(options: Any) -> None:
    """Take away what earlier builds left behind; ends with 2 if that can't be done."""
    from dayline.cache.errors import NoCache
    from dayline.commands.build import forget

    try:
        forget(options)
    except NoCache as reason:
        click.echo(f"error: {reason}", err=True)
        sys.exit(2)


def _possible(options: Any) -> Any:
    """The options, without social cards if there is nothing to draw them with, which is said."""
    from dayline.build.options import DRAWING

    if "cards" not in options.later or all(map(find_spec, DRAWING)):
        return options
    click.echo("no social cards: install `dayline[cards]` to have them, or build `--without cards`", err=True)
    return replace(options, later=options.later - {"cards"})


def _codes(strict: str) -> frozenset[str]:
    codes = frozenset(code.strip() for code in strict.split(",") if code.strip())
    if not codes - {"all"}:
        return codes
    from dayline.rules.warnings import WARNINGS

    unknown = sorted(codes - WARNINGS.keys() - {"all"})
    if unknown:
        raise click.BadParameter(f"`{unknown[0]}` is not the code of a warning; docs/diagnostics.md lists them.")
    return codes


def _summary(pages: int, rendered: int, written: Any, output: Path) -> str:
    changed = len(written.written) if written else 0
    gone = f", {len(written.removed):,} removed" if written and written.removed else ""
    return f"{pages:,} pages in {output}: {rendered:,} rendered, {changed:,} file{'s' * (changed != 1)} changed{gone}"


def _say_warnings(counted: str) -> None:
    if counted:
        click.echo(f"{counted}; `check` shows {'it' if counted.startswith('1 ') else 'them'}")


def _say_what_follows(note: str, failure: str) -> None:
    """What was left out after the pages; what failed then ends with 1."""
    if note:
        click.echo(note, err=True)
    if failure:
        click.echo(f"error: {failure}; the pages are published", err=True)
        sys.exit(1)


def _make(kind: str, folder: Path, told: dict[str, str | None]) -> None:
    from dayline.commands import new as command

    try:
        made = command.make(kind, folder, told, ask=_ask if sys.stdin.isatty() else None)
    except command.NotMade as reason:
        raise click.UsageError(str(reason)) from reason
    for path in made:
        click.echo(f"made {path}")


def _ask(question: str, default: str) -> str:
    return str(click.prompt(question, default=default or None, show_default=bool(default)))

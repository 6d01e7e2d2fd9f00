"""The options that several commands share, and the options of a build that come out of them."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dayline.build.cache_access import cache_folder
from dayline.build.options import Options, as_of_options
from dayline.build.output_place import output_error
from dayline.cache.errors import BadSetting
from dayline.commands.cli_types import Moment
from dayline.lazy import lazy

if TYPE_CHECKING:
    from dayline.rules.run import warning_codes
else:
    warning_codes = lazy("rules.run:warning_codes")

F = TypeVar("F", bound=Callable[..., Any])
C = TypeVar("C", bound=Callable[..., Any] | click.Command)
SITE_VARIABLE = "DAYLINE_SITE"
EXTRAS = ("cards", "search")
FORMATS = ("text", "github", "gitlab", "sarif", "json")
STRICT_HELP = "Treat warnings as errors: comma-separated codes, or `all`."


def nearest_site() -> Path:
    """The nearest folder, this one or one above it, that has settings of a site; this folder if none has."""
    here = Path.cwd()
    if (here / "content").exists():
        return Path()
    for folder in here.parents:
        if any((folder / "content" / name).is_file() for name in ("site.yaml", "site.yml")):
            return Path(os.path.relpath(folder, here))
    return Path()


def site_option(command: C) -> C:
    """Add the option that names the site."""
    return click.option(
        "--site", type=click.Path(file_okay=False, path_type=Path), default=nearest_site, envvar=SITE_VARIABLE,
        show_default=f"${SITE_VARIABLE}, or the site that this folder is in",
        help="The folder with content/ and, optionally, templates/ and static/.",
    )(command)  # fmt: skip


def site_options(command: F) -> F:
    """Add the options that commands on an existing site share."""
    now = click.option("--now", type=Moment(), help="Build as if it were this date and time, in the site's time zone.")
    strict = click.option("--strict", is_flag=False, flag_value="all", default="", help=STRICT_HELP)
    return site_option(now(strict(command)))


without = click.option(
    "--without", multiple=True, type=click.Choice(EXTRAS), help="Skip social cards or the search index."
)
report_format = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="How problems are printed."
)


def build_options(
    site: Path, output: Path | None, now: datetime | None = None, strict: str = "", **values: Any
) -> Options:
    """The options of a build of an existing site; a mistake in them is a usage error."""
    if not os.path.lexists(site / "content"):  # something that is not a folder gets its own message
        raise click.UsageError(
            f"there is no `content` folder in `{site}`; create a site with `dayline new site FOLDER`."
        )
    codes = _codes(strict)
    given = {name: value for name, value in values.items() if value is not None}
    as_of = given.pop("as_of", None)
    given["extras"] = frozenset(EXTRAS) - {*given.pop("without", ())}
    output, is_own = (site / "public", True) if output is None else (output, False)
    if reason := output_error(site, output):
        raise click.UsageError(reason)
    options = Options(site, output, now or datetime.now(UTC), strict=codes, cache=_cache(site, output), **given)
    return as_of_options(options, as_of, own_output=is_own) if as_of else options


def _cache(site: Path, output: Path) -> Path | None:
    try:
        return cache_folder(site, output)
    except BadSetting as reason:
        raise click.UsageError(str(reason)) from reason


def _codes(strict: str) -> frozenset[str]:
    codes = frozenset(code.strip() for code in strict.split(",") if code.strip())
    if not codes - {"all"}:
        return codes
    unknown = sorted(codes - warning_codes() - {"all"})
    if unknown:
        raise click.BadParameter(f"`{unknown[0]}` is not a warning code; see docs/diagnostics.md.")
    return codes

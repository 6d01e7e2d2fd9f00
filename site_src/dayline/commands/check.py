"""`dayline check`: all problems with a site, without writing anything."""

import gc
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from dayline.build.cache_access import with_usable_cache
from dayline.build.check import brief_sourcing, check_site
from dayline.commands.output import output_options, wants_colour
from dayline.commands.progress_line import progress
from dayline.commands.site_options import build_options, report_format, site_options
from dayline.read.gc_pause import gc_paused
from dayline.read.git import NoRevision
from dayline.read.git_revision import revision
from dayline.report.formats import report


@click.command("check")
@site_options
@report_format
@click.option(
    "--against", metavar="REF|DIR", help="Compare with a Git revision, or with a folder that contains content/."
)
@output_options
@click.option("--no-templates", is_flag=True, help="Don't run the site's own templates, which are code.")
def command(
    site: Path, form: str, against: str | None, no_templates: bool, quiet: bool, verbose: bool, **values: Any
) -> None:
    """Check the content and the site's own templates without writing anything."""
    options = with_usable_cache(build_options(site, None, **values), writable=False)
    try:
        then = revision(site, against) if against is not None else None
    except NoRevision as reason:
        raise click.UsageError(f"{reason}.") from reason
    with gc_paused():
        with progress(quiet=quiet, verbose=verbose) as shown:
            timeline, problems = check_site(replace(options, progress=shown), then, templates=not no_templates)
        colour = wants_colour(sys.stdout)
        briefs = () if quiet else brief_sourcing(timeline, problems)
        if problems or form != "text" or not quiet:
            click.echo(report(problems, site, form, "", briefs, then, colour), nl=False, color=colour)
        gc.freeze()
    sys.exit(1 if any(problem.is_error for problem in problems) else 0)

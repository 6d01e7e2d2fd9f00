"""`dayline serve`: the site as it is being written."""

from dataclasses import replace
from datetime import UTC, datetime

from dayline import theme
from dayline.commands.build import Options, build
from dayline.commands.messages import report
from dayline.commands.serve import Outcome, serve
from dayline.write import OutputError


def preview(options: Options, host: str, port: int, *, fixed_now: bool, open_browser: bool) -> int:
    """Serve a site until Ctrl-C, building it at every change of its content and templates; the exit code."""

    def rebuild() -> Outcome:
        return _outcome(options if fixed_now else replace(options, now=datetime.now(UTC)))

    watched = [options.site / "content", options.site / "templates", theme.built_in()]
    existing = [folder for folder in watched if folder.is_dir()]
    return serve(rebuild, options.output, existing, host, port, open_browser=open_browser)


def _outcome(options: Options) -> Outcome:
    try:
        built = build(options)
    except OutputError as error:
        return Outcome(ok=False, messages=str(error), summary="the output folder can't be used")
    messages = report(built.problems, options.site, "text", "the page shows the last good state")
    if built.written is None:
        return Outcome(ok=False, messages=messages, summary=messages)
    return Outcome(ok=True, messages="", summary=f"{built.pages:,} pages, {len(built.written.written):,} files changed")

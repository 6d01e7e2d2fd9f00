"""The command line. Exit codes: 0 for success, 1 for problems with the content, 2 for usage errors."""

import atexit
import codecs
import gc
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from dayline import __version__
from dayline.lazy import load

COMMANDS = {
    "build": "commands.build:command",
    "cache": "commands.cache:command",
    "check": "commands.check:command",
    "clean-media": "commands.clean_media:command",
    "day": "commands.day:command",
    "doctor": "commands.doctor:command",
    "new": "commands.new.command:command",
    "serve": "commands.serve:command",
}


class LazyGroup(click.Group):
    """A group of commands, each of whose modules is imported when it is used; `build` is the default."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        command: click.Command | None = load(COMMANDS[cmd_name]) if cmd_name in COMMANDS else None
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if ctx.resilient_parsing:  # a shell completes the command
            return super().parse_args(ctx, args)
        named = args and (args[0] in COMMANDS or args[0] in ("--help", "--version", "-h"))
        return super().parse_args(ctx, args if named or (args and not args[0].startswith("-")) else ["build", *args])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dayline")
def dayline() -> None:
    """Build a static site of daily situation summaries from YAML and Markdown."""


def _json_escape(error: UnicodeError) -> tuple[str, int]:
    """Characters that an encoding lacks as JSON escapes, so that JSON output stays valid."""
    import json

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
        click.echo("stopped", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    except SystemExit as ended:
        return int(ended.code or 0)
    return code if isinstance(code, int) else 0

"""What commands print, how much of it, and whether in colour."""

import os
from collections.abc import Callable, Mapping
from typing import Any, TextIO, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def wants_colour(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether text for a stream is coloured: as `NO_COLOR` or `FORCE_COLOR` says, else on a terminal."""
    if environment.get("NO_COLOR"):
        return False
    return bool(environment.get("FORCE_COLOR")) or stream.isatty()


def output_options(command: F) -> F:
    """Add the options that say how much is printed."""
    quiet = click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
    verbose = click.option("-v", "--verbose", is_flag=True, help="Print how long each stage takes.")
    return quiet(verbose(command))

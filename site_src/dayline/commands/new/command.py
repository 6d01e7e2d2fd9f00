"""`dayline new`: a command for everything that is created, with its questions as options."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from dayline.commands.new.create import create, write_new
from dayline.commands.new.interview import CannotCreate
from dayline.commands.new.questions import KINDS, Kind
from dayline.commands.new.site import new_site
from dayline.commands.site_options import site_option
from dayline.render.copied_templates import copy_of
from dayline.schema.closest import closest
from dayline.theme import default_templates

_SLUG = "The last part of its address; by default made from its name."
_YES = "Take the usual answer to everything that no option says; ask nothing."


class Prompt:
    """The terminal that the command runs in."""

    def ask(self, question: str, default: str) -> str:
        """What the person types, or else the default."""
        return str(click.prompt(question, default=default, show_default=bool(default), err=True))

    def say(self, text: str) -> None:
        """Show a text."""
        click.echo(text, err=True)


def terminal(*, yes: bool) -> Prompt | None:
    """Where a person answers; None if nobody is there, or nobody is to be asked."""
    return Prompt() if sys.stdin.isatty() and not yes else None


@click.group("new")
def command() -> None:
    """Create a site, an event, or anything else; existing files are never overwritten."""


@command.command("site")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", help="The name of the site.")
@click.option("--base-url", help="The site's address.")
@click.option("--timezone", help="The site's time zone, as in Europe/Kyiv.")
@click.option("--language", help="The language that you write in, as in en.")
@click.option("--kit", help="The subject: conflict, disaster, general, or the path of a file for another.")
@click.option("--yes", is_flag=True, help=_YES)
def site_command(folder: Path, yes: bool, **values: str | None) -> None:
    """Create a site in FOLDER: a repository with settings, pages, examples, and workflows that publish it."""
    with _saying_why_not():
        created, kept = new_site(folder, values, terminal(yes=yes))
    for path in kept:
        click.echo(f"kept {path}, which was there before")
    click.echo(f"created {len(created)} files in {folder}; see it with `dayline serve --site {folder}`")


@command.command("template")
@site_option
@click.argument("name")
@click.option("--show", is_flag=True, help="Print it instead.")
def template_command(site: Path, name: str, show: bool) -> None:
    """Copy the built-in template NAME, as in day.html, to the site; `check` says when the original changes."""
    templates = default_templates()
    if name not in templates:
        near = closest(name, templates)
        hint = f"did you mean `{near}`?" if near else "docs/templates.md lists them."
        raise click.UsageError(f"there is no built-in template `{name}`; {hint}")
    if show:
        click.echo(copy_of(name, templates[name]), nl=False)
        return
    with _saying_why_not():
        for path in write_new(site, {f"templates/{name}": copy_of(name, templates[name])}):
            click.echo(f"created {path}")


def _record_command(name: str, kind: Kind) -> click.Command:
    """The command that creates a kind of record."""
    first, *others = kind.questions

    def callback(site: Path, yes: bool, **values: str | None) -> None:
        with _saying_why_not():
            created = create(name, site, values, terminal(yes=yes), yes=yes)
        for path in created:
            click.echo(f"created {path}")

    parameters: list[click.Parameter] = [click.Argument([first.field], required=False)]
    for question in others:
        declared: dict[str, Any] = {"is_flag": True, "flag_value": question.flag} if question.flag else {}
        parameters.append(click.Option([question.option, question.field], help=question.help, default=None, **declared))
    if name != "brief":
        parameters.append(click.Option(["--slug"], help=_SLUG))
    parameters.append(click.Option(["--yes"], is_flag=True, help=_YES))
    article = "an" if kind.noun[0] in "aeiou" else "a"
    help = f"Create {article} {kind.noun}. {first.field.replace('_', ' ').upper()}: {first.help}"
    return site_option(click.Command(name, callback=callback, params=parameters, help=help))


@contextmanager
def _saying_why_not() -> Iterator[None]:
    """Say why nothing is created, if that is so."""
    try:
        yield
    except CannotCreate as reason:
        raise click.UsageError(str(reason)) from reason
    except click.Abort:
        click.echo("\nstopped: nothing was created", err=True)
        sys.exit(130)


for _name, _kind in KINDS.items():
    command.add_command(_record_command(_name, _kind))

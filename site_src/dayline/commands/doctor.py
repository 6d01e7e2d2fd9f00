"""`dayline doctor`: versions, the site, its cache, git, and what is missing."""

import platform
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import NamedTuple

import click

from dayline import __version__
from dayline.build.output_place import output_error
from dayline.build.pagefind import installed
from dayline.cache import place
from dayline.cache.errors import BadSetting, NoCache
from dayline.commands.cache import told
from dayline.commands.site_options import EXTRAS, site_option
from dayline.read.git import NoRevision, Repository, repository_of
from dayline.read.scan import scan_tree

_USES = {"cards": "social cards", "search": "the search index"}


class Finding(NamedTuple):
    """A line about one thing, and what to do if something is missing."""

    name: str
    state: str
    missing: str = ""


@click.command("doctor")
@site_option
def command(site: Path) -> None:
    """Print versions, where things are, and what is missing; for reports of faults, too."""
    findings = [*_program(), *_extras(), *_site(site), _store(site), *_git(site)]
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        click.echo(f"{finding.name:{width}}  {finding.state}")
    missing = [finding.missing for finding in findings if finding.missing]
    click.echo("\nNothing is missing." if not missing else "\nMissing:")
    for line in missing:
        click.echo(f"- {line}")


def _program() -> Iterator[Finding]:
    yield Finding("dayline", f"{__version__}, in {Path(__file__).parents[1]}")
    yield Finding("python", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    names = sorted(filter(None, map(_library, _requirements())))
    yield Finding("libraries", ", ".join(f"{name} {_version(name) or 'not found'}" for name in names))


def _requirements() -> list[str]:
    try:
        return requires("dayline") or []
    except PackageNotFoundError:  # run from a clone
        return ["jinja2", "markdown", "pydantic", "pyyaml"]


def _library(requirement: str) -> str:
    """The name of a library that is always needed; empty for one of an extra."""
    name = re.match(r"[\w.-]+", requirement)
    return "" if "extra ==" in requirement or name is None else name[0]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _extras() -> Iterator[Finding]:
    versions = {"cards": _version("resvg-py") and f"resvg-py {_version('resvg-py')}", "search": installed()}
    for extra in EXTRAS:
        missing = "" if versions[extra] else f"{_USES[extra]}: install `dayline[{extra}]`"
        yield Finding(extra, versions[extra] or "not installed", missing)


def _site(site: Path) -> Iterator[Finding]:
    if not (site / "content").is_dir():
        what = f"a site: `dayline new site FOLDER` creates one; there is no `content` folder in `{site}`"
        yield Finding("site", "none here", what)
        return
    yield Finding("site", f"{site.resolve()}, {len(scan_tree(site).files):,} files in content/")
    output = site / "public"
    state = f"{output.resolve()}" if output.is_dir() else "not built yet"
    yield Finding("output", state, output_error(site, output) or "")


def _store(site: Path) -> Finding:
    try:
        return Finding("cache", told(place.folder(site, site / "public")))
    except (BadSetting, NoCache) as reason:
        return Finding("cache", "none", f"a cache: {reason}")


def _git(site: Path) -> Iterator[Finding]:
    try:
        repository = repository_of(site)
        yield Finding("git", _text(repository, "--version").removeprefix("git version "))
        yield _repository(repository)
    except NoRevision as reason:
        yield Finding("git", "not used", f"history: {reason}; `check --against` needs it")


def _repository(repository: Repository) -> Finding:
    """The state of the repository; raises NoRevision if git can't be asked."""
    changed = _text(repository, "status", "--porcelain", "--untracked-files=all", "--", repository.prefix or ".")
    number = len(changed.splitlines())
    branch = _text(repository, "branch", "--show-current") or "no branch"
    state = f"{repository.root}, {branch}, {number:,} file{'s' * (number != 1)} not committed"
    if _text(repository, "rev-parse", "--is-shallow-repository") == "true":
        return Finding("repository", f"{state}, shallow", "history: fetch it with `git fetch --unshallow`")
    return Finding("repository", state)


def _text(repository: Repository, *arguments: str) -> str:
    return repository.run(*arguments).decode(errors="replace").strip()

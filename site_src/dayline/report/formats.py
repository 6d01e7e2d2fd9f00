"""Problems in the report format that the user chose."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from dayline.disk import read_regular
from dayline.problems import Problem
from dayline.read.git_revision import Revision
from dayline.read.scan import LARGEST_MAP
from dayline.read.text import normalised
from dayline.report.github import render_github
from dayline.report.json_formats import render_gitlab, render_json, render_sarif
from dayline.report.sourcing import render_sourcing
from dayline.report.text import render_text
from dayline.report.visible import visible
from dayline.rules.sourcing.coverage import Sourcing

MACHINE_FORMATS = {"gitlab": render_gitlab, "sarif": render_sarif}


def report(
    problems: Iterable[Problem],
    site: Path,
    format: str,
    outcome: str = "",
    briefs: Iterable[Sourcing] = (),
    baseline: Revision | None = None,
    colour: bool = False,
    figures: Mapping[str, float] | None = None,
) -> str:
    """The problems in one of the formats `text`, `github`, `gitlab`, `sarif` and `json`.

    File names are relative to the current folder. Text and JSON also report how many sentences of the briefs are
    sourced; text, JSON and GitHub name the revision compared with, from which quoted lines of old files are taken.
    Only text has `colour`; `figures` are numbers about a build, which only JSON has.
    """
    prefix = "" if site.is_absolute() or site == Path() else f"{site.as_posix()}/"
    earlier = {f"{baseline.prefix}{name}": raw for name, raw in baseline.changed.items()} if baseline else {}
    found = [_with_prefix(problem, prefix, earlier) for problem in problems] if prefix else problems

    def read(name: str) -> str | None:
        return _lines(earlier[name]) if name in earlier else readable_text(site / name.removeprefix(prefix))

    compared = f"{visible(baseline.description)}\n" if baseline else ""
    if format == "json":
        named = [brief._replace(file=prefix + brief.file) for brief in briefs]
        return render_json(found, read, named, baseline and baseline.description, figures)
    if format in MACHINE_FORMATS:
        return MACHINE_FORMATS[format](found, read)
    if format == "github":
        return render_github(found, read, outcome) + compared
    text = render_text(found, read, colour=colour, outcome=outcome)
    return text + compared + render_sourcing(briefs)


def readable_text(path: Path) -> str | None:
    """A file's text for quoting lines from it, even if it is not valid; None if it can't be read."""
    try:
        return _lines(read_regular(path, LARGEST_MAP + 1))
    except OSError:
        return None


def _lines(raw: bytes) -> str:
    return normalised(raw.decode("utf-8", "replace"))


def _with_prefix(problem: Problem, prefix: str, fixed: Container[str]) -> Problem:
    also = tuple(
        (spot if spot.file in fixed else replace(spot, file=prefix + spot.file), words) for spot, words in problem.also
    )
    return replace(problem, spot=replace(problem.spot, file=prefix + problem.spot.file), also=also)

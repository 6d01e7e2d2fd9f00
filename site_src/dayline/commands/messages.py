"""The problems of a build as text, for people and for machines."""

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from dayline.problems import Problem
from dayline.report.github import render_github
from dayline.report.machine import render_gitlab, render_json, render_sarif
from dayline.report.text import render_text

MACHINES = {"github": render_github, "gitlab": render_gitlab, "sarif": render_sarif, "json": render_json}


def report(problems: Iterable[Problem], site: Path, form: str, outcome: str = "") -> str:
    """The problems in one of the formats (`text`, `github`, `gitlab`, `sarif`, `json`); files are named from here."""
    prefix = "" if site.is_absolute() or site == Path() else f"{site.as_posix()}/"
    found = [_moved(problem, prefix) for problem in problems] if prefix else problems

    def read(name: str) -> str | None:
        return source(site / name.removeprefix(prefix))

    if form in MACHINES:
        return MACHINES[form](found, read)
    return render_text(found, read, colour=sys.stdout.isatty(), outcome=outcome)


def source(path: Path) -> str | None:
    """A file's text for showing a line of it, however broken it is."""
    try:
        with path.open("rb") as stream:
            return stream.read(2**21).decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    except OSError:
        return None


def _moved(problem: Problem, prefix: str) -> Problem:
    also = tuple((replace(spot, file=prefix + spot.file), words) for spot, words in problem.also)
    return replace(problem, spot=replace(problem.spot, file=prefix + problem.spot.file), also=also)

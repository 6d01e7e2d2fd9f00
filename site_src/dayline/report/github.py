"""Problems as workflow commands of GitHub Actions, which shows them on the lines of a pull request."""

from collections.abc import Iterable

from dayline.problems import Problem
from dayline.report.resolve_positions import LocatedProblem, Sources, locate_all
from dayline.report.text import summarise


def render_github(problems: Iterable[Problem], sources: Sources, outcome: str = "") -> str:
    """One workflow command per line, then a line with the totals: GitHub shows only the first ten of a step.

    Columns count from 1; `endColumn` is exclusive.
    """
    found = locate_all(problems, sources)
    summary = summarise((one.problem for one in found), outcome)
    return "".join(f"{_command(one)}\n" for one in found) + f"{summary}\n"


def _command(one: LocatedProblem) -> str:
    problem, span = one.problem, one.place.span
    message = "\n".join(filter(None, (problem.message, problem.help and f"help: {problem.help}")))
    fields = {
        "file": one.place.file,
        "line": span.line,
        "col": span.column,
        "endColumn": span.end,
        "title": problem.code,
    }
    properties = ",".join(f"{name}={_escape_property(str(value))}" for name, value in fields.items())
    return f"::{'error' if problem.is_error else 'warning'} {properties}::{_escape(message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")

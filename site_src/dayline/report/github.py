"""Problems as commands of GitHub Actions, which shows them on the lines of a change."""

from collections.abc import Iterable

from dayline.problems import Problem
from dayline.report.resolve_positions import LocatedProblem, Sources, locate_all
from dayline.report.text import summarise


def render_github(problems: Iterable[Problem], sources: Sources, outcome: str = "") -> str:
    """One workflow command a line, and a last line with their number, as GitHub shows only the first ten of a step.

    Columns count from 1 and `endColumn` is the first one behind.
    """
    found = locate_all(problems, sources)
    summary = summarise((one.problem for one in found), outcome)
    return "".join(f"{_command(one)}\n" for one in found) + f"{summary}\n"


def _command(one: LocatedProblem) -> str:
    problem, span = one.problem, one.place.span
    words = "\n".join(filter(None, (problem.message, problem.help and f"help: {problem.help}")))
    fields = {
        "file": one.place.file,
        "line": span.line,
        "col": span.column,
        "endColumn": span.end,
        "title": problem.code,
    }
    written = ",".join(f"{name}={_field(str(value))}" for name, value in fields.items())
    return f"::{'error' if problem.is_error else 'warning'} {written}::{_text(words)}"


def _text(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _field(words: str) -> str:
    return _text(words).replace(":", "%3A").replace(",", "%2C")

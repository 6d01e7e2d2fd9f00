"""Problems for programs: our own JSON, GitLab's code quality report and SARIF 2.1.0."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from dayline.problems import Problem
from dayline.report.resolve_positions import LocatedProblem, Place, Sources, locate_all
from dayline.report.visible import visible
from dayline.rules.sourcing.coverage import Sourcing

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

Json = str | int | float | None | list["Json"] | dict[str, "Json"]


def render_json(
    problems: Iterable[Problem],
    sources: Sources,
    briefs: Iterable[Sourcing] = (),
    compared_with: str | None = None,
    figures: Mapping[str, float] | None = None,
) -> str:
    """The problems, the sourcing of each brief, a sentence about the revision compared with, and further figures.

    `problems`: code, severity, file, line, column, end_column, message, help, also. `briefs`: date, file,
    sentences, sourced.
    """
    found: list[Json] = [_problem(one) for one in locate_all(problems, sources)]
    report: dict[str, Json] = {"problems": found, "briefs": [_brief(brief) for brief in briefs]}
    return _dump({**report, "compared": compared_with, **(figures or {})})


def render_gitlab(problems: Iterable[Problem], sources: Sources) -> str:
    """A code quality report; a problem keeps its fingerprint when its line moves."""
    seen: Counter[str] = Counter()
    return _dump([_issue(one, seen) for one in locate_all(problems, sources)])


def render_sarif(problems: Iterable[Problem], sources: Sources) -> str:
    """A SARIF log with one run; columns count characters."""
    found = locate_all(problems, sources)
    rules: list[Json] = [{"id": code} for code in sorted({one.problem.code for one in found})]
    run: Json = {
        "tool": {"driver": {"name": "dayline", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one) for one in found],
    }
    return _dump({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _severity(problem: Problem) -> str:
    return "error" if problem.is_error else "warning"


def _problem(one: LocatedProblem) -> Json:
    problem = one.problem
    also: list[Json] = [{**_position(place), "words": place.label} for place in one.also]
    return {
        "code": problem.code,
        "severity": _severity(problem),
        **_position(one.place),
        "message": problem.message,
        "help": problem.help,
        "also": also,
    }


def _brief(brief: Sourcing) -> Json:
    day = brief.day.isoformat()
    return {"date": day, "file": visible(brief.file), "sentences": brief.sentences, "sourced": brief.sourced}


def _position(place: Place) -> dict[str, Json]:
    span = place.span
    return {"file": place.file, "line": span.line, "column": span.column, "end_column": span.end}


def _issue(one: LocatedProblem, seen: Counter[str]) -> Json:
    problem, place = one.problem, one.place
    identity = f"{problem.code}\0{place.file}\0{problem.message}"
    seen[identity] += 1
    fingerprint = hashlib.sha256(f"{identity}\0{seen[identity]}".encode()).hexdigest()
    return {
        "description": " ".join(filter(None, (f"{problem.message}.", problem.help))),
        "check_name": problem.code,
        "fingerprint": fingerprint,
        "severity": "major" if problem.is_error else "minor",
        "location": {"path": place.file, "lines": {"begin": place.span.line}},
    }


def _result(one: LocatedProblem) -> Json:
    problem = one.problem
    words = "\n".join(filter(None, (problem.message, problem.help)))
    related: list[Json] = [{**_location(place), "message": {"text": place.label}} for place in one.also]
    return {
        "ruleId": problem.code,
        "level": _severity(problem),
        "message": {"text": words},
        "locations": [_location(one.place)],
        **({"relatedLocations": related} if related else {}),
    }


def _location(place: Place) -> dict[str, Json]:
    span = place.span
    region: Json = {"startLine": span.line, "startColumn": span.column, "endColumn": span.end}
    return {"physicalLocation": {"artifactLocation": {"uri": quote(place.file)}, "region": region}}

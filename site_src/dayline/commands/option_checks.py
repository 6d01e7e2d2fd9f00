"""Checks of command-line options by the same rules as the same values in content files."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from dayline.commands.starter_texts import quoted
from dayline.problems import Problem
from dayline.read.content import Content, read_file
from dayline.read.entry import FileResult
from dayline.read.files import SourceFile, classify
from dayline.rules import check, of_record
from dayline.timeline.link import link

SETTINGS = "content/site.yaml"


def setting_error(field: str, value: str) -> Problem | None:
    """The problem with a value for a field of `content/site.yaml`; None if it is valid."""
    others = {"title": "Title", "base_url": "https://example.org/"}
    text = "".join(f"{name}: {quoted(setting)}\n" for name, setting in {**others, field: value}.items())
    return first_error(SETTINGS, text)


def setting_mistake(field: str, value: str) -> str:
    """What is wrong with a value for a setting, as a sentence; empty if it is valid."""
    problem = setting_error(field, value)
    return as_sentence(problem) if problem else ""


def first_error(name: str, text: str) -> Problem | None:
    """The first error in a file with this name and text; None if there is none."""
    return next(errors_in(name, text), None)


def errors_in(name: str, text: str) -> Iterator[Problem]:
    """The errors in a file with this name and text that can be found without other files."""
    file = classify(name)
    if not isinstance(file, SourceFile):
        yield from (file,) if file else ()
        return
    result = _read(file, text)
    yield from (problem for problem in (*result.problems, *result.remarks) if problem.is_error)


def first_error_in(files: Mapping[str, str], content: Content) -> Problem | None:
    """The first error in new files, by their names and texts, beside the content that there is; None if all are valid.

    Errors in other files are not looked at.
    """
    sources = [(classify(name), text) for name, text in files.items()]
    results = [_read(file, text) for file, text in sources if isinstance(file, SourceFile)]
    entries = (*content.entries, *(entry for result in results for entry in result.entries))
    new = content._replace(
        entries=entries,
        problems=tuple(problem for result in results for problem in result.problems),
        remarks=tuple(problem for result in results for problem in result.remarks),
    )
    problems = check(new, link(Content(entries, (), content.broken), datetime.now(UTC)))
    return next((problem for problem in problems if problem.is_error and problem.spot.file in files), None)


def as_sentence(problem: Problem) -> str:
    """A problem as a sentence."""
    return f"{problem.message}; {problem.help}."


def _read(file: SourceFile, text: str) -> FileResult:
    return read_file(file, text.encode("utf-8", "surrogateescape"), of_record)

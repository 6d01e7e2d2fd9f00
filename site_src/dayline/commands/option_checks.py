"""Checks of command-line options by the same rules as the same values in content files."""

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
    file = classify(name)
    if not isinstance(file, SourceFile):
        return file
    result = _read(file, text)
    return next((problem for problem in (*result.problems, *result.remarks) if problem.is_error), None)


def unknown_reference(name: str, text: str, content: Content) -> Problem | None:
    """The problem with the first unknown id in a new file; None if all are known."""
    file = classify(name)
    if not isinstance(file, SourceFile):
        return None
    entries = (*content.entries, *_read(file, text).entries)
    problems = check(content._replace(entries=entries), link(Content(entries, (), content.broken), datetime.now(UTC)))
    return next((problem for problem in problems if problem.spot.file == name and problem.code in ("E05", "E09")), None)


def _read(file: SourceFile, text: str) -> FileResult:
    return read_file(file, text.encode("utf-8", "surrogateescape"), of_record)


def as_sentence(problem: Problem) -> str:
    """A problem as a sentence."""
    return f"{problem.message}; {problem.help}."

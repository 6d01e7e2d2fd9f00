"""Problems with the files of a site's own theme."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dayline.disk import read_regular
from dayline.problems import Problem, Spot
from dayline.read.conflict_markers import merge_conflicts
from dayline.read.scan import unreadable
from dayline.read.text import Source, not_utf8
from dayline.theme import BUILT_IN, is_text, site_files

_TAKEN = "the folder `built-in` can't be used: its name stands for the templates that come with Dayline"
_ELSEWHERE = "move this file to another folder in `templates/`"


def theme_problems(site: Path) -> tuple[Problem, ...]:
    """E90 for each link, pipe, invalid name and unreadable file in `templates`, and for text that is not UTF-8 or
    contains merge conflict markers."""
    files = site_files(site)
    problems = [Problem("E90", Spot(name), message, help) for name, message, help in files.unreadable]
    for name, path in files.found.items():
        problems += [Problem("E90", Spot(f"templates/{name}"), _TAKEN, _ELSEWHERE)] if name.startswith(BUILT_IN) else []
        problems += _file_problems(path, f"templates/{name}", is_text=is_text(name))
    return tuple(problems)


def _file_problems(path: Path, name: str, *, is_text: bool) -> Iterator[Problem]:
    """Problems with a file: it can't be read, or its text can't be used."""
    try:
        raw = read_regular(path)
    except OSError as error:
        yield Problem("E90", Spot(name), *unreadable(error))
        return
    if is_text:
        yield from (replace(problem, code="E90") for problem in _text_problems(raw, name))


def _text_problems(raw: bytes, name: str) -> list[Problem]:
    """Problems with a template's encoding, and merge conflict markers in it."""
    if problem := not_utf8(raw, name):
        return [problem]
    return merge_conflicts(Source(raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"), name))

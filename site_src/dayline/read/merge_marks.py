"""Marks that git leaves in a file where two versions of it can't be merged."""

import re
from collections.abc import Iterator

from dayline.patterns import lazy_pattern
from dayline.problems import Problem
from dayline.read.text import Source

_MARK = lazy_pattern(r"^(?:(<{7}|>{7})(?=[ \n]|\Z)|(\|{7})(?= \S)|(={7})(?=\n|\Z)).*", re.MULTILINE)
_HELP = (
    "keep what is right of the two versions, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`"
)


def unfinished(source: Source) -> list[Problem]:
    """An E01 at each mark of a merge. A line `=======` may be a heading's: it is one only between others."""
    if not any(mark in source.text for mark in ("<<<<<<<", ">>>>>>>", "|||||||")):
        return []
    return [source.mistake(found.start(), found.end(), *_said(found)) for found in _marks(source.text)]


def _marks(text: str) -> Iterator[re.Match[str]]:
    found = list(_MARK.finditer(text))
    others = [next(filter(None, mark.groups())) for mark in found]
    for number, mark in enumerate(found):
        before = next((other for other in reversed(others[:number]) if other[0] != "="), "")
        after = next((other for other in others[number + 1 :] if other[0] != "="), "")
        if not mark[3] or before[:1] in ("<", "|") or after[:1] == ">":
            yield mark


def _said(mark: re.Match[str]) -> tuple[str, str]:
    return f"a merge was not finished: git wrote the line `{mark[0].rstrip()}`", _HELP

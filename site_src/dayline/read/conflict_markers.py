"""Conflict markers, which git leaves in a file that it could not merge."""

import re
from collections.abc import Iterator

from dayline.problems import Problem
from dayline.read.text import Source

_MARKER = re.compile(r"^(?:(<{7}|>{7})(?=[ \n]|\Z)|(\|{7})(?= \S)|(={7})(?=\n|\Z)).*", re.MULTILINE)
_HELP = (
    "keep what is right of the two versions, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`"
)


def merge_conflicts(source: Source) -> list[Problem]:
    """An E01 for each conflict marker; a line `=======` is one only between others, as it may underline a heading."""
    if not any(marker in source.text for marker in ("<<<<<<<", ">>>>>>>", "|||||||")):
        return []
    return [source.mistake(marker.start(), marker.end(), _message(marker), _HELP) for marker in _markers(source.text)]


def _markers(text: str) -> Iterator[re.Match[str]]:
    candidates = list(_MARKER.finditer(text))
    signs = [next(filter(None, candidate.groups())) for candidate in candidates]
    for number, candidate in enumerate(candidates):
        before = next((sign for sign in reversed(signs[:number]) if sign[0] != "="), "")
        after = next((sign for sign in signs[number + 1 :] if sign[0] != "="), "")
        if not candidate[3] or before[:1] in ("<", "|") or after[:1] == ">":
            yield candidate


def _message(marker: re.Match[str]) -> str:
    return f"unresolved merge conflict: git added the line `{marker[0].rstrip()}`"

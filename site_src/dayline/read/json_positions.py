"""From a path in JSON to its position in the text, without parsing more than what comes before."""

import json
import re
from collections.abc import Sequence

from dayline.problems import Step

_SPACE = re.compile(r"[\s,:]*")
_SCAN = json.JSONDecoder(parse_int=float).raw_decode  # Python refuses whole numbers of many digits


def position(text: str, path: Sequence[Step]) -> tuple[int, int]:
    """The offsets of the value that a path leads to, or of the deepest part of the path that exists.

    The text is valid JSON.
    """
    start = _after_space(text, 0)
    for step in path:
        inner = _member(text, start, step) if isinstance(step, str) else _element(text, start, step)
        if inner is None:
            break
        start = inner
    return start, _SCAN(text, start)[1]


def _member(text: str, start: int, name: str) -> int | None:
    """The offset of the value of an object's member; None if there is none with that name."""
    if text[start] != "{":
        return None
    at = _after_space(text, start + 1)
    while text[at] != "}":
        key, end = _SCAN(text, at)
        value = _after_space(text, end)
        if key == name:
            return value
        at = _after_space(text, _SCAN(text, value)[1])
    return None


def _element(text: str, start: int, number: int) -> int | None:
    """The offset of an element of a list; None if the list is shorter."""
    if text[start] != "[":
        return None
    at = _after_space(text, start + 1)
    while text[at] != "]":
        if not number:
            return at
        at, number = _after_space(text, _SCAN(text, at)[1]), number - 1
    return None


def _after_space(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr]

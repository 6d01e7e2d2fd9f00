"""From a way through a JSON text to where it leads, without reading more of the text than lies before."""

import json
import re
from collections.abc import Sequence

from dayline.problems import Step

_SPACE = re.compile(r"[\s,:]*")
_SCAN = json.JSONDecoder(parse_int=float).raw_decode  # Python refuses whole numbers of many digits


def of(text: str, steps: Sequence[Step]) -> tuple[int, int]:
    """Where the value at the end of a way begins and its line or it ends; as far as the way can be gone.

    The text is valid JSON.
    """
    start = _after(text, 0)
    for step in steps:
        found = _member(text, start, step) if isinstance(step, str) else _element(text, start, step)
        if found is None:
            break
        start = found
    return start, _SCAN(text, start)[1]


def _member(text: str, start: int, name: str) -> int | None:
    """Where the value of a member of an object begins."""
    if text[start] != "{":
        return None
    at = _after(text, start + 1)
    while text[at] != "}":
        key, end = _SCAN(text, at)
        value = _after(text, end)
        if key == name:
            return value
        at = _after(text, _SCAN(text, value)[1])
    return None


def _element(text: str, start: int, number: int) -> int | None:
    """Where an element of a list begins."""
    if text[start] != "[":
        return None
    at = _after(text, start + 1)
    while text[at] != "]":
        if not number:
            return at
        at, number = _after(text, _SCAN(text, at)[1]), number - 1
    return None


def _after(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr]

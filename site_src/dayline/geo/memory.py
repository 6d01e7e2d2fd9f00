"""What was worked out before, in this process or an earlier one: to draw a map means to look through all outlines."""

from collections.abc import Callable, Hashable, Mapping
from functools import wraps
from typing import Any, TypeVar, TypeVarTuple

Args = TypeVarTuple("Args")
R = TypeVar("R")
Key = tuple[Hashable, ...]
Load = Callable[[], Mapping[Key, Any]]


class _Known:
    """Results by the function's name and its arguments; what earlier processes kept is loaded when it is needed."""

    def __init__(self) -> None:
        self.load: Load = dict
        self.results: dict[Key, Any] | None = None
        self.asked: set[Key] = set()
        self.is_new = False


_KNOWN = _Known()


def remembered(make: Callable[[*Args], R]) -> Callable[[*Args], R]:
    """A function that works everything out once: what it gives depends on its arguments and the program alone."""

    @wraps(make)
    def known(*args: *Args) -> R:
        if _KNOWN.results is None:
            _KNOWN.results = dict(_KNOWN.load())
        key = (make.__name__, *args)
        _KNOWN.asked.add(key)
        if key not in _KNOWN.results:
            _KNOWN.results[key] = make(*args)
            _KNOWN.is_new = True
        found: R = _KNOWN.results[key]
        return found

    return known


def recall(load: Load) -> None:
    """Begin anew with what an earlier process kept; it is loaded when it is first needed."""
    _KNOWN.load, _KNOWN.results, _KNOWN.is_new = load, None, False
    _KNOWN.asked.clear()


def fresh() -> dict[Key, Any] | None:
    """What to keep for the next process, None if that is kept already.

    Once half of what is known has been asked for, the rest is taken for gone from the site.
    """
    if not _KNOWN.is_new or _KNOWN.results is None:
        return None
    _KNOWN.is_new = False
    if 2 * len(_KNOWN.asked) < len(_KNOWN.results):
        return dict(_KNOWN.results)
    return {key: found for key, found in _KNOWN.results.items() if key in _KNOWN.asked}

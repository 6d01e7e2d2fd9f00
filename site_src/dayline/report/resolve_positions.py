"""Problems with lines and columns resolved and texts made printable: the input of every report format."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from dayline.problems import Problem, Span, Spot, few
from dayline.read.positions import locate
from dayline.read.scan import is_binary
from dayline.report.visible import visible

MAX_SEPARATE = 5  # up to so many repeats of a problem are shown separately
CAUSED_ELSEWHERE = frozenset({"E09", "E10", "E27"})  # problems whose cause is in another place

Sources = Callable[[str], str | None]
"""The text of a site's file by its name; None if there is none."""


@dataclass(frozen=True, slots=True)
class Place:
    """A span in a file, its line as written (None if unavailable), and a label."""

    file: str
    span: Span
    line: str | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class LocatedProblem:
    """A problem with its place and related places; `again` lists other places with the same problem."""

    problem: Problem
    place: Place
    also: tuple[Place, ...] = ()
    repeats: tuple[Place, ...] = ()


def locate_all(problems: Iterable[Problem], sources: Sources) -> tuple[LocatedProblem, ...]:
    """The problems with their places, by file and line, without duplicates and not too many of one kind."""
    read = lru_cache(maxsize=8)(sources)
    grouped = sorted(few(dict.fromkeys(problems)), key=lambda problem: problem.spot.file)
    found = {_sort_key(one): one for one in (_locate(problem, read) for problem in grouped)}
    return tuple(found[key] for key in sorted(found))


def merge_repeats(found: Iterable[LocatedProblem]) -> tuple[LocatedProblem, ...]:
    """The problems with identical ones merged at the first of their places.

    If the cause is elsewhere, such as a missing entry, all are merged; otherwise each place must be fixed
    separately, so a few are shown one by one.
    """
    alike: dict[object, list[LocatedProblem]] = {}
    for one in found:
        alike.setdefault(_cause(one), []).append(one)
    return tuple(sorted((one for group in alike.values() for one in _merge(group)), key=_sort_key))


def _merge(group: list[LocatedProblem]) -> list[LocatedProblem]:
    first, *rest = group
    if first.problem.code not in CAUSED_ELSEWHERE and len(group) <= MAX_SEPARATE:
        return group
    return [replace(first, repeats=tuple(one.place for one in rest))]


def _cause(one: LocatedProblem) -> object:
    """The key that problems with the same fix share."""
    problem, place = one.problem, one.place
    marked = (place.line or "")[place.span.column - 1 : place.span.end - 1]
    return problem.code, problem.is_error, problem.message, problem.help, marked, problem.others or one.also


def counts(problems: Iterable[Problem]) -> str:
    """The number of errors and warnings: `2 errors: E09 ×2; 1 warning: W30`, `1 error` or `no problems`."""
    numbers = {True: Counter[str](), False: Counter[str]()}
    for problem in problems:
        numbers[problem.is_error][problem.code] += problem.others or 1
    is_one = sum(count.total() for count in numbers.values()) == 1
    return "; ".join(_count(numbers[of], is_one=is_one, is_error=of) for of in numbers if numbers[of]) or "no problems"


def _count(codes: Counter[str], *, is_one: bool, is_error: bool) -> str:
    """The number of problems and, if there are several, their codes."""
    number = codes.total()
    words = f"{number:,} {'error' if is_error else 'warning'}{'s' * (number != 1)}"
    listed = ", ".join(f"{code} ×{codes[code]:,}" if codes[code] > 1 else code for code in sorted(codes))
    return words if is_one else f"{words}: {listed}"


def _locate(problem: Problem, read: Sources) -> LocatedProblem:
    also = tuple(_place(spot, words, read) for spot, words in problem.also)
    shown = replace(problem, message=visible(problem.message), help=visible(problem.help))
    return LocatedProblem(shown, _place(problem.spot, "", read), also)


def _place(spot: Spot, words: str, read: Sources) -> Place:
    source = None if is_binary(spot.file) else read(spot.file)
    span = locate(spot, source or "")
    lines = _lines(source or "")
    known = source is not None and span.line <= len(lines)
    return Place(visible(spot.file), span, lines[span.line - 1].rstrip("\r") if known else None, visible(words))


@lru_cache(maxsize=4)
def _lines(source: str) -> tuple[str, ...]:
    """The lines of a file, cached because problems come file by file."""
    return tuple(source.removeprefix("\ufeff").split("\n"))


def _sort_key(one: LocatedProblem) -> tuple[str, Span, str, str, str]:
    return one.place.file, one.place.span, one.problem.code, one.problem.message, one.problem.help

"""Problems with the lines they are on, their words and names made visible: what every format is made from."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from dayline.problems import Problem, Span, Spot, few
from dayline.read.positions import locate
from dayline.read.scan import is_binary
from dayline.report.visible import visible

APART = 5  # places of one mistake that are shown one by one
ELSEWHERE = frozenset({"E09", "E10", "E27"})  # problems that are corrected at another place

Sources = Callable[[str], str | None]
"""The text of a file of the site by its name, None if there is none."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a line of a file, that line as written (None if it can't be had), and words about it."""

    file: str
    span: Span
    line: str | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class LocatedProblem:
    """A problem, its place, and its further places; `again` are those where the same problem is found once more."""

    problem: Problem
    place: Place
    also: tuple[Place, ...] = ()
    repeats: tuple[Place, ...] = ()


def locate_all(problems: Iterable[Problem], sources: Sources) -> tuple[LocatedProblem, ...]:
    """The problems in file and line order, each once, and not too many of one kind."""
    read = lru_cache(maxsize=8)(sources)
    grouped = sorted(few(dict.fromkeys(problems)), key=lambda problem: problem.spot.file)
    found = {_key(one): one for one in (_locate(problem, read) for problem in grouped)}
    return tuple(found[key] for key in sorted(found))


def merge_repeats(found: Iterable[LocatedProblem]) -> tuple[LocatedProblem, ...]:
    """The problems; those that say the same of the same words are one, at the first of their places.

    What is missing elsewhere is one mistake however often it is named; other mistakes are corrected one by one, so
    that a few of them stay apart.
    """
    alike: dict[object, list[LocatedProblem]] = {}
    for one in found:
        alike.setdefault(_cause(one), []).append(one)
    return tuple(sorted((one for group in alike.values() for one in _as_one(group)), key=_key))


def _as_one(group: list[LocatedProblem]) -> list[LocatedProblem]:
    first, *rest = group
    if first.problem.code not in ELSEWHERE and len(group) <= APART:
        return group
    return [replace(first, repeats=tuple(one.place for one in rest))]


def _cause(one: LocatedProblem) -> object:
    """What two problems have in common that are corrected by one and the same thing."""
    problem, place = one.problem, one.place
    marked = (place.line or "")[place.span.column - 1 : place.span.end - 1]
    return problem.code, problem.is_error, problem.message, problem.help, marked, problem.others or one.also


def counts(problems: Iterable[Problem]) -> str:
    """How many errors and warnings there are: `2 errors: E09 ×2; 1 warning: W30`, `1 error`, or `no problems`."""
    numbers = {True: Counter[str](), False: Counter[str]()}
    for problem in problems:
        numbers[problem.is_error][problem.code] += problem.others or 1
    is_one = sum(count.total() for count in numbers.values()) == 1
    return "; ".join(_count(numbers[of], is_one=is_one, is_error=of) for of in numbers if numbers[of]) or "no problems"


def _count(codes: Counter[str], *, is_one: bool, is_error: bool) -> str:
    """How many problems there are, and unless there is but one, of which codes."""
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
    """The lines of the file that was asked for last: problems come file by file."""
    return tuple(source.removeprefix("\ufeff").split("\n"))


def _key(one: LocatedProblem) -> tuple[str, Span, str, str, str]:
    return one.place.file, one.place.span, one.problem.code, one.problem.message, one.problem.help

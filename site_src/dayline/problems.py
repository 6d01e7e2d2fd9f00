"""What is wrong with the content: values that are collected, never raised."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

Step = str | int
T = TypeVar("T")

MOST = 50
"""How many problems of one kind in one file are reported one by one: whoever pasted a thousand corrects them alike."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one line of a file; line and columns count from 1, in characters, `end` excluded."""

    line: int
    column: int
    end: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the content: a file, the way through its data, and what to point at there.

    `file` is relative to the site's folder, with forward slashes. `path` leads through mappings and
    lists (`("claims", 0, "text")`; a brief's or page's Markdown is `("body",)`); an empty path is the
    whole file. `on` says whether the key or the value is meant. `text` is the smallest part of the
    value to point at, `nth` which occurrence of it (from 0). `span` is set only where the reader
    itself found the mistake, so that there is no data to find a way through.
    """

    file: str
    path: tuple[Step, ...] = ()
    on: Literal["value", "key"] = "value"
    text: str = ""
    nth: int = 0
    span: Span | None = None

    def at(self, *steps: Step, on: Literal["value", "key"] = "value", text: str = "", nth: int = 0) -> "Spot":
        """The place that lies `steps` further down."""
        return replace(self, path=self.path + steps, on=on, text=text, nth=nth)


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: its code, where, what is wrong, and one thing that can be done about it.

    Codes are `E` (errors, nothing is written) or `W` (warnings) and two digits; docs/diagnostics.md
    lists them. `also` holds a second place with a few words of its own. A warning that is `strict`
    stops the build too. `others` is set where a problem is the first of so many that are not reported
    one by one.
    """

    code: str
    spot: Spot
    message: str
    help: str = ""
    also: tuple[tuple[Spot, str], ...] = ()
    strict: bool = False
    others: int = 0

    @property
    def is_error(self) -> bool:
        return self.strict or self.code.startswith("E")

    def among(self, number: int) -> "Problem":
        """This problem as the first of a number of its kind that are not reported one by one."""
        word = "error" if self.is_error else "warning"
        message = f"{number:,} more {word}{'s' * (number != 1)} of this kind in the file, the first of them here"
        help = "correct the others, and those that are left are reported one by one"
        return replace(self, message=message, help=help, also=(), others=number)


def few(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Of the problems of each code and file the first `MOST`, and one that stands for all others."""
    kept: list[Problem] = []
    others: dict[tuple[str, str], list[Problem]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        kind = (problem.code, problem.spot.file)
        seen[kind] += not problem.others
        if problem.others or seen[kind] > MOST:
            others.setdefault(kind, []).append(problem)
        else:
            kept.append(problem)
    return (*kept, *(rest[0].among(sum(one.others or 1 for one in rest)) for rest in others.values()))


def first_few(wrong: Sequence[T], problem: Callable[[T], Problem]) -> Iterator[Problem]:
    """A problem for each of the first `MOST` things that are wrong alike, and one that stands for all others."""
    yield from map(problem, wrong[:MOST])
    if len(wrong) > MOST:
        yield problem(wrong[MOST]).among(len(wrong) - MOST)

"""Problems as text: message, place, the line as written with carets, and help."""

import unicodedata
from collections.abc import Callable, Iterable

from dayline.problems import Problem
from dayline.report.resolve_positions import LocatedProblem, Place, Sources, counts, locate_all, merge_repeats
from dayline.report.visible import visible

MAX_WIDTH = 120
MAX_REPEATS = 3  # of the further places of one problem

Paint = Callable[[str, str], str]

_BOLD, _RED, _YELLOW, _BLUE, _PLAIN = "\x1b[1m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[0m"


def render_text(
    problems: Iterable[Problem],
    sources: Sources,
    *,
    colour: bool = False,
    outcome: str = "nothing was written",
) -> str:
    """All problems with their places, repeated ones merged, and a last line with the totals.

    If there are errors, `outcome` follows the totals.
    """
    found = locate_all(problems, sources)
    shown = merge_repeats(found)
    paint = _painted if colour else _unpainted
    summary = summarise((one.problem for one in found), outcome)
    return "".join(f"{_problem(one, paint)}\n\n" for one in shown) + summary + "\n"


def summarise(problems: Iterable[Problem], outcome: str = "nothing was written") -> str:
    """The totals, and the outcome if there are errors: `1 error: E09; 1 warning: W30; nothing was written`."""
    kept = tuple(problems)
    return counts(kept) + (f"; {outcome}" if outcome and any(problem.is_error for problem in kept) else "")


def display_width(text: str) -> int:
    """The text's width in terminal columns: combining characters take none, wide ones two."""
    return len(text) if text.isascii() else sum(_width(character) for character in text)


def _painted(text: str, colour: str) -> str:
    return f"{colour}{text}{_PLAIN}"


def _unpainted(text: str, _: str) -> str:
    return text


def _problem(one: LocatedProblem, paint: Paint) -> str:
    problem = one.problem
    word, colour = ("error", _RED) if problem.is_error else ("warning", _YELLOW)
    gutter = max(len(str(place.span.line)) for place in (one.place, *one.also))
    lines = [paint(f"{word}[{problem.code}]", colour) + paint(f": {problem.message}", _BOLD)]
    lines += _frame(one.place, gutter, "^", colour, paint)
    for place in one.also:
        lines += _frame(place, gutter, "-", _BLUE, paint)
    if one.repeats:
        lines.append(_repeats(one.repeats))
    if problem.help:
        lines.append(paint("help", _BOLD) + f": {problem.help}")
    return "\n".join(lines)


def _repeats(places: tuple[Place, ...]) -> str:
    """Other places with the same problem: their number and the first few."""
    named = [f"{place.file}:{place.span.line}:{place.span.column}" for place in places[:MAX_REPEATS]]
    more = f" and {len(places) - MAX_REPEATS:,} more" if len(places) > MAX_REPEATS else ""
    return f"and {len(places):,} more place{'s' * (len(places) != 1)}: {', '.join(named)}{more}"


def _frame(place: Place, gutter: int, mark: str, colour: str, paint: Paint) -> list[str]:
    """The place, and its line as written with markers beneath."""
    span, bar = place.span, paint("|", _BLUE)
    head = f"{' ' * gutter} {paint('-->', _BLUE)} {place.file}:{span.line}:{span.column}"
    if place.line is None:
        return [head]
    line, start, end = _window(place.line, span.column - 1, span.end - 1)
    before, marked = visible(line[:start]), visible(line[start:end])
    carets = " " * display_width(before) + paint(mark * max(1, display_width(marked)), colour)
    return [
        head,
        f"{' ' * gutter} {bar}",
        f"{paint(f'{span.line:{gutter}}', _BLUE)} {bar} {before}{marked}{visible(line[end:])}".rstrip(),
        f"{' ' * gutter} {bar} {carets}" + (f" {place.label}" if place.label else ""),
    ]


def _window(line: str, start: int, end: int) -> tuple[str, int, int]:
    """The part of a long line around `start`, and the offsets of start and end in it."""
    if display_width(line) <= MAX_WIDTH:
        return line, start, max(end, start)
    first = max(0, start - MAX_WIDTH // 3)
    last = _last_fitting(line, first)
    left, right = "…" * (first > 0), "…" * (last < len(line))
    shift = len(left) - first
    return left + line[first:last] + right, start + shift, max(min(end, last), start) + shift


def _last_fitting(line: str, first: int) -> int:
    """The offset after the last character that fits, leaving room for two ellipses."""
    room = MAX_WIDTH - 2
    for offset in range(first, len(line)):
        room -= _width(line[offset])
        if room < 0:
            return offset
    return len(line)


def _width(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1

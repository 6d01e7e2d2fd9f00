"""Path data (SVG 2, 9.3) for charts: lines simplified to what can be seen, and the shapes of marks."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from dayline.geo.simplify import simplified

Place = tuple[int, int]
ROUNDED = 1.0  # units that a place may be off because both its numbers are whole
SHAPES = (
    "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0", "m-3-3h6v6h-6z", "m0-4.5l4.5 4.5-4.5 4.5-4.5-4.5z",
    "m0-4.5l4.5 8h-9z", "m0 4.5l4.5-8h-9z", "m-4-1.2h2.8v-2.8h2.4v2.8h2.8v2.4h-2.8v2.8h-2.4v-2.8h-2.8z",
    "m-5-1.5h10v3h-10z", "m-1.5-5h3v10h-3z",
)  # fmt: skip
UP, DOWN = "m-4-8l4-6 4 6z", "m-4 8l4 6 4-6z"
RING, STAR = "m-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0", "m0-21v10m-4.3-7.5l8.6 5m0-5l-8.6 5"


def fewer(places: Sequence[Place], most: int) -> list[Place]:
    """At most so many places that keep the line through all of them as closely as possible.

    The tolerance starts at the rounding error and doubles until the places are few enough.
    """
    found, far = list(places), ROUNDED
    while len(found) > max(2, most) or (far == ROUNDED and len(found) > 2):
        found, far = simplified(places, far), far * 2
    return found


def line(places: Sequence[Place]) -> str:
    """A line through places."""
    moves = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(places)]
    return "M{} {}l".format(*places[0]) + "".join(_apart(n for move in moves if any(move) for n in move))


def steps(places: Sequence[Place]) -> str:
    """A step line: horizontal, then up or down at the next place."""
    moves = (f"h{bx - ax}v{by - ay}" for (ax, ay), (bx, by) in pairwise(places))
    return "M{} {}".format(*places[0]) + "".join(moves)


def nothing(_: Sequence[Place]) -> str:
    """No line."""
    return ""


def marks(places: Iterable[Place], shape: str, apart: int) -> str:
    """A shape at each place, skipping those less than `apart` units after the last one drawn."""
    kept: list[Place] = []
    for place in places:
        if not kept or (place != kept[-1] and place[0] - kept[-1][0] >= apart):
            kept.append(place)
    return "".join(f"M{x} {y}{shape}" for x, y in kept)


def _apart(numbers: Iterable[int]) -> Iterator[str]:
    """Numbers with only the separators that are needed."""
    for place, number in enumerate(numbers):
        yield f" {number}" if place and number >= 0 else str(number)

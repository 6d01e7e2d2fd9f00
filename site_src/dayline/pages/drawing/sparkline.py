"""Sparklines: how a value moved in the days before, as high as a line of text."""

from datetime import date
from typing import NamedTuple

from dayline import edtf
from dayline.pages.amounts import number
from dayline.pages.drawing.points import Point, pieces, point
from dayline.pages.wording import stated
from dayline.timeline.series import SPARKLINE_DAYS, SeriesPoint
from dayline.words import ngettext

WIDTH, HEIGHT, WIDEST = 84, 20, 12
FEWEST = 4  # days with values: fewer make no line


class Spark(NamedTuple):
    """A sparkline: path data in a box 20 high, the position of the last day, and the text."""

    width: int
    path: str
    x: int
    y: int
    text: str


def spark(placed: SeriesPoint) -> Spark | None:
    """The sparkline up to a value, or None if it would show fewer than four values."""
    points = [one for one in map(point, placed.recent) if one]
    last = points[-1].day if points else 0
    seen = [one for one in points if last - one.day < SPARKLINE_DAYS]
    if len({one.day for one in seen}) < FEWEST:
        return None
    low, high = min(one.level for one in seen), max(one.level for one in seen)
    first, step = seen[0].day, _step(seen)
    places = [
        [(3 + round((one.day - first) * step), _height(one, low, high)) for one in piece] for piece in pieces(seen)
    ]
    x, y = places[-1][-1]
    return Spark(x + 3, "".join(map(_path, places)), x, y, _text(seen[0], seen[-1], low, high))


def _step(seen: list[Point]) -> float:
    """The width of a day: whole units; a few values in the course of a day or two are drawn wider."""
    days = seen[-1].day - seen[0].day
    return min(WIDEST, WIDTH // days) if days >= 1 else min(WIDTH, WIDEST * (len(seen) - 1)) / days


def _text(first: Point, last: Point, low: float, high: float) -> str:
    """The days and the range of the values in words: `9 days, 10–18 March 2022: 14 to 20`."""
    days, number_of_days = _days(int(first.day), int(last.day)), int(last.day) - int(first.day) + 1
    if high == low:
        return ngettext(
            "{number} day, {days}: always {value}",
            "{number} days, {days}: always {value}",
            number_of_days,
            days=days,
            value=number(low),
        )
    return ngettext(
        "{number} day, {days}: {low} to {high}",
        "{number} days, {days}: {low} to {high}",
        number_of_days,
        days=days,
        low=number(low),
        high=number(high),
    )


def _days(first: int, last: int) -> str:
    """Two days, by their numbers, as a period: `10–18 March 2022`."""
    if first == last:
        return stated(edtf.parse(date.fromordinal(first).isoformat()))
    return stated(edtf.parse(f"{date.fromordinal(first).isoformat()}/{date.fromordinal(last).isoformat()}"))


def _height(one: Point, low: float, high: float) -> int:
    height = round((one.level - low) / (high - low) * (HEIGHT - 6)) if high > low else (HEIGHT - 6) // 2
    return HEIGHT - 3 - height


def _path(places: list[tuple[int, int]]) -> str:
    """A stretch without gaps; a single value is a dot."""
    (x, y), *others = places
    moves = []
    for bx, by in others:
        moves.append(f"{bx - x}{' ' if by >= y else ''}{by - y}")
        x, y = bx, by
    return "M{} {}".format(*places[0]) + ("l" + " ".join(moves) if moves else "h0")

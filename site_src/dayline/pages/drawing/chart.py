"""Charts as geometry: claimants' lines in whole units, with gaps where values are missing.

The result is SVG path data (SVG 2, 9.3), so that a template only has to insert it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dayline.pages.drawing import svg_path
from dayline.pages.drawing.coinciding import coinciding
from dayline.pages.drawing.line_labels import line_labels, spread
from dayline.pages.drawing.points import Point, lone, pieces
from dayline.pages.drawing.scales import Scale, days_scale, value_scale
from dayline.pages.drawing.svg_path import Place, fewer, marks, nothing, steps
from dayline.pages.drawing.svg_path import line as line_through
from dayline.words import N_, gettext

ABOVE, BELOW = ("at-least", "more-than"), ("at-most", "nearly")
FEW = 40  # values of a line up to which each has its own mark
_COUNTED = {
    "": N_("{number}"), "thousands": N_("{number} thousand"), "millions": N_("{number} million"),
    "billions": N_("{number} billion"), "trillions": N_("{number} trillion"),
}  # fmt: skip
LETTER, LETTER_HEIGHT = 7, 16  # units, of labels
APART, FAR_APART = 14, 72  # units between two signs of one kind on a line with few values, with many


class Line(NamedTuple):
    """One claimant's values in order of their days; `short` is the label at the end of the line."""

    name: str
    short: str
    points: tuple[Point, ...]


class Frame(NamedTuple):
    """A drawing's size in units, the margins of its plot, and its limits."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    rows: int
    columns: int
    letters: int
    points: int


WIDE = Frame(760, 340, 58, 170, 22, 30, rows=6, columns=7, letters=22, points=2400)
NARROW = Frame(320, 260, 50, 26, 22, 30, rows=5, columns=4, letters=0, points=1400)


class Row(NamedTuple):
    """A grid line at a round value; `zero` if values lie on both sides of it."""

    y: int
    label: str
    zero: bool = False


class LevelLine(NamedTuple):
    """The line of a level that has a name, such as a flood stage: its label, and where that begins."""

    y: int
    label: str
    label_x: int
    label_y: int


class Column(NamedTuple):
    """A tick at a day, with the anchor of its label."""

    x: int
    label: str
    anchor: str


class DrawnLine(NamedTuple):
    """A claimant's line: path data for each of its parts, empty if there is none, and the label at its end.

    `key` is its sign in the legend if nothing is drawn through its values.
    """

    number: int
    label: str
    x: int
    y: int
    path: str
    band: str
    bars: str
    dots: str
    above: str
    below: str
    rings: str
    stars: str
    key: str


class Chart(NamedTuple):
    """A chart: its plot area, grid lines, ticks and lines.

    `named` says that the names of the lines are at their ends, `together` has the numbers of lines that coincide.
    """

    frame: Frame
    right: int
    bottom: int
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    lines: tuple[DrawnLine, ...]
    lowest: str
    counted_in: str
    named: bool
    together: tuple[tuple[int, ...], ...]
    levels: tuple[LevelLine, ...] = ()


class _Box(NamedTuple):
    """The plot area, which maps values and days to coordinates."""

    frame: Frame
    right: int
    bottom: int
    values: Scale
    days: Scale

    def x(self, day: float) -> int:
        first, last = self.days.low, self.days.high
        width = self.right - self.frame.left
        return self.frame.left + (round((day - first) / (last - first) * width) if last > first else width // 2)

    def y(self, value: float) -> int:
        low, high = self.values.low, self.values.high
        return self.bottom - round((value - low) / (high - low) * (self.bottom - self.frame.top))

    def at(self, point: Point) -> Place:
        return self.x(point.day), self.y(point.level)


def chart(
    lines: Sequence[Line], shape: str, from_zero: bool, frame: Frame, levels: Sequence[tuple[float, str]] = ()
) -> Chart:
    """The chart of these lines; with `from_zero` the scale includes zero. `levels` have a value and a name each."""
    points = [point for line in lines for point in line.points]
    numbers = [n for point in points for n in (point.best, point.low, point.high) if n is not None]
    numbers += [value for value, _ in levels]
    values = value_scale(min(numbers), max(numbers), from_zero, frame.rows)
    days = days_scale(min(point.day for point in points), max(point.day for point in points), frame.columns)
    labels, named = line_labels([(line.name, line.short, line.points[-1].day) for line in lines], frame.letters)
    right = frame.width - (frame.right if named else min(frame.right, NARROW.right if len(lines) > 1 else 20))
    box = _Box(frame, right, frame.height - frame.bottom, values, days)
    ends = spread([box.y(line.points[-1].level) for line in lines], 15, frame.top + 4, box.bottom - 4)
    return Chart(
        frame, right, box.bottom,
        tuple(Row(box.y(value), label, value == 0 > values.low) for value, label in values.ticks),
        tuple(_column(box.x(day), label, box) for day, label in days.ticks),
        tuple(_drawn(n, line, labels[n], ends[n], shape, box, len(lines)) for n, line in enumerate(lines)),
        "" if values.low <= 0 else gettext(_COUNTED[values.counted_in], number=values.ticks[0][1]),
        gettext(values.counted_in),
        named,
        coinciding([[box.at(point) for point in line.points] for line in lines]),
        _level_lines(levels, lines, box),
    )  # fmt: skip


def _level_lines(levels: Sequence[tuple[float, str]], lines: Sequence[Line], box: _Box) -> tuple[LevelLine, ...]:
    """The lines of levels; labels stand above them and apart, where the fewest values are in the way."""
    heights = [box.y(value) for value, _ in levels]
    labels = spread([y - 5 for y in heights], 14, box.frame.top - 6, box.bottom - 4)
    taken = [place for line in lines for place in _along(line, box)]
    return tuple(
        LevelLine(y, name, _free_place(label_y, len(name) * LETTER, taken, box), label_y)
        for (_, name), y, label_y in zip(levels, heights, labels, strict=True)
    )


def _along(line: Line, box: _Box) -> Iterator[tuple[float, float]]:
    """Places on a line: its values, and some between two of them."""
    places = [box.at(point) for point in line.points]
    yield from places
    for (x, y), (to_x, to_y) in pairwise(places):
        yield from ((x + (to_x - x) * part / 8, y + (to_y - y) * part / 8) for part in range(1, 8))


def _free_place(y: int, width: int, taken: Sequence[tuple[float, float]], box: _Box) -> int:
    """Where a label of that width begins: as far to the left as the fewest places on lines are behind it."""
    near = [x for x, other in taken if y - LETTER_HEIGHT < other < y + LETTER_HEIGHT / 2]
    starts = range(box.frame.left + 6, max(box.frame.left + 7, box.right - width), 8)
    return min(starts, key=lambda start: sum(start - LETTER < x < start + width for x in near))


def _column(x: int, label: str, box: _Box) -> Column:
    return Column(x, label, "end" if x > box.frame.width - 24 else "middle")


def _drawn(number: int, line: Line, label: str, y: int, shape: str, box: _Box, lines: int) -> DrawnLine:
    points, shapes = line.points, svg_path.SHAPES[number % len(svg_path.SHAPES)]
    whole = [point for point in points if shape != "range" or point.best is not None]
    parts = pieces(whole)
    most = max(24, box.frame.points // lines)
    few = shape == "points" or len(points) <= FEW
    draw = {"step": steps, "points": nothing}.get(shape, line_through)
    dotted = whole if few else lone(parts)
    apart = APART if few else FAR_APART
    bounded = [point for point in points if point.low is not None and point.high is not None]
    single = shape == "range" and len(bounded) <= FEW
    signs = {kind: [point for point in points if _sign(point) == kind] for kind in ("above", "below", "about")}
    x = box.x(points[-1].day)
    has_line = draw is not nothing and any(len(part) > 1 for part in parts)
    return DrawnLine(
        number=number + 1,
        label=label,
        x=x + 10,
        y=y + 4,
        path="".join(draw(fewer([box.at(point) for point in part], most)) for part in parts if len(part) > 1),
        band="" if single else "".join(_band(piece, box, most) for piece in pieces(bounded) if len(piece) > 1),
        bars="".join(_bar(point, box) for point in (bounded if single else lone(pieces(bounded)))),
        dots=marks(map(box.at, dotted), shapes, 0),
        above=marks(map(box.at, signs["above"]), svg_path.UP, apart),
        below=marks(map(box.at, signs["below"]), svg_path.DOWN, apart),
        rings=marks(map(box.at, signs["about"]), svg_path.RING, apart),
        stars=marks(map(box.at, [point for point in points if point.marked]), svg_path.STAR, 0),
        key="" if has_line else marks([(17, 6)], shapes, 0),
    )  # fmt: skip


def _sign(point: Point) -> str:
    """Whether a value is above, below or about its number."""
    only_low = point.best is None and point.high is None
    only_high = point.best is None and point.low is None
    if point.qualifier in ABOVE or only_low:
        return "above"
    if point.qualifier in BELOW or only_high:
        return "below"
    return point.qualifier


def _band(piece: list[Point], box: _Box, most: int) -> str:
    """The area between the bounds of a stretch of points."""
    there = fewer([(box.x(point.day), box.y(point.low or 0)) for point in piece], most // 2)
    back = fewer([(box.x(point.day), box.y(point.high or 0)) for point in reversed(piece)], most // 2)
    return line_through([*there, *back]) + "z"


def _bar(point: Point, box: _Box) -> str:
    """The error bar of a single point."""
    low, high = box.y(point.low or 0), box.y(point.high or 0)
    return f"M{box.x(point.day) - 4} {low}h8m-4 0V{high}m-4 0h8"

"""Charts as geometry: everything inside its box, nothing drawn where there is no value, labels apart."""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dayline.pages.drawing.chart import NARROW, WIDE, Chart, Frame, Line, chart
from dayline.pages.drawing.coinciding import coinciding
from dayline.pages.drawing.points import Point, pieces
from dayline.pages.drawing.scales import days_scale, value_scale
from dayline.pages.drawing.sparkline import Spark, spark
from dayline.pages.drawing.svg_path import fewer
from dayline.schema.sourcing import Attribution
from dayline.timeline.series import SeriesPoint
from dayline.timeline.timeline import Series, Value

DAY = date(2022, 3, 1).toordinal()
NUMBERS = st.one_of(st.integers(-(10**12), 10**12), st.floats(-1e6, 1e6).map(lambda number: round(number, 3)))
QUALIFIERS = st.sampled_from(["exact", "about", "at-least", "at-most", "more-than", "nearly"])
POINTS = st.lists(
    st.builds(lambda day, best, how, marked: Point(DAY + day, best, None, None, how, marked),
              st.integers(0, 2000), NUMBERS, QUALIFIERS, st.booleans()),
    min_size=1, max_size=12, unique_by=lambda point: point.day,
).map(lambda points: tuple(sorted(points, key=lambda point: point.day)))  # fmt: skip
LINES = st.lists(st.builds(Line, st.just("Somebody"), st.text("ab ", max_size=40), POINTS), min_size=1, max_size=8)


def flow(*numbers: float | None, **more: object) -> tuple[Point, ...]:
    """Points for days in a row; None is a day without a value."""
    points = (Point(DAY + at, best, None, None, "exact") for at, best in enumerate(numbers) if best is not None)
    return tuple(point._replace(**more) for point in points)  # type: ignore[arg-type]


def drawn(*lines: tuple[Point, ...], shape: str = "line", frame: Frame = WIDE) -> Chart:
    """The chart of some claimants, from zero."""
    return chart([Line(f"Claimant {n}", f"Claimant {n}", line) for n, line in enumerate(lines)], shape, True, frame)


def places(path: str) -> list[tuple[float, float]]:
    """Every place that absolute moves and relative lines of path data come to."""
    x = y = 0.0
    found = []
    for command, rest in re.findall(r"([MlhvV])([^MlhvVmzaH]*)", path):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", rest)]
        if command == "M":
            x, y = numbers
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True) if command == "l" else ():
            x, y = x + dx, y + dy
            found.append((x, y))
        x += numbers[0] if command == "h" else 0
        y = y + numbers[0] if command == "v" else numbers[0] if command == "V" else y
        found.append((x, y))
    return found


@settings(deadline=None)
@given(LINES, st.sampled_from(["line", "step", "points", "range"]), st.booleans(), st.sampled_from([WIDE, NARROW]))
def test_inside_its_box(lines: list[Line], shape: str, from_zero: bool, frame: Frame) -> None:
    """Lines, days and round values lie in the plot, and labels at ends of lines don't overlap."""
    made = chart(lines, shape, from_zero, frame)
    for one in made.lines:
        for x, y in [*places(one.path), *places(one.dots.partition("m")[0])]:
            assert frame.left <= x <= made.right
            assert frame.top <= y <= made.bottom
    assert all(frame.left <= column.x <= made.right for column in made.columns)
    assert {row.y for row in made.rows} <= set(range(frame.top, made.bottom + 1))
    heights = sorted(one.y for one in made.lines)
    assert all(below - above >= 15 for above, below in pairwise(heights))
    assert heights[0] >= frame.top
    assert heights[-1] <= made.bottom + 4


@given(NUMBERS, NUMBERS, st.booleans(), st.integers(2, 9))
@example(999_999_999, 1_000_000_000, False, 2)
def test_round_values_cover(one: float, other: float, from_zero: bool, most: int) -> None:
    """Ticks are evenly apart, few, and reach from below the lowest value to above the highest."""
    low, high = min(one, other), max(one, other)
    made = value_scale(low, high, from_zero, most)
    assert made.low <= low
    assert made.high >= high
    assert not from_zero or made.low <= 0 <= made.high
    assert 2 <= len(made.ticks) <= most + 1
    assert len({label for _, label in made.ticks}) == len(made.ticks)


@given(st.integers(1, 700_000), st.integers(0, 200_000), st.integers(3, 9))
def test_days_of_the_axis(first: int, width: int, most: int) -> None:
    """Ticks of days lie within the time shown, in order, and are no more than there is room for."""
    ticks = [day for day, _ in days_scale(first, first + width, most).ticks]
    assert len(ticks) <= most
    assert ticks == sorted(ticks)
    assert all(first <= day <= first + width for day in ticks)


@pytest.mark.parametrize(
    ("low", "high", "labels", "counted_in"),
    [(0, 3, "0 1 2 3", ""), (0, 9500, "0 2,000 4,000 6,000 8,000 10,000", ""), (-7, 12, "−10 −5 0 5 10 15", ""),
     (0, 0, "0 0.2 0.4 0.6 0.8 1", ""), (0, 104_000, "0 50 100 150", "thousands"),
     (0, 3_271_682, "0 1 2 3 4", "millions"), (0, 0.25, "0 0.05 0.1 0.15 0.2 0.25", "")],
)  # fmt: skip
def test_labels_of_values(low: float, high: float, labels: str, counted_in: str) -> None:
    """Round values are written as short as can be, large ones in thousands or millions."""
    made = value_scale(low, high, True, 5)
    assert (" ".join(label for _, label in made.ticks), made.counted_in) == (labels, counted_in)


@pytest.mark.parametrize(
    ("days", "labels"),
    [(0, "1 Mar"), (3, "1 Mar, 2 Mar, 3 Mar, 4 Mar"), (8, "1 Mar, 3 Mar, 5 Mar, 7 Mar, 9 Mar"),
     (150, "Mar 2022, Apr, May, Jun, Jul"), (400, "Apr 2022, Jul, Oct, Jan 2023, Apr"),
     (2000, "2023, 2024, 2025, 2026, 2027")],
)  # fmt: skip
def test_labels_of_days(days: int, labels: str) -> None:
    """Days, months or years, whatever there is room for; a year is named where it begins."""
    assert ", ".join(label for _, label in days_scale(DAY, DAY + days, 5).ticks) == labels


def test_gaps_stay_open() -> None:
    """A line ends at the last value before a gap and begins again after it; a value between two gaps is a dot."""
    [one] = drawn(flow(*[1, 2, 3], None, *[4], None, None, *[5, 6] * 20)).lines
    assert one.path.count("M") == 2
    assert one.dots.count("M") == 1
    weekly = tuple(Point(DAY + 7 * week, 1, None, None, "exact") for week in (0, 1, 2, 5, 6))
    assert [len(piece) for piece in pieces(weekly)] == [3, 2]
    assert [len(piece) for piece in pieces(flow(1, None, 2))] == [1, 1]


def test_what_values_are_is_marked() -> None:
    """At least and at most, about and corrected have signs; bounds are a band, or a bar where they stand alone."""
    exact, least, most, about = (flow(1, 2, qualifier=how) for how in ("exact", "more-than", "nearly", "about"))
    signs = [bool(part) for one in drawn(exact, least, most, about).lines for part in (one.above, one.below, one.rings)]
    assert signs == [False] * 3 + [True, False, False] + [False, True, False] + [False, False, True]
    [bounded] = drawn(flow(1, 2, 3, low=1, high=4)).lines
    assert (bounded.band.count("z"), bounded.bars, bounded.path != "") == (1, "", True)
    [alone] = drawn(flow(1, None, None, 3, low=1, high=4)).lines
    assert (alone.band, alone.bars.count("M")) == ("", 2)
    [only_low] = drawn((Point(DAY, None, 5, None, "exact"), Point(DAY + 1, None, None, 7, "exact"))).lines
    assert (only_low.above.count("M"), only_low.below.count("M")) == (1, 1)
    [marked] = drawn(flow(1, 2, marked=True)).lines
    assert marked.stars.count("M") == 2


def test_shapes() -> None:
    """Steps go across and up, points have no line, ranges have bars and no line through what nobody said."""
    [step] = drawn(flow(0, 10), shape="step").lines
    assert step.path == "M58 310h682v-288"
    [points] = drawn(flow(0, 10), shape="points").lines
    assert (points.path, points.dots.count("M")) == ("", 2)
    [spans] = drawn(flow(1, 2, low=1, high=4, best=None), shape="range").lines
    assert (spans.path, spans.dots, spans.bars.count("M")) == ("", "", 2)


def test_a_thousand_days_of_eight_claimants() -> None:
    """Long lines have no more places than can be seen, and their ends stay where they are."""
    lines = [flow(*((day * 37 + n * 11) % 101 + n for day in range(1000))) for n in range(8)]
    made = drawn(*lines)
    assert sum(len(one.path) for one in made.lines) < 16_000
    assert all(places(one.path)[-1][0] == made.right for one in made.lines)
    straight = [(x, 2 * x) for x in range(100)]
    assert fewer(straight, 50) == [(0, 0), (99, 198)]
    assert fewer([(0, 0), (0, 9), (0, 0)], 50) == [(0, 0), (0, 9), (0, 0)]


def test_a_peak_beyond_the_end_of_a_line_stays() -> None:
    """A place that lies on the line through two others, but not between them, is as far as its nearer end."""
    for peak in ([(0, 0), (0, 500), (0, 100)], [(0, 100), (0, -400), (0, 0)]):
        assert fewer(peak, 50) == peak


def test_names_at_the_ends() -> None:
    """Several lines have their names at their ends if all have room for them, else numbers and a key."""
    long = flow(*range(10))

    def ends(*lines: tuple[Point, ...], frame: Frame = WIDE) -> tuple[list[str], bool, int]:
        shown = drawn(*lines, frame=frame)
        return [line.label for line in shown.lines], shown.named, frame.width - shown.right

    assert ends(long, long) == (["1 Claimant 0", "2 Claimant 1"], True, 170)
    assert ends(long, long, frame=NARROW) == (["1", "2"], False, 26)
    assert ends(long, long[:3]) == (["1", "2"], False, 26)
    assert ends(long) == ([""], False, 20)
    lines = [Line("A claimant with a very long name", "claimant", long), Line("Another", "Another", long)]
    assert [line.label for line in chart(lines, "line", True, WIDE).lines] == ["1 claimant", "2 Another"]


def test_signs_in_the_key() -> None:
    """The key shows a line where one is drawn, and a mark where there are only marks."""
    long = flow(*range(10))
    assert [bool(line.key) for line in drawn(long, long[:1]).lines] == [False, True]
    assert [bool(line.key) for line in drawn(long, long, shape="points").lines] == [True, True]


@pytest.mark.parametrize(
    ("lines", "groups"),
    [
        ([[(0, 5), (9, 7)], [(0, 6), (9, 10)]], ((1, 2),)),
        ([[(0, 5), (9, 7)], [(0, 5), (9, 11)]], ()),
        ([[(0, 5), (9, 7)], [(0, 5)]], ()),
        ([[(0, 5), (9, 7)], [(1, 5), (8, 7)]], ()),
        ([[(0, 5), (9, 7)], [(0, 50), (9, 70)], [(0, 5), (5, 6), (9, 7)], [(0, 51), (9, 71)]], ((1, 3), (2, 4))),
        ([], ()),
    ],
    ids=["near", "apart at the end", "one place", "no day in common", "two groups", "none"],
)
def test_lines_on_each_other(lines: list[list[tuple[int, int]]], groups: tuple[tuple[int, ...], ...]) -> None:
    """Lines that are hardly told apart are named, so that nobody looks for the one that is not seen."""
    assert coinciding(lines) == groups


def small(*numbers: float | None) -> Spark | None:
    """The small line up to the last of some days."""
    values = tuple(
        Value(date.fromordinal(DAY + at), best, None, None, "exact", None, "", at)
        for at, best in enumerate(numbers)
        if best is not None
    )
    return spark(SeriesPoint("it", Series(Attribution(), None, "", (), values), len(values) - 1))


def test_small_lines() -> None:
    """A small line has four to thirty days, is open at gaps, marks the day, and says the same in words."""
    assert small(5) is None
    assert small(1, *[None] * 40, 2) is None
    assert small(1, 2, 3) is None
    assert small(0, 10, None, 5, 5) == Spark(
        54, "M3 17l12-14M39 10l12 0", 51, 10, "5 days, 1–5 March 2022: 0 to 10"
    )  # fmt: skip
    assert small(3, 3, 3, 3) == Spark(42, "M3 10l12 0 12 0 12 0", 39, 10, "4 days, 1–4 March 2022: always 3")
    long = small(*range(1000))
    assert long is not None
    assert long.path.startswith("M3 17l2")
    assert len(str(long.path)) < 200


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (DAY + 0.25, DAY + 0.75, ["06:00", "08:00", "10:00", "12:00", "14:00", "16:00", "18:00"]),
        (DAY + 0.75, DAY + 1.75, ["18:00", "2 Mar", "06:00", "12:00", "18:00"]),
        (DAY + 0.25, DAY + 2.75, ["1 Mar", "2 Mar", "3 Mar"]),
        (DAY + 0.501, DAY + 0.502, []),
    ],
)
def test_ticks_within_days(first: float, last: float, labels: list[str]) -> None:
    """A scale of two days or less has ticks at hours, and at midnight the day that begins."""
    scale = days_scale(first, last, 7)
    assert [label for _, label in scale.ticks] == labels
    assert all(scale.low <= day <= scale.high for day, _ in scale.ticks)


def test_hours_of_the_day_have_their_own_gaps() -> None:
    """The night between 18:00 and 06:00 is no gap where nights have no values; a noon without one is."""
    hours = [day + hour / 24 for day in range(5) for hour in (6, 12, 18)]
    line = [Point(DAY + at, 1, None, None, "exact") for at in hours]
    assert len(pieces(line)) == 1
    without_noon = [point for point in line if point.day != DAY + 2.5]
    assert [len(piece) for piece in pieces(without_noon)] == [7, 7]
    without_a_day = [point for point in line if int(point.day) != DAY + 2]
    assert [len(piece) for piece in pieces(without_a_day)] == [6, 6]


def test_labels_of_levels_keep_clear_of_values() -> None:
    """A label begins where the fewest values are behind it, and labels of near levels stand apart."""
    line = Line("", "", flow(0, 1, 2, 3, 4, 5, 6, 7, 8, 9))
    drawing = chart([line], "line", True, WIDE, [(1, "the lowest of all"), (9, "high"), (9.1, "higher")])
    low, high, higher = drawing.levels
    assert (low.label_x > WIDE.left + 59, high.label_x) == (True, WIDE.left + 6)
    assert high.label_y - higher.label_y >= 14
    assert (low.y > high.y > higher.y, chart([line], "line", True, WIDE).levels) == (True, ())

"""The layout of the overview's strip: cells at the top, bars below them, then lanes; in tenths of an em."""

from typing import NamedTuple

CELL, GAP, BAR, LANE = 24, 5, 8, 14


class StripLayout(NamedTuple):
    """The layout of a strip with some rows of bars and some lanes."""

    rows: int
    lanes: int

    @property
    def top_of_lanes(self) -> int:
        """The height of cells and bars together, with a gap below each."""
        return CELL + GAP + (BAR * self.rows + GAP if self.rows else 0)

    def bar(self, row: int) -> int:
        """The middle of the bars in a row."""
        return CELL + GAP + BAR * row + BAR // 2

    def lane(self, number: int) -> int:
        """The middle of a lane."""
        return self.top_of_lanes + LANE * number + LANE // 2

    def depth(self, has_bars: bool, has_lanes: bool) -> int:
        """The height of a month, which is only as high as what is in it."""
        if has_lanes:
            return self.top_of_lanes + LANE * self.lanes
        return self.top_of_lanes - GAP if has_bars else CELL

"""The layout of the tracks below the cells of the overview: bars, then lanes; in tenths of an em."""

from typing import NamedTuple

GAP, TRACK = 5, 14


class StripLayout(NamedTuple):
    """The layout of some rows of bars and some lanes, each as high as its name."""

    rows: int
    lanes: int

    @property
    def top_of_lanes(self) -> int:
        """The height of the bars, with a gap below them."""
        return TRACK * self.rows + GAP if self.rows else 0

    def bar(self, row: int) -> int:
        """The middle of the bars in a row."""
        return TRACK * row + TRACK // 2

    def lane(self, number: int) -> int:
        """The middle of a lane."""
        return self.top_of_lanes + TRACK * number + TRACK // 2

    def depth(self, has_lanes: bool) -> int:
        """The height of a month, which is only as high as what is in it."""
        return self.top_of_lanes + TRACK * self.lanes if has_lanes else TRACK * self.rows

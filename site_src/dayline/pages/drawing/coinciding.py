"""Lines of a chart that lie on each other, so that only one of them is seen."""

from collections.abc import Sequence

from dayline.pages.drawing.svg_path import Place

NEAR = 3  # units, about the width of a line
FEWEST = 2  # places that two lines share


def coinciding(lines: Sequence[Sequence[Place]]) -> tuple[tuple[int, ...], ...]:
    """Groups of lines, by their numbers from 1, that are near each other wherever both have a value."""
    groups: list[list[int]] = []
    for number, line in enumerate(lines):
        group = next((group for group in groups if _are_near(lines[group[0]], line)), None)
        if group is None:
            groups.append([number])
        else:
            group.append(number)
    return tuple(tuple(number + 1 for number in group) for group in groups if len(group) > 1)


def _are_near(one: Sequence[Place], other: Sequence[Place]) -> bool:
    heights = dict(one)
    apart = [abs(heights[x] - y) for x, y in other if x in heights]
    return len(apart) >= max(FEWEST, min(len(one), len(other))) and max(apart) <= NEAR

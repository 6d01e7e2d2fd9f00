"""Labels beside marks: they overlap neither each other nor a mark nor the edge; those without room are left out."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dayline.geo.window import Window

GAP = 3.0
LINE = 1.2
WIDE = 20.0  # units: the label of a wider circle is in its middle if it fits, or beside the circle, or else within it


class Wanted(NamedTuple):
    """A label of some `width` in type of some `size`, for a mark at (x, y) that extends `rx` and `ry` around it."""

    text: str
    x: float
    y: float
    rx: float
    ry: float
    size: float = 0
    width: float = 0

    @property
    def has_room_inside(self) -> bool:
        """Whether the mark is a wide circle with room for its label."""
        return self.rx > WIDE and self.width < 2 * self.rx


class Label(NamedTuple):
    """A label: `anchor` says whether it starts, has its middle or ends at x; `y` is its baseline."""

    text: str
    x: float
    y: float
    anchor: str
    box: Window


def placed(
    wanted: Sequence[Wanted], marks: Iterable[Window], room: Window, *, central: bool = False
) -> list[Label | None]:
    """A label for each that is wanted, most important first; None where there is no room for it.

    With `central` a label may be on its place itself.
    """
    taken = list(marks)
    labels: list[Label | None] = []
    for name in wanted:
        label = next((label for label in _around(name, central) if _is_free(label.box, taken, room)), None)
        labels.append(label)
        if label:
            taken.append(label.box)
    return labels


def _around(name: Wanted, central: bool) -> Iterator[Label]:
    """A label in the middle of a place or a wide circle, then those beside it, then those within the circle."""
    if central or name.has_room_inside:
        yield _label(name, name.x, name.y, "middle")
    yield from _beside(name, name.rx, name.ry)
    if name.rx > WIDE:
        yield from _beside(name, WIDE, WIDE)


def _beside(name: Wanted, rx: float, ry: float) -> Iterator[Label]:
    """A label to the right of a mark, to the left, above, below, and at its corners."""
    right, left = name.x + rx + GAP, name.x - rx - GAP
    above, below = name.y - ry - GAP - name.size / 2, name.y + ry + GAP + name.size / 2
    yield _label(name, right, name.y, "start")
    yield _label(name, left, name.y, "end")
    yield _label(name, name.x, above, "middle")
    yield _label(name, name.x, below, "middle")
    for x, anchor in ((right - GAP, "start"), (left + GAP, "end")):
        yield _label(name, x, above + GAP, anchor)
        yield _label(name, x, below - GAP, anchor)


def _label(name: Wanted, x: float, y: float, anchor: str) -> Label:
    tall = name.size * LINE
    west = {"start": x, "middle": x - name.width / 2, "end": x - name.width}[anchor]
    box = Window(west, y - tall / 2, west + name.width, y + tall / 2)
    return Label(name.text, x, y + name.size * 0.35, anchor, box)


def _is_free(box: Window, taken: Iterable[Window], room: Window) -> bool:
    return room.contains(box) and not any(other.touches(box) for other in taken)

"""Names beside marks: none on another, none on a mark, none over the edge; what finds no room is left out."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dayline.geo.simplify import Window

GAP = 3.0
LETTER = 0.55  # of the size of type: how wide a letter is in the middle
WIDE = 1.0
LINE = 1.2


class Wanted(NamedTuple):
    """A name for a mark at (x, y) that reaches so far to its sides; `size` is that of the type."""

    text: str
    x: float
    y: float
    rx: float
    ry: float
    size: float


class Label(NamedTuple):
    """Where a name begins (`start`), has its middle or ends; `y` is the line that its letters stand on."""

    text: str
    x: float
    y: float
    anchor: str
    box: Window


def width(text: str, size: float) -> float:
    """About how wide a text is: letters of East Asia take a full square, marks on letters nothing."""
    return size * sum(_wide(character) for character in text)


def placed(
    wanted: Sequence[Wanted], marks: Iterable[Window], room: Window, *, central: bool = False
) -> list[Label | None]:
    """A label for each name, in the order of how much they matter; None where there is no room for it.

    With `central` a name may stand on its place itself.
    """
    taken = list(marks)
    found: list[Label | None] = []
    for name in wanted:
        label = next((one for one in _around(name, central) if _is_free(one.box, taken, room)), None)
        found.append(label)
        if label:
            taken.append(label.box)
    return found


def _around(name: Wanted, central: bool) -> Iterator[Label]:
    """A name at the right of its mark, at the left, above, below, and at its corners."""
    if central:
        yield _label(name, name.x, name.y, "middle")
    right, left = name.x + name.rx + GAP, name.x - name.rx - GAP
    above, below = name.y - name.ry - GAP - name.size / 2, name.y + name.ry + GAP + name.size / 2
    yield _label(name, right, name.y, "start")
    yield _label(name, left, name.y, "end")
    yield _label(name, name.x, above, "middle")
    yield _label(name, name.x, below, "middle")
    for x, anchor in ((right - GAP, "start"), (left + GAP, "end")):
        yield _label(name, x, above + GAP, anchor)
        yield _label(name, x, below - GAP, anchor)


def _label(name: Wanted, x: float, y: float, anchor: str) -> Label:
    wide, tall = width(name.text, name.size), name.size * LINE
    west = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
    return Label(name.text, x, y + name.size * 0.35, anchor, Window(west, y - tall / 2, west + wide, y + tall / 2))


def _is_free(box: Window, taken: Iterable[Window], room: Window) -> bool:
    return room.holds(box) and not any(other.touches(box) for other in taken)


def _wide(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    return WIDE if unicodedata.east_asian_width(character) in "WF" else LETTER

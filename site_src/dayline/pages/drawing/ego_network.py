"""Ego network: an actor in the middle, with lines to the others beside it."""

from collections.abc import Sequence
from typing import NamedTuple

from dayline.pages.drawing.shapes import LEADING, Drawing, Line, Name, Strand, line, name, wrapped
from dayline.pages.links import Link

MOST = 12  # others that are drawn
FEW = 3  # so many stand on one side
_NAMES, _GAP, _BOX, _ROW, _STEP, _EDGE = 206, 100, 164, 48, 11, 8


class Other(NamedTuple):
    """A party with whom an actor has ties."""

    link: Link
    strands: tuple[Strand, ...]


class _Side(NamedTuple):
    """The others on one side: `x` is where their names start, `start` where the lines to them do."""

    others: Sequence[Other]
    x: int
    start: int
    anchor: str

    @property
    def strands(self) -> int:
        return sum(len(other.strands) for other in self.others)


def ego_network(actor: Link, others: Sequence[Other]) -> Drawing:
    """An actor with the others left and right of it, or all on the right if they are few."""
    half = len(others) // 2 if len(others) > FEW else 0
    edge = _NAMES + _GAP if half else 1
    wide = edge + _BOX + _GAP + _NAMES
    sides = (_Side(others[:half], _NAMES, edge, "end"), _Side(others[half:], wide - _NAMES, edge + _BOX, "start"))
    lines = wrapped(actor.text, _BOX - 20, 4, bold=True)
    tall = max(len(lines) * LEADING + 20, *(side.strands * _STEP + 12 for side in sides))
    height = max(tall, len(sides[1].others) * _ROW) + 2 * _EDGE
    middle = height // 2
    box = name(actor, edge + _BOX // 2, middle, "middle", _BOX, lines)
    return Drawing(
        "star" if half else "few",
        wide,
        height,
        box._replace(top=middle - tall // 2, height=tall),
        tuple(found for side in sides for found in _names(side, middle)),
        tuple(found for side in sides for found in _lines(side, middle)),
    )


def _names(side: _Side, middle: int) -> list[Name]:
    rows = _spread(len(side.others), _ROW, middle)
    return [
        name(other.link, side.x, y, side.anchor, _NAMES, wrapped(other.link.text, _NAMES - 4, 2))
        for other, y in zip(side.others, rows, strict=True)
    ]


def _lines(side: _Side, middle: int) -> list[Line]:
    """The lines of a side, in the order of the names, so that none cross."""
    away = 8 if side.anchor == "end" else -8
    between = (side.start + side.x) // 2
    starts = iter(_spread(side.strands, _STEP, middle))
    rows = _spread(len(side.others), _ROW, middle)
    return [
        line(strand, (side.start, next(starts)), (side.x + away, y), (between, between))
        for other, row in zip(side.others, rows, strict=True)
        for strand, y in zip(other.strands, _spread(len(other.strands), _STEP, row), strict=True)
    ]


def _spread(number: int, step: int, middle: int) -> list[int]:
    """Evenly spaced heights around a middle."""
    return [middle + (2 * place - number + 1) * step // 2 for place in range(number)]

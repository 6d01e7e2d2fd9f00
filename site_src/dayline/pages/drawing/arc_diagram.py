"""Arc diagram of the ties between many actors: names in a column, meetings on the left, all other ties on the right."""

from collections.abc import Mapping, Sequence

from dayline.pages.drawing.shapes import Drawing, Line, Name, Strand, cut, line, name, width
from dayline.pages.links import Link

MOST = 24  # names that are drawn
_LEFT, _RIGHT, _WIDE, _ROW, _APART, _EDGE = 220, 520, 800, 30, 14, 8
_SHIFT = {"met": 0, "accused": -6, "asked": 0, "answered": 6}
Pairs = Mapping[tuple[int, int], tuple[Strand, ...]]


def arcs(groups: Sequence[Sequence[Link]], pairs: Pairs) -> Drawing:
    """Names in a column, with gaps between groups, and the lines between them, by index."""
    names, y = [], _EDGE + _ROW // 2
    for group in groups:
        for link in group:
            names.append(name(link, _LEFT, y, "start", _RIGHT - _LEFT, (cut(link.text, _RIGHT - _LEFT - 12),)))
            y += _ROW
        y += _APART
    rows = [found.top + found.height // 2 for found in names]
    longest = max((abs(rows[one] - rows[other]) for one, other in pairs), default=1)
    lines = (
        _arc(strand, rows[one], rows[other], longest) for (one, other), strands in pairs.items() for strand in strands
    )
    height = y - _APART - _ROW // 2 + _EDGE
    leaders = tuple(_leader(found, row) for found, row in zip(names, rows, strict=True))
    return Drawing("arcs", _WIDE, height, None, tuple(names), tuple(lines), leaders)


def _arc(strand: Strand, start: int, end: int, longest: int) -> Line:
    """An arc beside the names; the farther apart its ends, the wider it is."""
    met = strand.kind == "met"
    shift = _SHIFT[strand.kind]
    far = (40 + (200 if met else 250) * abs(end - start) // longest + shift) * (-1 if met else 1)
    x = _LEFT - 8 if met else _RIGHT
    return line(strand, (x, start + shift), (x, end + shift), (x + far, x + far))


def _leader(found: Name, row: int) -> str:
    return f"M{found.x + width(found.rows[0].text) + 6} {row}H{_RIGHT - 6}"

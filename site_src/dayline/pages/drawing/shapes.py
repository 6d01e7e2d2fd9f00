"""Parts of small drawings: names and lines with arrowheads. All measures are pixels of the drawing."""

from math import ceil
from typing import NamedTuple

from dayline.fonts.estimate import estimated
from dayline.pages.links import Link

TEXT, LEADING = 15, 18  # size of letters, from line to line


class Row(NamedTuple):
    """One line of a name, with the height of its baseline."""

    y: int
    text: str


class Name(NamedTuple):
    """A name that links to its page: its lines start, end or are centred (`anchor`) at `x`.

    `left`, `top`, `width` and `height` are the clickable area.
    """

    full: str
    url: str
    x: int
    anchor: str
    rows: tuple[Row, ...]
    left: int
    top: int
    width: int
    height: int


class Line(NamedTuple):
    """A line between two names: its kind, path, arrowheads and text."""

    kind: str
    path: str
    width: str
    heads: tuple[str, ...]
    text: str


class Strand(NamedTuple):
    """The acts that a line represents: their kind, direction and number, and the text."""

    kind: str
    out: bool
    back: bool
    number: int
    text: str


class Drawing(NamedTuple):
    """A drawing: `centre` is in a box in the middle, `leaders` connect names with the starts of their lines."""

    shape: str
    width: int
    height: int
    centre: Name | None
    names: tuple[Name, ...]
    lines: tuple[Line, ...]
    leaders: tuple[str, ...] = ()


def width(text: str, bold: bool = False) -> int:
    """The approximate width of a text in these drawings."""
    return ceil(estimated(text, TEXT, bold=bold))


def cut(text: str, room: int, bold: bool = False) -> str:
    """A text cut to a width, with an ellipsis if it was too long."""
    if width(text, bold) <= room:
        return text
    while text and width(text + "…", bold) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, room: int, most: int, bold: bool = False) -> tuple[str, ...]:
    """A text wrapped to a width, with a maximum number of lines."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, bold) <= room or len(lines) == most or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(cut(line, room, bold) for line in lines)


def name(link: Link, x: int, middle: int, anchor: str, room: int, lines: tuple[str, ...]) -> Name:
    """A name in lines, centred on a height."""
    height = len(lines) * LEADING
    top = middle - height // 2
    rows = tuple(Row(top + 14 + number * LEADING, line) for number, line in enumerate(lines))
    left = {"start": x, "middle": x - room // 2, "end": x - room}[anchor]
    return Name(link.text, link.url, x, anchor, rows, left, top - 3, room, height + 6)


def line(strand: Strand, start: tuple[int, int], end: tuple[int, int], bend: tuple[int, int]) -> Line:
    """A line that leaves both ends level; `bend` are the two x that pull it, with the arrowheads it needs."""
    (x1, y1), (x2, y2), (c1, c2) = start, end, bend
    one, other = (1 if c1 > x1 else -1), (1 if c2 > x2 else -1)
    heads = ((x1, y1, one),) * strand.back + ((x2, y2, other),) * strand.out
    x1, x2 = x1 + 7 * one * strand.back, x2 + 7 * other * strand.out
    path = f"M{x1} {y1}C{c1} {y1} {c2} {y2} {x2} {y2}"
    return Line(strand.kind, path, thickness(strand.number), tuple(_head(*head) for head in heads), strand.text)


def thickness(number: int) -> str:
    """The thickness of a line for once, two to four times, and more often."""
    return "1.5" if number == 1 else "2.5" if number < 5 else "4"


def _head(x: int, y: int, away: int) -> str:
    return f"M{x} {y}l{9 * away}-5v10z"

"""Breaking a text into lines of equal length, in the largest size that leaves room for it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import bidirectional, combining

from dayline.fonts.faces import measured

Step = tuple[int, int]
"""A size in pixels, and how many lines there is room for in it."""

_PIECE = re.compile(r"(?:\d[\d.,]* )?(?:[^ ]*?\w[-–—/](?=\w)|[^ ]+ *)")  # a number stays with the word after it
_SHORTEST = 3  # letters of a word that may stand alone at the end of a line


class Piece(NamedTuple):
    """What stands together on a line, with the space after it; `ink` is its width without that space."""

    text: str
    ink: int
    width: int


class Fitted(NamedTuple):
    """Lines, and the size in which they fit."""

    size: int
    lines: tuple[str, ...]


def fitted(text: str, face: str, room: int, steps: Sequence[Step]) -> Fitted:
    """A text in the largest of some sizes in which it fits `room` pixels and its number of lines.

    Only in the last one words are cut that are too long for a line, and what is too much is left out.
    """
    pieces = [_piece(part, face) for part in _PIECE.findall(text)]
    for size, most in steps:
        limit = room * 1000 // size
        if max((piece.ink for piece in pieces), default=0) <= limit and len(_lines(pieces, limit)) <= most:
            return Fitted(size, _balanced(pieces, limit))
    size, most = steps[-1]
    limit = room * 1000 // size
    pieces = [part for piece in pieces for part in _cut(piece, face, limit)]
    lines = _lines(pieces, limit)
    return Fitted(size, _balanced(pieces, limit) if len(lines) <= most else _shortened(lines, most, face, limit))


def _piece(text: str, face: str) -> Piece:
    return Piece(text, measured(text.rstrip(" "), face), measured(text, face))


def _lines(pieces: Iterable[Piece], limit: int) -> list[str]:
    """Lines, each filled with as many pieces as fit."""
    lines, line, used = [], "", 0
    for piece in pieces:
        if line and used + piece.ink > limit:
            lines.append(line.rstrip(" "))
            line, used = "", 0
        line, used = line + piece.text, used + piece.width
    return [*lines, line.rstrip(" ")] if line else lines


def _balanced(pieces: Sequence[Piece], limit: int) -> tuple[str, ...]:
    """As many lines as there must be, of which the longest is as short as can be."""
    number = len(_lines(pieces, limit))
    low, high = max((piece.ink for piece in pieces), default=0), limit
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if len(_lines(pieces, middle)) <= number else (middle + 1, high)
    return tuple(_lines(pieces, high))


def _cut(piece: Piece, face: str, limit: int) -> Iterator[Piece]:
    """A piece that is too long for a line in parts that are not, with hyphens where the script has them."""
    rest = piece
    while rest.ink > limit:
        hyphen = "" if bidirectional(rest.text[0]) in ("R", "AL") else "-"
        end = _end(rest.text, limit - measured(hyphen, face), face)
        yield _piece(rest.text[:end] + hyphen, face)
        rest = _piece(rest.text[end:], face)
    yield rest


def _end(text: str, limit: int, face: str) -> int:
    """How many letters fit; marks stay with their letter, and no few letters are left over."""
    end = 1
    while end < len(text.rstrip(" ")) - _SHORTEST and measured(text[: end + 1], face) <= limit:
        end += 1
    while end > 1 and combining(text[end]):
        end -= 1
    return end


def _shortened(lines: list[str], most: int, face: str, limit: int) -> tuple[str, ...]:
    """The first lines, of which the last says with `…` that there was more."""
    last = lines[most - 1]
    while measured(last + " …", face) > limit:
        last = last.rpartition(" ")[0] or last[:-1]
    return (*lines[: most - 1], last.rstrip(" ,;:–—-") + " …")

"""Layout of a social card: its texts, their positions and sizes.

Coordinates are pixels from the upper left corner of 1200 × 630.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from dayline.fonts.faces import is_right_to_left, measured
from dayline.fonts.line_breaks import Step, fitted

WIDTH, EDGE, COLUMN = 1200, 72, 436
ROOM, BOTTOM, FOOT = WIDTH - 2 * EDGE, 504, 572
_SIZES = (128, 104, 88, 76, 68, 60, 54, 48, 44, 40, 36, 32)
_LARGEST = {"site": 128, "day": 68, "event": 76, "thread": 88}
_KEPT = {"site": 110, "day": 110, "event": 62, "thread": 110}  # the height that stays free below a headline
_ARABIC = re.compile("([\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]+(?: +[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]+)*)")
_ISOLATED = "\u2067{}\u2069"  # right-to-left text, independent of the text around it


class CardText(NamedTuple):
    """The text of a card; `corner` is opposite the site's name, `day` is weekday, number and month."""

    kind: str
    site: str
    right_to_left: bool
    language: str
    headline: str
    corner: str = ""
    day: tuple[str, str, str] = ("", "", "")
    kicker: str = ""
    lead: str = ""
    foot: str = ""
    tone: str = ""


class Run(NamedTuple):
    """A part of a line in one font."""

    text: str
    arabic: bool


class Line(NamedTuple):
    """A line of text and its baseline."""

    runs: tuple[Run, ...]
    y: int


class Block(NamedTuple):
    """Lines of one size that start or end at `x`."""

    x: int
    anchor: str
    size: int
    lines: tuple[Line, ...]


class SocialCard(NamedTuple):
    """A social card: its texts with their positions; `mark` is the centre of the sign before its foot."""

    kind: str
    language: str
    tone: str
    mark: int
    site: Block
    corner: Block
    weekday: Block
    number: Block
    month: Block
    kicker: Block
    headline: Block
    lead: Block
    foot: Block


def view(text: CardText) -> SocialCard:
    """The layout of a card."""
    start = 1 if text.right_to_left else 0
    is_day = text.kind == "day"
    x, room = (COLUMN, WIDTH - EDGE - COLUMN) if is_day else (EDGE, ROOM)
    top = 154 if is_day else 218 if text.kicker else 176
    bottom = BOTTOM - _KEPT[text.kind] if text.lead else BOTTOM
    sizes = [size for size in _SIZES if size <= _LARGEST[text.kind]]
    headline = _set(text.headline, "serif-bold", x, room, _steps(sizes, 118, bottom - top), top, start)
    end = headline.lines[-1].y + 16 + headline.size // 4 if headline.lines else top
    steps = _steps((32, 28) if text.kind == "event" else (38, 34, 30, 28), 134, BOTTOM - end)
    corner = _line(text.corner, "sans", 28, EDGE, 104, 1 - start, ROOM // 2)
    taken = measured(text.corner, "sans") * 28 // 1000 + 40 if text.corner else 0
    column = COLUMN - EDGE - 48
    return SocialCard(
        kind=text.kind,
        language=text.language,
        tone=text.tone,
        mark=WIDTH - EDGE - 12 if start else EDGE + 12,
        site=_line(text.site, "serif-bold", 34, EDGE, 104, start, ROOM - taken),
        corner=corner,
        weekday=_line(text.day[0], "sans-bold", 30, EDGE, 198, start, column),
        number=_line(text.day[1], "serif-bold", 260, EDGE + (2 if start else -10), 416, start, column + 48),
        month=_line(text.day[2], "serif-bold", 44, EDGE, 492, start, column),
        kicker=_line(text.kicker, "sans-bold", 30, EDGE, 196, start, ROOM),
        headline=headline,
        lead=_set(text.lead, "serif", x, room, steps, end, start),
        foot=_line(text.foot, "sans", 30, EDGE + 38 * bool(text.tone), FOOT, start, ROOM - 38),
    )


def _set(text: str, face: str, x: int, room: int, steps: tuple[Step, ...], top: int, start: int) -> Block:
    """A text in lines below a height, aligned to the side it is read from; `start` is 1 on right-to-left sites."""
    text_block = fitted(text, face, room, steps)
    first, step = top + text_block.size * 4 // 5, text_block.size * (118 if face == "serif-bold" else 134) // 100
    lines = tuple(Line(_runs(line, text, start), first + step * number) for number, line in enumerate(text_block.lines))
    left = WIDTH - x - room if start else x
    from_right = is_right_to_left(text, bool(start))
    return Block(left + room if from_right else left, "end" if from_right else "start", text_block.size, lines)


def _line(text: str, face: str, size: int, x: int, y: int, start: int, room: int) -> Block:
    """A text in one line, `x` from the start of the card, or from its end if `start` is not the site's."""
    text_block = fitted(text, face, room, [(smaller, 1) for smaller in range(size, size * 2 // 3, -2)])
    lines = tuple(Line(_runs(line, text, start), y) for line in text_block.lines)
    return Block(WIDTH - x if start else x, "end" if start else "start", text_block.size, lines)


def _runs(line: str, text: str, start: int) -> tuple[Run, ...]:
    """A line split into Arabic and other parts, isolated if it is right-to-left."""
    directed = _ISOLATED.format(line) if is_right_to_left(text, bool(start)) else line
    parts = enumerate(_ARABIC.split(directed))
    return tuple(Run(part, number % 2 == 1) for number, part in parts if part)


def _steps(sizes: Iterable[int], leading: int, height: int) -> tuple[Step, ...]:
    """The number of lines that fit a height, for each size; `leading` is in hundredths of the size."""
    return tuple((size, max(height * 100 // (size * leading), 1)) for size in sizes)

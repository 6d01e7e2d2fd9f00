"""The fonts that pictures are drawn with: parts of Noto with Latin, Greek, Cyrillic and Arabic letters."""

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from unicodedata import bidirectional, category, normalize

FOLDER = Path(__file__).parent / "noto"
FACES = {
    "serif": ("NotoNaskhArabic-Regular", "NotoSerif-Regular"), "serif-bold": ("NotoNaskhArabic-Bold", "NotoSerif-Bold"),
    "sans": ("NotoNaskhArabic-Regular", "NotoSans-Regular"), "sans-bold": ("NotoNaskhArabic-Bold", "NotoSans-Bold"),
}  # fmt: skip


@cache
def files() -> tuple[Path, ...]:
    """The font files, in the order in which they are asked for letters."""
    return tuple(FOLDER / f"{name}.ttf" for name in _made()["files"])


def measured(text: str, face: str) -> int:
    """How wide a text is in one of our fonts, in thousandths of its size; Arabic, whose letters join, is narrower."""
    known = _widths(face)
    return sum(known.get(letter, 0) for letter in text)


@lru_cache(10_000)
def shown(text: str) -> str:
    """A text as the fonts can show it: without signs they lack; empty if a letter or a digit is among these."""
    text = normalize("NFC", text)
    missing = set(text) - _letters()
    if not missing:
        return text
    if any(category(letter)[0] in "LN" for letter in missing):
        return ""
    return re.sub(" +", " ", "".join(letter for letter in text if letter not in missing)).strip(" ")


def is_right_to_left(text: str, otherwise: bool) -> bool:
    """Whether a text runs from right to left, as its first letter says that has a direction (UAX #9, P2)."""
    ways = (bidirectional(letter) for letter in text)
    return next((way != "L" for way in ways if way in ("L", "R", "AL")), otherwise)


@cache
def _letters() -> frozenset[str]:
    return frozenset(_widths("serif"))


@cache
def _widths(face: str) -> Mapping[str, int]:
    found = (_made()["widths"][name] for name in FACES[face])
    return {chr(int(code, 16)): width for table in found for code, width in table.items()}


@cache
def _made() -> Any:
    return json.loads((FOLDER / "widths.json").read_text("ascii"))

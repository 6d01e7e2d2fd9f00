"""Colours as settings have them, and how well they can be read (WCAG 2.2)."""

import re

from dayline.schema.fields.field_type import FieldType, expect_text, refuse

GROUNDS = {"light": "#f8f8f4", "dark": "#12151a"}
"""What text stands on in the default theme, in each mode: `--paper`."""
READABLE = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3)."""
_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


class Colour(FieldType):
    """A colour of three or six hexadecimal digits, with or without `#` before them."""

    def read(self, value: object) -> str:
        text = expect_text(value, "a colour")
        digits = _HEX.fullmatch(text)
        if digits is None:
            refuse("E06", f"`{text}` is not a colour", 'write it in hexadecimal digits, as in `"#123f6d"`')
        return f"#{_six(digits[1].lower())}"


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, mode: str) -> str:
    """The colour, or else the closest one that can be read in a mode: mixed with black or white."""
    ground, end = GROUNDS[mode], 0 if mode == "light" else 255
    parts = _parts(colour)
    for step in range(101):
        mixed = "#" + "".join(f"{round(part + (end - part) * step / 100):02x}" for part in parts)
        if contrast(mixed, ground) >= READABLE:
            return mixed
    raise AssertionError("black on white and white on black can be read")


def _six(digits: str) -> str:
    return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    """The relative luminance, from 0 (black) to 1 (white)."""
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

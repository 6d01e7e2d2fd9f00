"""Numbers such as `1.200`, whose three decimals may have been meant as thousands."""

import re
from dataclasses import dataclass
from typing import Self

from dayline.patterns import lazy_pattern

_THOUSANDS = lazy_pattern(r"[-−]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)


@dataclass(init=False, eq=False, repr=False)
class Thousands(float):
    """A number with the text that it was read from: one to three digits, a point (or comma), and three more."""

    text: str

    def __new__(cls, value: float, text: str = "") -> Self:
        made = super().__new__(cls, value)
        made.text = text
        return made

    @property
    def meant(self) -> int:
        """What it is if the point sets the thousands apart."""
        return round(self * 1000)


def read_decimal(plain: str, text: str) -> float:
    """The number of a text that has a decimal point; `plain` is the same as Python writes it."""
    return Thousands(float(plain), text) if _THOUSANDS.fullmatch(text) else float(plain)

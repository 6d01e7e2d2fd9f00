"""Numbers such as `1.200`, in which the point may have been meant to separate thousands."""

import re
from dataclasses import dataclass
from typing import Self

_THOUSANDS = re.compile(r"[-−]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)


@dataclass(init=False, eq=False, repr=False)
class Thousands(float):
    """A number with its text as written: one to three digits, a point or comma, and three more digits."""

    text: str

    def __new__(cls, value: float, text: str = "") -> Self:
        number = super().__new__(cls, value)
        number.text = text
        return number

    @property
    def as_thousands(self) -> int:
        """The number if the point separates thousands."""
        return round(self * 1000)


def read_decimal(plain: str, text: str) -> float:
    """The number that a text with a decimal point or comma states; `plain` is the same text in Python's notation."""
    return Thousands(float(plain), text) if _THOUSANDS.fullmatch(text) else float(plain)

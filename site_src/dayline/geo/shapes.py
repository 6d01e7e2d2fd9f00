"""Shapes of a site's overlay, kept small: thousands of points as bytes."""

from array import array
from collections.abc import Iterable
from typing import NamedTuple

from dayline.geo.window import Point, Window

UNITS = 100_000  # in a degree: about a metre each


class Shapes(NamedTuple):
    """Rings of areas, lines, and points, each as bytes from `packed`; and the box of them all."""

    rings: tuple[bytes, ...]
    lines: tuple[bytes, ...]
    points: bytes
    box: Window


def packed(points: Iterable[Point]) -> bytes:
    """Points as bytes, in the byte order of this machine."""
    return array("i", [round(value * UNITS) for point in points for value in point]).tobytes()


def unpacked(raw: bytes) -> list[Point]:
    """The points in some bytes."""
    flat = array("i")
    flat.frombytes(raw)
    return [(x / UNITS, y / UNITS) for x, y in zip(flat[::2], flat[1::2], strict=True)]

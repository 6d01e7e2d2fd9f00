"""The outlines that ship with the program, written by docs/make_maps.py: all countries, and each one's regions."""

import json
import zlib
from collections.abc import Mapping, Sequence
from copy import copy
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from dayline.geo.window import Point, Window, bounds, union
from dayline.words import N_

Ring = tuple[int, ...]
BORDERS = N_("Borders as in the United Nations view of Natural Earth (Visionscarto, public domain)")
ACCURACY_KM = 10  # roughly, of an outline at 1:50 million after simplification
HUNDREDTHS = 100
TOLERANCES = (0.01, 0.02, 0.03, 0.045, 0.07, 0.1, 0.15, 0.24, 0.4, 0.7)  # degrees: of the levels of detail, 0 to 9


class Outlines:
    """Shapes by code, as rings of arcs that neighbours share, at a level of detail; `~n` is arc n backwards.

    Each point of an arc has a digit: the coarsest level that still has the point. So neighbours share their border at
    every level.
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        shapes: Mapping[str, Sequence[Sequence[int]]] = raw["shapes"]
        self.level = 0
        self.shapes: Mapping[str, Sequence[Ring]] = {code: list(map(tuple, rings)) for code, rings in shapes.items()}
        self.land: Sequence[Ring] = list(map(tuple, raw.get("land", ())))
        self.inner: Sequence[int] = raw.get("inner", ())
        self.kinds: str = raw.get("kinds", "")
        self._steps: Sequence[Sequence[int]] = raw["arcs"]
        self._digits: Sequence[str] = raw["levels"]
        self._boxes: Sequence[Sequence[int]] | None = raw.get("boxes")
        self._arcs: dict[int, list[Point]] = {}
        self._ring_boxes: dict[Ring, Window] = {}
        self._levels: dict[int, Outlines] = {0: self}

    def at(self, tolerance: float) -> "Outlines":
        """The outlines at the coarsest level that is as exact as a tolerance in degrees, or else the finest."""
        level = max((level for level, degrees in enumerate(TOLERANCES) if degrees <= tolerance), default=0)
        if level not in self._levels:
            self._levels[level] = self._copy_at(level)
        return self._levels[level]

    def _copy_at(self, level: int) -> "Outlines":
        """These outlines at another level, with everything but the arcs in common."""
        _ = self.boxes, self.boxed_land, self.borders  # made once, for all levels
        other = copy(self)
        other.level, other._arcs = level, {}
        return other

    @cached_property
    def boxes(self) -> Sequence[Window]:
        """The box of each arc, in degrees."""
        if self._boxes is None:
            return [bounds(self.arc(number)) for number in range(len(self._steps))]
        return [Window(w / HUNDREDTHS, s / HUNDREDTHS, e / HUNDREDTHS, n / HUNDREDTHS) for w, s, e, n in self._boxes]

    def arc(self, number: int) -> list[Point]:
        """The points of an arc, in degrees."""
        points = self._arcs.get(number)
        if points is None:
            steps, digits, level = self._steps[number], self._digits[number], str(self.level)
            places = zip(accumulate(steps[::2]), accumulate(steps[1::2]), digits, strict=True)
            points = [(x / HUNDREDTHS, y / HUNDREDTHS) for x, y, digit in places if digit >= level]
            self._arcs[number] = points
        return points

    def ring(self, ring: Ring) -> list[Point]:
        """All points of a ring."""
        return [point for number in ring for point in self.run(number)]

    def run(self, number: int) -> list[Point]:
        """The points of an arc in the direction in which a ring goes through it."""
        return self.arc(number) if number >= 0 else self.arc(~number)[::-1]

    def box(self, ring: Ring) -> Window:
        """The box of a ring."""
        box = self._ring_boxes.get(ring)
        if box is None:
            box = self._ring_boxes[ring] = union([self.boxes[n if n >= 0 else ~n] for n in ring])
        return box

    @cached_property
    def boxed_land(self) -> Sequence[tuple[Ring, Window]]:
        """The rings of all land, each with its box."""
        return [(ring, self.box(ring)) for ring in self.land]

    @cached_property
    def borders(self) -> Mapping[str, Sequence[int]]:
        """The arcs that are borders, by kind: `b`, and `d` for those in dispute."""
        return {kind: [n for n, other in enumerate(self.kinds) if other == kind] for kind in "bd"}

    @cached_property
    def extents(self) -> Mapping[str, Window]:
        """The box of each shape by its code."""
        return {code: union([self.box(ring) for ring in rings]) for code, rings in self.shapes.items()}


@lru_cache(None)
def countries() -> Outlines:
    """All countries by ISO 3166-1, as in the view of the United Nations (Visionscarto, from Natural Earth 1:50m)."""
    return Outlines(json.loads(zlib.decompress(_file("countries.json.z"))))


@lru_cache(None)
def regions(country: str) -> Outlines | None:
    """A country's first-level regions by ISO 3166-2 (Natural Earth 1:10m, as of 2013); None if there are none."""
    raw = _file("regions.bin")
    start = 4 + int.from_bytes(raw[:4], "big")
    span = json.loads(raw[4:start]).get(country)
    if span is None:
        return None
    return Outlines(json.loads(zlib.decompress(raw[start + span[0] : start + sum(span)])))


def outlines_of(code: str) -> tuple[Outlines, Sequence[Ring]] | None:
    """The rings of a country (`UA`) or a region (`UA-74`), with the outlines they belong to; None if unknown."""
    known = regions(code[:2]) if "-" in code else countries()
    rings = known.shapes.get(code) if known else None
    return (known, rings) if known and rings else None


@lru_cache(None)
def largest_part(code: str) -> Window | None:
    """The box of the largest part of a country or a region, None if there is no outline of it."""
    known = outlines_of(code)
    if known is None:
        return None
    outlines, rings = known
    return max(map(outlines.box, rings), key=lambda box: (box.east - box.west) * (box.north - box.south))


def _file(name: str) -> bytes:
    return Path(__file__).with_name(name).read_bytes()

"""The outlines that ship with the program (docs/make_maps.py makes them): all countries, and each one's regions."""

import json
import zlib
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any

from dayline.geo.memory import remembered
from dayline.geo.simplify import Point, Window
from dayline.words import N_

Ring = tuple[int, ...]
BORDERS = N_("Borders as in the United Nations view of Natural Earth (Visionscarto, public domain)")
ACCURACY_KM = 10  # of an outline at 1:50 million with lines made coarser, about
HUNDREDTHS = 100


class Outlines:
    """Shapes by their code, as rings of arcs that neighbours share; `~n` is arc n backward."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        shapes: Mapping[str, Sequence[Sequence[int]]] = raw["shapes"]
        self.shapes: Mapping[str, Sequence[Ring]] = {code: list(map(tuple, rings)) for code, rings in shapes.items()}
        self.land: Sequence[Ring] = list(map(tuple, raw.get("land", ())))
        self.inner: Sequence[int] = raw.get("inner", ())
        self.kinds: str = raw.get("kinds", "")
        self._raw: Sequence[Sequence[int]] = raw["arcs"]
        self._boxes: Sequence[Sequence[int]] | None = raw.get("boxes")
        self._arcs: dict[int, list[Point]] = {}
        self._found: dict[Ring, Window] = {}

    @cached_property
    def boxes(self) -> Sequence[Window]:
        """The box of each arc, in degrees."""
        if self._boxes is None:
            return [box_of(self.arc(n)) for n in range(len(self._raw))]
        return [Window(w / HUNDREDTHS, s / HUNDREDTHS, e / HUNDREDTHS, n / HUNDREDTHS) for w, s, e, n in self._boxes]

    def arc(self, number: int) -> list[Point]:
        """The points of an arc, in degrees."""
        found = self._arcs.get(number)
        if found is None:
            steps = self._raw[number]
            xs, ys = accumulate(steps[::2]), accumulate(steps[1::2])
            found = self._arcs[number] = [(x / HUNDREDTHS, y / HUNDREDTHS) for x, y in zip(xs, ys, strict=True)]
        return found

    def ring(self, ring: Ring) -> list[Point]:
        """All points of a ring."""
        return [point for n in ring for point in self.run(n)]

    def run(self, number: int) -> list[Point]:
        """The points of an arc in the direction in which a ring goes through it."""
        return self.arc(number) if number >= 0 else self.arc(~number)[::-1]

    def box(self, ring: Ring) -> Window:
        """The box of a ring."""
        found = self._found.get(ring)
        if found is None:
            found = self._found[ring] = around_all([self.boxes[n if n >= 0 else ~n] for n in ring])
        return found

    @cached_property
    def extents(self) -> Mapping[str, Window]:
        """The box of each shape by its code."""
        return {code: around_all([self.box(ring) for ring in rings]) for code, rings in self.shapes.items()}


def around_all(boxes: Sequence[Window]) -> Window:
    """The box of some boxes."""
    west, south = min(box.west for box in boxes), min(box.south for box in boxes)
    return Window(west, south, max(box.east for box in boxes), max(box.north for box in boxes))


def box_of(points: Sequence[Point]) -> Window:
    """The box of some points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Window(min(xs), min(ys), max(xs), max(ys))


@lru_cache(None)
def countries() -> Outlines:
    """All countries by ISO 3166-1, as in the view of the United Nations (Visionscarto, from Natural Earth 1:50m)."""
    return Outlines(json.loads(zlib.decompress(_file("countries.json.z"))))


@lru_cache(None)
def regions(country: str) -> Outlines | None:
    """A country's first-level regions by ISO 3166-2 (Natural Earth 1:10m, as of 2013), as far as there are any."""
    raw = _file("regions.bin")
    start = 4 + int.from_bytes(raw[:4], "big")
    place = json.loads(raw[4:start]).get(country)
    if place is None:
        return None
    return Outlines(json.loads(zlib.decompress(raw[start + place[0] : start + sum(place)])))


def outlines_of(code: str) -> tuple[Outlines, Sequence[Ring]] | None:
    """The rings of a country (`UA`) or of a region (`UA-74`), and what they are rings of; None if it is not known."""
    known = regions(code[:2]) if "-" in code else countries()
    rings = known.shapes.get(code) if known else None
    return (known, rings) if known and rings else None


@remembered
def largest_part(code: str) -> Window | None:
    """The box of the largest part of a country or a region, None if there is no outline of it."""
    found = outlines_of(code)
    if found is None:
        return None
    outlines, rings = found
    return max(map(outlines.box, rings), key=lambda box: (box.east - box.west) * (box.north - box.south))


def _file(name: str) -> bytes:
    from importlib.resources import files

    return files("dayline.geo").joinpath(name).read_bytes()

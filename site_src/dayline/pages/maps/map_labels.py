"""Labels on a map: marks, areas and neighbouring countries, where there is room."""

from functools import lru_cache
from typing import NamedTuple

from dayline.fonts.estimate import estimated
from dayline.geo.basemap import is_plain, middle
from dayline.geo.labels import Label, Wanted, placed
from dayline.geo.viewport import Viewport
from dayline.geo.window import Window

LEAST = 5.0  # units: the radius of the smallest circle
SHADED, NEIGHBOUR = 10_000, 25  # an area has a label if it fills more than one part in so many of the map


class Name(NamedTuple):
    """A label: `kind` is `at` for a mark, `in` for an area, `of` for a neighbouring country."""

    text: str
    kind: str
    x: str
    y: str
    anchor: str


@lru_cache(4096)
def names_on(
    marks: tuple[Wanted, ...],
    areas: tuple[tuple[str, str], ...],
    countries: tuple[tuple[str, str], ...],
    taken: tuple[Window, ...],
    viewport: Viewport,
    size: float,
) -> tuple[Name, ...]:
    """The labels of a map, cached for all pages with the same marks; areas are (name, code), countries (code, name).

    Nothing is written on what is `taken`.
    """
    room = Window(2, 2, viewport.width - 2, viewport.height - 2)
    occupied = [*taken, *(_around(mark) for mark in marks if mark.rx < 3 * LEAST)]
    labels = [label for label in placed([_sized(mark, size) for mark in marks], occupied, room) if label]
    occupied += [label.box for label in labels]
    names = [_name(label, "at") for label in labels]
    for text, code, kind, part in _area_names(areas, countries, viewport):
        at = middle(code, viewport, part)
        if at and (label := placed([_sized(Wanted(text, *at, 0, 0), size)], occupied, room, central=True)[0]):
            occupied.append(label.box)
            names.append(_name(label, kind))
    return tuple(names)


def number(value: float) -> str:
    """A number with at most one decimal."""
    return (
        f"{value:.1f}".removesuffix(".0").replace("-0", "0") if abs(value) < 0.05 else f"{value:.1f}".removesuffix(".0")
    )


def _area_names(
    areas: tuple[tuple[str, str], ...], countries: tuple[tuple[str, str], ...], viewport: Viewport
) -> list[tuple[str, str, str, int]]:
    """The text, code and kind of each area's label, shaded areas first, and how much of the map it must fill."""
    shaded = {code for _, code in areas}
    others = [] if is_plain(viewport) else [(code, name) for code, name in countries if code not in shaded]
    return [
        *((name, code, "in", SHADED) for name, code in areas),
        *((name, code, "of", NEIGHBOUR) for code, name in others),
    ]


def _sized(mark: Wanted, size: float) -> Wanted:
    """A label with the size of its type, and how wide it is in that."""
    return mark._replace(size=size, width=estimated(mark.text, size, bold=True))


def _around(mark: Wanted) -> Window:
    return Window(mark.x - mark.rx, mark.y - mark.ry, mark.x + mark.rx, mark.y + mark.ry)


def _name(label: Label, kind: str) -> Name:
    return Name(label.text, kind, number(label.x), number(label.y), label.anchor)

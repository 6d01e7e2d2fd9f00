"""Labels on a map: marks, areas and neighbouring countries, where there is room."""

from functools import lru_cache
from typing import NamedTuple

from dayline.geo.basemap import middle
from dayline.geo.labels import Label, Wanted, placed
from dayline.geo.simplify import Window
from dayline.geo.viewport import Frame

LEAST = 5.0  # units: the radius of the smallest circle


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
    frame: Frame,
    size: float,
) -> tuple[Name, ...]:
    """The labels of a map, cached for all pages with the same marks; areas are (name, code), countries (code, name)."""
    room = Window(2, 2, frame.width - 2, frame.height - 2)
    taken = [
        Window(name.x - name.rx, name.y - name.ry, name.x + name.rx, name.y + name.ry)
        for name in marks if name.rx < 3 * LEAST
    ]  # fmt: skip
    labels = [one for one in placed([name._replace(size=size) for name in marks], taken, room) if one]
    taken += [label.box for label in labels]
    found = [_name(label, "at") for label in labels]
    own = {code for _, code in areas}
    around_them = [(name, code, "in") for name, code in areas]
    around_them += [(name, code, "of") for code, name in countries if code not in own]
    for text, code, kind in around_them:
        found_at = middle(code, frame, 25 if kind == "of" else 10_000)
        if found_at and (label := placed([Wanted(text, *found_at, 0, 0, size)], taken, room, central=True)[0]):
            taken.append(label.box)
            found.append(_name(label, kind))
    return tuple(found)


def number(value: float) -> str:
    """A number with at most one decimal."""
    return (
        f"{value:.1f}".removesuffix(".0").replace("-0", "0") if abs(value) < 0.05 else f"{value:.1f}".removesuffix(".0")
    )


def _name(label: Label, kind: str) -> Name:
    return Name(label.text, kind, number(label.x), number(label.y), label.anchor)

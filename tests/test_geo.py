"""Outlines, viewports, labels and clusters: what must hold for any points."""

import re
from itertools import combinations, pairwise
from math import cos, hypot, radians
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.cache import version
from dayline.geo import overlays
from dayline.geo.basemap import base_map, middle, outline, path
from dayline.geo.clip import clip_line, clip_ring, contains
from dayline.geo.clusters import clustered
from dayline.geo.country_lookup import country_at, distance_km
from dayline.geo.labels import Wanted, placed
from dayline.geo.outlines import ACCURACY_KM, TOLERANCES, countries, largest_part, regions
from dayline.geo.shapes import Shapes, packed, unpacked
from dayline.geo.simplify import simplified
from dayline.geo.viewport import GRIDS, HEIGHTS, Viewport, around, circle, world
from dayline.geo.window import Window

ROOM = Window(0, 0, 320, 200)
coordinate = st.floats(-400, 700, allow_nan=False)
point = st.tuples(coordinate, coordinate)
place = st.tuples(st.floats(-180, 180), st.floats(-85, 85))
name = st.builds(
    Wanted, st.text("abcd", min_size=1, max_size=20), st.floats(0, 320), st.floats(0, 200), st.floats(1, 20),
    st.floats(1, 20), st.just(11.5), st.floats(5, 200),
)  # fmt: skip


@given(st.lists(name, max_size=40))
def test_labels_never_overlap(names: list[Wanted]) -> None:
    """No label overlaps another, a mark or the edge; those without room are left out."""
    marks = [Window(name.x - name.rx, name.y - name.ry, name.x + name.rx, name.y + name.ry) for name in names]
    boxes = [label.box for label in placed(names, marks, ROOM) if label]
    assert not any(box.touches(other) for box, other in combinations(boxes, 2))
    assert not any(box.touches(mark) for box in boxes for mark in marks)
    assert all(ROOM.contains(box) for box in boxes)


def test_label_goes_where_there_is_room() -> None:
    """A label is to the right of its mark; where that is taken to its left, then above and below."""
    names = [Wanted("Kyiv", 100, 100, 5, 5, 10, 22)] * 5
    mark = Window(95, 95, 105, 105)
    assert [one.anchor if one else "" for one in placed(names, [mark], ROOM)] == [
        "start",
        "end",
        "middle",
        "middle",
        "",
    ]


@pytest.mark.parametrize(
    ("rx", "width", "taken", "x", "anchor"),
    [(30, 50, [], 100, "middle"), (30, 70, [], 133, "start"), (30, 50, [Window(95, 95, 105, 105)], 133, "start"),
     (90, 50, [Window(95, 95, 105, 105)], 123, "start")],
    ids=["in its middle", "too long for it", "on another mark", "no room beside it"],
)  # fmt: skip
def test_label_of_a_wide_circle(rx: float, width: float, taken: list[Window], x: float, anchor: str) -> None:
    """It is in the middle if it fits, never across the edge of the circle if it can be beside it."""
    (label,) = placed([Wanted("Kyiv", 100, 100, rx, rx, 10, width)], taken, Window(0, 0, 215, 200))
    assert label is not None
    assert (label.x, label.anchor) == (x, anchor)


@given(st.lists(st.tuples(st.floats(0, 320), st.floats(0, 200), st.integers(1, 9)), max_size=60))
def test_clusters_keep_every_mark(marks: list[tuple[float, float, float]]) -> None:
    """Each mark is in one cluster, and those of a cluster are near to its first."""
    found = clustered(marks, 20)
    assert sorted(n for one in found for n in one.members) == list(range(len(marks)))
    for one in found:
        x, y, _ = marks[one.members[0]]
        assert all((x - marks[n][0]) ** 2 + (y - marks[n][1]) ** 2 <= 400 for n in one.members)


@given(st.lists(point, min_size=2, max_size=30))
def test_clipping_stays_in_the_window(points: list[tuple[float, float]]) -> None:
    """What is cut out of lines and areas lies in the window."""
    near = Window(-1e-6, -1e-6, 320 + 1e-6, 200 + 1e-6)
    cut = [one for part in clip_line(points, ROOM) for one in part] + clip_ring(points, ROOM)
    assert all(near.contains((x, y, x, y)) for x, y in cut)


@given(st.lists(st.tuples(st.floats(1, 319), st.floats(1, 199)), min_size=2, max_size=30))
def test_clipping_leaves_what_is_inside(points: list[tuple[float, float]]) -> None:
    """A line or an area in the window stays as it is."""
    assert clip_ring(points, ROOM) == points
    assert [one for part in clip_line(points, ROOM) for one in part] == points


@given(st.lists(point, min_size=2, max_size=40), st.floats(0.1, 50))
def test_simplified_keeps_its_ends(points: list[tuple[float, float]], tolerance: float) -> None:
    """A simpler line has the same ends and no point that the line had not."""
    found = simplified(points, tolerance)
    assert (found[0], found[-1]) == (points[0], points[-1])
    assert set(found) <= set(points)


@given(st.lists(place, min_size=1, max_size=12))
def test_window_holds_its_points(places: list[tuple[float, float]]) -> None:
    """Every point lies in the window that is made for them, except the poles' on a map of the world."""
    viewport = around([circle(lon, lat, 1) for lon, lat in places], 320, 200, 7)
    assert all(viewport.contains(lon, lat) for lon, lat in places if -55 < lat < 78)


@pytest.mark.parametrize(
    ("viewport", "places"),
    [(world(960), [(-123, 49), (-95.2, 49.4), (14.8, 50.9), (-54.6, -25.6), (25, 22)]),
     (world(320), [(-123, 49), (14.8, 50.9), (25, 22)]),
     (Viewport(Window(-172, 40, -92, 90), 320, 200), [(-123, 49), (-141, 69.6)])],
)  # fmt: skip
def test_borders_of_maps_across_the_180th_meridian(viewport: Viewport, places: list[tuple[float, float]]) -> None:
    """Such maps show outlines from both sides of it, with all their borders."""
    corners = drawn(base_map(viewport).borders)
    for place in places:
        x, y = viewport.position(*place)
        assert min(hypot(x - u, y - v) for u, v in corners) < 3


def test_pages_share_viewports() -> None:
    """Places near each other have the same viewport, and so the same base map: the grid is half its height."""
    viewports = {around([circle(27.5 + n / 10, 50.4, 5)], 320, 200, 7) for n in range(24)}
    assert len(viewports) == 1


def test_maps_without_outlines_are_around_their_places() -> None:
    """There is no file to share on plain ground, so the place is in the middle."""
    viewport = around([circle(14.4114, 50.0865, 0)], 320, 200)
    x, y = viewport.position(14.4114, 50.0865)
    assert abs(x - 160) < 10
    assert abs(y - 100) < 10


@given(place)
def test_a_place_is_never_near_the_edge(lon_lat: tuple[float, float]) -> None:
    """A place that shares its viewport is still in the middle half of it from north to south, and near the middle from
    east to west, where the pole does not end it."""
    lon, lat = lon_lat[0], lon_lat[1] * 0.9
    viewport = around([circle(lon, lat, 5)], 320, 200, 7)
    x, y = viewport.position(lon, lat)
    assert 50 <= round(y) <= 150
    assert 80 <= round(x) <= 240


def test_sharing_makes_no_map_wider() -> None:
    """Places that have no room on the wide grid are on a finer one, and on no wider a map."""
    boxes = [circle(30, 45.25, 5), circle(30, 49.35, 5)]
    assert GRIDS == (100, 80)
    assert around(boxes, 320, 200).degrees == pytest.approx(7)
    assert around(boxes, 320, 200).window.south == pytest.approx(44.1)


@pytest.mark.parametrize(
    ("lon", "lat", "country"),
    [(33.5221, 44.6054, "UA"), (34.1024, 44.9521, "UA"), (30.5234, 50.4501, "UA"), (37.6173, 55.7558, "RU"),
     (178.3, -17.8, "FJ"), (179.3, -16.6, "FJ"), (-179.9, 66.5, "RU"), (170, 66, "RU"), (-13.2, 27.1, "EH"),
     (12.4964, 41.9028, "IT"), (31.0, 43.0, ""), (-150, 64, "US"), (28.2, -29.6, "LS"), (14.4, 35.9, "MT")],
)  # fmt: skip
def test_countries(lon: float, lat: float, country: str) -> None:
    """Places lie in their countries in the view of the United Nations, beyond the 180th meridian too."""
    assert country_at(lon, lat) == country


def test_distances() -> None:
    """How far a place is from a country; none within it, none at all for one that is not known."""
    assert distance_km("UA", 30.5, 50.45) == 0
    assert 45 < distance_km("UA", 28.8638, 47.0105) < 60
    assert distance_km("RU", -179.5, 66.5) == 0
    assert distance_km("XX", 0, 0) == float("inf")


@pytest.mark.parametrize(
    ("code", "lat", "lon"),
    [("IT", 45.4375, 12.3358), ("US", 37.8199, -122.4783), ("US", 40.7127, -74.0059), ("NZ", -36.8485, 174.7633),
     ("IN", 18.95, 72.85), ("RU", 59.9907, 29.7736), ("RU", 45.3064, 36.5067), ("NL", 51.96, 4.02),
     ("IT", 35.5, 12.6), ("VA", 41.9022, 12.4539), ("VC", 13.16, -61.22), ("KI", 1.45, 173.03), ("MH", 7.1, 171.38),
     ("AQ", -77.85, 166.67), ("FJ", -18.14, 178.44), ("AU", -33.8523, 151.2108)],
)  # fmt: skip
def test_true_places_off_the_coarse_outline(code: str, lat: float, lon: float) -> None:
    """Harbours, bridges and islands lie near their country, though the outline may leave them out."""
    assert distance_km(code, lon, lat) < 150


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [("RU", 0, 68), ("FJ", 0, -17), ("US", 0, 55), ("AQ", 0, 80), ("NZ", -5, -45)],
)
def test_the_180th_meridian_is_not_a_line_round_the_world(code: str, lon: float, lat: float) -> None:
    """A country that crosses it is far from the other side of the Earth."""
    assert distance_km(code, lon, lat) > 1000


@pytest.mark.parametrize("code", sorted(countries().shapes))
def test_every_country_can_be_asked(code: str) -> None:
    """On land, at the coast and anywhere else: 0 inside it, a finite distance outside, next to nothing at a corner."""
    world, rng = countries(), Random(code)
    corners = [rng.choice(world.ring(ring)) for ring in world.shapes[code][:4]]
    assert all(distance_km(code, lon, lat) < 0.001 for lon, lat in corners)
    west, south, east, north = world.extents[code]
    near = [(rng.uniform(west - 2, east + 2), rng.uniform(max(-90, south - 2), min(90, north + 2))) for _ in range(5)]
    anywhere = [(rng.uniform(-180, 180), rng.uniform(-90, 90)) for _ in range(2)]
    for lon, lat in [*near, *anywhere, (0, 90), (0, -90), (180, 0)]:
        away = distance_km(code, lon, lat)
        assert 0 <= away < 30_000
        if country_at(lon, lat) == code:
            assert away == 0


def test_outlines_are_all_there() -> None:
    """Every country has rings that close, and Ukraine all of its regions, Crimea and Sevastopol among them."""
    world = countries()
    assert len(world.shapes) > 230
    for rings in world.shapes.values():
        assert all(world.ring(ring)[0] == world.ring(ring)[-1] for ring in rings)
    found = regions("UA")
    assert found is not None
    assert {"UA-43", "UA-40"} <= set(found.shapes)
    assert len(found.shapes) == 27
    assert regions("XX") is None
    assert largest_part("XX-1") is None


@pytest.mark.parametrize("tolerance", TOLERANCES)
def test_neighbours_share_their_border_at_every_level(tolerance: float) -> None:
    """At each level of detail rings are closed areas, and each arc is one line for the countries on both its sides."""
    world = countries().at(tolerance)
    corners = {n: set(world.arc(n)) for n in range(len(world.boxes))}
    for rings in (*world.shapes.values(), world.land):
        for ring in rings:
            points = world.ring(ring)
            assert points[0] == points[-1]
            assert {point for n in ring for point in corners[n if n >= 0 else ~n]} == set(points)
            assert len(set(points)) > 2 or is_speck(world.box(ring), 4 * tolerance)


def is_speck(box: Window, degrees: float) -> bool:
    """Whether a box is lower and narrower than some degrees of latitude."""
    return max(box.north - box.south, (box.east - box.west) * cos(radians(box.north))) < degrees


def test_levels_have_fewer_and_fewer_points() -> None:
    """A coarser level has no point that a finer one lacks, and the ends of all arcs."""
    world = countries()
    levels = [world.at(tolerance) for tolerance in TOLERANCES]
    for n in range(len(world.boxes)):
        arcs = [level.arc(n) for level in levels]
        assert all(set(coarse) <= set(fine) for fine, coarse in pairwise(arcs))
        assert {(arc[0], arc[-1]) for arc in arcs} == {(arcs[0][0], arcs[0][-1])}
    totals = [sum(len(level.arc(n)) for n in range(len(world.boxes))) for level in levels]
    assert totals == sorted(totals, reverse=True)
    assert totals[-1] < totals[0] / 5


@pytest.mark.parametrize(("tolerance", "level"), [(0.001, 0), (0.01, 0), (0.02, 1), (0.12, 5), (5, 9)])
def test_the_level_for_a_tolerance(tolerance: float, level: int) -> None:
    """The coarsest level that is exact enough; the finest where none is."""
    assert countries().at(tolerance).level == level
    assert countries().at(tolerance) is countries().at(tolerance)


def kinds_near(lon: float, lat: float) -> set[str]:
    """The kinds of the borders that have a point within half a degree."""
    world = countries()
    near = Window(lon - 0.5, lat - 0.5, lon + 0.5, lat + 0.5)
    arcs = ((world.kinds[n], world.arc(n)) for n in range(len(world.boxes)) if world.kinds[n] != "c")
    return {kind for kind, arc in arcs if any(near.contains((x, y, x, y)) for x, y in arc)}


@pytest.mark.parametrize(
    ("lon", "lat", "kinds"),
    [(74.1, 34.4, {"d"}), (72.9, 29.0, {"b"}), (70.5, 25.7, {"b"}), (78.6, 32.6, {"d"}), (29.5, 9.8, {"d"}),
     (33.2, 10.2, {"d"}), (-8.7, 26.0, {"d"}), (24.0, 50.7, {"b"}), (33.5, 35.1, {"d"})],
    ids=["Line of Control", "Rajasthan", "Sindh", "Aksai Chin", "Abyei", "Upper Nile", "Western Sahara", "Poland",
         "Northern Cyprus"],
)  # fmt: skip
def test_disputed_borders(lon: float, lat: float, kinds: set[str]) -> None:
    """A border is dashed where it is in dispute, and only there."""
    assert kinds_near(lon, lat) == kinds


@pytest.mark.parametrize("tall", HEIGHTS)
def test_plain_ground_where_outlines_are_too_coarse(tall: float) -> None:
    """A viewport lower than two degrees has no outlines, as these would be off by more than a mark is wide."""
    viewport = around([circle(28.9, 46.0, 0)], 320, 200, tall)
    assert viewport.degrees == pytest.approx(tall)
    assert any(base_map(viewport)) == (tall >= 2)
    assert ACCURACY_KM / around([circle(28.9, 46.0, 0)], 320, 200, 2).km < 10


def test_a_map_of_the_world() -> None:
    """Places that nothing smaller holds are on a map of the world, without the poles."""
    assert around([circle(lon, 0, 5) for lon in (-120, 0, 120)], 320, 200) == world(320)


UKRAINE = around([circle(24, 49.8, 5), circle(39, 48, 5), circle(33, 45, 5)], 320, 200)


def test_base_map_is_small_and_whole() -> None:
    """A base map of a country has land, borders and regions in less than 1.5 kB compressed."""
    import zlib

    found = base_map(UKRAINE)
    assert all((found.land, found.borders, found.regions))
    assert len(zlib.compress("".join(found).encode(), 9)) < 1500


def test_paths_stay_near_the_frame() -> None:
    """No line of a base map is drawn far beyond its frame."""
    for text in base_map(UKRAINE):
        for x, y in drawn(text):
            assert -20 <= x <= 340
            assert -20 <= y <= 220


@pytest.mark.parametrize(
    "places", [[(178.4, -18.1), (-179.9, -16.8)], [(177, 66), (-170, 66)], [(-123, 49), (140, 36)]]
)
def test_across_the_180th_meridian(places: list[tuple[float, float]]) -> None:
    """Around it the window is the short one, with land in it and no line from one end to the other."""
    viewport = around([circle(lon, lat, 5) for lon, lat in places], 320, 200, 7)
    points = drawn(base_map(viewport).land)
    assert viewport.window.east > 180
    assert all(viewport.contains(lon, lat) for lon, lat in places)
    assert points
    assert viewport.window.east - viewport.window.west < 240


def test_region_in_its_country() -> None:
    """The outline of a region lies within that of its country, and its middle within both."""
    shown = middle("UA-74", UKRAINE, 10_000)
    assert shown is not None
    assert contains([[*drawn(outline("UA-74", UKRAINE))]], *shown)
    assert outline("XX", UKRAINE) == ""
    assert middle("XX", UKRAINE, 10) is None


def test_path_is_relative_and_whole() -> None:
    """A path is made of whole steps; what is too small to have any is left out."""
    assert path([[(0, 0), (10.2, 0.1), (10, 20)], [(5, 5), (5.2, 5)]]) == "m0 0 10 0 0 20"
    assert path([[(0, 0), (10, 0), (10, 10), (0, 0)], [(3, 4), (9, 4), (9, 9)]], closed=True) == (
        "m0 0 10 0 0 10-10-10zm3 4 6 0 0 5z"
    )


@given(st.lists(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=4), max_size=12))
def test_lines_are_joined_at_their_ends(lines: list[list[tuple[int, int]]]) -> None:
    """A path has every step of its lines once, and as few parts as their ends allow."""
    text = path(lines)
    steps = [{a, b} for line in lines for a, b in pairwise(line) if a != b]
    assert sorted(map(sorted, steps)) == sorted(map(sorted, drawn_steps(text)))
    assert path([[(0, 0), (1, 1)], [(5, 5), (1, 1)], [(5, 5), (0, 0)]]) == "m0 0 1 1 4 4-5-5"


def drawn_steps(text: str) -> list[set[tuple[int, int]]]:
    """The ends of each step that a path draws."""
    parts = [part for part in re.split("(?=m)", text) if part]
    x = y = 0
    steps = []
    for part in parts:
        values = [int(value) for value in re.findall(r"-?\d+", part)]
        for number, (dx, dy) in enumerate(zip(values[::2], values[1::2], strict=True)):
            if number:
                steps.append({(x, y), (x + dx, y + dy)})
            x, y = x + dx, y + dy
    return steps


def test_own_shapes() -> None:
    """Rings, lines and points of a site's own map are drawn where they lie, and kept as bytes."""
    viewport = Viewport(Window(0, 0, 32, 20), 320, 200)
    ring = [(1.0, 1.0), (5.0, 1.0), (5.0, 5.0), (1.0, 1.0)]
    shapes = Shapes(
        (packed(ring),), (packed([(10, 10), (40, 10)]),), packed([(20, 10), (50, 50)]), Window(1, 1, 50, 50)
    )
    assert unpacked(shapes.rings[0]) == ring
    assert overlays.is_in(shapes, viewport)
    assert overlays.areas(shapes, viewport) == "m10 190 40 0 0-40-40 40z"
    assert overlays.lines(shapes, viewport, rings=True) == "m100 100 226 0m-316 90 40 0 0-40-40 40"
    assert overlays.lines(shapes, viewport, rings=False) == "m100 100 226 0"
    assert overlays.dots(shapes, viewport) == "m197 100 3-3 3 3-3 3z"


def drawn(text: str) -> list[tuple[int, int]]:
    """The points of a path."""
    x = y = 0
    found = []
    for numbers, end in re.findall(r"m([^mz]*)(z?)", text):
        values = [int(value) for value in re.findall(r"-?\d+", numbers)]
        corners = []
        for dx, dy in zip(values[::2], values[1::2], strict=True):
            x, y = x + dx, y + dy
            corners.append((x, y))
        found += corners
        x, y = corners[0] if end else corners[-1]
    return found


def test_outlines_are_part_of_the_program() -> None:
    """What is kept of maps and pictures is not used with other outlines or fonts: all data counts as source."""
    files = (path for path in Path(version.__file__).parents[1].rglob("*") if path.is_file())
    without = {".pyc", ".txt", ".typed", ".pot"}  # the template for translators is made from the sources
    suffixes = {path.suffix for path in files if "starters" not in path.parts}  # no page has what `new` writes
    assert suffixes - without == set(version._SOURCES)

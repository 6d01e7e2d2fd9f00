"""Outlines, windows, labels and clusters: what must hold for any points."""

import re
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.cache import version
from dayline.geo import overlays
from dayline.geo.basemap import base, middle, outline, path
from dayline.geo.clip import holds, within
from dayline.geo.clusters import clustered
from dayline.geo.country_lookup import country_at, distance_km
from dayline.geo.labels import Wanted, placed
from dayline.geo.outlines import countries, largest_part, regions
from dayline.geo.shapes import Shapes, packed, unpacked
from dayline.geo.simplify import Window, parts_within, simplified
from dayline.geo.viewport import Frame, around, circle

ROOM = Window(0, 0, 320, 200)
coordinate = st.floats(-400, 700, allow_nan=False)
point = st.tuples(coordinate, coordinate)
place = st.tuples(st.floats(-180, 180), st.floats(-85, 85))
name = st.builds(
    Wanted, st.text("abcd 京", min_size=1, max_size=20), st.floats(0, 320), st.floats(0, 200), st.floats(1, 20),
    st.floats(1, 20), st.just(11.5),
)  # fmt: skip


@given(st.lists(name, max_size=40))
def test_labels_never_overlap(names: list[Wanted]) -> None:
    """No label lies on another or on a mark, and none over the edge; those that find no room are left out."""
    marks = [Window(one.x - one.rx, one.y - one.ry, one.x + one.rx, one.y + one.ry) for one in names]
    found = [one for one in placed(names, marks, ROOM) if one]
    boxes = [one.box for one in found]
    assert not any(one.touches(other) for one, other in combinations(boxes, 2))
    assert not any(box.touches(mark) for box in boxes for mark in marks)
    assert all(ROOM.holds(box) for box in boxes)


def test_label_goes_where_there_is_room() -> None:
    """A name stands at the right of its mark, where that is taken at its left, then above and beneath."""
    names = [Wanted("Kyiv", 100, 100, 5, 5, 10)] * 5
    mark = Window(95, 95, 105, 105)
    assert [one.anchor if one else "" for one in placed(names, [mark], ROOM)] == [
        "start",
        "end",
        "middle",
        "middle",
        "",
    ]


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
    cut = [one for part in parts_within(points, ROOM) for one in part] + within(points, ROOM)
    assert all(near.holds((x, y, x, y)) for x, y in cut)


@given(st.lists(st.tuples(st.floats(1, 319), st.floats(1, 199)), min_size=2, max_size=30))
def test_clipping_leaves_what_is_inside(points: list[tuple[float, float]]) -> None:
    """A line or an area in the window stays as it is."""
    assert within(points, ROOM) == points
    assert [one for part in parts_within(points, ROOM) for one in part] == points


@given(st.lists(point, min_size=2, max_size=40), st.floats(0.1, 50))
def test_simplified_keeps_its_ends(points: list[tuple[float, float]], tolerance: float) -> None:
    """A simpler line has the same ends and no point that the line had not."""
    found = simplified(points, tolerance)
    assert (found[0], found[-1]) == (points[0], points[-1])
    assert set(found) <= set(points)


@given(st.lists(place, min_size=1, max_size=12))
def test_window_holds_its_points(places: list[tuple[float, float]]) -> None:
    """Every point lies in the window that is made for them, except the poles' on a map of the world."""
    frame = around([circle(lon, lat, 1) for lon, lat in places], 320, 200, 7)
    assert all(frame.holds(lon, lat) for lon, lat in places if -55 < lat < 78)


def test_pages_share_windows() -> None:
    """Points near to each other get the same window, and so the same paths."""
    frames = {around([circle(30.5 + n / 50, 50.4, 5)], 320, 200, 7) for n in range(5)}
    assert len(frames) == 1


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


UKRAINE = around([circle(24, 49.8, 5), circle(39, 48, 5), circle(33, 45, 5)], 320, 200)


def test_base_map_is_small_and_whole() -> None:
    """A base map of a country has land, borders and regions in less than 1.5 kB compressed."""
    import zlib

    found = base(UKRAINE)
    assert all((found.land, found.borders, found.regions))
    assert len(zlib.compress("".join(found).encode(), 9)) < 1500


def test_paths_stay_near_the_frame() -> None:
    """No line of a base map is drawn far beyond its frame."""
    for text in base(UKRAINE):
        for x, y in drawn(text):
            assert -20 <= x <= 340
            assert -20 <= y <= 220


@pytest.mark.parametrize("places", [[(178.4, -18.1), (-179.9, -16.8)], [(177, 66), (-170, 66)], [(-77, 38), (116, 40)]])
def test_across_the_180th_meridian(places: list[tuple[float, float]]) -> None:
    """Around it the window is the short one, with land in it and no line from one end to the other."""
    frame = around([circle(lon, lat, 5) for lon, lat in places], 320, 200, 7)
    points = drawn(base(frame).land)
    assert frame.window.east > 180
    assert all(frame.holds(lon, lat) for lon, lat in places)
    assert points
    assert frame.window.east - frame.window.west < 240


def test_region_in_its_country() -> None:
    """The outline of a region lies within that of its country, and its middle within both."""
    shown = middle("UA-74", UKRAINE, 10_000)
    assert shown is not None
    assert holds([[*drawn(outline("UA-74", UKRAINE))]], *shown)
    assert outline("XX", UKRAINE) == ""
    assert middle("XX", UKRAINE, 10) is None


def test_path_is_relative_and_whole() -> None:
    """A path is made of whole steps; what is too small to have any is left out."""
    assert path([[(0, 0), (10.2, 0.1), (10, 20)], [(5, 5), (5.2, 5)]]) == "m0 0l10 0 0 20"
    assert path([[(0, 0), (10, 0), (10, 10), (0, 0)], [(3, 4), (9, 4), (9, 9)]], closed=True) == (
        "m0 0l10 0 0 10-10-10zm3 4l6 0 0 5z"
    )


def test_own_shapes() -> None:
    """Rings, lines and points of a site's own map are drawn where they lie, and kept as bytes."""
    frame = Frame(Window(0, 0, 32, 20), 320, 200)
    ring = [(1.0, 1.0), (5.0, 1.0), (5.0, 5.0), (1.0, 1.0)]
    shapes = Shapes(
        (packed(ring),), (packed([(10, 10), (40, 10)]),), packed([(20, 10), (50, 50)]), Window(1, 1, 50, 50)
    )
    assert unpacked(shapes.rings[0]) == ring
    assert overlays.is_in(shapes, frame)
    assert overlays.areas(shapes, frame) == "m10 190l40 0 0-40-40 40z"
    assert overlays.lines(shapes, frame, rings=True) == "m100 100l226 0m-316 90l40 0 0-40-40 40"
    assert overlays.lines(shapes, frame, rings=False) == "m100 100l226 0"
    assert overlays.dots(shapes, frame) == "m197 100l3-3 3 3-3 3z"


def drawn(text: str) -> list[tuple[int, int]]:
    """The points of a path."""
    x = y = 0
    first = (0, 0)
    found = []
    for command, numbers in re.findall(r"([mlz])([^mlz]*)", text):
        values = [int(value) for value in re.findall(r"-?\d+", numbers)]
        if command == "z":
            x, y = first
        for dx, dy in zip(values[::2], values[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
            first = (x, y) if command == "m" else first
    return found


def test_outlines_are_part_of_the_program() -> None:
    """What is kept of maps and pictures is not used with other outlines or fonts: all data counts as source."""
    files = (path for path in Path(version.__file__).parents[1].rglob("*") if path.is_file())
    without = {".pyc", ".txt", ".typed", ".pot"}  # the template for translators is made from the sources
    assert {path.suffix for path in files} - without == set(version._SOURCES)

"""What maps show: how exactly places are known, what is left out, and the same as a list."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import PagesOnce, SiteBuilder, edition, from_nothing
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.geo.overlays import areas, lines
from dayline.geo.viewport import KM, around, world
from dayline.geo.window import Window
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import days, events, month_maps, places, threads
from dayline.pages.maps.event_locations import Location, locations
from dayline.pages.maps.map_style import map_style
from dayline.pages.maps.viewport import viewport_of
from dayline.pages.parts.map import MapView, map_of
from dayline.schema.vocabulary import ZOOM_DEGREES
from dayline.timeline.as_of import content_as_of
from dayline.timeline.link import link

PLACES = {
    "ukraine": "name: Ukraine\nkind: country\ncountry: UA\n",
    "kyiv": "name: Kyiv\nkind: settlement\ncountry: UA\nlat: 50.45\nlon: 30.52\nparent: ukraine\n",
    "irpin": "name: Irpin\nkind: settlement\ncountry: UA\nlat: 50.52\nlon: 30.24\nparent: ukraine\n",
    "lviv": "name: Lviv\nkind: settlement\ncountry: UA\nlat: 49.84\nlon: 24.03\nparent: ukraine\n",
    "station": "name: The station\nkind: site\ncountry: UA\nlat: 49.84\nlon: 24.00\nparent: lviv\n",
    "kherson-oblast": "name: Kherson Oblast\nkind: admin1\ncountry: UA\nadmin1: UA-65\nparent: ukraine\n",
    "black-sea": "name: Black Sea\nkind: region\n",
    "washington": "name: Washington\nkind: settlement\ncountry: US\nlat: 38.9\nlon: -77.04\n",
}
EVENT = "date: 2022-03-{}\ntitle: Something is reported from there\nsource: https://example.net/{}\n{}"


def made(site: SiteBuilder, *written: str, day: str = "14") -> SiteIndex:
    """An edition with all places, and events of a day with these lines in them."""
    files = {f"content/places/{id}.yaml": text for id, text in PLACES.items()}
    for n, text in enumerate(written):
        files[f"content/events/2022/03/{day}/e{n}.yaml"] = EVENT.format(day, n, text + "\n")
    return SiteIndex(site.write(dict(files)).timeline())


def shown(index: SiteIndex) -> list[tuple[Any, ...]]:
    """The locations of all events, in their order."""
    places = locations(index.timeline.events.values(), index)
    return [(place.id, place.point, round(place.km), place.code, len(place.events)) for place in places]


def base_map(view: MapView | None, index: SiteIndex) -> str:
    """The file of a map's base map."""
    assert view is not None
    return index.base_maps.contents[view.base].decode()


def classes(svg: str) -> list[str]:
    """What is drawn in a base map, from the bottom to the top."""
    return re.findall(r'<(?:path|rect) class="([^"]*)"', svg)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("place: kyiv", ("kyiv", (30.52, 50.45), 5, "", 1)),
     ("place: station", ("station", (24.0, 49.84), 0, "", 1)),
     ("place: {place: kyiv, precision: near}", ("kyiv", (30.52, 50.45), 25, "", 1)),
     ("place: {place: kyiv, precision: country}", ("kyiv", (30.52, 50.45), 300, "UA", 1)),
     ("place: ukraine", ("ukraine", None, 300, "UA", 1)),
     ("place: kherson-oblast", ("kherson-oblast", None, 80, "UA-65", 1)),
     ("place: black-sea", ("black-sea", None, 150, "", 1)),
     ("place: kyiv\nsensitivity: {location: {generalised: 0.5}}", ("kyiv", (30.5, 50.5), 39, "", 1)),
     ("place: ukraine\nsensitivity: {location: {withheld: Where they hide}}", ("ukraine", None, 0, "", 1))],
    ids=["settlement", "exact", "near", "in the country", "country", "region", "sea", "coarsened", "withheld"],
)  # fmt: skip
def test_how_exactly(site: SiteBuilder, written: str, expected: tuple[Any, ...]) -> None:
    """A place is as exact as its event says; a coarsened position is rounded, a withheld one on no map."""
    assert shown(made(site, written)) == [expected]


def test_several_events_at_a_place(site: SiteBuilder) -> None:
    """Places stand in the order of their events, each as exact as the least exact of them."""
    index = made(site, "place: kyiv", "place: {place: kyiv, precision: near}", "places: [lviv, lviv]")
    assert shown(index) == [("kyiv", (30.52, 50.45), 25, "", 2), ("lviv", (24.03, 49.84), 5, "", 1)]


def test_own_uncertainty_of_a_place(site: SiteBuilder) -> None:
    """`uncertainty_m` is what a place's circle is as wide as, where the event says nothing else."""
    site.write(
        {"content/places/field.yaml": "name: A field\nkind: site\ncountry: UA\nlat: 50\nlon: 30\nuncertainty_m: 1500\n"}
    )
    index = made(site, "place: field")
    assert [round(one.km, 1) for one in locations(index.timeline.events.values(), index)] == [1.5]


def test_map_of_a_day(site: SiteBuilder) -> None:
    """Marks lead to places, near ones are one mark that leads to the list; what lies far away is named."""
    index = made(site, "place: kyiv", "place: kyiv", "place: irpin", "place: lviv", "place: black-sea",
                   "place: kherson-oblast", "place: washington")  # fmt: skip
    view = days.view(index.timeline.days[0], index).map
    assert view is not None
    assert [(mark.kind, mark.weight, mark.url.replace("\x1d", "/"), mark.title) for mark in view.marks] == [
        ("many", 2, "#at-kyiv", "Kyiv and Irpin, 3 events"), ("about", 1, "/places/lviv/", "Lviv, 1 event"),
    ]  # fmt: skip
    assert [(row.id, row.link.text, row.total) for row in view.rows] == [
        ("at-kyiv", "Kyiv", "2 events"), ("at-black-sea", "Black Sea", "1 event"), ("at-irpin", "Irpin", "1 event"),
        ("at-kherson-oblast", "Kherson Oblast", "1 event"), ("at-lviv", "Lviv", "1 event"),
        ("at-washington", "Washington", "1 event"),
    ]  # fmt: skip
    assert [(name.text, name.kind) for name in view.names] == [
        ("Kyiv +1", "at"), ("Lviv", "at"), ("Kherson Oblast", "in"), ("Ukraine", "of"),
    ]  # fmt: skip
    assert [area.title for area in view.areas] == ["Kherson Oblast, 1 event"]
    assert ([link.text for link in view.outside], [link.text for link in view.unplaced]) == (
        ["Washington"],
        ["Black Sea"],
    )


@pytest.mark.parametrize(
    ("written", "shaded"),
    [("place: ukraine", ["Ukraine, 1 event"]), ("places: [ukraine, kyiv]", []),
     ("places: [ukraine, kherson-oblast]", ["Kherson Oblast, 1 event"]),
     ("places: [ukraine, {place: kyiv, precision: country}]", ["Kyiv, 1 event"])],
    ids=["alone", "with a town", "with a region", "with a town of which no more is known"],
)  # fmt: skip
def test_shading(site: SiteBuilder, written: str, shaded: list[str]) -> None:
    """A country that something was in is shaded only where nothing finer is shown; what is not known always is."""
    index = made(site, written)
    view = map_of(locations(index.timeline.events.values(), index), index)
    assert view is not None
    assert [area.title for area in view.areas] == shaded


def test_no_map_without_a_place(site: SiteBuilder) -> None:
    """Where nothing can be drawn there is no map, and where that is on purpose the page says so."""
    index = made(site, "place: black-sea", "place: kyiv\nsensitivity: {location: {withheld: Where they hide.}}")
    first, second = (events.view(f"2022-03-14/e{n}", index) for n in (0, 1))
    assert (first.map, first.withheld_place) == (None, "")
    assert (second.map, second.withheld_place) == (None, "Left out: Where they hide. There is no map.")
    assert places.view("black-sea", index).map is None


FAR = {
    "pole": "name: South Pole\nkind: site\nlat: -90\nlon: 0\n",
    "camp": "name: The camp\nkind: site\nlat: 89.9\nlon: 20\n",
    "mcmurdo": "name: McMurdo\nkind: settlement\ncountry: AQ\nlat: -77.85\nlon: 166.67\n",
    "antarctica": "name: Antarctica\nkind: country\ncountry: AQ\n",
    "wrangel": "name: Wrangel\nkind: site\ncountry: RU\nlat: 71.2\nlon: -179.5\n",
}


@pytest.mark.parametrize(
    ("there", "marks", "outside"),
    [("pole", None, None), ("camp", None, None), ("antarctica", None, None), ("mcmurdo", ["McMurdo"], []),
     ("wrangel", ["Wrangel"], []), ("pole kyiv", ["Kyiv"], []), ("mcmurdo kyiv", ["Kyiv"], ["McMurdo"]),
     ("antarctica kyiv", ["Kyiv"], ["Antarctica"])],
)  # fmt: skip
def test_places_at_the_ends_of_the_earth(
    site: SiteBuilder, there: str, marks: list[str] | None, outside: list[str] | None
) -> None:
    """A map has a mark, or there is none: a place that it can't show is named beside it."""
    site.write({f"content/places/{id}.yaml": text for id, text in FAR.items()})
    index = made(site, *(f"place: {id}" for id in there.split()))
    view = map_of(locations(index.timeline.events.values(), index), index)
    assert ([mark.title.partition(",")[0] for mark in view.marks] if view else None) == marks
    assert ([link.text for link in view.outside] if view else None) == outside


@pytest.mark.parametrize(
    ("kind", "coordinates", "lands"),
    [("Polygon", "[[[170, -20], [-170, -20], [-170, -10], [170, -10], [170, -20]]]", [True, True, False]),
     ("Polygon", "[[[-170, -20], [170, -20], [170, -10], [-170, -10], [-170, -20]]]", [True, True, False]),
     ("LineString", "[[170, -15], [-170, -15]]", [True, True, False]),
     ("Polygon", "[[[-180, -90], [180, -90], [180, -20], [-180, -20], [-180, -90]]]", [False, False, False]),
     ("MultiPolygon", "[[[[170,-20],[180,-20],[180,-10],[170,-20]]],[[[-180,-20],[-170,-20],[-180,-10],[-180,-20]]]]",
      [True, True, False])],
    ids=["ring eastward", "ring westward", "line", "closed along the pole", "cut at the meridian"],
)  # fmt: skip
def test_own_outlines_over_the_180th_meridian(
    site: SiteBuilder, kind: str, coordinates: str, lands: list[bool]
) -> None:
    """They are drawn on both sides of it, and not across the rest of the world."""
    raw = f'{{"type": "{kind}", "coordinates": {coordinates}}}'
    made(site.write({**OWN, "content/maps/zone.geojson": raw.encode()}), "place: kyiv")
    shapes = site.timeline().map_shapes["zone"].record
    viewports = [around([Window(lon, -16, lon, -14)], 320, 200) for lon in (176, -176, 20)]
    assert [bool(areas(shapes, viewport) + lines(shapes, viewport, rings=True)) for viewport in viewports] == lands


def test_map_of_a_place_and_a_thread(site: SiteBuilder) -> None:
    """A place's page shows the place alone, a thread's all places of its events."""
    site.write({"content/threads/talks.yaml": "title: Talks\nsummary: They talk\n"})
    index = made(site, "place: kyiv\nthreads: talks", "place: lviv\nthreads: talks")
    views = (places.view("kyiv", index).map, threads.view("talks", index).map)
    assert [[mark.title for mark in view.marks] if view else None for view in views] == [
        ["Kyiv"], ["Kyiv, 1 event", "Lviv, 1 event"],
    ]  # fmt: skip


def test_map_of_a_month(site: SiteBuilder) -> None:
    """The map of a month has the same places as a list, with the days of their events, linked."""
    moscow = "name: Moscow\nkind: settlement\ncountry: RU\nlat: 55.76\nlon: 37.62\n"
    site.write({"content/places/moscow.yaml": moscow})
    index = made(site, "place: kyiv", "place: kyiv", "place: irpin", "place: black-sea", "place: moscow")
    made(site, "place: kyiv", day="15")
    site.write(
        {
            "content/events/2022/02/e.yaml": "date: 2022-02\ntitle: That month\nplace: lviv\nsource: https://example.net/9\n"
        }
    )
    index = SiteIndex(site.timeline())
    pages = {page.url.replace("\x1d", "/"): page for page in month_maps.pages(index)}
    assert list(pages) == ["/map/2022-02/", "/map/2022-03/", "/map/"]
    view = pages["/map/"].make(index)
    assert (view.month, view.last, view.total) == ("March 2022", 31, "6 events at 4 places")
    assert [(group.title, [(e.id, e.total, e.days, bool(e.x)) for e in group.entries]) for group in view.groups] == [
        ("Kyiv and 1 place near it", [("at-kyiv", "3 events", "14 14 15", True), ("at-irpin", "1 event", "14", True)]),
        ("", [("at-black-sea", "1 event", "14", False)]), ("", [("at-moscow", "1 event", "14", True)]),
    ]  # fmt: skip
    days_of_kyiv = view.groups[0].entries[0].on
    assert [(on.day.url.replace("\x1d", "/"), on.events) for on in days_of_kyiv] == [
        ("/2022/03/14/", 2),
        ("/2022/03/15/", 1),
    ]
    assert [link.text for link in view.months] == ["March 2022", "February 2022"]
    assert (view.pager.previous.text, view.pager.next) == ("February 2022", None)
    other = pages["/map/2022-02/"].make(index)
    assert [(e.days, e.undated, e.on) for group in other.groups for e in group.entries] == [("0", 1, ())]


@pytest.mark.parametrize(("happened", "month"), [(["place: kyiv"], "March 2022"), ([], "May 2022")])
def test_month_of_the_map(site: SiteBuilder, happened: list[str], month: str) -> None:
    """The map opens on the month with the newest events; plans come first only if nothing has happened."""
    made(site, *happened)
    plan = "date: {0}\ntitle: A meeting\nplace: lviv\nsource: https://example.net/9\nevent_status: planned\n"
    for day in ("2022-05-02", "2022-06-02"):
        text = plan.format(day) + f"planned: {{announced: 2022-03-10, expected: {day}}}\n"
        site.write({f"content/events/{day.replace('-', '/')}/plan.yaml": text})
    index = SiteIndex(site.timeline())
    pages = {page.url.replace("\x1d", "/"): page for page in month_maps.pages(index)}
    assert pages["/map/"].make(index).month == month


def test_map_of_a_site_without_places(site: SiteBuilder) -> None:
    """Where no event has a place, the page is there and says so."""
    options = Options(site.folder, site.folder / "public", datetime(2022, 3, 16, tzinfo=UTC), jobs=1)
    assert build(options).ok
    assert "No event of this site has a place yet." in (site.folder / "public/map/index.html").read_text("utf-8")


def test_words_do_not_change_a_map(site: SiteBuilder) -> None:
    """Another title of an event leaves the map of its month as it is; another position of its place does not."""
    indexes = []
    for title, lat in (("One", "50.45"), ("Two", "50.45"), ("Two", "50.46")):
        made(site, "place: kyiv")
        site.write({
            "content/events/2022/03/14/e0.yaml": EVENT.format(14, 0, "place: kyiv\n").replace("Something", title),
            "content/places/kyiv.yaml": PLACES["kyiv"].replace("50.45", lat),
        })  # fmt: skip
        indexes.append(SiteIndex(site.timeline()))
    first, retitled, moved = indexes
    maps = [PagesOnce(index, month_maps.pages) for index in (first, retitled)]
    assert maps[0].renewed(retitled) == {}
    assert list(maps[1].renewed(moved)) == ["\x1dmap/", "\x1dmap/2022-03/"]


OWN = {
    "content/maps/zone.yaml": "title: The zone\ncredit: The desk\nlicence: CC0\nstyle: area\nfrom: 2022-03-10\n",
    "content/maps/zone.geojson": (
        '{"type": "Feature", "properties": null, "geometry": {"type": "GeometryCollection", "geometries": ['
        '{"type": "Polygon", "coordinates": [[[30, 50], [31, 50, 120], [31, 51], [30, 50]]]},'
        '{"type": "MultiLineString", "coordinates": [[[29, 50], [32, 50]]]}, '
        '{"type": "Point", "coordinates": [31, 50]}]}}'
    ),
}


def test_own_outlines(site: SiteBuilder) -> None:
    """A site's overlay is drawn in its area and for its time, with its credit."""
    index = made(site.write(dict(OWN)), "place: kyiv", "place: washington")
    made(site, "place: kyiv", day="09")
    index = SiteIndex(site.timeline())
    views = {id: events.view(id, index).map for id in ("2022-03-14/e0", "2022-03-14/e1", "2022-03-09/e0")}
    assert {id: view.credits if view else None for id, view in views.items()} == {
        "2022-03-14/e0": ("The zone: The desk (CC0)",), "2022-03-14/e1": (), "2022-03-09/e0": (),
    }  # fmt: skip
    assert classes(base_map(views["2022-03-14/e0"], index)) == [
        "sea", "land", "own fill", "inner", "border", "own", "own",
    ]  # fmt: skip


def test_no_credit_for_outlines_that_are_not_in_view(site: SiteBuilder) -> None:
    """An overlay whose box is in view, but none of its shapes, is neither drawn nor credited."""
    around_it = '{"type": "LineString", "coordinates": [[10, 30], [60, 30], [60, 70]]}'
    files = {"content/maps/zone.geojson": around_it, "content/maps/zone.yaml": OWN["content/maps/zone.yaml"]}
    index = made(site.write(files), "place: kyiv")
    view = events.view("2022-03-14/e0", index).map
    assert view is not None
    assert (view.credits, classes(base_map(view, index))) == ((), ["sea", "land", "inner", "border"])


def test_points_of_an_overlay_are_where_they_are(site: SiteBuilder) -> None:
    """They have a path of their own: its steps would otherwise begin at the end of the lines."""
    index = made(site.write(dict(OWN)), "place: kyiv")
    svg = base_map(events.view("2022-03-14/e0", index).map, index)
    lines, squares = re.findall(r'<path class="own" d="([^"]*)"', svg)
    assert (lines, squares) == ("m91 71 56 0", "m126 71 3-3 3 3-3 3z")


def test_own_outlines_in_place_of_regions(site: SiteBuilder) -> None:
    """An overlay can replace the lines between regions; what was done to it is said beside the credit."""
    lines = {}
    for more in ("", "replaces: regions\nnote: Simplified\n"):
        own = {**OWN, "content/maps/zone.yaml": OWN["content/maps/zone.yaml"] + more}
        index = made(site.write(own), "place: kyiv")
        view = events.view("2022-03-14/e0", index).map
        assert view is not None
        lines[view.credits] = "inner" in classes(base_map(view, index))
    assert lines == {("The zone: The desk (CC0)",): True, ("The zone: The desk (CC0; Simplified)",): False}


@pytest.mark.parametrize(("moment", "known"), [("2022-03-09T18:00", []), ("2022-03-11T18:00", ["zone"])])
def test_outlines_of_later_days(site: SiteBuilder, moment: str, known: list[str]) -> None:
    """An edition of a past day has no outlines that held only later, on pages of places neither."""
    made(site.write(dict(OWN)), "place: kyiv", day="08")
    at = site.timeline(moment + "+02:00").now
    timeline = link(content_as_of(site.content(), at).content, at)
    assert (list(timeline.maps), list(timeline.map_shapes)) == (known, known)
    view = places.view("kyiv", SiteIndex(timeline)).map
    assert view is not None
    assert len(view.credits) == len(known)


def test_outlines_as_they_are_read(site: SiteBuilder) -> None:
    """All geometries of a GeoJSON are read, in collections too; heights are left out."""
    shapes = site.write(dict(OWN)).timeline().map_shapes["zone"].record
    assert (len(shapes.rings), len(shapes.lines), len(shapes.points), shapes.box) == (1, 1, 8, Window(29, 50, 32, 51))


@pytest.mark.parametrize(
    ("raw", "message"),
    [(b"[" * 200_000, "thousands of brackets are nested in each other"),
     (b'{"type":"Point","coordinates":[' + b"1," * 2_700_000 + b"1]}", "the file is 5.1 MB; a map may be at most 5 MB"),
     (b'{"a":' * 100_000, "thousands of brackets are nested in each other"),
     (b'{"type": "Point", "coordinates": [1e999, 5]}', "`inf` is not a longitude"),
     (b'{"type": "Point", "coordinates": [' + b"9" * 5000 + b", 5]}", "`inf` is not a longitude"),
     (b'{"type": ["Point"], "coordinates": [30, 50]}', "this has no `type`"),
     (b'{"type": "FeatureCollection", "features": [{"type": {}}]}', "this has no `type`"),
     (b"\xff\xfe", "the file is not UTF-8 but UTF-16")],
    ids=["brackets", "large", "objects", "infinite", "long", "list of types", "object as type", "bytes"],
)  # fmt: skip
def test_hostile_outlines(site: SiteBuilder, raw: bytes, message: str) -> None:
    """Whatever a GeoJSON holds, what is wrong with it is a problem."""
    site.write({"content/maps/zone.yaml": OWN["content/maps/zone.yaml"], "content/maps/zone.geojson": raw})
    assert [problem.message for problem in site.content().problems] == [message]


def test_drawing_in_a_page(site: SiteBuilder) -> None:
    """A map is a picture below a drawing with a name and named links, and says whose borders it has."""
    made(site, "place: kyiv", "place: lviv")
    options = Options(site.folder, site.folder / "public", datetime(2022, 3, 16, tzinfo=UTC), jobs=1)
    assert build(options).ok
    html = (site.folder / "public/2022/03/14/index.html").read_text("utf-8")
    figure = re.search(r'<figure class="map">.*?</figure>', html, re.DOTALL)
    assert figure is not None
    text = re.sub(r' d="[^"]*"', "", figure[0])
    assert "style=" not in text
    name = re.search(r'<img src="../../../assets/maps/([0-9a-f]{32}).svg" alt="" width="320" height="200">', text)
    assert name is not None
    assert (site.folder / f"public/assets/maps/{name[1]}.svg").read_bytes().startswith(b"<svg xmlns=")
    assert re.findall(r"<a .*?</a>", text) == [
        (
            f'<a href="../../../places/{id}/" aria-label="{name}, 1 event">'
            f'<ellipse class="about t1" {at} rx="5" ry="5"/></a>'
        )
        for id, name, at in (("kyiv", "Kyiv", 'cx="232.7" cy="57.8"'), ("lviv", "Lviv", 'cx="45.3" cy="84.9"'))
    ]
    assert "Borders as in the United Nations view of Natural Earth (Visionscarto, public domain)" in text


def test_map_of_nothing(site: SiteBuilder) -> None:
    """Without places there is no map."""
    assert map_of((), made(site)) is None


TOWN = {
    "castle": "name: The castle\nkind: site\ncountry: UA\nlat: 49.8485\nlon: 24.0390\nparent: lviv\n",
    "market": "name: The market\nkind: site\ncountry: UA\nlat: 49.8419\nlon: 24.0315\nparent: lviv\n",
}


@pytest.mark.parametrize(
    ("written", "degrees", "is_plain", "bar"),
    [("place: ukraine", 14, False, ""), ("place: kherson-oblast", 7, False, ""), ("place: lviv", 7, False, ""),
     ("place: castle", 7, False, ""), ("places: [kyiv, lviv]", 4.5, False, ""),
     ("places: [kyiv, irpin]", 0.35, True, "10 km"), ("places: [castle, market]", 0.05, True, "2 km"),
     ("places: [lviv, castle]", 0.2, True, "10 km"), ("places: [ukraine, castle, market]", 7, False, ""),
     ("place: lviv\nmap: {zoom: world}", 138, False, ""), ("place: lviv\nmap: {zoom: continent}", 54, False, ""),
     ("place: lviv\nmap: {zoom: country}", 10, False, ""), ("place: lviv\nmap: {zoom: region}", 3, False, ""),
     ("place: lviv\nmap: {zoom: county}", 1, True, "50 km"), ("place: lviv\nmap: {zoom: town}", 0.2, True, "10 km"),
     ("place: lviv\nmap: {zoom: district}", 0.2, True, "10 km"),
     ("place: castle\nmap: {zoom: district}", 0.05, True, "2 km"),
     ("places: [castle, kyiv]\nmap: {zoom: district}", 0.05, True, "2 km"),
     ("place: ukraine\nmap: {zoom: town}", 14, False, "")],
)  # fmt: skip
def test_how_close_a_map_is(site: SiteBuilder, written: str, degrees: float, is_plain: bool, bar: str) -> None:
    """The kinds of places and the distances between them decide, or `zoom`; a place is never cut.

    Below two degrees a map is on plain ground, with a scale bar.
    """
    site.write({f"content/places/{id}.yaml": text for id, text in TOWN.items()})
    index = made(site, written)
    view = events.view("2022-03-14/e0", index).map
    assert view is not None
    event = index.timeline.events["2022-03-14/e0"]
    viewport = viewport_of(locations([event], index), 320, 200, event.record.map.zoom if event.record.map else "")
    assert viewport is not None
    assert round(viewport.degrees, 3) == degrees
    assert (view.base == "", view.borders == "", view.scale.text if view.scale else "") == (is_plain, is_plain, bar)


def test_zoom_of_a_place_and_a_thread(site: SiteBuilder) -> None:
    """A place's `zoom` counts on its page and for events that are only there, unless they have their own."""
    site.write({"content/threads/talks.yaml": "title: Talks\nsummary: They talk\nmap: {zoom: continent}\n"})
    site.write({"content/places/castle.yaml": TOWN["castle"] + "map: {zoom: town}\n"})
    index = made(site, "place: castle\nthreads: talks", "places: [castle, kyiv]", "place: castle\nmap: {zoom: region}")
    views = (
        places.view("castle", index).map, *(events.view(f"2022-03-14/e{n}", index).map for n in range(3)),
        threads.view("talks", index).map,
    )  # fmt: skip
    assert [(view.scale.text if view.scale else "", bool(view.base)) for view in views if view] == [
        ("10 km", False), ("10 km", False), ("", True), ("", True), ("", True),
    ]  # fmt: skip


def test_a_towns_page_shows_what_is_in_it(site: SiteBuilder) -> None:
    """The map of a town has the places within it, and so is as close as these allow; that of a country has not."""
    site.write({f"content/places/{id}.yaml": text for id, text in TOWN.items()})
    index = made(site, "place: lviv")
    town, country = places.view("lviv", index).map, places.view("ukraine", index).map
    assert town is not None
    assert country is not None
    assert ([mark.title for mark in town.marks], [mark.title for mark in country.marks]) == (
        ["Lviv", "The castle and The market", "The station"], [],
    )  # fmt: skip


GRIDS = (0.01, 0.05, 0.2, 1, 5)


@pytest.mark.parametrize("zoom", ["", "continent", "town", "district"])
def test_the_more_careful_the_place_the_wider_the_map(site: SiteBuilder, zoom: str) -> None:
    """A coarsened place is never shown closer than it may be known, whatever `zoom` asks for."""
    heights = []
    for grid in GRIDS:
        careful = f"place: station\nsensitivity: {{location: {{generalised: {grid}}}, basis: safety}}\n"
        index = made(site, careful + (f"map: {{zoom: {zoom}}}" if zoom else ""))
        place = locations(index.timeline.events.values(), index)[0]
        viewport = viewport_of([place], 320, 200, zoom)
        assert viewport is not None
        assert place.km >= grid * 0.7 * KM
        assert viewport.window.contains(place.box)
        heights.append(viewport.degrees)
    assert heights == sorted(heights)


@given(
    st.lists(st.tuples(st.floats(-179, 179), st.floats(-80, 80), st.sampled_from((0, 5, 25, 80, 300))), min_size=1,
             max_size=8),
    st.sampled_from(("", *ZOOM_DEGREES)),
)  # fmt: skip
def test_every_mark_has_its_whole_circle(points: list[tuple[float, float, float]], zoom: str) -> None:
    """What is in view is in view as a whole: a map smaller than the world cuts no circle of uncertainty."""
    drawn = [Location(str(n), str(n), (lon, lat), km, "", ()) for n, (lon, lat, km) in enumerate(points)]
    viewport = viewport_of(drawn, 320, 200, zoom)
    assert viewport is not None
    visible = [place for place in drawn if place.point and viewport.contains(*place.point)]
    assert viewport == world(320) or visible
    for place in visible if viewport != world(320) else ():
        assert any(viewport.window.contains(place.box, shift) for shift in (-360, 0, 360))


def maps_of(folder: Path) -> dict[str, bytes]:
    """The base maps of an edition by name."""
    return {path.name: path.read_bytes() for path in (folder / "assets/maps").glob("*")}


def test_pages_share_base_maps(site: SiteBuilder) -> None:
    """Pages with one viewport show one file; a changed word writes none, and one that no page shows is removed."""
    options = Options(site.folder, site.folder / "public", datetime(2022, 3, 16, tzinfo=UTC), jobs=1)
    options = replace(options, cache=site.folder.parent / "cache")
    made(site, "place: kyiv", "place: kyiv", "place: washington")
    assert build(options).ok
    before = maps_of(options.output)
    shown = {
        path.parent.name: re.findall(r"assets/maps/([0-9a-f]+\.svg)", path.read_text("utf-8"))
        for path in (options.output / "2022/03/14").glob("*/index.html")
    }
    assert shown["e0"] == shown["e1"] != shown["e2"]
    assert {name for names in shown.values() for name in names} <= before.keys()

    word = EVENT.format(14, 0, "place: kyiv\n").replace("Something", "A word")
    site.write({"content/events/2022/03/14/e0.yaml": word})
    built = build(options)
    assert built.written is not None
    assert "2022/03/14/e0/index.html" in built.written.written
    assert not any(path.startswith("assets/") for path in (*built.written.written, *built.written.removed))
    assert maps_of(options.output) == before

    site.write({"content/events/2022/03/14/e2.yaml": EVENT.format(14, 2, "place: kyiv\n")})
    (site.folder / "content/places/washington.yaml").unlink()
    built = build(options)
    assert built.written is not None
    assert f"assets/maps/{shown['e2'][0]}" in built.written.removed
    incremental = edition(options.output)
    pages = b"".join(raw for path, raw in incremental.items() if path.endswith(".html"))
    assert set(re.findall(r"assets/maps/([0-9a-f]+\.svg)", pages.decode())) == maps_of(options.output).keys()
    assert from_nothing(options) == incremental


def test_colours_of_the_theme(site: SiteBuilder) -> None:
    """A base map has the theme's tokens inside; with others it is another file, and pages show that one."""
    options = Options(site.folder, site.folder / "public", datetime(2022, 3, 16, tzinfo=UTC), jobs=1)
    made(site, "place: kyiv")
    assert build(options).ok
    before = maps_of(options.output)
    dark = "@media (prefers-color-scheme: dark) { :root { --accent: #f99; } }"
    site.write({"templates/assets/style/95-ours.css": f":root {{ --accent: #b00; --measure: 3rem; }}\n{dark}\n"})
    assert build(options).ok
    after = maps_of(options.output)
    assert before.keys().isdisjoint(after)
    ours = (
        b"@media not (prefers-color-scheme:dark){:root{--accent:#b00}}"
        b"@media (prefers-color-scheme:dark){:root{--accent:#f99}}"
    )
    assert all(ours in raw for raw in after.values())
    shown = re.findall(r"assets/maps/([0-9a-f]+\.svg)", (options.output / "places/kyiv/index.html").read_text("utf-8"))
    assert set(shown) <= after.keys()
    assert not [path for path in edition(options.output) if "base-map" in path]


def test_a_base_map_runs_and_loads_nothing(site: SiteBuilder) -> None:
    """It is a picture of shapes and a style sheet."""
    options = Options(site.folder, site.folder / "public", datetime(2022, 3, 16, tzinfo=UTC), jobs=1)
    made(site.write(dict(OWN)), "place: kyiv")
    assert build(options).ok
    for raw in maps_of(options.output).values():
        assert set(re.findall(r"<([a-z]+)", raw.decode())) <= {"svg", "style", "rect", "path"}
        assert not re.search(r"url\(|@import|href|<script|on[a-z]+=", raw.decode())


@pytest.mark.parametrize(
    ("theme", "style"),
    [("", ".land{fill:var(--paper)}"),
     (":root{--paper:#fff;--other:1}", ":root{--paper:#fff}.land{fill:var(--paper)}"),
     (":root{--paper:var(--base);--base:#eee}", ":root{--paper:var(--base);--base:#eee}.land{fill:var(--paper)}"),
     ("a{color:red}:root{color:red;--paper:#fff}", ":root{--paper:#fff}.land{fill:var(--paper)}"),
     ("@layer a,b;@layer b{:root{--paper:#fff}p{x:y}@media (width){:root{--paper:#eee}}}@layer a{:root{--other:1}}",
      ":root{--paper:#fff}@media (width){:root{--paper:#eee}}.land{fill:var(--paper)}"),
     ("@layer a,b;@layer b{:root{--paper:#fff}}@layer a{:root{--paper:#eee}}",
      "@layer a,b;@layer b{:root{--paper:#fff}}@layer a{:root{--paper:#eee}}.land{fill:var(--paper)}"),
     ("@layer a;@layer a{:root{--paper:#fff}}:root{--paper:#eee}",
      "@layer a;@layer a{:root{--paper:#fff}}:root{--paper:#eee}.land{fill:var(--paper)}"),
     ("@media (prefers-color-scheme:dark){:root{--paper:#000}}",
      "@media (prefers-color-scheme:dark){:root{--paper:#000}}.land{fill:var(--paper)}"),
     ("@media print{:root{--paper:#fff}}@media (forced-colors:active){:root{--paper:Canvas}}",
      ".land{fill:var(--paper)}"),
     ("html,:root{--paper:#fff/*;*/}", ":root{--paper:#fff}.land{fill:var(--paper)}"),
     (":root{--paper:#fff", ":root{--paper:#fff}.land{fill:var(--paper)}")],
    ids=["none", "unused", "chain", "others", "layer alone", "layers", "layer and none", "dark",
         "media of pages", "list", "open"],
)  # fmt: skip
def test_tokens_in_a_base_map(theme: str, style: str) -> None:
    """The tokens that the rules use, and what these are made from, in the same layers and queries as in the theme."""
    assert "".join(map_style(theme, ".land{fill:var(--paper)}")) == style


@pytest.mark.parametrize(
    ("rules", "sheet"),
    [("path{fill:none}.land,.own{fill:var(--a)}", ":root{--a:#fff}path{fill:none}.land,.own{fill:var(--a)}"),
     (".own{fill:var(--a)}.own.land,.fill{x:y}.land{fill:var(--b);x:y}", ":root{--b:#eee}.land{fill:var(--b);x:y}"),
     (".land:not(.own){x:y}path:is(.own,.fill){x:y}", ".land:not(.own){x:y}path:is(.own,.fill){x:y}"),
     ("@media (width){.own{x:y}}@media (height){.own{x:y}.land{x:y}}", "@media (height){.land{x:y}}")],
    ids=["used", "unused", "arguments", "queries"],
)  # fmt: skip
def test_rules_in_a_base_map(rules: str, sheet: str) -> None:
    """A base map has no rules, and no tokens of such rules, for shapes that are not on it."""
    assert map_style(":root{--a:#fff;--b:#eee}", rules).sheet(frozenset({"land"})) == sheet

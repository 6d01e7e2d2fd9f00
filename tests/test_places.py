"""What is shown of places that events coarsen or withhold: on no page, map or data file more than they allow."""

import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.data import facet_columns
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import events, lists, places
from dayline.pages.maps.event_locations import locations

NOW = datetime(2022, 3, 20, 12, tzinfo=UTC)
ALL = frozenset({"search", "cards"})
HOUSE = "name: Safe house\nkind: site\nlat: 48.5123\nlon: 35.0321\ncountry: UA\ngeonames: 7654321\nparent: dnipro\n"
PLACES = {
    "content/places/ukraine.yaml": "name: Ukraine\nkind: country\ncountry: UA\n",
    "content/places/oblast.yaml": "name: The oblast\nkind: admin1\ncountry: UA\nadmin1: UA-12\nparent: ukraine\n",
    "content/places/dnipro.yaml": (
        "name: Dnipro\nkind: settlement\nlat: 48.4647\nlon: 35.0462\ncountry: UA\nparent: oblast\n"
    ),
    "content/places/house.yaml": HOUSE,
}
COARSE = "sensitivity: {location: {generalised: 0.5}, basis: safety}"
FINER = "sensitivity: {location: {generalised: 0.3}, basis: safety}"
WITHHELD = "sensitivity: {location: {withheld: 'The building, for the safety of those there.'}}"


def event(*lines: str, day: int = 14, title: str = "Something is reported from there") -> str:
    """The file of an event with these lines in it."""
    return "\n".join((f"date: 2022-03-{day}\ntitle: {title}\nsource: https://example.net/{day}", *lines, ""))


def with_events(site: SiteBuilder, *written: str) -> SiteBuilder:
    """A site with all places and these events, e0 and so on."""
    named = {f"content/events/2022/03/14/e{n}.yaml": text for n, text in enumerate(written)}
    return site.write({**PLACES, **named})


def built(site: SiteBuilder) -> Path:
    """The folder of the default build of a site, with search and social cards."""
    options = Options(site.folder, site.folder / "public", NOW, jobs=1, extras=ALL)
    result = build(options)
    assert [problem.message for problem in result.problems] == []
    return options.output


def holding(folder: Path, pattern: str) -> list[str]:
    """The files of an edition in which something is found, the index unpacked."""
    found = []
    for path in sorted(folder.rglob("*")):
        raw = path.read_bytes() if path.is_file() else b""
        raw = zlib.decompress(raw, 47) if raw[:2] == b"\x1f\x8b" else raw
        if re.search(pattern.encode(), raw):
            found.append(path.relative_to(folder).as_posix())
    return found


def test_the_coarsest_grid_counts_everywhere(site: SiteBuilder) -> None:
    """Of two grids at a place everything uses the coarser one: what is finer, and ids that lead to it, are nowhere."""
    with_events(site, event("place: house", COARSE), event("place: house", FINER), event("place: house"))
    folder = built(site)
    assert holding(folder, r"48\.51|35\.03|7654321|48\.[46]\b") == []
    page = (folder / "places/house/index.html").read_text("utf-8")
    assert re.findall(r"48[.\d]*° N, 35[.\d]*° E[^<]*", page) == ["48.5° N, 35° E (within 39.5 km)"]
    assert "Dnipro" not in page
    assert "Safe house" not in (folder / "places/dnipro/index.html").read_text("utf-8")


def test_each_event_is_where_its_place_is(site: SiteBuilder) -> None:
    """Events at a coarsened place are all at one point, whatever each of them says."""
    index = SiteIndex(with_events(site, event("place: house", COARSE), event("place: house", FINER)).timeline())
    one = [locations([event], index)[0] for event in index.timeline.events.values()]
    assert [(found.point, round(found.km)) for found in one] == [((35.0, 48.5), 39)] * 2
    assert [events.view(f"2022-03-14/e{n}", index).card.places[0].precision for n in (0, 1)] == [
        "within about 39 km"
    ] * 2  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("parent: house", ["cellar", "house"]), ("parent: dnipro", ["house"]), ("", ["house"])],
    ids=["within", "beside", "elsewhere"],
)
def test_places_around_and_within(site: SiteBuilder, kind: str, expected: list[str]) -> None:
    """What holds for a place holds for those within it, not for those beside it."""
    cellar = f"name: The cellar\nkind: site\ncountry: UA\nlat: 48.5124\nlon: 35.0322\n{kind}\n"
    site.write({"content/places/cellar.yaml": cellar})
    assert sorted(with_events(site, event("place: house", COARSE)).timeline().redacted) == expected


def test_a_place_around_that_is_finer_than_a_settlement(site: SiteBuilder) -> None:
    """A district says where a house in it is; the town is only not named on the house's page."""
    site.write({"content/places/quarter.yaml": "name: Quarter\nkind: district\nlat: 48.5\nlon: 35.1\nparent: dnipro\n"})
    with_events(site, event("place: house", COARSE))
    site.write({"content/places/house.yaml": HOUSE.replace("dnipro", "quarter")})
    shown = site.timeline().places
    assert {id: (entry.record.lat, entry.record.parent) for id, entry in shown.items()} == {
        "dnipro": ("48.4647", "oblast"), "house": ("48.5", None), "oblast": (None, "ukraine"),
        "quarter": ("48.5", None), "ukraine": (None, None),
    }  # fmt: skip


FIGURE = "title: People in the house\nunit: people\nkind: level\ncounts: People in it\nplace: house\n"


def test_a_place_that_a_figure_is_of(site: SiteBuilder) -> None:
    """An event that gives a value of a place's figure counts there."""
    site.write({"content/figures/people.yaml": FIGURE})
    value = "attribution: {by: council}\nfigures: [{figure: people, value: 300}]"
    site.write({"content/actors/council.yaml": "name: Council\nkind: government\ncountry: UA\n"})
    with_events(site, event("place: dnipro", value, COARSE), event("place: house"))
    timeline = site.timeline()
    assert (timeline.places["house"].record.lat, timeline.figures["people"].record.place) == ("48.5", "house")
    with_events(site, event("place: oblast", value, WITHHELD), event("place: dnipro"))
    site.write({"content/places/house.yaml": HOUSE.replace("geonames: 7654321\n", "")})
    timeline = site.timeline()
    assert (timeline.places["house"].record.lat, timeline.figures["people"].record.place) == (None, None)
    assert "nothing uses" not in site.problems("2022-03-20T12:00+02:00")


def test_what_is_withheld_is_not_at_the_place(site: SiteBuilder) -> None:
    """Neither the place tells of the event, nor the event of the place, nor anything where the place is."""
    house = "name: Safe house\nkind: site\ncountry: UA\n"
    with_events(site, event("place: house", title="A meeting in the open"),
                event("place: house", WITHHELD, title="A meeting behind doors"), event("place: dnipro", WITHHELD),
                event("place: dnipro", title="Shops are open again"))  # fmt: skip
    site.write({"content/places/house.yaml": house})
    folder = built(site)
    assert holding(folder, r"48\.46|35\.04") == []
    for place, title in (("house", "A meeting in the open"), ("dnipro", "Shops are open again")):
        page = (folder / f"places/{place}/index.html").read_text("utf-8")
        assert (re.findall(r"2022/03/14/e\d", page), title in page, "<svg" in page) == (
            [f"2022/03/14/e{'0' if place == 'house' else '3'}"], True, False,
        )  # fmt: skip
    for n in (1, 2):
        page = (folder / f"2022/03/14/e{n}/index.html").read_text("utf-8")
        assert re.findall("Safe house|Dnipro", page) == []
        assert "Left out: The building, for the safety of those there. There is no map." in page
    index = SiteIndex(site.timeline())
    assert places.view("house", index).documents.total == "1 event, 1 document"
    assert facet_columns.facets(2022, index).facets["place"].column == (1, (), (), 0)
    [group] = lists.page("place", "", "").make(index).groups
    used = [entry.used for letter in group.letters for entry in letter.entries]
    assert sorted(used) == ["0 events", "0 events", "1 event", "1 event"]


def test_the_log_of_changes_says_no_more(site: SiteBuilder) -> None:
    """What coordinates were, and at which place an event was, is not told by what was changed either."""
    log = "changes:\n  - {{date: 2022-03-15, kind: correction, text: Put right., field: {}, was: {}, now: {}}}\n"
    with_events(site, event("place: house", COARSE), event(WITHHELD, log.format("place", "house", "none")))
    site.write({"content/places/house.yaml": HOUSE + log.format("lat", "'48.5129'", "'48.5123'")})
    timeline = site.timeline()
    assert (timeline.places["house"].record.changes, timeline.events["2022-03-14/e1"].record.changes) == ((), ())


def test_what_is_wider_than_a_settlement_is_no_location(site: SiteBuilder) -> None:
    """An event that withholds its location may say in which region or country it was."""
    index = SiteIndex(with_events(site, event("places: [oblast, ukraine]", WITHHELD)).timeline())
    view = events.view("2022-03-14/e0", index)
    assert ([place.link.text for place in view.card.places], view.map) == (["The oblast", "Ukraine"], None)
    assert places.view("oblast", index).map is not None


MOVED = "sensitivity: {basis: It moved.}"
EXACT = "place: {place: house, precision: exact}"


@pytest.mark.parametrize(
    ("written", "lat"),
    [([], "48.5"), (["place: house"], "48.5"), ([EXACT], "48.5"), ([f"{EXACT}\n{MOVED}"], "48.51"),
     ([f"{EXACT}\n{MOVED}", "place: house"], "48.5")],
    ids=["no event", "not exact", "without a basis", "exact", "not all exact"],
)  # fmt: skip
def test_a_sensitive_place(site: SiteBuilder, written: list[str], lat: str) -> None:
    """A sensitive place is shown as exactly as a settlement, until all events there say `exact` with a basis."""
    with_events(site, *map(event, written))
    site.write({"content/places/house.yaml": "name: House\nkind: site\nlat: 48.51\nlon: 35.03\nsensitive: true\n"})
    timeline = site.timeline()
    assert timeline.places["house"].record.lat == lat
    assert [round(place.km) for place in timeline.redacted.values()] == ([5] if lat == "48.5" else [])


def test_an_edition_of_an_earlier_moment(site: SiteBuilder) -> None:
    """What an event of a later day coarsens is coarsened in editions of earlier days too."""
    with_events(site, event("place: house"), event("place: house", COARSE, day=18))
    options = Options(site.folder, site.folder / "public", NOW, jobs=1, as_of=datetime(2022, 3, 15, tzinfo=UTC))
    assert build(options).ok
    assert (options.output / "places/house/index.html").exists()
    assert holding(options.output, r"48\.51|35\.03") == []


def test_builds_after_a_change_of_care(site: SiteBuilder) -> None:
    """After an event is coarsened, withheld and neither, the edition is that of a clean build."""
    cared = "content/events/2022/03/14/e0.yaml"
    with_events(site, event("place: house"), event("place: house"), event("place: dnipro"))
    house = "name: Safe house\nkind: site\nlat: 48.51\nlon: 35.03\nuncertainty_m: 6000\n"
    site.write({"content/places/house.yaml": house})
    options = Options(site.folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1)
    for lines in ((), (COARSE,), (WITHHELD,), (FINER,), ()):
        site.write({cared: event("place: house", *lines)})
        assert build(options).ok
        clean = replace(options, output=site.folder / "clean", cache=None)
        assert build(clean).ok
        assert _files(options.output) == _files(clean.output)
    _after_changes_of_a_place(site, options)


def _after_changes_of_a_place(site: SiteBuilder, options: Options) -> None:
    """The same where a place that is withheld is another kind of place; with coordinates no build is made."""
    cared, clean = "content/events/2022/03/14/e0.yaml", replace(options, output=site.folder / "clean", cache=None)
    place = site.folder / "content/places/house.yaml"
    site.write({cared: event("place: house", WITHHELD)})
    for kind in ("site", "region", "site"):
        place.write_text(f"name: House\nkind: {kind}\ncountry: UA\n", "utf-8")
        assert build(options).ok
        assert build(clean).ok
        assert _files(options.output) == _files(clean.output)
    (site.folder / "content/events/2022/03/14/e1.yaml").unlink()
    assert build(options).ok
    place.write_text("name: House\nkind: site\ncountry: UA\nlat: 48.5\nlon: 35\n", "utf-8")
    assert [problem.code for problem in build(options).problems] == ["E23"]


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != ".dayline-manifest")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize("status", ["verified", "disputed"])
def test_a_withheld_event_has_no_status(site: SiteBuilder, status: str) -> None:
    """Neither its page nor any list says how sure we were of an event that is withheld, or of what it claimed."""
    proof = "methods: [geolocation], by: The desk, on: 2022-03-15"
    log = "changes: [{date: 2022-03-15, kind: withheld, text: A person could be harmed.}]"
    verified = f"verification: {{status: verified, {proof}}}" if status == "verified" else ""
    site.write({"content/threads/siege.yaml": "title: The siege\nsummary: What happens there.\n"})
    with_events(
        site,
        event("place: dnipro", "threads: siege", verified, f"claims: [{{id: it, text: It is so, status: {status}}}]",
              "state: withheld", log),
    )  # fmt: skip
    folder = built(site)
    words = "Verified by us|[Dd]isputed|[Ss]econd-hand|[Oo]ur own reporting"
    own = (path for path in holding(folder, words) if "assets" not in path and "search/" not in path)
    assert [path for path in own if not path.startswith(("claims/", "statuses/", "about", "index.html"))] == []
    assert 'class="status ">Withheld<' in (folder / "2022/03/14/e0/index.html").read_text("utf-8")

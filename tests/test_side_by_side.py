"""Counts of one subject side by side: who says how many, where and when, and how it is known."""

from datetime import UTC, datetime

import pytest

from conftest import SiteBuilder
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import counts, figures, home, lists
from dayline.pages.plan import plan

NOW = datetime(2022, 3, 20, 12, tzinfo=UTC)
PLACES = {f"content/places/{id}.yaml": f"name: {id.title()}\nkind: settlement\ncountry: UA\n"
          for id in ("harbour", "mill")}  # fmt: skip
ACTORS = {
    "content/actors/council.yaml": "name: City council\nkind: government\ncountry: UA\n",
    "content/actors/army.yaml": "name: Army\nkind: armed-force\ncountry: RU\nparty_to_conflict: true\n",
}


def figure(title: str, *lines: str) -> str:
    """The file of a figure of the dead."""
    return "\n".join((f"title: {title}", "unit: people", "counts: As stated", "about: killed", *lines, ""))


def event(day: int, *values: str, more: str = "") -> str:
    """The file of an event that gives some values."""
    listed = "".join(f"  - {{{value}}}\n" for value in values)
    title = f"title: Something is reported on day {day}\nsource: https://example.org/{day}\n"
    return f"date: 2022-03-{day}\n{title}{more}figures:\n{listed}"


DEBUNKED = """\
verification: {status: debunked, note: It was not so.}
changes:
  - {date: 2022-03-13, kind: status, text: It was not so., field: verification.status, was: unverified, now: debunked}
"""
FILES: dict[str, str | bytes] = {
    **PLACES,
    **ACTORS,
    "content/figures/city.yaml": figure("Dead of the city", "kind: cumulative", "weight: 9", "place: harbour",
                                        "excludes: Soldiers", "not_held: [UN count of the dead]"),
    "content/figures/attacks.yaml": figure("Dead of single attacks", "kind: flow", "weight: 5",
                                           "not_held: [UN count of the dead, Any count of soldiers]"),
    "content/figures/hurt.yaml": figure("Injured", "kind: level").replace("killed", "injured"),
    "content/figures/ice.yaml": figure("Ice", "kind: level").replace("killed", "ice"),
    "content/figures/cars.yaml": figure("Cars", "kind: level").replace("about: killed\n", ""),
    "content/vocab/figure-subjects.yaml": "subjects:\n  ice: {label: Thickness of ice}\n",
    "content/events/2022/03/10/a.yaml": event(
        10, "figure: city, value: 90, by: council", "figure: city, value: 40, by: army",
        "figure: attacks, value: 3, place: mill, scope: at the bridge"),
    "content/events/2022/03/11/b.yaml": event(
        11, "figure: attacks, value: 5, place: mill, scope: at the bridge",
        "figure: attacks, value: 7, by: army, status: disputed",
        "figure: hurt, value: 2, caveat: Nobody knows who counted.", "figure: ice, value: 1", "figure: cars, value: 8"),
    "content/events/2022/03/12/c.yaml": event(12, "figure: city, value: 95, qualifier: more-than, by: council",
                                              more=DEBUNKED),
}  # fmt: skip


@pytest.fixture
def index(site: SiteBuilder) -> SiteIndex:
    """A site with counts of two claimants, of single attacks, and of other things."""
    return SiteIndex(site.write(FILES).timeline(NOW.isoformat()))


def test_overview(index: SiteIndex) -> None:
    """The gravest subject comes first, the site's own last; what is about nothing is not there."""
    view = counts.overview(index)
    assert [(subject.link.text, subject.link.url) for subject in view.subjects] == [
        ("Killed", "\x1dfigures/about/killed/"), ("Injured", "\x1dfigures/about/injured/"),
        ("Thickness of ice", "\x1dfigures/about/ice/"),
    ]  # fmt: skip
    addresses = {page.url for page in plan(index)}
    assert {"\x1dfigures/about/", *(subject.link.url for subject in view.subjects)} <= addresses


def test_a_subject(index: SiteIndex) -> None:
    """By figure, the weightiest first: where, when, how many, who says so with which interest, how it is known."""
    (killed,) = counts.view("killed", index).subjects
    rows = [
        (figure.figure.text, line.place and line.place.text, line.scope, line.value.as_of, line.value.amount,
         line.value.by and line.value.by.who.text, line.stake, line.status, line.tone)
        for figure in killed.figures for line in figure.lines
    ]  # fmt: skip
    unmarked = "Single source, not verified"
    assert rows == [
        ("Dead of the city", "Harbour", "", "12 March 2022", "more than 95 people", "City council", "",
         "Shown to be false", "bad"),
        ("Dead of the city", "Harbour", "", "10 March 2022", "40 people", "Army", "party to the conflict", unmarked,
         ""),
        ("Dead of single attacks", "Mill", "at the bridge", "11 March 2022", "5 people", None, "", unmarked, ""),
        ("Dead of single attacks", None, "", "11 March 2022", "7 people", "Army", "party to the conflict", "Disputed",
         "doubt"),
        ("Dead of single attacks", "Mill", "at the bridge", "10 March 2022", "3 people", None, "", unmarked, ""),
    ]  # fmt: skip
    assert [(figure.excludes, figure.differ) for figure in killed.figures] == [("Soldiers", True), ("", False)]
    assert killed.not_held == ("UN count of the dead", "Any count of soldiers")


def test_many_counts_are_cut(site: SiteBuilder) -> None:
    """The overview has the newest counts of a figure, and a link to all of them."""
    many = {
        f"content/events/2022/03/{day}/{place}.yaml": event(day, f"figure: attacks, value: {day}, place: {place}")
        for day in range(10, 19)
        for place in ("mill", "harbour")
    }
    index = SiteIndex(site.write({**FILES, **many}).timeline(NOW.isoformat()))
    attacks = counts.overview(index).subjects[0].figures[1]
    assert (len(attacks.lines), attacks.lines[0].value.as_of) == (12, "18 March 2022")
    assert attacks.rest is not None
    assert (attacks.rest.text, attacks.rest.url) == ("All 21 counts", "\x1dfigures/about/killed/")
    whole = counts.view("killed", index).subjects[0].figures[1]
    assert (len(whole.lines), whole.rest) == (21, None)


def test_single_amounts_do_not_change(index: SiteIndex) -> None:
    """The dead of one attack are not compared with those of the attack before; totals are."""
    changes = [(line.amount, line.change) for table in figures.view("attacks", index).columns for line in table.lines]
    assert changes == [("5 people", ""), ("3 people", ""), ("7 people", "")]
    single = figures.view("attacks", index).single
    assert [line.value.amount for line in single.lines] == ["5 people", "7 people", "3 people"] if single else False
    assert figures.view("city", index).single is None


def test_only_the_same_shares_a_chart(site: SiteBuilder) -> None:
    """What differs in scope or place has a chart of its own, unless the figure says that it is the same."""
    values = [f"figure: city, value: {n}, by: {by}, as_of: 2022-03-{n}, {more}"
              for by in ("council", "army") for n in (10, 11) for more in ("scope: killed", "place: mill")]  # fmt: skip
    files = {**FILES, "content/events/2022/03/12/c.yaml": event(12, *values)}
    apart = figures.view("city", SiteIndex(site.write(files).timeline(NOW.isoformat()))).graphs
    assert [(graph.name, graph.title, graph.keys) for graph in apart] == [
        ("chart-1", "Dead of the city, killed, people", ("City council, killed", "Army, killed")),
        ("chart-2", "Dead of the city, Mill, people", ("City council, Mill", "Army, Mill")),
        ("chart-3", "Dead of the city, people", ("City council", "Army")),
    ]
    city = str(files["content/figures/city.yaml"]) + "one_chart: true\n"
    together = SiteIndex(site.write({"content/figures/city.yaml": city}).timeline(NOW.isoformat()))
    assert [len(graph.keys) for graph in figures.view("city", together).graphs] == [6]


def test_who_has_rivals(index: SiteIndex) -> None:
    """That sources count differently is said where two of them count the same."""
    rivals = {id: {claimant.has_rivals for claimant in figures.view(id, index).claimants} for id in ("city", "attacks")}
    assert rivals == {"city": {True}, "attacks": {False}}


def test_home_shows_the_weightiest(index: SiteIndex) -> None:
    """Weight decides, then the day; each with its caveat. The dead of one attack do not stand for those of all."""
    shown = home.view(index).figures
    assert [(line.figure.text, line.amount) for line in shown] == [
        ("Dead of the city", "more than 95 people"), ("Cars", "8 people"),
        ("Injured", "2 people"),
    ]  # fmt: skip
    assert [line.caveat for line in shown if line.caveat] == ["Nobody knows who counted."]


def test_a_count_of_the_page_is_found_from_the_list(index: SiteIndex, site: SiteBuilder) -> None:
    """The list of figures links to the page; without subjects there is neither."""
    listed = figures.listed(index)
    assert listed.beside is not None
    assert listed.beside.url == "\x1dfigures/about/"
    plain = {name: str(text).replace("about: ", "# ") for name, text in FILES.items() if "figures/" in name}
    without = SiteIndex(site.write(dict(plain)).timeline(NOW.isoformat()))
    assert figures.listed(without).beside is None
    assert not [page.url for page in plan(without) if "about" in page.url]


def test_new_counts_change_the_pages(site: SiteBuilder) -> None:
    """A new count changes the overview and the page of its subject, not those of others."""
    site.write(FILES)
    late = event(13, "figure: attacks, value: 4, place: mill")
    changed = site.edited({"content/events/2022/03/13/late.yaml": late}, "figures/about/")
    assert changed == ["figures/about/index.html", "figures/about/killed/index.html"]


def test_a_list_of_no_figures_is_a_list(site: SiteBuilder) -> None:
    """Other lists have their own links beside them, or none."""
    index = SiteIndex(site.write(dict(PLACES)).timeline(NOW.isoformat()))
    assert lists.page("term", "", "").make(index).beside is None


def test_a_hidden_place_is_hidden_with_its_count(site: SiteBuilder) -> None:
    """An event that withholds where it was does not say so by the place of its count, nor does the figure's table."""
    hidden = "sensitivity: {location: {withheld: to protect people}}\n"
    table = ("table:\n  source: https://example.org/t\n  date: day\n"
             "  values: {column: dead, by: army, scope: all, place: mill}\n")  # fmt: skip
    files: dict[str, str | bytes] = {
        **PLACES, **ACTORS,
        "content/figures/attacks.yaml": figure("Dead of single attacks", "kind: flow") + table,
        "content/figures/attacks.csv": "day,dead\n2022-03-09,1\n",
        "content/events/2022/03/10/a.yaml": event(10, "figure: attacks, value: 3, place: mill", more=hidden),
        "content/events/2022/03/11/b.yaml": event(11, "figure: attacks, value: 4, place: harbour"),
    }  # fmt: skip
    index = SiteIndex(site.write(files).timeline(NOW.isoformat()))
    rows = counts.view("killed", index).subjects[0].figures[0].lines
    assert [(line.value.amount, line.place and line.place.text) for line in rows] == [
        ("4 people", "Harbour"), ("3 people", None), ("1 people", None),
    ]  # fmt: skip

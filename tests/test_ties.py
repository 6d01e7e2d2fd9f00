"""Who met, accused, asked and answered whom: what the records say, how it is told, and how it is drawn."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import SiteBuilder
from dayline import urls
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.drawing.arc_diagram import arcs
from dayline.pages.drawing.ego_network import MOST, Other, ego_network
from dayline.pages.drawing.shapes import TEXT, Drawing, Name, Strand, cut, thickness, width, wrapped
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import actors, lists, network
from dayline.pages.links import Link
from dayline.pages.parts.ties import ties_view
from dayline.timeline.interactions import Act, Party, has_ties, ties, ties_of

ACTORS = {
    "content/actors/ada.yaml": (
        "name: Ada\nkind: person\npublic_figure: true\nroles:\n  - {title: Envoy, organisation: north}\n"
    ),
    "content/actors/bo.yaml": "name: Bo\nkind: person\npublic_figure: true\n",
    "content/actors/north.yaml": "name: North\nkind: government\n",
    "content/actors/south.yaml": "name: South\nkind: government\n",
    "content/actors/army.yaml": "name: Army of South\nkind: armed-force\nparent: south\n",
    "content/actors/league.yaml": "name: League\nkind: igo\n",
}
NORTH, SOUTH, BO = Party("north"), Party("south"), Party("bo")


def event(site: SiteBuilder, text: str, day: int = 14, slug: str = "one") -> SiteBuilder:
    """The site with an event of a day."""
    head = f"date: 2022-03-{day}\ntitle: Something happens there\nsource: https://example.net/1\n"
    return site.write({**ACTORS, f"content/events/2022/03/{day}/{slug}.yaml": head + text})


def acts(site: SiteBuilder) -> list[Act]:
    """What was done by whom to whom."""
    return [tie.act for tie in ties(site.timeline())]


TALKS = "type: talks\nactors: [{actor: north}, {actor: south, role: host}, {actor: bo, role: mentioned}]\n"
RULES = {
    "talks": (TALKS, [Act("met", NORTH, SOUTH, "talks")]),
    "talks by video link": (TALKS + "mode: video\n", [Act("met", NORTH, SOUTH, "video")]),
    "an exchange of letters": (TALKS + "mode: written\n", []),
    "a visit": (
        "type: aid\nmode: in-person\nactors: [{actor: north, role: initiator}, {actor: south, role: recipient}]\n",
        [Act("met", NORTH, SOUTH, "in-person")],
    ),
    "an attack": ("type: attack\nactors: [{actor: north, role: initiator}, {actor: south, role: recipient}]\n", []),
    "talks with a mediator": (
        "type: talks\nactors: [north, south, {actor: league, role: mediator}]\n",
        [Act("met", Party("league"), NORTH, "talks", mediated=True),
         Act("met", Party("league"), SOUTH, "talks", mediated=True), Act("met", NORTH, SOUTH, "talks")],
    ),
    "talks of an envoy beside the own government": (
        "type: talks\nactors: [ada, north, bo]\n",
        [Act("met", Party("ada"), BO, "talks"), Act("met", BO, NORTH, "talks")],
    ),
    "talks that go on": (TALKS + "event_status: ongoing\n", [Act("met", NORTH, SOUTH, "talks")]),
    "planned talks": (TALKS + "event_status: planned\nplanned: {expected: 2022-03-20}\n", []),
    "talks of which nothing is known": (
        TALKS + "event_status: unknown\nplanned: {expected: 2022-03-14}\n", [],
    ),
    "withheld talks": (TALKS + "state: withheld\nchanges: [{date: 2022-03-14, kind: withheld, text: No.}]\n", []),
    "talks that never were": (TALKS + "verification: debunked\n", []),
    "talks that were taken back": (
        TALKS + "verification: retracted\n", [Act("met", NORTH, SOUTH, "talks", withdrawn=True)],
    ),
    "an accusation": (
        ("type: accusation\nattribution: {by: north}\n"
        "actors: [{actor: north, role: speaker}, {actor: south, role: subject}, {actor: bo, role: affected}]\n"),
        [Act("accused", NORTH, SOUTH)],
    ),
    "an accusation by nobody but its attribution": (
        "type: accusation\nattribution: {by: bo}\nactors: [{actor: south, role: subject}]\n",
        [Act("accused", BO, SOUTH)],
    ),
    "a claim that accuses": (
        ("claims:\n  - {id: it, by: bo, text: South did it, kind: accusation, about: [south, army]}\n"
        "  - {id: other, by: bo, text: North did it, about: [north]}\n"),
        [Act("accused", BO, Party("army")), Act("accused", BO, SOUTH)],
    ),
    "a claim that was taken back, in an accusation": (
        ("type: accusation\nactors: [{actor: bo, role: speaker}, {actor: south, role: subject}]\n"
        "claims: [{id: it, by: bo, text: South did it, kind: accusation, about: [south], status: retracted}]\n"),
        [Act("accused", BO, SOUTH, withdrawn=True)],
    ),
    "somebody unnamed accuses": (
        ("claims:\n  - {id: it, text: Bo did it, kind: accusation, about: [bo, north], attribution: "
        "{anonymous: true, described_as: an aide, reason: fear, organisation: north}}\n"
        "  - {id: too, text: South did it, kind: accusation, about: [south], attribution: "
        "{anonymous: true, described_as: an aide, reason: fear}}\n"),
        [Act("accused", Party("north", True), BO), Act("accused", Party("north", True), NORTH)],
    ),
    "a name that is our inference": (
        ("claims: [{id: it, text: South did it, kind: accusation, about: [south], "
        "attribution: {by: bo, identity: inferred}}]\n"), [],
    ),
    "an accusation of oneself": ("claims: [{id: it, by: bo, text: I did it, kind: accusation, about: [bo]}]\n", []),
    "a warning": (
        ("type: warning\nactors: [{actor: bo, role: speaker}, {actor: south, role: recipient}, "
        "{actor: north, role: subject}]\n"), [Act("warned", BO, SOUTH)],
    ),
    "a demand": (
        "type: demand\nattribution: {by: bo}\nactors: [{actor: south, role: recipient}]\n",
        [Act("demanded", BO, SOUTH)],
    ),
    "a request": (
        "type: request\nactors: [{actor: bo, role: speaker}, {actor: south, role: recipient}]\n",
        [Act("asked", BO, SOUTH)],
    ),
    "a statement": (
        "type: statement\nactors: [{actor: bo, role: speaker}, {actor: south, role: recipient}]\n", [],
    ),
    "an answer": (
        ("claims: [{id: it, by: bo, text: It is so}]\n"
        "responses: [{claim: 2022-03-14/one#it, type: denies, addresses: part, by: south}]\n"),
        [Act("answered", SOUTH, BO, "denies", "part")],
    ),
    "an answer to one's own claim": (
        ("claims: [{id: it, by: bo, text: It is so}]\n"
        "responses: [{claim: 2022-03-14/one#it, type: confirms, by: bo}]\n"), [],
    ),
    "no answer": (
        ("claims: [{id: it, by: bo, text: It is so}]\n"
        "responses: [{claim: 2022-03-14/one#it, type: no-response, by: south}]\n"), [],
    ),
    "an answer to a claim that was taken back": (
        ("claims: [{id: it, by: bo, text: It is so, status: retracted}]\n"
        "responses: [{claim: 2022-03-14/one#it, type: denies, by: south}]\n"),
        [Act("answered", SOUTH, BO, "denies", "whole", withdrawn=True)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RULES)
def test_the_ties_of_one_are_those_among_all(site: SiteBuilder, name: str) -> None:
    """Gathered for one actor, ties are those that it has among the ties of all."""
    timeline = event(site, RULES[name][0]).timeline()
    found = ties(timeline)
    assert has_ties(timeline) == bool(found)
    for id in timeline.actors:
        assert ties_of(id, timeline) == tuple(tie for tie in found if Party(id) in (tie.act.by, tie.act.to))


@pytest.mark.parametrize("name", RULES)
def test_what_makes_a_tie(site: SiteBuilder, name: str) -> None:
    """Each kind of record gives exactly these ties."""
    text, expected = RULES[name]
    assert acts(event(site, text)) == expected


def test_drafts_make_no_tie(site: SiteBuilder) -> None:
    """What is not published is not there, nor is a tie by an answer to it."""
    event(site, TALKS + "state: draft\nclaims: [{id: it, by: bo, text: It is so}]\n")
    event(site, "responses: [{claim: 2022-03-14/one#it, type: denies, by: south}]\n", 15)
    assert acts(site) == []


def test_a_tie_has_its_events(site: SiteBuilder) -> None:
    """The same act on several days is one tie, with its events in their order; what is vague comes first."""
    for day in (15, 12):
        event(site, TALKS, day)
    event(site, TALKS, 12, "before")
    path = "content/events/2022/03/12/before.yaml"
    site.write({path: (site.source(path) or "").replace("date: 2022-03-12", "date: ../2022-03-12")})
    (tie,) = ties(site.timeline())
    assert tie.events == ("2022-03-12/before", "2022-03-12/one", "2022-03-15/one")
    assert (tie.first.day, tie.last.day) == (12, 15)


@pytest.fixture
def index(site: SiteBuilder) -> SiteIndex:
    """An edition in which some met, accused and answered each other, and one took something back."""
    event(site, TALKS, 10)
    event(site, TALKS, 12)
    event(
        site,
        "claims:\n  - {id: it, text: South did it, kind: accusation, about: [south], attribution: "
        "{anonymous: true, described_as: an aide, reason: fear, organisation: north}}\n"
        "  - {id: old, by: bo, text: South did that, kind: accusation, about: [south], status: retracted}\n",
        13,
    )
    event(site, "responses: [{claim: 2022-03-13/one#it, type: denies, by: south}]\n", 14)
    event(site, "type: talks\nmode: phone\nactors: [south, {actor: league, role: mediator}]\n", 14, "call")
    return SiteIndex(site.timeline())


def told(id: str, index: SiteIndex) -> list[tuple[str, ...]]:
    """An actor's ties as its page tells them."""
    view = ties_view(id, index)
    assert view is not None
    return [(other.who.text, row.what, row.times, row.span) for other in view.others for row in other.rows]


def test_ties_are_told_from_both_ends(index: SiteIndex) -> None:
    """Each end tells what it did or had done to it; who is not named is not merged with the organisation."""
    assert told("south", index) == [
        ("Unnamed, North", "South answered a claim of theirs (denied)", "1", "14 March 2022"),
        ("Unnamed, North", "Accused South", "1", "13 March 2022"),
        ("North", "Held talks", "2", "10 March 2022 – 12 March 2022"),
        ("League", "Spoke by phone with them as mediator", "1", "14 March 2022"),
        ("Bo", "Accused South (withdrawn since)", "1", "13 March 2022"),
    ]
    assert told("north", index) == [("South", "Held talks", "2", "10 March 2022 – 12 March 2022")]
    assert told("league", index) == [("South", "Spoke by phone as mediator", "1", "14 March 2022")]
    assert told("bo", index) == [("South", "Bo accused them (withdrawn since)", "1", "13 March 2022")]
    assert ties_view("ada", index) is None


def test_what_is_drawn(index: SiteIndex) -> None:
    """A line for each kind of tie that stands, with its direction, and nothing for what was withdrawn."""
    view = ties_view("south", index)
    assert view is not None
    assert view.drawing is not None
    assert [(name.full, name.url) for name in view.drawing.names] == [
        ("Unnamed, North", urls.entry("actor", "north")),
        ("North", urls.entry("actor", "north")),
        ("League", urls.entry("actor", "league")),
    ]
    assert [(line.kind, len(line.heads), line.width, line.text) for line in view.drawing.lines] == [
        ("accused", 1, "1.5", "Unnamed, North accused South: 1"),
        ("answered", 1, "1.5", "South answered (denied) a claim of Unnamed, North: 1"),
        ("met", 0, "2.5", "North held talks with South: 2"),
        ("met", 0, "1.5", "League spoke by phone as mediator with South: 1"),
    ]
    withdrawn = ties_view("bo", index)
    assert withdrawn is not None
    assert withdrawn.drawing is None


def test_the_page_of_all(index: SiteIndex) -> None:
    """All ties stand in one table, the most frequent first, each with its items; the list of actors leads there."""
    (page,) = network.pages(index)
    view = page.make(index)
    assert view.summary == "5 contacts between 5 people and groups."
    assert [(row.one.text, row.what, row.other.text, row.times) for row in view.rows] == [
        ("North", "held talks with", "South", "2"),
        ("South", "answered (denied) a claim of", "Unnamed, North", "1"),
        ("League", "spoke by phone as mediator with", "South", "1"),
        ("Bo", "accused (withdrawn since)", "South", "1"),
        ("Unnamed, North", "accused", "South", "1"),
    ]
    assert view.rows[0].items == (
        Link("12 March 2022", urls.event("2022-03-12/one")), Link("10 March 2022", urls.event("2022-03-10/one")),
    )  # fmt: skip
    listed = next(page for page in actors.pages(index) if page.url == urls.index("actor")).make(index)
    assert isinstance(listed, lists.ListView)
    assert listed.beside == Link(view.head.title, page.url)


def test_a_site_without_ties(site: SiteBuilder) -> None:
    """Where nobody met or accused anybody nothing is shown of it, and nothing leads to it."""
    index = SiteIndex(event(site, "actors: [north, south]\n").timeline())
    assert list(network.pages(index)) == []
    assert actors.view("north", index).ties is None
    listed = next(page for page in actors.pages(index) if page.url == urls.index("actor")).make(index)
    assert listed.beside is None


def test_more_than_can_be_drawn(site: SiteBuilder) -> None:
    """Twelve others are drawn, the rest is counted; three items are linked, the rest told."""
    guests = [f"g{number:02}" for number in range(15)]
    site.write({f"content/actors/{id}.yaml": f"name: Guest {id}\nkind: person\n" for id in guests})
    event(site, f"type: talks\nmode: in-person\nactors: [bo, {', '.join(guests)}]\n", 13)
    for day in (10, 11, 12, 14):
        event(site, "type: talks\nmode: in-person\nactors: [bo, g07]\n", day)
    index = SiteIndex(site.timeline())
    view = ties_view("bo", index)
    assert view is not None
    assert view.drawing is not None
    assert (len(view.drawing.names), view.drawing.names[0].full) == (MOST, "Guest g07")
    assert view.note.endswith("five times or more. And 3 more in the table.")
    row = next(network.pages(index)).make(index).rows[0]
    assert [link.text for link in row.items] == ["14 March 2022", "13 March 2022", "12 March 2022"]
    assert row.more == Link("and 2 more since 10 March 2022", "\x1dactors/bo/")


def test_a_word_renders_the_pages_of_those_who_met(site: SiteBuilder) -> None:
    """Another word in the newest item of a tie renders the actors' pages, which show it, but not the page of all."""
    event(site, TALKS, 10)
    event(site, TALKS, 12)
    options = Options(site.folder, site.folder / "public", datetime(2022, 4, 20, tzinfo=UTC), jobs=1)
    options = replace(options, cache=site.folder / "cache")
    build(options)
    path = "content/events/2022/03/12/one.yaml"
    site.write({path: (site.source(path) or "").replace("Something", "Everything")})
    found = {url.replace(urls.ROOT, "/") for url in build(options).reasons}
    assert {url for url in found if url.startswith(("/actors/", "/network/"))} == {
        "/actors/bo/", "/actors/north/", "/actors/south/",
    }  # fmt: skip
    assert "Everything happens there" in (site.folder / "public/actors/north/index.html").read_text("utf-8")


WORDS = st.text(st.characters(codec="utf-8", categories=("Lu", "Ll", "Lo", "Nd", "Pd")), min_size=1, max_size=30)
NAMES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
STRANDS = st.lists(st.sampled_from(("met", "accused", "asked", "answered")), min_size=1, max_size=4, unique=True).map(
    lambda kinds: tuple(Strand(kind, True, kind != "met", 1, "") for kind in kinds)
)


def boxes(drawing: Drawing) -> list[tuple[int, int, int, int]]:
    """The edges of every line of every name, as it is measured: left, top, right, bottom."""
    return [
        (left, row.y - TEXT, left + width(row.text, name is drawing.centre), row.y + 3)
        for name in (drawing.centre, *drawing.names)
        if name
        for row in name.rows
        for left in [_left(name, width(row.text, name is drawing.centre))]
    ]


def _left(name: Name, wide: int) -> int:
    return {"start": name.x, "middle": name.x - wide // 2, "end": name.x - wide}[name.anchor]


def fits(drawing: Drawing) -> bool:
    """Whether all names are inside the drawing and none lies on another."""
    found = boxes(drawing)
    inside = all(l >= 0 and t >= 0 and r <= drawing.width and b <= drawing.height for l, t, r, b in found)  # noqa: E741
    apart = all(
        one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        for one, other in combinations(found, 2)
    )
    return inside and apart


@settings(max_examples=60, deadline=None)
@given(own=NAMES, others=st.lists(st.tuples(NAMES, STRANDS), min_size=1, max_size=MOST))
def test_names_of_an_ego_network_have_room(own: str, others: list[tuple[str, tuple[Strand, ...]]]) -> None:
    """However long the names are, none is cut by the edge or lies on another, and the drawing is always the same."""
    told = [Other(Link(name), strands) for name, strands in others]
    drawing = ego_network(Link(own), told)
    assert fits(drawing)
    assert drawing == ego_network(Link(own), told)
    assert [name.full for name in drawing.names] == [name for name, _ in others]
    assert len(drawing.lines) == sum(len(strands) for _, strands in others)


@settings(max_examples=60, deadline=None)
@given(groups=st.lists(st.lists(NAMES, min_size=1, max_size=6), min_size=1, max_size=4), strands=STRANDS)
def test_names_beside_arcs_have_room(groups: list[list[str]], strands: tuple[Strand, ...]) -> None:
    """Names stand one below the other with a space between groups, and lines stay inside the drawing."""
    number = sum(len(group) for group in groups)
    links = [[Link(name) for name in group] for group in groups]
    pairs = dict.fromkeys(combinations(range(number), 2), strands)
    drawing = arcs(links, pairs)
    assert fits(drawing)
    assert drawing == arcs(links, pairs)
    steps = [after.top - before.top for before, after in pairwise(drawing.names)]
    assert sorted(set(steps)) == sorted({30 for group in groups if len(group) > 1} | {44 for _ in groups[1:]})


def test_texts_are_cut_and_wrapped() -> None:
    """A text is put into as many lines as there may be; what is too long ends in an ellipsis."""
    assert wrapped("Government of the United States", 150, 2) == ("Government of the", "United States")
    assert wrapped("High Commissioner for Refugees of the Nations", 120, 2) == ("High", "Commissioner…")
    assert cut("Government", 60) == "Gover…"
    assert [thickness(number) for number in (1, 2, 4, 5)] == ["1.5", "2.5", "2.5", "4"]

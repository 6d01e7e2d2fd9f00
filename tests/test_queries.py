"""Recorded reads: what pages ask is noted, and a page is made again if an answer has changed, and only then."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any

import pytest

from conftest import SiteBuilder
from dayline.cache import pickled
from dayline.cache.shelf import by_digest, key_digest
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.queries.graph import BLOCK, PAGE, Block, Changes, Graph
from dayline.queries.query import query
from dayline.queries.recorded import ALL, IDS, RecordedMapping
from dayline.queries.recorder import Query, Recorder

LINK = "pages.names:Names.link"
HAS_DAY = "pages.names:Names.has_day"
DAY = date(2022, 3, 14)
PLACE = "name: {}\nkind: settlement\ncountry: UA\n"
EVENT = "date: 2022-03-14\ntitle: {}\nsource: https://example.org/a\nplace: kyiv\nsummary: {}\n"
FILES = {
    "content/places/kyiv.yaml": PLACE.format("Kyiv"),
    "content/places/lviv.yaml": PLACE.format("Lviv"),
    "content/events/2022/03/14/one.yaml": EVENT.format("Something happens", "A bridge is closed."),
}
View = Callable[[SiteIndex], object]


def links(*ids: str) -> View:
    """A page that shows the names of places."""
    return lambda index: index.links("place", ids)


@pytest.fixture
def index(site: SiteBuilder) -> SiteIndex:
    """A site with two places and an event."""
    return SiteIndex(site.write(FILES).timeline())


def with_files(site: SiteBuilder, files: dict[str, str]) -> SiteIndex:
    """The site after some files have changed."""
    return SiteIndex(site.write(dict(files)).timeline())


def asked_by(index: SiteIndex, view: View) -> set[Query]:
    """What a page asks."""
    return {*index.recorder.noting(partial(view, index))[1]}


def graph_of(index: SiteIndex, **pages: View) -> Graph:
    """What some pages asked."""
    graph = Graph()
    for url, view in pages.items():
        graph.note((PAGE, url), asked_by(index, view), index)
    return graph


def renewed(graph: Graph, index: SiteIndex, touched: Iterable[Query] | None = None) -> dict[str, str]:
    """The pages to be made again, and why."""
    changes = Changes(graph, index, None if touched is None else frozenset(touched)).spread()
    return {url: changes.reason((PAGE, url)) for url in sorted(changes.affected(PAGE))}


LOOKED_UP: dict[str, tuple[Callable[[RecordedMapping[str, int]], object], object, set[object]]] = {
    "an entry": (lambda lookup: lookup["a"], 1, {"a"}),
    "an entry, or else": (lambda lookup: lookup.get("c", 3), 3, {"c"}),
    "whether there is an entry": (lambda lookup: "c" in lookup, False, {"c"}),
    "all ids": (list, ["a", "b"], {IDS}),
    "how many there are": (len, 2, {IDS}),
    "whether there are any": (bool, True, {IDS}),
    "all ids, by name": (lambda lookup: list(lookup.keys()), ["a", "b"], {IDS}),
    "all entries": (lambda lookup: list(lookup.items()), [("a", 1), ("b", 2)], {ALL}),
    "all entries without ids": (lambda lookup: list(lookup.values()), [1, 2], {ALL}),
    "ids and one entry": (lambda lookup: [lookup[id] for id in lookup if id > "a"], [2], {IDS, "b"}),
}


@pytest.mark.parametrize("name", LOOKED_UP)
def test_what_is_noted_of_a_lookup(name: str) -> None:
    """The keys that were asked for, whether they are there or not, or that all were."""
    look_up, answer, keys = LOOKED_UP[name]
    recorder = Recorder()
    lookup = RecordedMapping("letters", {"a": 1, "b": 2}, recorder)
    found, asked = recorder.noting(lambda: look_up(lookup))
    assert (found, {*asked}) == (answer, {("letters", key) for key in keys})
    assert recorder.asked == set(), "what was asked inside is not asked outside"


def test_an_entry_that_is_missing_is_noted() -> None:
    """A page that fails over a missing entry has asked for it, and what is asked afterwards is noted as usual."""
    recorder = Recorder()
    lookup: RecordedMapping[str, int] = RecordedMapping("letters", {}, recorder)
    with pytest.raises(KeyError):
        recorder.noting(lambda: lookup["a"])
    assert recorder.asked == set()
    with pytest.raises(KeyError):
        lookup["b"]
    assert recorder.asked == {("letters", "b")}


class Counted:
    """Something that is asked, and how often it had to work out an answer."""

    language = "en"

    def __init__(self) -> None:
        self.recorder = Recorder()
        self.numbers = RecordedMapping("numbers", {"one": 1, "two": 2}, self.recorder)
        self.worked_out: list[str] = []

    @query
    def double(self, of: str) -> int:
        """Twice a number."""
        self.worked_out.append(of)
        return 2 * self.numbers[of]

    @query
    def fourfold(self, of: str) -> int:
        """Twice that."""
        return 2 * self.double(of)


def test_a_query_is_worked_out_once() -> None:
    """Each asker has asked the query, not what is behind it, and only the first has to wait for the answer."""
    counted = Counted()
    made = [counted.recorder.noting(lambda: counted.fourfold("two")) for _ in range(3)]
    made.append(counted.recorder.noting(lambda: counted.double("two") + counted.double("two")))
    fourfold, double = ((f":Counted.{name}", "en", "two") for name in ("fourfold", "double"))
    assert [(answer, {*asked}) for answer, asked in made] == [*[(8, {fourfold})] * 3, (8, {double})]
    assert counted.worked_out == ["two"]
    assert {*counted.recorder.node(fourfold).reads} == {double}
    assert {*counted.recorder.node(double).reads} == {("numbers", "two")}


def test_what_is_behind_a_touched_query_is_forgotten() -> None:
    """Over several steps; what does not depend on it stays, and is not worked out again."""
    counted = Counted()
    assert [counted.fourfold(of) for of in ("one", "two")] == [4, 8]
    one, two = (
        ((f":Counted.{name}", "en", of) for name in ("fourfold", "double") for of in ("one", "two")),
        ("numbers", "two"),
    )
    queries = [*one]
    first = counted.recorder.following({two})
    assert [query for query in queries if first.known(query)] == [query for query in queries if query[2] == "one"]
    second = first.following({two})
    assert [query for query in queries if second.known(query)] == [query for query in queries if query[2] == "one"]
    assert not any(map(second.following({("numbers", "one")}).known, queries))
    assert all(map(counted.recorder.known, queries)), "the recorder before is as it was"


def test_what_is_touched_through_a_query_in_between() -> None:
    """An answer is forgotten too if what it was made from is, though it has not asked the lookup itself."""
    counted = Counted()
    counted.double("one")
    counted.fourfold("one")
    assert (
        counted.recorder.following({(":Counted.double", "en", "one")}).known((":Counted.fourfold", "en", "one")) is None
    )


def test_nothing_has_changed(index: SiteIndex, site: SiteBuilder) -> None:
    """The same content gives no changes."""
    graph = graph_of(index, kyiv=links("kyiv"), day=lambda index: index.has_day(DAY))
    assert renewed(graph, SiteIndex(site.timeline())) == {}


def test_a_change_leads_to_those_who_asked(index: SiteIndex, site: SiteBuilder) -> None:
    """A page that asked a query behind which a lookup has changed is made again; the lookup is the reason."""
    graph = graph_of(index, kyiv=links("kyiv"), both=links("kyiv", "lviv"), lviv=links("lviv"))
    after = with_files(site, {"content/places/kyiv.yaml": PLACE.format("Kiev")})
    assert renewed(graph, after) == {"both": "places kyiv", "kyiv": "places kyiv"}
    assert Changes(graph, after).spread().worked_out == {(LINK, "en", "place", "kyiv")}


def test_an_answer_that_is_as_before_affects_nobody(index: SiteIndex, site: SiteBuilder) -> None:
    """A link shows the name of a place, and no other field; who reads the place itself is affected."""
    graph = graph_of(index, link=links("kyiv"), entry=lambda index: index.timeline.places["kyiv"].record)
    after = with_files(site, {"content/places/kyiv.yaml": f"{PLACE.format('Kyiv')}lat: 50.4\nlon: 30.5\n"})
    assert renewed(graph, after) == {"entry": "places kyiv"}


def test_only_what_is_touched_is_looked_up(index: SiteIndex, site: SiteBuilder) -> None:
    """If the touched lookups are given, others are taken to be as they were."""
    graph = graph_of(index, kyiv=links("kyiv"), lviv=links("lviv"))
    after = with_files(site, {f"content/places/{id}.yaml": PLACE.format("A city") for id in ("kyiv", "lviv")})
    assert renewed(graph, after) == {"kyiv": "places kyiv", "lviv": "places lviv"}
    assert renewed(graph, after, {("places", "lviv"), ("places", "nobody asked")}) == {"lviv": "places lviv"}
    assert renewed(graph, after, ()) == {}


def test_a_record_that_is_gone(index: SiteIndex, site: SiteBuilder) -> None:
    """A query about it has no answer any more; when the record is back, it has."""
    graph = graph_of(index, lviv=links("lviv"), kyiv=links("kyiv"), day=lambda index: index.has_day(DAY))
    site.remove("content/places/lviv.yaml", "content/events/2022/03/14/one.yaml")
    without = SiteIndex(site.timeline())
    assert renewed(graph, without) == {"day": f"on_day {DAY}", "lviv": "places lviv"}
    graph.follow(Changes(graph, without).spread(), without)
    assert renewed(graph, without) == {}
    assert renewed(graph, with_files(site, FILES)) == {"day": f"on_day {DAY}", "lviv": "places lviv"}


def test_text_and_all_else_of_an_event(index: SiteIndex, site: SiteBuilder) -> None:
    """What only the card of an event shows is a lookup of its own."""
    id = "2022-03-14/one"
    event = index.own_timeline.events[id]
    graph = graph_of(
        index,
        line=lambda index: index.timeline.events[id].record.title,
        card=lambda index: index.summary(event),
        all=lambda index: [event.id for event in index.timeline.events.values()],
        ids=lambda index: list(index.timeline.events),
    )
    path = f"content/events/{id.replace('-', '/')}.yaml"
    summary = with_files(site, {path: EVENT.format("Something happens", "It opens.")})
    assert renewed(graph, summary) == {"card": f"text {id}"}
    title = with_files(site, {path: EVENT.format("Something has happened", "A bridge is closed.")})
    assert renewed(graph, title) == {"all": f"events {ALL}", "card": f"text {id}", "line": f"events {id}"}
    path = "content/events/2022/03/14/two.yaml"
    other = with_files(site, {**FILES, path: EVENT.format("Another", "More.")})
    assert renewed(graph, other) == {"all": f"events {ALL}", "ids": f"events {IDS}"}


def test_what_nobody_asks_is_dropped(index: SiteIndex) -> None:
    """With the last page that asked a query it goes, and so does what was behind it."""
    graph = graph_of(index, one=links("kyiv"), two=links("kyiv", "lviv"))
    known: list[Query] = [
        (LINK, "en", "place", "kyiv"),
        ("places", "kyiv"),
        (LINK, "en", "place", "lviv"),
        ("places", "lviv"),
    ]
    numbers = [graph.number(query) for query in known]
    assert None not in numbers
    graph.drop((PAGE, "two"))
    assert [graph.number(query) for query in known] == [*numbers[:2], None, None]
    graph.drop((PAGE, "nobody"))
    graph.note((PAGE, "one"), asked_by(index, lambda _: None), index)
    assert [graph.number(query) for query in known] == [None] * 4
    assert [asker for asker, *_ in graph.asked(PAGE)] == [(PAGE, "one")]
    assert [*graph.asked()] == []


def test_a_page_made_again_asks_what_it_asks_now(index: SiteIndex, site: SiteBuilder) -> None:
    """The graph follows: its numbers stay, the answers are those of now, and what is new is known from then on."""
    graph = graph_of(index, page=links("kyiv"), other=links("kyiv", "lviv"))
    number = graph.number((LINK, "en", "place", "kyiv"))
    kiev = with_files(site, {"content/places/kyiv.yaml": PLACE.format("Kiev")})
    graph.follow(Changes(graph, kiev).spread(), kiev)
    graph.note((PAGE, "page"), asked_by(kiev, links("lviv")), kiev)
    assert renewed(graph, kiev) == {}
    assert graph.number((LINK, "en", "place", "kyiv")) == number
    kyiv = with_files(site, {"content/places/kyiv.yaml": PLACE.format("Kyiv")})
    assert renewed(graph, kyiv) == {"other": "places kyiv"}
    lviv = with_files(
        site, {"content/places/kyiv.yaml": PLACE.format("Kiev"), "content/places/lviv.yaml": PLACE.format("Lwów")}
    )
    assert renewed(graph, lviv) == {"other": "places lviv", "page": "places lviv"}


def test_an_answer_that_asks_something_else_now(index: SiteIndex, site: SiteBuilder) -> None:
    """A day that has lost its event asks for a brief as well; one that comes then makes the page again."""
    graph = graph_of(index, day=lambda index: index.has_day(DAY))
    assert graph.number(("briefs", DAY)) is None
    site.remove("content/events/2022/03/14/one.yaml")
    without = SiteIndex(site.timeline())
    graph.follow(Changes(graph, without).spread(), without)
    assert graph.number(("briefs", DAY)) is not None
    brief = {"content/briefs/2022/2022-03-14.md": "---\ndate: 2022-03-14\ntitle: The day\n---\n\nWords.\n"}
    assert renewed(graph, with_files(site, brief)) == {"day": f"briefs {DAY}"}


class OnDisk:
    """The blocks of a graph as the cache has them: bytes of plain values, and which of them were read."""

    def __init__(self, graph: Graph) -> None:
        self._numbers = dict(graph.numbers())
        self._blocks = {number: bytes(pickled.dumps(graph.block(number))) for number in graph.blocks()}
        self.was_read: list[int] = []
        self.changed: dict[int, Block] = {}

    def number(self, query: Query) -> int | None:
        """The number of a query."""
        return self._numbers.get(query)

    def block(self, number: int) -> Block:
        """A block of rows."""
        self.was_read.append(number)
        block: Block = pickled.load(BytesIO(self._blocks[number])) if number in self._blocks else ()
        return self.changed.get(number, block)

    def blocks(self) -> Iterable[int]:
        """The numbers of all blocks."""
        return sorted(self._blocks)

    def edited(self) -> Iterable[int]:
        """The numbers of the blocks that have changed since."""
        return self.changed

    def raw(self, number: int) -> bytes:
        """A block as it is on disk."""
        return self._blocks[number]

    def index(self) -> Iterable[tuple[int, int]]:
        """The digests of all queries with their numbers."""
        return [(key_digest(query), number) for query, number in self._numbers.items()]


def test_a_graph_from_disk_is_the_same(index: SiteIndex, site: SiteBuilder) -> None:
    """Numbers, answers and who asked them survive; only blocks that are needed are read."""
    many = {f"page{number}": partial(_numbered, number) for number in range(BLOCK)}
    graph = graph_of(index, **many, kyiv=links("kyiv"), lviv=links("lviv"))
    disk = OnDisk(graph)
    kept = Graph(disk, graph.next_numbers)
    after = with_files(site, {"content/places/kyiv.yaml": PLACE.format("Kiev")})
    assert renewed(kept, after, {("places", "kyiv")}) == {"kyiv": "places kyiv"}
    pages, worked_out, looked_up = (0, 4), (2,), (3, 7)  # blocks
    assert disk.was_read == [7, 2, 4], "the place, its link, the page"
    assert renewed(kept, after) == renewed(graph, after) == {"kyiv": "places kyiv"}
    assert {*disk.was_read} == {*pages[1:], *worked_out, *looked_up}, "other pages are not read"
    assert kept.changed == set()
    kept.drop((PAGE, "lviv"))
    assert kept.number(("places", "lviv")) is None


def _numbered(number: int, index: SiteIndex) -> object:
    """One of many pages."""
    return index.timeline.actors.get(f"actor-{number}")


def test_links_are_what_they_say(index: SiteIndex) -> None:
    """What is asked gives what the timeline holds, recorded or not."""
    assert index.link("place", "kyiv") == Link("Kyiv", "\x1dplaces/kyiv/")
    assert dict(index.timeline.places) == index.own_timeline.places
    answer: Any = index.has_day(DAY)
    assert (answer, {*index.recorder.node((HAS_DAY, "en", DAY)).reads}) == (True, {("on_day", DAY)})


def test_a_new_row_leaves_the_others_of_its_block(index: SiteIndex) -> None:
    """The last block on disk is kept again as a whole, though only a new row in it was touched."""
    graph = graph_of(index, **{f"page-{number}": links("kyiv") for number in range(150)})
    later = Graph(OnDisk(graph), graph.next_numbers)
    later.note((PAGE, "more"), {("terms", "new")}, index)
    last = max(graph.blocks())
    before = {row[0]: row[1] for row in graph.block(last)}
    now = {row[0]: row[1] for row in later.block(last)}
    assert {number: query for number, query in now.items() if number in before} == before
    assert len(now) == len(before) + 1


def test_what_nobody_has_read_is_copied(index: SiteIndex) -> None:
    """Blocks and numbers are taken over as bytes, but for blocks in which something has changed."""
    pages = {f"page{number}": partial(_numbered, number) for number in range(BLOCK)}
    graph = graph_of(index, **pages, kyiv=links("kyiv"))
    disk = OnDisk(graph)
    later = Graph(disk, graph.next_numbers)
    later.drop((PAGE, "kyiv"))
    unread = [block for block in later.blocks() if later.unread(block)]
    assert unread == [0, 3]
    assert [later.unread(block) for block in unread] == [disk.raw(block) for block in unread]
    numbers = {**later.unread_numbers(), **by_digest(later.numbers())}
    gone = ((PAGE, "kyiv"), (LINK, "en", "place", "kyiv"), ("places", "kyiv"))
    assert numbers == by_digest({query: n for query, n in graph.numbers().items() if query not in gone})


def test_what_was_copied_and_edited_is_read(index: SiteIndex) -> None:
    """A block that has changed since it was kept is not taken from disk."""
    graph = graph_of(index, kyiv=links("kyiv"), lviv=links("lviv"))
    disk = OnDisk(graph)
    disk.changed = {0: ((0, (PAGE, "kyiv"), b"", b"", b""),)}
    later = Graph(disk, graph.next_numbers)
    later.unread_numbers()
    assert [block for block in later.blocks() if later.unread(block)] == [2, 3]
    assert [query for query, *_ in later.asked(PAGE)] == [(PAGE, "kyiv")]

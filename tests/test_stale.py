"""No page goes stale: a page that a build leaves as it is after a change looks the same as one made from nothing."""

import copy
import gc
import random
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from conftest import LONG, PagesOnce, Plan
from dayline.build.text_edits import _touched
from dayline.digests import digest
from dayline.pages.data import card_layout
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import glossary
from dayline.pages.page import Page
from dayline.pages.plan import plan
from dayline.queries.graph import PAGE, Changes
from dayline.read.content import Content, read_content
from dayline.read.entry import Entry
from dayline.read.files import SourceFile
from dayline.read.records import CARD_TEXT, RECORDS, points_of, read_records
from dayline.rules import check, of_record
from dayline.schema.event import Desk
from dayline.schema.omit_defaults import omit_defaults
from dayline.timeline.link import link
from dayline.timeline.revised import differs_in_words, revised
from demonstration import copy_content, richest

pytestmark = [pytest.mark.slow, pytest.mark.scales]

NOW = datetime(2022, 3, 31, 12, tzinfo=UTC)
CLOCK = (-3, 1, 2, 30)  # days
ADDED = {
    "maps/zone.yaml": "title: A zone\ncredit: The desk\nlicence: CC0\nstyle: area\nfrom: 2022-03-10\n",
    "maps/zone.geojson": '{"type": "Polygon", "coordinates": [[[20, 45], [35, 45], [35, 52], [20, 45]]]}\n',
    "maps/line.yaml": "title: A line\ncredit: The desk\nlicence: CC0\nstyle: outline\nnote: Drawn by hand\n",
    "maps/line.geojson": '{"type": "LineString", "coordinates": [[29, 50], [32, 50]]}\n',
    "events/2022/03/15/not-yet.yaml": (
        "date: 2022-03-15\ntitle: A speech that nobody may report yet\nsource: https://example.org/speech\n"
        "place: kyiv\nactors: [volodymyr-zelenskyy]\nthreads: [mariupol-siege]\nembargo: 2022-04-01T09:00+03:00\n"
    ),
    "vocab/event-types.yaml": "types:\n  strike: {label: A strike of workers}\n",
    "vocab/figure-subjects.yaml": "subjects:\n  ice: {label: Thickness of ice}\n",
    "figures/ice.yaml": (
        "title: Ice on the river\nunit: cm\nabout: ice\nkind: level\ncounts: Its thickness\n"
        "not_held: [Counts by others]\n"
        "levels: {value: 5, label: safe to walk on}\ntable:\n  source: https://example.org/ice\n  date: day\n"
        "  values: {column: ice, place: kyiv, caveat: Not checked., revised: "
        "{date: 2022-03-11, text: New, restart: true}}\n"
    ),
    "figures/ice.csv": "day,ice\n2022-03-10 06:00,4\n2022-03-10 18:00,6\n2022-03-11 06:00,3\n",
}
SETTINGS = """\
title: Night by Night
base_url: https://example.net/sub/
id: example.net,2021
description: Other settings
language: uk
languages: [uk, en]
timezone: Asia/Tokyo
timezone_label: Tokyo time
closed: 2022-03-12
repository: public
licence: CC0-1.0
units: imperial
publisher: {name: Others, contact: "mailto:other@example.org"}
desk: {unnamed: {vague: [official], origins: 2}}
feeds: {limit: 3}
redirects: {/old/: /places/kyiv/}
social_cards: none
"""
SAMPLE = {
    "event": 100, "brief": 14, "actor": 40, "place": 10, "thread": 10, "thread-text": 2, "figure": 10, "source": 8,
    "reference": 8, "question": 8, "term": 5, "page": 4, "media": 6, "picture": 3, "figure-table": 3, "map": 6,
    "map-shapes": 2, "vocabulary": 1, "figure-subjects": 1, "synonyms": 4, "site": 30,
}  # fmt: skip
"""How many cases of each kind of record are tried outside the long tier, drawn by the name of the kind: every field
of events and actors."""
PARTS = re.compile(r"\.\d+|(\.start|\.end)?\.(uncertain|approximate|some_day)$")  # which item, or what of a date


class Case(NamedTuple):
    """What was changed, and the content after that; `entry` is the changed entry, unless that was deleted.

    Cases of one `way` change the same field in the same way, in another record or another item of a list.
    """

    name: str
    way: str
    content: Content
    entry: Entry[Any] | None = None


class Guard:
    """The pages of a content as they are, and which of them are stale after a change."""

    def __init__(self, content: Content, folder: Path, planned: Plan = plan) -> None:
        self.content, self._folder, self._planned = content, folder, planned
        self._timeline = link(content, NOW)
        self._index = SiteIndex(self._timeline, folder)
        self._pages = PagesOnce(self._index, planned)
        self._looks = {url: repr(view) for url, view in self._pages.views.items()}

    def stale(self, content: Content, now: datetime = NOW) -> list[str]:
        """The pages that a build would leave as they are although they look different now."""
        timeline = link(content, now)
        renewed = self._pages.renewed(SiteIndex(timeline, self._folder))
        index = SiteIndex(timeline, self._folder)
        try:
            pages = {page.url: page for page in self._planned(index) if page.url not in renewed}
            return [url for url, page in pages.items() if repr(page.make(index)) != self._looks[url]]
        except (LookupError, AttributeError):
            refused = any(problem.is_error for problem in check(content, timeline))
            assert refused, "only what a build refuses can't be made"
            return []

    def renewed(self, content: Content) -> dict[str, str]:
        """The pages that a build would make again, and why."""
        return self._pages.renewed(SiteIndex(link(content, NOW), self._folder))

    def planned_as(self, planned: Plan) -> "Guard":
        """A guard of other pages of the same content."""
        return Guard(self.content, self._folder, planned)

    def is_words(self, case: Case) -> bool:
        """Whether a case is an edit of nothing but words."""
        return case.entry is not None and differs_in_words(self._timeline, case.entry)

    def stale_text(self, case: Case) -> list[str]:
        """What an edit of nothing but words leaves stale or makes wrongly, as such a build sees it."""
        assert case.entry is not None
        timeline = revised(self._timeline, case.entry)
        touched = frozenset(_touched([case.entry], self._timeline, timeline))
        whole = SiteIndex(link(case.content, NOW), self._folder)
        planned = {page.url: page for page in self._planned(whole)}
        assert planned.keys() == self._looks.keys()
        index = self._index.revised(timeline, touched)
        asked = set(Changes(self._pages.graph, index, touched).spread().affected(PAGE))
        wrong = [url for url in asked if repr(planned[url].make(index)) != repr(planned[url].make(whole))]
        return [*(self._pages.renewed(whole).keys() ^ asked), *wrong]


def demonstration(folder: Path) -> Content:
    """The content of the demonstration site, still running, with maps of its own and one more event, under embargo."""
    copy_content(folder)
    for name, text in ADDED.items():
        (folder / "content" / name).parent.mkdir(exist_ok=True)
        (folder / "content" / name).write_text(text, "utf-8")
    settings = folder / "content/site.yaml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if not line.startswith("closed:")), "utf-8")
    content = read_content(folder, of_record)
    assert not content.problems, content.problems
    return content


@pytest.fixture(scope="module")
def guard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guard]:
    """The guard of the demonstration site; what it holds is never looked through for rubbish.

    Lines of text on cards are set once for all cases: how they break depends on nothing but the text.
    """
    folder = tmp_path_factory.mktemp("demonstration")
    with pytest.MonkeyPatch.context() as patch:
        fitted = cache(card_layout.fitted)
        patch.setattr(card_layout, "fitted", lambda text, face, room, steps: fitted(text, face, room, tuple(steps)))
        guard = Guard(demonstration(folder), folder)
        gc.collect()
        gc.freeze()
        yield guard
        gc.unfreeze()


def compared(content: Content, kind: str) -> list[Entry[Any]]:
    """The two entries of a kind with most fields; of the settings, those of the site and others."""
    entries = richest(content, kind)
    if kind == "site":
        file = SourceFile(entries[0].file, kind, entries[0].id)
        return [*entries, *read_records(file, SETTINGS.encode()).entries]
    return entries


def altered(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """A value with each text in it in turn with one more word, each number one higher, each flag turned round."""
    if type(value) is tuple:
        for number, item in enumerate(value):
            for way, other in altered(item, f"{path}.{number}"):
                yield way, (*value[:number], other, *value[number + 1 :])
    elif is_dataclass(value):
        for field in fields(value):
            for way, other in altered(getattr(value, field.name), f"{path}.{field.name}"):
                yield way, replace(value, **{field.name: other})  # type: ignore[type-var]
    elif (other := another(value)) != value:
        yield path, other


def another(value: Any) -> Any:
    """Another text of several words, number or flag; the same for all else."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return f"{value} indeed" if isinstance(value, str) and " " in value else value


def with_fields(record: Any, other: Any) -> Iterator[tuple[str, Any]]:
    """The record with each optional field left out, and with each that it shares with another's as it is there."""
    for field in fields(record):
        held, there = getattr(record, field.name), getattr(other, field.name)
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        if default is not MISSING and held != default:
            yield f".{field.name} left out", replace(record, **{field.name: default})
        if there not in (held, default) and field.name not in {"slug", "id"}:
            yield f".{field.name} of another", replace(record, **{field.name: there})


def changed(entry: Entry[Any], way: str, record: Any) -> Entry[Any]:
    """An entry with a changed record, and the digests that its file would have."""
    field = way.lstrip(".").split(".")[0].split(" ")[0]
    whole = digest(entry.digest, repr(record))
    line = entry.line_digest if field in CARD_TEXT else whole
    entry = entry._replace(record=record, digest=whole, line_digest=line)
    if entry.kind not in RECORDS:
        return entry
    return entry._replace(record=omit_defaults(copy.deepcopy(record)), points=points_of(record))


def cases(content: Content, kind: str) -> Iterator[Case]:
    """Changed contents with what was changed: every field of two records of a kind, and one record less."""
    entries = compared(content, kind)
    for entry, other in zip(entries, reversed(entries), strict=True):
        whole = [(" of another", other.record)] if entry is not other else []
        swapped = with_fields(entry.record, other.record) if kind in RECORDS else whole
        for way, record in chain(altered(entry.record), swapped):
            yield with_entry(content, entry, way, record)
        if kind == "site":
            return
        entries_left = tuple(each for each in content.entries if each is not entry)
        yield Case(f"{kind} {entry.id} deleted", " deleted", content._replace(entries=entries_left))


def with_entry(content: Content, entry: Entry[Any], way: str, record: Any) -> Case:
    """The content with another record in an entry."""
    new = changed(entry, way, record)
    entries = tuple(new if each is entry else each for each in content.entries)
    return Case(f"{entry.kind} {entry.id}{way}", PARTS.sub("", way), content._replace(entries=entries), new)


def drawn(content: Content, kind: str) -> list[Case]:
    """All cases of a kind in the long tier, otherwise a fixed sample in which no field is changed twice in one way."""
    every = list(cases(content, kind))
    different = list({case.way: case for case in every}.values())
    return every if LONG else random.Random(kind).sample(different, min(len(different), SAMPLE[kind]))


@pytest.mark.parametrize("kind", SAMPLE)
def test_no_field_leaves_a_page_stale(guard: Guard, kind: str) -> None:
    chosen = drawn(guard.content, kind)
    assert chosen
    assert [f"{case.name}: {url}" for case in chosen for url in guard.stale(case.content)] == []


def test_all_kinds_of_records_are_changed(guard: Guard) -> None:
    assert {entry.kind for entry in guard.content.entries} == SAMPLE.keys()


@pytest.mark.parametrize("days", CLOCK)
def test_the_clock_leaves_no_page_stale(guard: Guard, days: int) -> None:
    """The first of the later days is past the embargo of an event."""
    assert guard.stale(guard.content, NOW + timedelta(days)) == []


@pytest.mark.parametrize("kind", ["event", "brief"])
def test_edits_of_words(guard: Guard, kind: str) -> None:
    """A build after an edit of nothing but words finds the same pages, and makes the same of them."""
    chosen = [case for case in cases(guard.content, kind) if guard.is_words(case)]
    chosen = chosen if LONG else random.Random(kind).sample(chosen, 12)
    assert [f"{case.name}: {url}" for case in chosen for url in guard.stale_text(case)] == []


def term_edits(content: Content) -> list[Case]:
    """The words of one term in turn."""
    return [case for case in cases(content, "term") if case.name.startswith("term invasion.")]


def test_what_is_read_unnoticed_is_seen(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that reads a field past the recorder goes stale, and the guard names the field."""

    def unnoticed(id: str, index: SiteIndex) -> object:
        """The names of a term, with its text from the timeline that notes nothing."""
        return index.link("term", id), index.own_timeline.terms[id].record.body

    monkeypatch.setattr(glossary, "view", unnoticed)
    planted = guard.planned_as(glossary.pages)
    stale = [f"{case.name}: {url}" for case in term_edits(guard.content) for url in planted.stale(case.content)]
    assert stale == [f"term invasion.body{how}: \x1dglossary/invasion/" for how in ("", " left out", " of another")]


def test_a_kind_of_page_that_reads_what_no_other_reads(guard: Guard) -> None:
    """Nothing has to be declared for it: it is made again whenever what it reads has changed."""
    desks = guard.planned_as(desk_pages)
    events = richest(guard.content, "event")
    edits = [
        with_entry(guard.content, entry, f".desk {desk}", replace(entry.record, desk=Desk(by=desk)))
        for entry in events
        for desk in ("The night desk", "The day desk")
    ]
    assert [f"{case.name}: {url}" for case in edits for url in desks.stale(case.content)] == []
    assert [[*desks.renewed(case.content)] for case in edits] == [
        [f"\x1ddesks/{entry.id}/"] for entry in events for _ in range(2)
    ]


def desk_pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each event with the name of its desk, which no page of the program shows."""
    for id in index.timeline.events:
        yield Page(f"\x1ddesks/{id}/", "desk.html", partial(desk_view, id))


def desk_view(id: str, index: SiteIndex) -> str | None:
    """The name of an event's desk."""
    desk = index.timeline.events[id].record.desk
    return desk.by if desk else None

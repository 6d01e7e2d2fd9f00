"""What a correction shows: names instead of ids, dates in words, and only the words that changed."""

from collections import defaultdict
from typing import Any

import pytest

from conftest import SiteBuilder
from dayline.pages.changed_words import Words, changed_words
from dayline.pages.index import SiteIndex
from dayline.pages.parts.change_badge import KINDS, badge
from dayline.read.records import RECORDS
from dayline.schema.fields import Ref
from dayline.schema.introspect import field_specs, fields_by_yaml
from test_shortened import built, main_of


def marked(words: tuple[Words, ...]) -> str:
    """A text with the words that differ in brackets."""
    return " ".join(f"[{part.text}]" if part.changed else part.text for part in words)


@pytest.mark.parametrize(
    ("was", "now", "before", "after"),
    [
        ("unverified", "disputed", "[unverified]", "[disputed]"),
        ("", "a plan", "", "[a plan]"),
        ("the same words", "the same words", "the same words", "the same words"),
        ("on an agreed humanitarian route", "on a designated humanitarian route",
         "on [an agreed] humanitarian route", "on [a designated] humanitarian route"),
        ("violence against soldiers", "violence against people and soldiers",
         "violence against soldiers", "violence against [people and] soldiers"),
        ("one two three four five six seven eight nine ten", "one two three four five six seven eight nine eleven",
         "… six seven eight nine [ten]", "… six seven eight nine [eleven]"),
        ("old a b c d e f g h i j more", "new a b c d e f g h i j less",
         "[old] a b c d … g h i j [more]", "[new] a b c d … g h i j [less]"),
        ("nothing at all is left", "quite another thing was said", "[nothing at all is left]",
         "[quite another thing was said]"),
    ],
    ids=["a word", "nothing before", "no difference", "in the middle", "more words", "long", "both ends", "new"],
)  # fmt: skip
def test_words(was: str, now: str, before: str, after: str) -> None:
    """The words that differ are marked, with some words beside them; texts that are not alike are shown whole."""
    assert tuple(map(marked, changed_words(was, now))) == (before, after)


FILES: dict[str, str | bytes] = {
    "content/actors/army.yaml": "name: Armed forces of the North\nkind: armed-force\ncountry: UA\n",
    "content/actors/council.yaml": "name: City Council\nkind: government\ncountry: UA\n",
    "content/places/kyiv.yaml": "name: Kyiv\nkind: settlement\ncountry: UA\n",
    "content/places/lviv.yaml": "name: Lviv\nkind: settlement\ncountry: UA\n",
    "content/sources/ap.yaml": "name: The Agency\nkind: news-agency\n",
    "content/references/2022/03/one.yaml": "source: ap\nkind: article\ntitle: Ways out\nurl: https://example.org/1\n",
    "content/threads/siege.yaml": "title: The siege\nsummary: What happens there.\n",
    "content/events/2022/03/14/cars.yaml": """\
date: 2022-03-14
title: Cars leave the city
summary: Many cars left the city on the only road that was open that day, says the council.
source: one
place: kyiv
threads: [siege]
claims: [{id: cars, by: council, text: Cars left}]
changes:
  - {date: 2022-03-15, kind: correction, text: It was the council., field: claims.cars.by, was: army, now: council}
  - {date: 2022-03-15, kind: correction, text: Nobody is named., field: attribution.by, was: army}
  - {date: 2022-03-15, kind: correction, text: It was there., field: place, was: lviv, now: kyiv}
  - {date: 2022-03-15, kind: correction, text: It was elsewhere., field: places, was: "kyiv, lviv, gone", now: kyiv}
  - {date: 2022-03-15, kind: correction, text: It is new., field: sources.1, now: one}
  - {date: 2022-03-15, kind: correction, text: It is one., field: threads, now: siege}
  - {date: 2022-03-15, kind: correction, text: It was then., field: date, was: 2022-03-13, now: 2022-03-14}
  - {date: 2022-03-15, kind: correction, text: It is not., field: claims.cars.status, was: disputed, now: unverified}
  - date: 2022-03-15
    kind: correction
    text: We named the wrong one.
    field: summary
    was: Many cars left the city on the only road that was open that day, says the army.
    now: Many cars left the city on the only road that was open that day, says the council.
""",
}


def test_values_in_words(site: SiteBuilder) -> None:
    """An id is shown by its name, a status and a date in words; an id of nothing stays."""
    index = SiteIndex(site.write(FILES).timeline("2022-03-20T12:00Z"))
    log = index.timeline.events["2022-03-14/cars"].record.changes
    assert [(shown.was, shown.now) for shown in (badge(change, index) for change in log[:-1])] == [
        ("Armed forces of the North", "City Council"), ("Armed forces of the North", ""), ("Lviv", "Kyiv"),
        ("Kyiv, Lviv, gone", "Kyiv"), ("", "Ways out"), ("", "The siege"), ("13 March 2022", "14 March 2022"),
        ("Disputed", "Single source, not verified"),
    ]  # fmt: skip


def test_a_long_text_shows_the_words_that_changed(site: SiteBuilder) -> None:
    """The page strikes through one word, not the whole text, and leaves out what is far from it."""
    site.write(FILES)
    page = main_of(built(site) / "corrections/index.html")
    assert "Before: … that day, says the <del>army</del>. Now: … that day, says the <ins>council</ins>." in page


def ids_in(cls: type, fields: defaultdict[str, set[str]], seen: set[type]) -> None:
    """Collect the names of the fields that hold ids, with the kinds of records, of a record and its groups."""
    for spec in field_specs(cls):
        shorthand: Any = fields_by_yaml(spec.group).get(spec.shorthand) if spec.group else None
        for type in (spec.type, shorthand.type if shorthand else None):
            if isinstance(type, Ref):
                fields[spec.yaml].add(type.kind)
        if spec.group and spec.group not in seen:
            seen.add(spec.group)
            ids_in(spec.group, fields, seen)


def test_every_field_with_ids_is_known() -> None:
    """No field of a record that readers see changes of shows an id, only those of settings and pictures do."""
    fields: defaultdict[str, set[str]] = defaultdict(set)
    seen: set[type] = set()
    for kind, (cls, _) in RECORDS.items():
        if kind not in ("site", "vocabulary", "map"):
            ids_in(cls, fields, seen)
    del fields["media"]
    assert {name: sorted(kinds) for name, kinds in KINDS.items()} == {
        name: sorted(kinds) for name, kinds in fields.items()
    }

"""Lists of people, places and figures: in groups where that helps to find something, each from A to Z."""

from collections.abc import Iterable

import pytest

from conftest import SiteBuilder
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import actors, figures, places
from dayline.pages.kinds.lists import ListView
from dayline.pages.page import Page
from dayline.schema.vocabulary import ACTOR_KINDS

EVENT = "date: 2022-03-14\ntitle: A thing that happens\nsource: https://example.org/a\n"


def listed(pages: Iterable[Page], index: SiteIndex) -> list[str]:
    """The list among some pages: a line for each group, with the titles, the letters if there are any, and entries."""
    view = next(page for page in pages if page.template == "list.html").make(index)
    assert isinstance(view, ListView)
    lines = []
    for group in view.groups:
        letters = " ".join(part.letter for part in group.letters) if group.by_letter else "–"
        entries = [" ".join(filter(None, (entry.link.text, entry.kind, entry.note, entry.used)))
                   for part in group.letters for entry in part.entries]  # fmt: skip
        lines.append(f"{group.id} {group.title} [{letters}] {'; '.join(entries)}".strip())
    return lines


def actor(kind: str, name: str) -> dict[str, str | bytes]:
    """The file of an actor."""
    return {f"content/actors/{name.lower()}.yaml": f"name: {name}\nkind: {kind}\ncountry: UA\n"}


def test_a_short_list_of_people_and_groups(site: SiteBuilder) -> None:
    """Few actors are in one list by letter, each with what it is."""
    site.write({**actor("government", "Zeal"), **actor("person", "Ada")})
    index = SiteIndex(site.timeline())
    assert listed(actors.pages(index), index) == ["[A Z] Ada Person 0 events; Zeal Government 0 events"]


def test_a_long_list_of_people_and_groups(site: SiteBuilder) -> None:
    """Many are in groups by what they are, governments first; a group with forty has letters."""
    for n in range(40):
        site.write(actor("person", f"{'ABCD'[n % 4]}n{n:02}"))
    site.write({**actor("office", "Zeal"), **actor("government", "Yard"), **actor("igo", "Union"),
                **actor("population", "Folk"), **actor("armed-group", "Guard")})  # fmt: skip
    site.write({"content/events/2022/03/14/a.yaml": EVENT + "actors: [yard]\n"})
    index = SiteIndex(site.timeline())
    *groups, people = listed(actors.pages(index), index)
    assert groups == [
        "g-1 Governments and authorities [–] Yard 1 event; Zeal 0 events",
        "g-2 Armed forces and groups [–] Guard 0 events",
        "g-3 International and other organisations [–] Folk 0 events; Union 0 events",
    ]
    assert people.startswith("g-4 People [A B C D] An00 0 events; An04 0 events;")


def test_every_kind_of_actor_has_a_group() -> None:
    """No actor is left out of a list in groups."""
    assert sorted(kind for kinds in actors.SORTS.values() for kind in kinds) == sorted(ACTOR_KINDS)


TOWNS = " ".join(f"T{n} 0 events;" for n in range(7)).removesuffix(";")
BY_COUNTRY = [
    f"g-1 Land [–] Land 0 events; {TOWNS}",
    "g-2 Elsewhere [–] Coast Country 0 events; Port Coast 0 events; Sea Wider area 0 events",
]
COUNTRIES = "Coast Country 0 events; Land Country 0 events"
BY_LETTER = [
    f"[C L P S T] {COUNTRIES}; Port Town or city 0 events; Sea Wider area 0 events; T0 Town or city 0 events",
]


@pytest.mark.parametrize(("towns", "expected"), [(7, BY_COUNTRY), (1, BY_LETTER)])
def test_places_by_country(site: SiteBuilder, towns: int, expected: list[str]) -> None:
    """A country with many places has a group; elsewhere a place says in which country it is, or what it is."""
    files = {"land": "name: Land\nkind: country\ncountry: UA\n", "coast": "name: Coast\nkind: country\ncountry: PL\n",
             "sea": "name: Sea\nkind: region\n", "port": "name: Port\nkind: settlement\nparent: coast\n",
             **{f"t{n}": f"name: T{n}\nkind: settlement\nparent: land\n" for n in range(towns)}}  # fmt: skip
    site.write({f"content/places/{id}.yaml": text for id, text in files.items()})
    index = SiteIndex(site.timeline())
    assert listed(places.pages(index), index) == expected


def test_the_gravest_figures_first(site: SiteBuilder) -> None:
    """The dead, then other people, then things; figures of one sort are one list by letter."""

    def figure(id: str, unit: str) -> dict[str, str | bytes]:
        return {f"content/figures/{id}.yaml": f"title: {id}\nunit: {unit}\nkind: level\ncounts: Some.\n"}

    site.write({**figure("a", "cars"), **figure("b", "people"), **figure("d", "wounded"), **figure("e", "dead")})
    index = SiteIndex(site.timeline())
    assert listed(figures.pages(index), index) == [
        "g-1 Dead, injured, missing [–] d 0 values; e 0 values", "g-2 People [–] b 0 values",
        "g-3 Other figures [–] a 0 values",
    ]  # fmt: skip


def test_figures_of_one_sort(site: SiteBuilder) -> None:
    """A list with a single group is by letter."""
    site.write({"content/figures/a.yaml": "title: a\nunit: cars\nkind: level\ncounts: Some.\n"})
    index = SiteIndex(site.timeline())
    assert listed(figures.pages(index), index) == ["[A] a 0 values"]

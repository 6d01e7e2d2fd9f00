"""The registries of a generated site: actors, places, sources, threads, figures, glossary, pages."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from places import COUNTRIES, places, regions
from words import folded, marked, name, prose, slug, title, words

SOURCE_KINDS = ("news-agency", "newspaper", "broadcaster", "online", "government", "osint", "ngo")
FIGURE_KINDS = ("level", "flow", "cumulative", "rate", "price")
ORGANISATIONS = ("government", "armed-force", "igo", "ngo", "company", "office")


@dataclass(frozen=True)
class Source:
    """A publisher that events cite."""

    id: str
    domain: str
    is_agency: bool


@dataclass(frozen=True)
class Figure:
    """A figure and the parties that count it."""

    id: str
    parties: tuple[str, ...]
    start: int


@dataclass(frozen=True)
class Registries:
    """All ids that events point to, the titles of those that have pages elsewhere too, and the files.

    The places of an event are all from one of `regions`, and most events happen in the first few; if places are at
    random, there is only one.
    """

    actors: dict[str, str]
    places: dict[str, str]
    regions: tuple[tuple[str, ...], ...]
    threads: dict[str, str]
    terms: dict[str, str]
    numbered: frozenset[str]
    sources: tuple[Source, ...]
    figures: tuple[Figure, ...]
    files: dict[str, str]


def registries(seed: int, *, is_near: bool) -> Registries:
    """The registries that belong to a seed, with places near each other or at random."""
    chance = random.Random(f"{seed}/registries")  # noqa: S311
    files = dict(_pages(chance))
    all_places = tuple(places(chance, is_near=is_near))
    place_names = _filed(files, "places", ((place.id, place.name, place.text) for place in all_places))
    actors = _filed(files, "actors", _actors(chance, list(place_names)))
    threads = _filed(files, "threads", _threads(chance, list(actors), list(place_names)))
    terms = {f"term-{number}": name(chance, 1).lower() for number in range(20)}
    files |= {
        f"glossary/{key}.md": f"---\nterm: {term} {key[5:]}\n---\n{prose(chance, 40)}\n" for key, term in terms.items()
    }
    sources = tuple(_sources(chance, files))
    figures = tuple(_figures(chance, files, list(actors), list(threads)))
    numbered = frozenset(key for key in threads if "numbering" in files[f"threads/{key}.yaml"])
    grouped = regions(all_places) if is_near else (tuple(place_names),)
    return Registries(actors, place_names, grouped, threads, terms, numbered, sources, figures, files)


Entries = Iterator[tuple[str, str, str]]


def _filed(files: dict[str, str], folder: str, entries: Entries) -> dict[str, str]:
    """The entries' names by their ids; their texts go to `files`."""
    named = {}
    for key, called, text in entries:
        named[key] = called
        files[f"{folder}/{key}.yaml"] = text
    return named


def _actors(chance: random.Random, places: list[str]) -> Entries:
    """200 people and 100 organisations: id, name, text."""
    for number in range(300):
        called = name(chance, 2)
        key = slug(called, number)
        text = f"name: {called}\ncountry: {chance.choice(COUNTRIES)}\n"
        if number % 3:
            text += f"kind: person\npublic_figure: true\nroles:\n  - title: {title(chance, 2, 4)}\n"
        else:
            kind = ORGANISATIONS[number // 3 % len(ORGANISATIONS)]
            text += f"kind: {kind}\nplaces: [{chance.choice(places)}]\n"
        if number % 4 == 0:
            text += f"description: {folded(prose(chance, 20))}\n"
        yield key, called, text


def _threads(chance: random.Random, actors: list[str], places: list[str]) -> Entries:
    """25 storylines, every fifth with numbered rounds: id, title, text."""
    for number in range(25):
        called = title(chance, 2, 4)
        text = f"title: {called}\nsummary: {folded(prose(chance, 40))}\n"
        text += f"actors: [{', '.join(chance.sample(actors, 2))}]\nplaces: [{chance.choice(places)}]\n"
        text += "numbering:\n  label: Round {n}\n  gaps: allowed\n" if number % 5 == 0 else ""
        yield slug(called, number), called, text


def _sources(chance: random.Random, files: dict[str, str]) -> Iterator[Source]:
    """60 publishers, a tenth of them agencies; their texts go to `files`."""
    for number in range(60):
        called = name(chance, 2)
        source = Source(slug(called, number), f"{words(chance, 1)[0]}-{number}.example", is_agency=number % 10 == 0)
        kind = "news-agency" if source.is_agency else SOURCE_KINDS[1 + number % (len(SOURCE_KINDS) - 1)]
        grade = "BBCCDF"[number % 6]
        files[f"sources/{source.id}.yaml"] = (
            f"name: {called}\nkind: {kind}\ncountry: {chance.choice(COUNTRIES)}\nlanguages: [en]\n"
            f"domains: [{source.domain}]\nscale: national\nreliability: {grade}\n"
            f"reliability_note: {title(chance)}.\nreliability_reviewed: 2021-12-01\n"
        )
        yield source


def _figures(chance: random.Random, files: dict[str, str], actors: list[str], threads: list[str]) -> Iterator[Figure]:
    """15 figures, each counted by one to three parties; their texts go to `files`."""
    for number in range(15):
        called = title(chance, 3, 6)
        figure = Figure(slug(called, number), tuple(chance.sample(actors, 1 + number % 3)), chance.randint(20, 5000))
        kind = FIGURE_KINDS[number % len(FIGURE_KINDS)]
        files[f"figures/{figure.id}.yaml"] = (
            f"title: {called}\nunit: {words(chance, 1)[0]}\nkind: {kind}\ncounts: {title(chance)}\n"
            f"chart: {('step', 'line', 'points')[number % 3]}\nthread: {chance.choice(threads)}\n"
        )
        yield figure


def _pages(chance: random.Random) -> Iterator[tuple[str, str]]:
    for key, called in (("about", "About"), ("method", "How we work"), ("corrections-policy", "Corrections")):
        text = "\n\n".join(marked(chance, 60, ["https://example.org/"]) for _ in range(4))
        yield f"pages/{key}.md", f"---\ntitle: {called}\n---\n\n## {title(chance, 2, 4)}\n\n{text}\n"

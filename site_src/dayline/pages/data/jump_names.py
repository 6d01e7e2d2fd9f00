"""What has a page, by its names: for the jump box and the search page, divided by how the names begin."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from dayline import edtf, urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head
from dayline.pages.page import Page
from dayline.queries.query import query
from dayline.schema import vocabulary as words
from dayline.schema.search_words import Expansion, built_in, left_out
from dayline.word_parts import file_name, part_of, prefixes, words_in
from dayline.words import N_, gettext

KINDS = ("thread", "place", "actor", "figure", "question", "term", "page")
"""The kinds that are found by name, in the order in which results list them."""
MOST = 1000  # names of a part, each counted once for every word in it
SHOWN = 160  # characters of a summary
_LABELS = {
    "thread": N_("Topic"), "figure": N_("Figure"), "question": N_("Open question"), "term": N_("Glossary"),
    "page": N_("About this site"),
}  # fmt: skip
_KIND_LABELS = {"actor": words.ACTOR_KINDS, "place": words.PLACE_KINDS}
Point = tuple[str, str]


class Name(NamedTuple):
    """An item with a page: its kind, name, address below the root, and other names.

    Then its kind's place in results, and the beginning of what its page says.
    """

    kind: str
    name: str
    url: str
    others: tuple[str, ...]
    order: int
    text: str


class Counter(NamedTuple):
    """The day counter: its first day, and its label (`Day {n}`)."""

    first: str
    label: str


class NamesView(NamedTuple):
    """Which parts of the names there are, and what else searches need.

    `days` are runs of consecutive days with pages, as first day and length; `left_out` are words that are not searched
    for.
    """

    head: Head
    parts: dict[str, str]
    days: tuple[tuple[str, int], ...]
    months: tuple[str, ...]
    counter: Counter | None
    left_out: tuple[str, ...]
    synonyms: tuple[Expansion, ...]


class NamesPartView(NamedTuple):
    """The names of one part."""

    head: Head
    names: tuple[Name, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """A file for each part of the names, and one that lists the parts."""
    named = [(word, point) for point in points(index) for word in _words_of(point, index)]
    parts = frozenset(prefixes((word for word, _ in named), MOST))
    items: dict[str, dict[Point, None]] = {part: {} for part in sorted(parts)}
    for word, point in named:
        items[part_of(word, parts)][point] = None
    yield Page(urls.names(), "names.json", partial(view, tuple(items)))
    for part, listed in items.items():
        yield Page(urls.names_part(file_name(part)), "names-part.json", partial(names_part, part, tuple(listed)))


def view(parts: tuple[str, ...], index: SiteIndex) -> NamesView:
    """The parts of the names, the days, and the words that searches leave out or add."""
    counted = index.timeline.site.day_counter
    counter = (
        Counter(counted.day_one.earliest.isoformat(), counted.label) if counted and counted.day_one.earliest else None
    )
    return NamesView(
        head=Head(urls.names(), "names", "data"),
        parts={part: file_name(part) for part in parts},
        days=runs(index.timeline.days),
        months=tuple(edtf.month_name(month) for month in range(1, 13)),
        counter=counter,
        left_out=left_out(index.language),
        synonyms=synonyms(index),
    )


def names_part(part: str, points: tuple[Point, ...], index: SiteIndex) -> NamesPartView:
    """The items that have a name in a part."""
    head = Head(urls.names_part(file_name(part)), "names", "data")
    return NamesPartView(head, tuple(name_of(kind, id, index) for kind, id in points))


def synonyms(index: SiteIndex) -> tuple[Expansion, ...]:
    """What searches also look for: the site's own synonyms, then the built-in ones of its language."""
    entries = index.timeline.synonyms.values()
    own = (Expansion(synonym.words, synonym.also) for entry in entries for synonym in entry.record.synonyms)
    return (*own, *built_in(index.language))


def runs(days: tuple[date, ...]) -> tuple[tuple[str, int], ...]:
    """Runs of consecutive days, as first day and length."""
    lengths: list[tuple[date, int]] = []
    for day in days:
        if lengths and lengths[-1][0] + timedelta(days=lengths[-1][1]) == day:
            lengths[-1] = (lengths[-1][0], lengths[-1][1] + 1)
        else:
            lengths.append((day, 1))
    return tuple((first.isoformat(), length) for first, length in lengths)


def points(index: SiteIndex) -> Iterator[Point]:
    """Everything that has a name and a page."""
    return ((kind, id) for kind in KINDS for id in index.timeline.registry(kind))


def _words_of(point: Point, index: SiteIndex) -> dict[str, None]:
    """The words that an item is found by."""
    kind, id = point
    said = _said(kind, index.timeline.registry(kind)[id].record, index)
    return dict.fromkeys(words_in(" ".join((*names_of(kind, id, index), said))))


@query
def name_of(kind: str, id: str, index: SiteIndex) -> Name:
    """An item by its names."""
    record = index.timeline.registry(kind)[id].record
    label = gettext(_KIND_LABELS[kind][record.kind]) if kind in _KIND_LABELS else gettext(_LABELS[kind])
    name, *others = names_of(kind, id, index)
    url = index.url(kind, id).removeprefix(urls.ROOT)
    return Name(label, name, url, tuple(others), KINDS.index(kind), _said(kind, record, index))


def names_of(kind: str, id: str, index: SiteIndex) -> tuple[str, ...]:
    """All names of an item, that of its page first."""
    own = index.link(kind, id).text
    others = map(index.text, _others(kind, index.timeline.registry(kind)[id].record))
    return tuple(dict.fromkeys((own, *others)))


def _said(kind: str, record: Any, index: SiteIndex) -> str:
    """The beginning of what an item's page says."""
    return _beginning(index.words(_text(kind, record)))


def _others(kind: str, record: Any) -> tuple[str, ...]:
    """Other names, names in other languages, and words to avoid, which readers may type all the same."""
    if kind == "term":
        return (*record.also, *record.avoid)
    return (*record.aliases, *(record.names or {}).values()) if kind in _KIND_LABELS else ()


def _text(kind: str, record: Any) -> str | None:
    """What is shown below a name in results."""
    texts: dict[str, Any] = {
        "thread": lambda: record.summary, "place": lambda: record.summary or record.description,
        "actor": lambda: record.description or ", ".join(role.title for role in record.roles),
        "figure": lambda: record.counts, "question": lambda: record.answer or record.known,
        "page": lambda: record.description,
    }  # fmt: skip
    text: str | None = texts[kind]() if kind in texts else None
    return text


def _beginning(text: str) -> str:
    """The first words of a text."""
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0].rstrip('.,;:')} …"

"""The index of names: every name, other name and synonym from A to Z, for readers who search without script."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import NamedTuple

from dayline import urls
from dayline.pages.data.jump_names import Point, name_of, names_of, points, synonyms
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.schema.search_words import Expansion
from dayline.word_parts import file_name, part_of, prefixes, words_in
from dayline.words import gettext

MOST = 500  # names on a page
LEADS = 8  # things that a synonym can lead to; words that lead to more are in most names
_Row = tuple[str, tuple[Point, ...]]


class Named(NamedTuple):
    """What has a name: its page, and what kind of thing it is."""

    link: Link
    kind: str


class IndexedName(NamedTuple):
    """A name or synonym, and the things it leads to; the only thing of that very name is linked by it."""

    name: str
    link: Link | None
    things: tuple[Named, ...]


class Letter(NamedTuple):
    """The names that begin with a letter."""

    letter: str
    names: tuple[IndexedName, ...]


class NameIndexView(NamedTuple):
    """A page of the index of names; `parts` are its pages if it has several, the one shown without a link."""

    head: Head
    parts: tuple[Link, ...]
    letters: tuple[Letter, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """One page, or one for each beginning of names."""
    rows = _rows(index)
    parts = frozenset(prefixes((_key(name) for name, _ in rows), MOST))
    divided: dict[str, list[_Row]] = {part: [] for part in sorted(parts)}
    for name, things in rows:
        divided[part_of(_key(name), parts)].append((name, things))
    for number, (part, own) in enumerate(divided.items()):
        shown = partial(view, tuple(divided), part, number == 0, tuple(own))
        yield Page(_url(part, is_first=number == 0), "name-index.html", shown)


def view(parts: tuple[str, ...], part: str, is_first: bool, rows: tuple[_Row, ...], index: SiteIndex) -> NameIndexView:
    """A page of the index of names."""
    title = gettext("All names") if len(parts) == 1 else gettext("Names from {letter}", letter=part.title() or "A")
    description = gettext("Every name on this site with its other spellings, and words that lead to the same pages.")
    others = (Link(p.title(), "" if p == part else _url(p, is_first=n == 0)) for n, p in enumerate(parts))
    letters = groupby(rows, key=lambda row: _key(row[0])[:1].upper())
    return NameIndexView(
        head=Head(_url(part, is_first=is_first), title, "name-index", description),
        parts=tuple(others) if len(parts) > 1 else (),
        letters=tuple(Letter(letter, tuple(_indexed(*row, index) for row in of_it)) for letter, of_it in letters),
    )


def _indexed(name: str, things: tuple[Point, ...], index: SiteIndex) -> IndexedName:
    links = tuple(Named(index.link(*point), name_of(*point, index).kind) for point in things)
    same = [named for named in links if named.link.text == name]
    return IndexedName(name, same[0].link if len(links) == len(same) == 1 else None, links)


def _rows(index: SiteIndex) -> list[_Row]:
    """All names and synonyms with what they lead to, in the order of the alphabet."""
    things: dict[str, dict[Point, None]] = {}
    for point in points(index):
        for name in names_of(*point, index):
            things.setdefault(name, {})[point] = None
    for word, meant in _meant(synonyms(index), things):
        things.setdefault(word, {}).update(dict.fromkeys(meant))
    return sorted(
        ((name, tuple(of_it)) for name, of_it in things.items() if _key(name)), key=lambda row: (_key(row[0]), row)
    )


def _meant(
    expansions: Iterable[Expansion], things: dict[str, dict[Point, None]]
) -> Iterator[tuple[str, tuple[Point, ...]]]:
    """Each synonym that leads to a few things, with the things that have one of its phrases in a name."""
    spaced = [(f" {' '.join(words_in(name))} ", tuple(of_it)) for name, of_it in things.items()]
    for words, also in expansions:
        for word in words:
            phrases = [f" {' '.join(words_in(phrase))} " for phrase in also]
            meant = [point for name, of_it in spaced for point in of_it if any(phrase in name for phrase in phrases)]
            if 0 < len(meant) <= LEADS:
                yield word, tuple(meant)


def _key(name: str) -> str:
    return " ".join(words_in(name))


def _url(part: str, *, is_first: bool) -> str:
    return urls.name_index("" if is_first else file_name(part))

"""Lists of all entries of a registry: A to Z, or in groups that each are A to Z."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.facet_counts import FacetCount
from dayline.pages.parts.month_links import MonthPager
from dayline.pages.parts.value import figure_line
from dayline.pages.wording import comma_separated, event_count
from dayline.schema import vocabulary as words
from dayline.words import gettext, ngettext


class ListEntry(NamedTuple):
    """An entry in a list: `kind` and `note` say what it is, `used` in how many events it occurs."""

    link: Link
    kind: str
    note: str
    used: str


class Letter(NamedTuple):
    """The entries under one letter."""

    letter: str
    entries: tuple[ListEntry, ...]


class ListGroup(NamedTuple):
    """Entries of one sort; a list that is not divided has one group without a title.

    `by_letter` is whether the letters are shown: in a group with few entries they only make it longer.
    """

    title: str
    id: str  # of the place on the page
    by_letter: bool
    letters: tuple[Letter, ...]


class ListView(NamedTuple):
    """A list; `beside` links to another view of the same entries.

    A list of very many has a page for each month; `months` links to them.
    """

    head: Head
    total: str
    groups: tuple[ListGroup, ...]
    beside: Link | None = None
    pager: MonthPager = MonthPager()
    months: tuple[FacetCount, ...] = ()


class Sort(NamedTuple):
    """A group to be made: its title, and its entries by id, each with what it is in words."""

    title: str
    entries: Sequence[tuple[str, str]]


LETTERED = 40  # entries of a group from which on it has letters


# Letters without a decomposition; Cyrillic ones sort after the letter that they follow in their alphabets.
_FOLDED = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "ng",
    "ґ": "г\uffff", "є": "е\uffff", "ё": "е", "і": "и\uffff", "ї": "и\uffff\uffff", "й": "и\uffff\uffff\uffff",
    "ў": "у\uffff", "ђ": "д\uffff", "ј": "и\uffff", "љ": "л\uffff", "њ": "н\uffff", "ћ": "т\uffff", "џ": "ч\uffff",
})  # fmt: skip
_KINDS = {
    "actor": words.ACTOR_KINDS, "place": words.PLACE_KINDS, "source": words.SOURCE_KINDS,
}  # fmt: skip


def page(kind: str, title: str, description: str) -> Page:
    """The list of a registry's entries by letter; title and description are messages."""
    return Page(urls.index(kind), "list.html", partial(_view, kind, title, description))


def _view(kind: str, title: str, description: str, index: SiteIndex) -> ListView:
    return view(kind, gettext(title), gettext(description), (), index)


def view(kind: str, title: str, description: str, sorts: Iterable[Sort], index: SiteIndex) -> ListView:
    """The view of a list, in groups if there are entries of several sorts."""
    registry = index.timeline.registry(kind)
    total = ngettext("{number} entry", "{number} entries", len(registry))
    head = Head(urls.index(kind), title, f"list list-{kind}", description)
    filled = [sort for sort in sorts if sort.entries]
    if len(filled) > 1:
        groups = tuple(_group(kind, sort, f"g-{number}", index) for number, sort in enumerate(filled, 1))
    else:
        groups = by_letter(kind, registry, index)
    return ListView(head, total, groups, _beside(kind, index))


def by_letter(kind: str, ids: Iterable[str], index: SiteIndex) -> tuple[ListGroup, ...]:
    """Entries as one group without a title; none if there are no entries."""
    registry = index.timeline.registry(kind)
    entries = [_entry(kind, id, _label(kind, registry[id].record, index), index) for id in ids]
    return (ListGroup("", "", True, _letters(entries)),) if entries else ()


def _group(kind: str, sort: Sort, id: str, index: SiteIndex) -> ListGroup:
    letters = _letters(_entry(kind, entry, label, index) for entry, label in sort.entries)
    return ListGroup(sort.title, id, len(sort.entries) >= LETTERED, letters)


def _beside(kind: str, index: SiteIndex) -> Link | None:
    if kind == "figure" and index.lookups.figures_about:
        return Link(gettext("Who says how many, side by side"), urls.counts())
    if kind != "actor" or not index.lookups.has_ties:
        return None
    return Link(gettext("Who met, accused, answered whom"), urls.network())


def _letters(entries: Iterable[ListEntry]) -> tuple[Letter, ...]:
    """Entries in alphabetical order, by letter."""
    letters: dict[str, list[ListEntry]] = {}
    for entry in sorted(entries, key=lambda entry: sort_key(entry.link.text)):
        letters.setdefault(_letter(entry.link.text), []).append(entry)
    return tuple(Letter(letter, tuple(members)) for letter, members in letters.items())


def sort_key(name: str) -> tuple[str, str]:
    """The sort key of a name: without article, accents and case, special letters next to their base letters."""
    plain = name.removeprefix("The ").strip("(“‘«\"' ").casefold().translate(_FOLDED)
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in plain if not unicodedata.combining(c)), name


def _letter(name: str) -> str:
    first = sort_key(name)[0][:1].upper()
    return first if first.isalpha() else "0–9"


def _entry(kind: str, id: str, label: str, index: SiteIndex) -> ListEntry:
    return ListEntry(index.link(kind, id), label, _note(kind, id, index), _total(kind, _used(kind, id, index)))


def _label(kind: str, record: Any, index: SiteIndex) -> str:
    """What an entry is, in words."""
    if kind == "place" and record.described_as:
        return index.text(record.described_as)
    return gettext(_KINDS[kind][record.kind]) if kind in _KINDS else ""


def _total(kind: str, used: int) -> str:
    """The number of events or values of an entry, with the noun; empty for terms."""
    if kind == "term":
        return ""
    if kind == "figure":
        return ngettext("{number} value", "{number} values", used)
    return event_count(used)


def _used(kind: str, id: str, index: SiteIndex) -> int:
    """The number of events in which an entry occurs, or of values of a figure."""
    if kind in ("actor", "place", "source", "reference"):
        return index.number_of(kind, id)
    return sum(len(series.values) for series in index.timeline.series.get(id, ()))


def _note(kind: str, id: str, index: SiteIndex) -> str:
    record: object = index.timeline.registry(kind)[id].record
    if kind == "actor":
        roles = getattr(record, "roles", ())
        return index.text(roles[0].title) if roles else ""
    if kind == "term":
        return index.text(", ".join(getattr(record, "also", ())))
    if kind == "reference":
        return index.link("source", getattr(record, "source", "")).text
    return _latest(id, index) if kind == "figure" else ""


def _latest(figure: str, index: SiteIndex) -> str:
    """The newest value of a figure, whose it is, its date, and what has changed since the one before.

    None of single amounts, such as the dead of one attack, stands for all of them.
    """
    last = index.last_value(figure)
    if last is None or index.timeline.figures[figure].record.is_of_single_amounts:
        return ""
    value = figure_line(last, index)
    parts = (value.amount, value.scope, value.by.who.text if value.by else "", value.as_of, value.change, value.caveat)
    return comma_separated(part for part in parts if part)

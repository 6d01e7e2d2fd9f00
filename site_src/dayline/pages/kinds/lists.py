"""Lists of all entries of a registry, A to Z."""

import unicodedata
from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
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


class ListView(NamedTuple):
    """A list A–Z; `beside` links to another view of the same entries."""

    head: Head
    total: str
    letters: tuple[Letter, ...]
    beside: Link | None = None


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
    """The list of a registry's entries; title and description are messages."""
    args = (kind, title, description)
    return Page(urls.index(kind), "list.html", partial(_view, *args))


def _view(kind: str, title: str, description: str, index: SiteIndex) -> ListView:
    entries = [_entry(kind, id, index) for id in index.timeline.registry(kind)]
    listed = view(urls.index(kind), kind, gettext(title), gettext(description), entries)
    return listed._replace(beside=_beside(kind, index))


def _beside(kind: str, index: SiteIndex) -> Link | None:
    if kind == "figure" and index.lookups.figures_about:
        return Link(gettext("Who says how many, side by side"), urls.counts())
    if kind != "actor" or not index.lookups.has_ties:
        return None
    return Link(gettext("Who met, accused, answered whom"), urls.network())


def view(url: str, kind: str, title: str, description: str, entries: Sequence[ListEntry]) -> ListView:
    """The view of a list, in alphabetical order."""
    letters: dict[str, list[ListEntry]] = {}
    for entry in sorted(entries, key=lambda entry: sort_key(entry.link.text)):
        letters.setdefault(_letter(entry.link.text), []).append(entry)
    grouped = tuple(Letter(letter, tuple(members)) for letter, members in letters.items())
    total = ngettext("{number} entry", "{number} entries", len(entries))
    return ListView(Head(url, title, f"list list-{kind}", description), total, grouped)


def sort_key(name: str) -> tuple[str, str]:
    """The sort key of a name: without article, accents and case, special letters next to their base letters."""
    plain = name.removeprefix("The ").strip("(“‘«\"' ").casefold().translate(_FOLDED)
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in plain if not unicodedata.combining(c)), name


def _letter(name: str) -> str:
    first = sort_key(name)[0][:1].upper()
    return first if first.isalpha() else "0–9"


def _entry(kind: str, id: str, index: SiteIndex) -> ListEntry:
    record = index.timeline.registry(kind)[id].record
    label, total = _label(kind, record, index), _total(kind, _used(kind, id, index))
    return ListEntry(index.link(kind, id), label, _note(kind, id, index), total)


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
    """The newest value of a figure, whose it is, its date, and what has changed since the one before."""
    last = index.last_value(figure)
    if last is None:
        return ""
    value = figure_line(last, index)
    parts = (value.amount, value.scope, value.by.who.text if value.by else "", value.as_of, value.change, value.caveat)
    return comma_separated(part for part in parts if part)

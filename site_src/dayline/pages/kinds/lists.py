"""Lists of everything of a kind, A to Z."""

import unicodedata
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.digests import digest
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.schema import vocabulary as words
from dayline.words import gettext, ngettext


class ListEntry(NamedTuple):
    """A thing in a list: `kind` and `note` say what it is, `used` in how many events it occurs."""

    link: Link
    kind: str
    note: str
    used: str


class Letter(NamedTuple):
    """The entries under one letter."""

    letter: str
    entries: tuple[ListEntry, ...]


class ListView(NamedTuple):
    """A list A–Z; `beside` leads to another view of the same things."""

    head: Head
    total: str
    letters: tuple[Letter, ...]
    beside: Link | None = None


# Letters that have no accent to leave out; Cyrillic ones stand behind the letter that they follow in their alphabets.
_BESIDE = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "ng",
    "ґ": "г\uffff", "є": "е\uffff", "ё": "е", "і": "и\uffff", "ї": "и\uffff\uffff", "й": "и\uffff\uffff\uffff",
    "ў": "у\uffff", "ђ": "д\uffff", "ј": "и\uffff", "љ": "л\uffff", "њ": "н\uffff", "ћ": "т\uffff", "џ": "ч\uffff",
})  # fmt: skip
_KINDS = {
    "actor": words.ACTOR_KINDS, "place": words.PLACE_KINDS, "source": words.SOURCE_KINDS, "figure": words.FIGURE_KINDS,
    "thread": words.THREAD_STATUSES,
}  # fmt: skip


def page(kind: str, title: str, description: str) -> Page:
    """The list of one registry's entries; title and description are messages."""
    told = (kind, title, description)
    return Page(urls.index(kind), "list.html", partial(_key, *told), partial(_view, *told))


def _key(kind: str, title: str, description: str, index: SiteIndex) -> bytes:
    keys, ids = index.keys, list(index.timeline.registry(kind))
    parts = (part for id in ids for part in (keys.entry(kind, id), _used(kind, id, index)))
    return digest(keys.site, title, description, repr(_beside(kind, index)), *parts)


def _view(kind: str, title: str, description: str, index: SiteIndex) -> ListView:
    entries = [_entry(kind, id, index) for id in index.timeline.registry(kind)]
    made = view(urls.index(kind), kind, gettext(title), gettext(description), entries)
    return made._replace(beside=_beside(kind, index))


def _beside(kind: str, index: SiteIndex) -> Link | None:
    if kind != "actor" or not index.has_ties:
        return None
    return Link(gettext("Who met, accused, answered whom"), urls.network())


def view(url: str, kind: str, title: str, description: str, entries: Sequence[ListEntry]) -> ListView:
    """A list, in the order of its letters."""
    letters: dict[str, list[ListEntry]] = {}
    for entry in sorted(entries, key=lambda entry: sort_key(entry.link.text)):
        letters.setdefault(_letter(entry.link.text), []).append(entry)
    grouped = tuple(Letter(letter, tuple(found)) for letter, found in letters.items())
    total = ngettext("{number} entry", "{number} entries", len(entries))
    return ListView(Head(url, title, f"list list-{kind}", description), total, grouped)


def sort_key(name: str) -> tuple[str, str]:
    """Where a name stands in a list: without article, accents and case, letters of their own beside their nearest."""
    plain = name.removeprefix("The ").strip("(“‘«\"' ").casefold().translate(_BESIDE)
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in plain if not unicodedata.combining(c)), name


def _letter(name: str) -> str:
    first = sort_key(name)[0][:1].upper()
    return first if first.isalpha() else "0–9"


def _entry(kind: str, id: str, index: SiteIndex) -> ListEntry:
    record = index.timeline.registry(kind)[id].record
    label = gettext(_KINDS[kind][record.status if kind == "thread" else record.kind]) if kind in _KINDS else ""
    return ListEntry(index.link(kind, id), label, _note(kind, record, index), _total(kind, _used(kind, id, index)))


def _total(kind: str, used: int) -> str:
    """In how many events an entry occurs, in words; of a figure, how many values there are."""
    if kind == "term":
        return ""
    if kind == "figure":
        return ngettext("{number} value", "{number} values", used)
    return ngettext("{number} event", "{number} events", used)


def _used(kind: str, id: str, index: SiteIndex) -> int:
    """In how many events an entry occurs; of a figure, how many values there are."""
    timeline = index.timeline
    used = {"actor": timeline.of_actor, "place": timeline.of_place, "source": timeline.of_source,
            "reference": timeline.of_reference, "thread": timeline.of_thread}.get(kind)  # fmt: skip
    return len(used.get(id, ())) if used is not None else sum(len(one.values) for one in timeline.series.get(id, ()))


def _note(kind: str, record: object, index: SiteIndex) -> str:
    if kind == "actor":
        roles = getattr(record, "roles", ())
        return index.text(roles[0].title) if roles else ""
    if kind == "term":
        return index.text(", ".join(getattr(record, "also", ())))
    if kind == "reference":
        return index.link("source", getattr(record, "source", "")).text
    if kind == "figure":
        return index.text(getattr(record, "counts", ""))
    return ""

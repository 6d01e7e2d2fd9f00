"""One sentence on what everything on a page rests on: how many sources, and how much of it we have verified.

It counts items, never sources, so that nothing in it reads as if many sources agreed. Whatever is not as most items
are is named, and marked where it is shown; the others carry no mark.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from dayline.pages.index import SiteIndex
from dayline.pages.parts.origins import origin_link
from dayline.pages.wording import comma_separated, listing
from dayline.queries.query import query
from dayline.schema.statuses import STATUSES, UNMARKED
from dayline.timeline.standing import standing
from dayline.timeline.timeline import Event
from dayline.words import N_, gettext, ngettext

NAMED = 4  # sources that are named, at most


class Item(NamedTuple):
    """What a sentence counts: the code of an item's status, and the source that it rests on if there is only one."""

    status: str
    source: str = ""


class Subject(NamedTuple):
    """The items as the subject of a sentence: the only one, both, all, and a part of them."""

    one: str
    both: str
    all: str
    some: str


DAY = Subject(
    N_("The one report of this day"), N_("Both reports of this day"), N_("All {number} reports of this day"),
    N_("{part} of {number} reports of this day"),
)  # fmt: skip
TOPIC = Subject(
    N_("The one report on this topic"), N_("Both reports on this topic"), N_("All {number} reports on this topic"),
    N_("{part} of {number} reports on this topic"),
)  # fmt: skip
PLACE = Subject(
    N_("The one report on this place"), N_("Both reports on this place"), N_("All {number} reports on this place"),
    N_("{part} of {number} reports on this place"),
)  # fmt: skip
PERIOD = Subject(
    N_("The one report of these days"), N_("Both reports of these days"), N_("All {number} reports of these days"),
    N_("{part} of {number} reports of these days"),
)  # fmt: skip
VALUES = Subject(
    N_("The one value here"), N_("Both values here"), N_("All {number} values here"),
    N_("{part} of {number} values here"),
)  # fmt: skip


def trust_in(events: Iterable[Event], subject: Subject, index: SiteIndex) -> str:
    """The sentence on the events that took place, or whose outcome is not known; empty if there are none."""
    return trust([item(event, index) for event in events if event.record.event_status != "planned"], subject)


def item(event: Event, index: SiteIndex) -> Item:
    """An event as it is counted."""
    return _item(event.id, index)


@query
def _item(id: str, index: SiteIndex) -> Item:
    event = index.timeline.events[id]
    status = standing(event)
    return Item(status, origin_link(event.origins[0], index).text if status == UNMARKED else "")


def trust(items: list[Item], subject: Subject) -> str:
    """The sentence on some items; empty if there are none."""
    unmarked = [item for item in items if item.status == UNMARKED]
    marked = Counter(item.status for item in items if item.status != UNMARKED)
    if not items:
        return ""
    if not unmarked:
        return _all_marked(marked, subject)
    named = _subject(len(unmarked), len(items), subject)
    if not marked:
        return _unmarked(unmarked, named)
    return gettext("{unmarked} Marked: {marked}.", unmarked=_partly_unmarked(unmarked, named), marked=_numbered(marked))


def _subject(part: int, number: int, subject: Subject) -> str:
    if part < number:
        return gettext(subject.some, part=f"{part:,}", number=f"{number:,}")
    return gettext({1: subject.one, 2: subject.both}.get(number, subject.all), number=f"{number:,}")


def _unmarked(items: list[Item], subject: str) -> str:
    """All of them rest on a single source."""
    sources = _sources(items)
    if len(items) == 1:
        return gettext(
            "{subject} rests on a single source ({source}). Not verified by us.", subject=subject, source=sources
        )
    if len({item.source for item in items}) == 1:
        source = items[0].source
        return gettext("{subject} rest on one source, {source}. None verified by us.", subject=subject, source=source)
    return gettext(
        "{subject} rest on a single source each ({sources}). None verified by us.", subject=subject, sources=sources
    )


def _partly_unmarked(items: list[Item], subject: str) -> str:
    """Some of them rest on a single source."""
    sources = _sources(items)
    if len(items) == 1:
        return gettext(
            "{subject} rests on a single source ({source}), not verified by us.", subject=subject, source=sources
        )
    if len({item.source for item in items}) == 1:
        source = items[0].source
        return gettext("{subject} rest on one source, {source}, not verified by us.", subject=subject, source=source)
    return gettext(
        "{subject} rest on a single source each ({sources}), not verified by us.", subject=subject, sources=sources
    )


def _sources(items: list[Item]) -> str:
    """The sources with the number of items that rest on each, most first; the name alone of a single item's."""
    counts = Counter(item.source for item in items)
    if len(items) == 1:
        return items[0].source
    order = sorted(counts, key=lambda source: (-counts[source], source))
    named = [gettext("{source} {number}", source=source, number=f"{counts[source]:,}") for source in order[:NAMED]]
    others = sum(counts[source] for source in order[NAMED:])
    return comma_separated([*named, *([gettext("others {number}", number=f"{others:,}")] if others else [])])


def _all_marked(marked: Counter[str], subject: Subject) -> str:
    """None of them is as most are elsewhere."""
    number = marked.total()
    named = _subject(number, number, subject)
    kinds = gettext(STATUSES[next(iter(marked))].within) if len(marked) == 1 else _numbered(marked)
    return ngettext(
        "{subject} is marked: {marked}.", "{subject} are marked: {marked}.", number, subject=named, marked=kinds
    )


def _numbered(marked: Counter[str]) -> str:
    """`2 disputed and 1 verified by us`, in the order of the table of statuses."""
    parts = ((marked[code], gettext(words.within)) for code, words in STATUSES.items() if marked[code])
    return listing([gettext("{number} {status}", number=f"{number:,}", status=status) for number, status in parts])

"""Sources that are not named: how often, whose, for which reason, and how they know."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import NamedTuple

from dayline import urls
from dayline.digests import digest
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link, rest
from dayline.pages.page import Page
from dayline.pages.parts.attribution import Byline, byline
from dayline.pages.parts.event_line import EventLine, line
from dayline.pages.wording import capital, count, listing, month_name, part
from dayline.schema import vocabulary as words
from dayline.schema.site import UnnamedRules
from dayline.timeline.anonymous_sources import AnonymousSource, anonymous_sources
from dayline.timeline.link import start_day

SHOWN = 20  # rows of a table
_TITLE = "Unnamed sources"
_FIELDS = {
    "attribution": "for the item itself", "planned": "for a plan", "claims": "for a claim",
    "responses": "for an answer", "quotes": "for a quotation", "figures": "for a figure",
}  # fmt: skip
Key = tuple[int, int]


class Row(NamedTuple):
    """One line of a table: what is counted, how often it occurs, and out of how many."""

    name: Link
    number: str
    of: str = ""


class Table(NamedTuple):
    """A table with what stands at the heads of its columns, and the way to what is left out of it."""

    title: str
    column: str
    rows: tuple[Row, ...]
    rest: Link | None = None


class UnnamedView(NamedTuple):
    """The numbers: `policy` is the page on how the desk treats unnamed sources, `rules` what it enforces."""

    head: Head
    told: str
    rules: tuple[str, ...]
    policy: Link | None
    months: Table
    tables: tuple[Table, ...]


class Use(NamedTuple):
    """An unnamed source in an item, and for what it stands there."""

    source: Byline
    fields: str


class UnnamedItem(NamedTuple):
    """An item with its unnamed sources."""

    event: EventLine
    uses: tuple[Use, ...]


class UnnamedMonthView(NamedTuple):
    """The items of a month with unnamed sources."""

    head: Head
    told: str
    previous: Link | None
    next: Link | None
    items: tuple[UnnamedItem, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """The page of numbers, and one for each month with items that have unnamed sources."""
    months = [
        (key, tuple(ids))
        for key, ids in groupby(index.timeline.with_anonymous_sources, lambda id: _month_of(id, index))
    ]
    key_of_all = partial(_key, index.timeline.with_anonymous_sources)
    yield Page(urls.anonymous_sources(), "anonymous-sources.html", key_of_all, partial(_view, months))
    for place, (key, ids) in enumerate(months):
        near = tuple(months[n][0] if 0 <= n < len(months) else None for n in (place - 1, place + 1))
        told = (key, ids, near)
        url = urls.anonymous_sources(*key)
        yield Page(url, "anonymous-sources-month.html", partial(_month_key, *told), partial(_month, *told))


def _key(ids: tuple[str, ...], index: SiteIndex) -> bytes:
    keys = index.keys
    totals = repr(sorted((month, len(events)) for month, events in index.in_month.items()))
    return digest(keys.site, totals, len(index.timeline.events), _policy_key(index), *map(keys.event, ids))


def _policy_key(index: SiteIndex) -> bytes:
    policy = _policy(index)
    return index.keys.entry("page", policy) if policy else b""


def _month_key(month: Key, ids: tuple[str, ...], near: tuple[Key | None, ...], index: SiteIndex) -> bytes:
    return digest(index.keys.site, repr(near), _total(month, index), *map(index.keys.event, ids))


def _view(months: list[tuple[Key, tuple[str, ...]]], index: SiteIndex) -> UnnamedView:
    timeline, policy = index.timeline, _policy(index)
    found = [
        source for id in timeline.with_anonymous_sources for source in anonymous_sources(timeline.events[id].record)
    ]
    head = Head(urls.anonymous_sources(), _TITLE, "unnamed", "How often, whose, for which reason, and how they know.")
    return UnnamedView(
        head=head,
        told=_told(len(timeline.with_anonymous_sources), len(timeline.events), "on this site"),
        rules=tuple(_rules(timeline.site.desk.unnamed)),
        policy=index.link("page", policy) if policy else None,
        months=Table("By month", "Items", tuple(_month_row(key, ids, index) for key, ids in reversed(months))),
        tables=(
            _counted("Whose they are", (_organisation(it, index) for it in found)),
            _counted("Why they are not named", (Link(_reason(it, index)) for it in found)),
            _counted("How they know", (Link(_basis(it)) for it in found)),
        )
        if found
        else (),
    )


def _month(month: Key, ids: tuple[str, ...], near: tuple[Key | None, ...], index: SiteIndex) -> UnnamedMonthView:
    previous, next_ = (Link(month_name(*key), urls.anonymous_sources(*key)) if key else None for key in near)
    title = f"{_TITLE} in {month_name(*month)}"
    trail = (Link(_TITLE, urls.anonymous_sources()),)
    head = Head(urls.anonymous_sources(*month), title, "unnamed", "The items that rest on them or quote them.", trail)
    told = _told(len(ids), _total(month, index), f"of {month_name(*month)}")
    return UnnamedMonthView(head, told, previous, next_, tuple(_item(id, index) for id in ids))


def _item(id: str, index: SiteIndex) -> UnnamedItem:
    event = index.timeline.events[id]
    uses = ((byline(it.who, index), it.fields) for it in anonymous_sources(event.record))
    return UnnamedItem(
        line(event, index),
        tuple(Use(who, listing([_FIELDS[field] for field in fields])) for who, fields in uses if who),
    )


def _told(number: int, total: int, where: str) -> str:
    """How many items have an unnamed source, in words."""
    if not number:
        return f"None of the {count(total, 'item')} {where} rests on or quotes a source that is not named."
    share = f" ({100 * number / total:.0f}%)" if number < total else ""
    do = "rests on or quotes" if number == 1 else "rest on or quote"
    return f"Of the {count(total, 'item')} {where}, {number:,}{share} {do} a source that is not named."


def _rules(rules: UnnamedRules) -> Iterator[str]:
    """What the desk enforces, in sentences."""
    yield "Every unnamed source is described, and the reason why it is not named is given, or that none was given."
    if rules.vague:
        yield f"These descriptions are not enough: {', '.join(rules.vague)}."
    if rules.reason == "required":
        yield "A source that gives no reason is not used."
    if rules.origins:
        yield (
            f"An item that rests on one is called more than unverified, or leads a day, only with at least "
            f"{count(rules.origins, 'independent origin')}."
        )
    if rules.not_for:
        kinds = listing([words.CLAIM_KINDS[kind].lower() for kind in rules.not_for])
        yield f"Never taken from an unnamed source: {kinds}."


def _counted(title: str, names: Iterable[Link]) -> Table:
    """How often each name occurs, the most frequent first, what is left over in one line."""
    counted = sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0].text))
    rows = [Row(name, f"{number:,}") for name, number in counted[:SHOWN]]
    left = sum(number for _, number in counted[SHOWN:])
    others = (Row(Link("all others"), f"{left:,}"),) if left else ()
    way = rest(part(len(rows), len(counted), "row"), f"{urls.anonymous_sources()}#months", "every source by month")
    return Table(title, "Times", (*rows, *others), way)


def _organisation(found: AnonymousSource, index: SiteIndex) -> Link:
    organisation = found.who.organisation
    return index.link("actor", organisation) if organisation else Link("Not stated")


def _reason(found: AnonymousSource, index: SiteIndex) -> str:
    return capital(index.text(found.who.reason)) or "Not given"


def _basis(found: AnonymousSource) -> str:
    return capital(words.BASES[found.who.basis or "unstated"])


def _month_row(month: Key, ids: tuple[str, ...], index: SiteIndex) -> Row:
    link = Link(month_name(*month), urls.anonymous_sources(*month))
    return Row(link, f"{len(ids):,}", f"{_total(month, index):,}")


def _total(month: Key, index: SiteIndex) -> int:
    return len(index.in_month.get(month, ()))


def _month_of(id: str, index: SiteIndex) -> Key:
    first = start_day(index.timeline.events[id])
    return first.year, first.month


def _policy(index: SiteIndex) -> str | None:
    publisher = index.timeline.site.publisher
    return publisher.policies.unnamed_sources if publisher else None

"""Anonymous sources: how often they are used, whose they are, why they are not named, and how they know."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import NamedTuple

from dayline import urls
from dayline.digests import digest
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.attribution import Byline, byline
from dayline.pages.parts.event_line import EventLine, line
from dayline.pages.wording import capital, listing, month_name
from dayline.schema.site import AnonymousSourceRules
from dayline.timeline.anonymous_sources import AnonymousSource, anonymous_sources
from dayline.timeline.linked_events import start_day
from dayline.words import N_, gettext, ngettext

SHOWN = 20  # rows of a table
_FIELDS = {
    "attribution": N_("for the item itself"), "planned": N_("for a plan"), "claims": N_("for a claim"),
    "responses": N_("for an answer"), "quotes": N_("for a quotation"), "figures": N_("for a figure"),
}  # fmt: skip
_BASES = {
    "direct-knowledge": N_("With direct knowledge"), "briefed": N_("Briefed on the matter"),
    "documents": N_("From documents"), "witness": N_("As a witness"), "unstated": N_("How they know is not stated"),
}  # fmt: skip
_NEVER_TAKEN = {
    "factual": N_("claim"), "assessment": N_("assessment"), "intent": N_("statement of intent"),
    "prediction": N_("prediction"), "accusation": N_("accusation"),
}  # fmt: skip
Month = tuple[int, int]


class Row(NamedTuple):
    """A row of a table: what is counted, how often it occurs, and out of how many."""

    name: Link
    number: str
    of: str = ""


class Table(NamedTuple):
    """A table with its column heading and, if it is cut short, a link to the rest."""

    title: str
    column: str
    rows: tuple[Row, ...]
    rest: Link | None = None


class AnonymousSourcesView(NamedTuple):
    """The totals: `policy` is the desk's page on anonymous sources, `rules` what it enforces."""

    head: Head
    summary: str
    rules: tuple[str, ...]
    policy: Link | None
    months: Table
    tables: tuple[Table, ...]


class Usage(NamedTuple):
    """An anonymous source in an item, and what it is the source of."""

    source: Byline
    fields: str


class AnonymousItem(NamedTuple):
    """An item with its anonymous sources."""

    event: EventLine
    uses: tuple[Usage, ...]


class AnonymousSourcesMonthView(NamedTuple):
    """The items of a month that have anonymous sources."""

    head: Head
    summary: str
    previous: Link | None
    next: Link | None
    items: tuple[AnonymousItem, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """The page of totals, and one for each month whose items have anonymous sources."""
    items = index.timeline.with_anonymous_sources
    months = [(month, tuple(ids)) for month, ids in groupby(items, lambda id: _month_of(id, index))]
    yield Page(urls.anonymous_sources(), "anonymous-sources.html", partial(_key, items), partial(_view, months))
    for place, (month, ids) in enumerate(months):
        neighbours = tuple(months[n][0] if 0 <= n < len(months) else None for n in (place - 1, place + 1))
        args = (month, ids, neighbours)
        url = urls.anonymous_sources(*month)
        yield Page(url, "anonymous-sources-month.html", partial(_month_key, *args), partial(_month, *args))


def _key(ids: tuple[str, ...], index: SiteIndex) -> bytes:
    keys = index.keys
    totals = repr(sorted((month, len(events)) for month, events in index.in_month.items()))
    return digest(keys.site, totals, len(index.timeline.events), _policy_key(index), *map(keys.line, ids))


def _policy_key(index: SiteIndex) -> bytes:
    policy = _policy(index)
    return index.keys.entry("page", policy) if policy else b""


def _month_key(month: Month, ids: tuple[str, ...], neighbours: tuple[Month | None, ...], index: SiteIndex) -> bytes:
    return digest(index.keys.site, repr(neighbours), _total(month, index), *map(index.keys.line, ids))


def _view(months: list[tuple[Month, tuple[str, ...]]], index: SiteIndex) -> AnonymousSourcesView:
    timeline, policy = index.timeline, _policy(index)
    sources = [
        source for id in timeline.with_anonymous_sources for source in anonymous_sources(timeline.events[id].record)
    ]
    description = gettext("How often, whose, for which reason, and how they know.")
    return AnonymousSourcesView(
        head=Head(urls.anonymous_sources(), gettext("Unnamed sources"), "unnamed", description),
        summary=_site_summary(len(timeline.with_anonymous_sources), len(timeline.events)),
        rules=tuple(_rules(timeline.site.desk.unnamed)),
        policy=index.link("page", policy) if policy else None,
        months=Table(
            gettext("By month"),
            gettext("Items"),
            tuple(_month_row(month, ids, index) for month, ids in reversed(months)),
        ),
        tables=(
            _counted(gettext("Whose they are"), (_organisation(source, index) for source in sources)),
            _counted(gettext("Why they are not named"), (Link(_reason(source, index)) for source in sources)),
            _counted(gettext("How they know"), (Link(_basis(source)) for source in sources)),
        )
        if sources
        else (),
    )


def _month(
    month: Month, ids: tuple[str, ...], neighbours: tuple[Month | None, ...], index: SiteIndex
) -> AnonymousSourcesMonthView:
    previous, next_ = (
        Link(month_name(*other), urls.anonymous_sources(*other)) if other else None for other in neighbours
    )
    title = gettext("Unnamed sources in {month}", month=month_name(*month))
    trail = (Link(gettext("Unnamed sources"), urls.anonymous_sources()),)
    description = gettext("The items that rest on them or quote them.")
    head = Head(urls.anonymous_sources(*month), title, "unnamed", description, trail)
    summary = _month_summary(len(ids), _total(month, index), month_name(*month))
    return AnonymousSourcesMonthView(head, summary, previous, next_, tuple(_item(id, index) for id in ids))


def _item(id: str, index: SiteIndex) -> AnonymousItem:
    event = index.timeline.events[id]
    uses = ((byline(source.who, index), source.fields) for source in anonymous_sources(event.record))
    return AnonymousItem(
        line(event, index),
        tuple(Usage(who, listing([gettext(_FIELDS[field]) for field in fields])) for who, fields in uses if who),
    )


def _site_summary(number: int, total: int) -> str:
    """How many items on the site have an anonymous source, in a sentence."""
    if not number:
        return ngettext(
            "None of the {number} item on this site rests on or quotes a source that is not named.",
            "None of the {number} items on this site rests on or quotes a source that is not named.",
            total,
        )
    items = ngettext("{number} item", "{number} items", total)
    if number == total:
        return ngettext(
            "Of the {items} on this site, {number} rests on or quotes a source that is not named.",
            "Of the {items} on this site, {number} rest on or quote a source that is not named.",
            number,
            items=items,
        )
    return ngettext(
        "Of the {items} on this site, {number} ({share}%) rests on or quotes a source that is not named.",
        "Of the {items} on this site, {number} ({share}%) rest on or quote a source that is not named.",
        number,
        items=items,
        share=round(100 * number / total),
    )


def _month_summary(number: int, total: int, month: str) -> str:
    """How many items of a month have an anonymous source, in a sentence; at least one has."""
    items = ngettext("{number} item", "{number} items", total)
    if number == total:
        return ngettext(
            "Of the {items} of {month}, {number} rests on or quotes a source that is not named.",
            "Of the {items} of {month}, {number} rest on or quote a source that is not named.",
            number,
            items=items,
            month=month,
        )
    return ngettext(
        "Of the {items} of {month}, {number} ({share}%) rests on or quotes a source that is not named.",
        "Of the {items} of {month}, {number} ({share}%) rest on or quote a source that is not named.",
        number,
        items=items,
        month=month,
        share=round(100 * number / total),
    )


def _rules(rules: AnonymousSourceRules) -> Iterator[str]:
    """The rules that the desk enforces, one sentence each."""
    yield gettext(
        "Every unnamed source is described, and the reason why it is not named is given, or that none was given."
    )
    if rules.vague:
        yield gettext("These descriptions are not enough: {descriptions}.", descriptions=", ".join(rules.vague))
    if rules.reason == "required":
        yield gettext("A source that gives no reason is not used.")
    if rules.origins:
        yield ngettext(
            "An item that rests on one is called more than unverified, or leads a day, only with at least "
            "{number} independent origin.",
            "An item that rests on one is called more than unverified, or leads a day, only with at least "
            "{number} independent origins.",
            rules.origins,
        )
    if rules.not_for:
        kinds = listing([gettext(_NEVER_TAKEN[kind]) for kind in rules.not_for])
        yield gettext("Never taken from an unnamed source: {kinds}.", kinds=kinds)


def _counted(title: str, names: Iterable[Link]) -> Table:
    """How often each name occurs, most frequent first, with one row for all the rest."""
    counted = sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0].text))
    rows = [Row(name, f"{number:,}") for name, number in counted[:SHOWN]]
    left = sum(number for _, number in counted[SHOWN:])
    if not left:
        return Table(title, gettext("Times"), tuple(rows))
    shown = ngettext(
        "{shown} of {number} row: every source by month",
        "{shown} of {number} rows: every source by month",
        len(counted),
        shown=SHOWN,
    )
    others = Row(Link(gettext("all others")), f"{left:,}")
    return Table(title, gettext("Times"), (*rows, others), Link(shown, f"{urls.anonymous_sources()}#months"))


def _organisation(source: AnonymousSource, index: SiteIndex) -> Link:
    organisation = source.who.organisation
    return index.link("actor", organisation) if organisation else Link(gettext("Not stated"))


def _reason(source: AnonymousSource, index: SiteIndex) -> str:
    return capital(index.text(source.who.reason)) or gettext("Not given")


def _basis(source: AnonymousSource) -> str:
    return gettext(_BASES[source.who.basis or "unstated"])


def _month_row(month: Month, ids: tuple[str, ...], index: SiteIndex) -> Row:
    link = Link(month_name(*month), urls.anonymous_sources(*month))
    return Row(link, f"{len(ids):,}", f"{_total(month, index):,}")


def _total(month: Month, index: SiteIndex) -> int:
    return len(index.in_month.get(month, ()))


def _month_of(id: str, index: SiteIndex) -> Month:
    first = start_day(index.timeline.events[id])
    return first.year, first.month


def _policy(index: SiteIndex) -> str | None:
    publisher = index.timeline.site.publisher
    return publisher.policies.unnamed_sources if publisher else None

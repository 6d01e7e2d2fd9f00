"""Anonymous sources: how often they are used, whose they are, why they are not named, and how they know."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from dayline import urls
from dayline.pages.anonymous_wording import desk_rules, month_summary, site_summary
from dayline.pages.by_month import Month, month_of
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.attribution import Byline, byline
from dayline.pages.parts.event_line import EventLine, line
from dayline.pages.parts.month_links import MonthPager, month_link, month_pager
from dayline.pages.wording import capital, listing, month_name
from dayline.timeline.anonymous_sources import AnonymousSource, anonymous_sources
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
    pager: MonthPager
    items: tuple[AnonymousItem, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """The page of totals, and one for each month whose items have anonymous sources."""
    items = index.timeline.with_anonymous_sources
    by_month = {month: tuple(ids) for month, ids in groupby(items, lambda id: month_of(index.timeline.events[id]))}
    yield Page(urls.anonymous_sources(), "anonymous-sources.html", partial(_view, by_month))
    months = tuple(by_month)
    for month in months:
        args, url = (month, months, by_month[month]), urls.anonymous_sources(*month)
        yield Page(url, "anonymous-sources-month.html", partial(_month, *args))


def _view(by_month: dict[Month, tuple[str, ...]], index: SiteIndex) -> AnonymousSourcesView:
    timeline, policy = index.timeline, _policy(index)
    sources = [
        source for id in timeline.with_anonymous_sources for source in anonymous_sources(timeline.events[id].record)
    ]
    description = gettext("How often, whose, for which reason, and how they know.")
    return AnonymousSourcesView(
        head=Head(urls.anonymous_sources(), gettext("Unnamed sources"), "unnamed", description),
        summary=site_summary(len(timeline.with_anonymous_sources), len(timeline.events)),
        rules=tuple(desk_rules(timeline.site.desk.unnamed)),
        policy=index.link("page", policy) if policy else None,
        months=Table(
            gettext("By month"),
            gettext("Items"),
            tuple(_month_row(month, by_month[month], index) for month in reversed(by_month)),
        ),
        tables=(
            _counted(gettext("Whose they are"), (_organisation(source, index) for source in sources)),
            _counted(gettext("Why they are not named"), (Link(_reason(source, index)) for source in sources)),
            _counted(gettext("How they know"), (Link(_basis(source)) for source in sources)),
        )
        if sources
        else (),
    )


def _month(month: Month, months: Sequence[Month], ids: tuple[str, ...], index: SiteIndex) -> AnonymousSourcesMonthView:
    pager = month_pager(month, months, urls.anonymous_sources)
    title = gettext("Unnamed sources in {month}", month=month_name(*month))
    trail = (Link(gettext("Unnamed sources"), urls.anonymous_sources()),)
    description = gettext("The items that rest on them or quote them.")
    head = Head(urls.anonymous_sources(*month), title, "unnamed", description, trail)
    summary = month_summary(len(ids), _total(month, index), month_name(*month))
    return AnonymousSourcesMonthView(head, summary, pager, tuple(_item(id, index) for id in ids))


def _item(id: str, index: SiteIndex) -> AnonymousItem:
    event = index.timeline.events[id]
    uses = ((byline(source.who, index), source.fields) for source in anonymous_sources(event.record))
    return AnonymousItem(
        line(event, index),
        tuple(Usage(who, listing([gettext(_FIELDS[field]) for field in fields])) for who, fields in uses if who),
    )


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
    return Row(month_link(month, urls.anonymous_sources), f"{len(ids):,}", f"{_total(month, index):,}")


def _total(month: Month, index: SiteIndex) -> int:
    return len(index.lookups.in_month.get(month, ()))


def _policy(index: SiteIndex) -> str | None:
    publisher = index.timeline.site.publisher
    return publisher.policies.unnamed_sources if publisher else None

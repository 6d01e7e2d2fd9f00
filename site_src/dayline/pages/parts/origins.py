"""Where an item's reports come from: each origin with the reports based on it."""

from typing import NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.wording import in_words
from dayline.schema.statuses import OWN_REPORTING
from dayline.timeline.origins import DESK, ResolvedCitation
from dayline.timeline.timeline import Event
from dayline.words import gettext, ngettext


class OriginCount(NamedTuple):
    """What an item rests on: the `names` of its independent origins, and what else they cite that we have not read.

    `only_cited` says that none of its reports counts.
    """

    reports: int
    names: tuple[Link, ...]
    citing: str
    only_cited: str


class Report(NamedTuple):
    """A report, and the outlets between its origin and the page we cite."""

    link: Link
    via: tuple[Link, ...]
    read: bool


class Origin(NamedTuple):
    """An origin, whether it counts as independent, and the reports based on it."""

    link: Link
    counts: bool
    reports: tuple[Report, ...]


def tree(event: Event, index: SiteIndex) -> tuple[Origin, ...]:
    """The origins of an event's reports; empty if each report is its own origin."""
    by_origin: dict[str, list[ResolvedCitation]] = {}
    for cite in event.cited:
        by_origin.setdefault(cite.origin, []).append(cite)
    origins = tuple(_origin(origin, cites, event, index) for origin, cites in by_origin.items())
    is_plain = all(len(origin.reports) == 1 and not origin.reports[0].via for origin in origins)
    return () if is_plain else origins


def _origin(origin: str, cites: list[ResolvedCitation], event: Event, index: SiteIndex) -> Origin:
    reports = tuple(_report(cite, index) for cite in cites)
    return Origin(origin_link(origin, index), origin in event.origins, reports)


def _report(cite: ResolvedCitation, index: SiteIndex) -> Report:
    source = cite.source.id if cite.source else ""
    publisher = publisher_link(cite, index)
    if cite.reference is None:
        return Report(Link(own_title(cite)) if cite.own else publisher, (), cite.consulted)
    between = [step for step in cite.reference.record.syndicated_from if step not in (source, cite.origin)]
    steps = [*between, source] if source != cite.origin else between
    via = tuple(origin_link(step, index) for step in steps)
    return Report(index.link("reference", cite.reference.id), via, cite.consulted)


def own_title(cite: ResolvedCitation) -> str:
    """What stands for the title of something that we report ourselves: `Seen by our reporter`."""
    return gettext(OWN_REPORTING[cite.own])


def publisher_link(cite: ResolvedCitation, index: SiteIndex) -> Link:
    """A link to who published a report; a desk without an entry has the name of the site's publisher."""
    if cite.source:
        return index.link("source", cite.source.id)
    if cite.origin != DESK:
        return Link(cite.origin)
    site = index.timeline.site
    return Link(site.publisher.name if site.publisher else site.title)


def origin_count(event: Event, index: SiteIndex) -> OriginCount:
    """What an event rests on."""
    names = tuple(origin_link(origin, index) for origin in event.origins)
    unread = sum(not cite.consulted for cite in event.cited)
    citing = _citing(unread) if names and unread else ""
    only_cited = "" if names or not event.cited else _only_cited(unread)
    return OriginCount(len(event.cited), names, citing, only_cited)


def _citing(unread: int) -> str:
    return ngettext(
        "citing {in_words} report that we have not read",
        "citing {in_words} reports that we have not read",
        unread,
        in_words=in_words(unread),
    )


def _only_cited(unread: int) -> str:
    """What an event rests on of which no report counts."""
    if not unread:
        return gettext("Known only from background reports")
    return ngettext(
        "Known only from a report that we have not read", "Known only from reports that we have not read", unread
    )


def origin_link(origin: str, index: SiteIndex) -> Link:
    """A link to an origin by the short name of its source; an unregistered one is its host name."""
    entry = index.timeline.sources.get(origin)
    if entry is None:
        return Link(gettext("Our own reporting") if origin == DESK else origin)
    return Link(index.text(entry.record.short_name or entry.record.name), urls.entry("source", origin))

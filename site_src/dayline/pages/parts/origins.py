"""Where an item's reports come from: each origin with the reports that go back to it."""

from typing import NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.wording import count, spelled
from dayline.timeline.origins import ResolvedCitation
from dayline.timeline.timeline import Event


class OriginCount(NamedTuple):
    """How well founded an item is: `line` is `1 report, 1 origin`, `names` are the origins."""

    reports: int
    line: str
    names: tuple[Link, ...]
    unread: str


class Report(NamedTuple):
    """A report, and the outlets through which it came from its origin to the page that we cite."""

    link: Link
    way: tuple[Link, ...]
    read: bool


class Origin(NamedTuple):
    """An origin, whether it counts as an independent one, and the reports that go back to it."""

    link: Link
    counts: bool
    reports: tuple[Report, ...]


def tree(event: Event, index: SiteIndex) -> tuple[Origin, ...]:
    """The origins of an event's reports; nothing where each report is its own origin."""
    found: dict[str, list[ResolvedCitation]] = {}
    for cite in event.cited:
        found.setdefault(cite.origin, []).append(cite)
    made = tuple(_origin(origin, cites, event, index) for origin, cites in found.items())
    is_plain = all(len(origin.reports) == 1 and not origin.reports[0].way for origin in made)
    return () if is_plain else made


def _origin(origin: str, cites: list[ResolvedCitation], event: Event, index: SiteIndex) -> Origin:
    reports = tuple(_report(cite, index) for cite in cites)
    return Origin(origin_link(origin, index), origin in event.origins, reports)


def _report(cite: ResolvedCitation, index: SiteIndex) -> Report:
    source = cite.source.id if cite.source else ""
    publisher = index.link("source", source) if source else Link(cite.origin)
    if cite.reference is None:
        return Report(publisher, (), cite.consulted)
    between = [step for step in cite.reference.record.syndicated_from if step not in (source, cite.origin)]
    steps = [*between, source] if source != cite.origin else between
    way = tuple(origin_link(step, index) for step in steps)
    return Report(index.link("reference", cite.reference.id), way, cite.consulted)


def origin_count(event: Event, index: SiteIndex) -> OriginCount:
    """How many reports an event stands on, and how many independent origins those have."""
    reports, independent = len(event.cited), len(event.origins)
    names = tuple(origin_link(origin, index) for origin in event.origins)
    unread = sum(not cite.consulted for cite in event.cited)
    note = f"{spelled(unread, 'report')} not read by us" if unread and unread < reports else ""
    if reports and unread == reports:
        note = "not read by us"
    label = count(reports, "report") + f", {count(independent, 'independent origin' if independent > 1 else 'origin')}"
    return OriginCount(reports, label, names, note)


def origin_link(origin: str, index: SiteIndex) -> Link:
    """An origin by the short name of its source; an unregistered one by its host name."""
    entry = index.timeline.sources.get(origin)
    if entry is None:
        return Link(origin)
    return Link(index.text(entry.record.short_name or entry.record.name), urls.entry("source", origin))

"""The sources of an item and the independent origins among them.

Independence is counted by origin, not by outlet: a newspaper that prints an agency's report shares the agency's
origin. A report that was not consulted directly never counts.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from dayline.read.entry import Entry
from dayline.schema.registry import ReferenceRecord, SourceRecord
from dayline.schema.sourcing import Citation
from dayline.schema.vocabulary import OWN_KINDS

COUNTED_ROLES = ("primary", "corroborating", "first-report")
DESK = "our own reporting"  # the origin of a desk without an entry in `sources/`: it can be no id and no host


class ResolvedCitation(NamedTuple):
    """A citation with its reference and source, if known, and its origin.

    `origin` is the id of a source or, for a URL of no registered source, its host name; `DESK` for a desk that has no
    entry of its own.
    """

    citation: Citation
    reference: Entry[ReferenceRecord] | None
    source: Entry[SourceRecord] | None
    origin: str
    consulted: bool

    @property
    def counts(self) -> bool:
        """Whether it counts towards an item's independent origins."""
        return self.consulted and self.citation.role in COUNTED_ROLES

    @property
    def own(self) -> str:
        """The kind of our own reporting that it is (`observation`, `interview` …); empty if it is somebody else's."""
        kind = self.kind
        return kind if self.is_ours and kind in OWN_KINDS else ""

    @property
    def kind(self) -> str:
        """What it is; empty if nothing says so."""
        return self.reference.record.kind if self.reference else self.citation.kind or ""

    @property
    def is_ours(self) -> bool:
        """Whether it goes back to the desk itself."""
        if self.source is None:
            return self.origin == DESK
        return is_desk(self.source) and self.origin == self.source.id


class SourceLookup(NamedTuple):
    """The registries of references and sources, and the ids of sources by domain."""

    references: Mapping[str, Entry[ReferenceRecord]]
    sources: Mapping[str, Entry[SourceRecord]]
    domains: Mapping[str, str]

    @property
    def desk(self) -> Entry[SourceRecord] | None:
        """The desk itself, if it has an entry."""
        return next((entry for entry in self.sources.values() if is_desk(entry)), None)


def is_desk(source: Entry[SourceRecord]) -> bool:
    """Whether a source is the desk itself."""
    return source.record.kind == "desk"


def by_domain(sources: Iterable[Entry[SourceRecord]]) -> dict[str, str]:
    """The ids of sources by the domains they publish on."""
    return {domain.lower(): entry.id for entry in sources for domain in entry.record.domains}


def resolve_citation(citation: Citation, known: SourceLookup) -> ResolvedCitation:
    """The citation with its reference, source and origin."""
    if citation.ref:
        return _from_reference(citation, known.references.get(citation.ref), known)
    if citation.kind and not (citation.url or citation.source):
        return _from_desk(citation, known.desk)
    source_id = citation.source or _source_of(citation.url or "", known)
    host = (urlsplit(citation.url).hostname or "") if citation.url else ""
    origin = citation.origin or source_id or host.removeprefix("www.")
    return ResolvedCitation(citation, None, known.sources.get(source_id or ""), origin, True)


def independent_origins(cites: Iterable[ResolvedCitation]) -> tuple[str, ...]:
    """The origins that count, each once, in the order of the citations.

    A background-only source, such as a digest of other reports, counts only if nothing else does: it can report
    something, but never corroborate it. All that goes back to the desk is one origin.
    """
    counted = [cite for cite in cites if cite.counts]
    firm = [cite for cite in counted if not (cite.source and cite.source.record.policy == "background-only")]
    origins: dict[str, str] = {}
    for cite in firm or counted:
        origins.setdefault(DESK if cite.is_ours else cite.origin, cite.origin)
    return tuple(origins.values())


def origin_of(record: ReferenceRecord) -> str:
    """The origin of a reference: as stated, else where it was syndicated from, else its source."""
    return record.origin or next(iter(record.syndicated_from), record.source)


def _from_desk(citation: Citation, desk: Entry[SourceRecord] | None) -> ResolvedCitation:
    origin = citation.origin or (desk.id if desk else DESK)
    return ResolvedCitation(citation, None, desk, origin, True)


def _from_reference(citation: Citation, entry: Entry[ReferenceRecord] | None, known: SourceLookup) -> ResolvedCitation:
    if entry is None:
        return ResolvedCitation(citation, None, None, citation.origin or citation.ref or "", False)
    record = entry.record
    origin = citation.origin or origin_of(record)
    return ResolvedCitation(citation, entry, known.sources.get(record.source), origin, record.consulted)


def _source_of(url: str, known: SourceLookup) -> str | None:
    host = (urlsplit(url).hostname or "").lower()
    parts = host.split(".")
    names = (".".join(parts[start:]) for start in range(len(parts) - 1))
    return next((known.domains[name] for name in names if name in known.domains), None)

"""Pages of sources and of the reports that they published."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.edtf import EdtfDate
from dayline.pages.archive import LONG, newest
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import lists
from dayline.pages.kinds.report_lists import report_pages
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.change_badge import Badge, changes
from dayline.pages.parts.event_line import DayLines, EventLine, by_day, line, lines
from dayline.pages.parts.month_links import Archive, archive
from dayline.pages.parts.reference_facts import ReferenceFacts, reference_facts
from dayline.pages.wording import event_count, stated
from dayline.schema import vocabulary as words
from dayline.schema.registry import SourceRecord
from dayline.timeline.claim_status import current_status
from dayline.timeline.timeline import Event
from dayline.words import N_, gettext, ngettext

_OUTCOMES = {
    "corroborated": N_("Later corroborated"), "verified": N_("Verified by us"), "disputed": N_("Disputed"),
    "debunked": N_("Shown to be false"), "retracted": N_("Withdrawn"), "unverified": N_("Not verified"),
}  # fmt: skip
_SCALES = {
    "local": N_("local"), "subnational": N_("subnational"), "national": N_("national"), "regional": N_("regional"),
    "international": N_("international"),
}  # fmt: skip
_STAKES = {
    "none": N_("Not a party"), "party": N_("A party to it"), "allied": N_("Allied with a party"),
    "unknown": N_("Not known"),
}  # fmt: skip
_POLICIES = {
    "attribute": N_("Always named as the source"), "background-only": N_("For background only"),
    "do-not-use": N_("No longer used"),
}  # fmt: skip


class ListedReport(NamedTuple):
    """A report in a list."""

    link: Link
    published: str
    used: str
    consulted: bool


class SourceView(NamedTuple):
    """A source page; `alone` are the events that have no other source."""

    head: Head
    kind: str
    scale: str
    country: str
    languages: str
    domains: tuple[str, ...]
    grade: str
    grade_note: str
    grade_reviewed: str
    stake: str
    actor: Link | None
    policy: str
    wikidata: str
    note: str
    total: str
    alone: tuple[EventLine, ...]
    alone_total: str
    claims: tuple[tuple[str, str], ...]
    documents: tuple[ListedReport, ...]  # the latest
    more_documents: str  # how many of all these are
    days: tuple[DayLines, ...]
    archive: Archive | None  # where all events are, if there are many
    changes: tuple[Badge, ...]


class ReferenceView(NamedTuple):
    """The page of a report that several items cite, or none."""

    head: Head
    source: Link
    facts: ReferenceFacts
    outside: str  # the address of the report itself
    archived: str  # the address of an archived copy
    published: str
    credit: str
    consulted: bool  # whether the desk has read it
    cited_by: Link | None  # the report that it is known from
    total: str
    events: tuple[EventLine, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each source and each report, except reports that only one event cites; and the lists of both."""
    for id in index.timeline.sources:
        yield Page(
            urls.entry("source", id),
            "source.html",
            partial(source_view, id),
        )
    for id in index.timeline.references:
        if id not in index.timeline.cited_once:
            yield Page(index.url("reference", id), "reference.html", partial(reference_view, id))
    yield lists.page("source", N_("Sources"), N_("Who published what we cite"))
    yield from report_pages(index)


def source_view(id: str, index: SiteIndex) -> SourceView:
    """The view of a source's page."""
    timeline, record = index.timeline, index.timeline.sources[id].record
    events = timeline.of_source.get(id, ())
    documents = index.children("source", id)
    alone = tuple(event for event in events if event.origins == (id,))
    trail = (Link(gettext("Sources"), urls.index("source")),)
    title = index.text(record.name)
    return SourceView(
        head=Head(
            urls.entry("source", id),
            title,
            "source",
            gettext("What we took from {source}, and how far it carries.", source=title),
            trail,
            sort=gettext("Source"),
        ),
        kind=gettext(words.SOURCE_KINDS[record.kind]),
        scale=gettext(_SCALES[record.scale]) if record.scale else "",
        country=record.country or "",
        languages=", ".join(record.languages),
        domains=record.domains,
        grade=_grade(record),
        grade_note=index.text(record.reliability_note),
        grade_reviewed=stated(record.reliability_reviewed) if record.reliability_reviewed else "",
        stake=gettext(_STAKES[record.stake]),
        actor=index.link("actor", record.actor) if record.actor else None,
        policy=gettext(_POLICIES[record.policy]) if record.policy != "normal" else "",
        wikidata=record.wikidata or "",
        note=index.text(record.note),
        total=event_count(len(events)),
        alone=lines(newest(alone), index),
        alone_total=event_count(len(alone)),
        claims=_outcomes(events, index),
        documents=tuple(_document(reference, index) for reference in documents[:LONG]),
        more_documents=_more(len(documents)),
        days=by_day(newest(events), index),
        archive=archive("source", id, len(newest(events)), index),
        changes=changes(record.changes, index),
    )


def reference_view(id: str, index: SiteIndex) -> ReferenceView:
    """The view of a report's page."""
    timeline, record = index.timeline, index.timeline.references[id].record
    events = timeline.of_reference.get(id, ())
    trail = (Link(gettext("Sources"), urls.index("source")), index.link("source", record.source))
    title = index.text(record.title)
    publisher = index.link("source", record.source)
    return ReferenceView(
        head=Head(
            index.url("reference", id),
            title,
            "reference",
            f"{title}, {publisher.text}",
            trail,
            sort=_sort(publisher.text, record.published),
        ),
        source=publisher,
        facts=reference_facts(id, index),
        outside=record.url or "",
        archived=record.archived_url or "",
        published=stated(record.published) if record.published else "",
        credit=index.text(record.credit),
        consulted=record.consulted,
        cited_by=index.link("reference", record.cited_by) if record.cited_by else None,
        total=event_count(len(events)),
        events=tuple(line(event, index) for event in events),
    )


def _more(total: int) -> str:
    """How many of all documents are shown; empty if all are."""
    if total <= LONG:
        return ""
    return ngettext("{shown} of {number} document", "{shown} of {number} documents", total, shown=LONG)


def _grade(record: SourceRecord) -> str:
    """The reliability of a source, in words."""
    if record.reliability == "F":
        return gettext("Not assessed by us")
    return gettext(words.RELIABILITIES[record.reliability])


def _sort(publisher: str, published: EdtfDate | None) -> str:
    """The label before the title of a report, as in search results."""
    if published:
        return gettext("Report, {publisher}, {date}", publisher=publisher, date=stated(published))
    return gettext("Report, {publisher}", publisher=publisher)


def _outcomes(events: tuple[Event, ...], index: SiteIndex) -> tuple[tuple[str, str], ...]:
    """The number of claims that a source carried, and their statuses today; no grade is derived from them."""
    timeline = index.timeline
    statuses = Counter(current_status(claim, timeline) for event in events for claim in timeline.claims_of(event))
    if not statuses:
        return ()
    rows = ((N_("Carried"), statuses.total()), *((label, statuses[status]) for status, label in _OUTCOMES.items()))
    return tuple((gettext(label), f"{number:,}") for label, number in rows)


def _document(id: str, index: SiteIndex) -> ListedReport:
    record = index.timeline.references[id].record
    used = event_count(len(index.timeline.of_reference.get(id, ())))
    published = stated(record.published) if record.published else ""
    return ListedReport(index.link("reference", id), published, used, record.consulted)

"""The pages of sources and of the documents they published."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.pages import lists
from dayline.pages.cards import EventLine, line, lines, origin_link
from dayline.pages.changes import Badge, changes
from dayline.pages.edition import Edition
from dayline.pages.keys import joined
from dayline.pages.page import Head, Link, Page
from dayline.pages.threads import DayLines, by_day
from dayline.pages.wording import count, stated
from dayline.schema import vocabulary as words
from dayline.timeline.origins import origin_of
from dayline.timeline.timeline import Event

_OUTCOMES = {
    "corroborated": "Later corroborated", "verified": "Checked by us", "disputed": "Disputed",
    "debunked": "Shown to be false", "retracted": "Withdrawn", "unverified": "Still open",
}  # fmt: skip


class Document(NamedTuple):
    """A document in a list."""

    link: Link
    published: str
    used: str
    consulted: bool


class SourceView(NamedTuple):
    """A source page; `alone` are the events that hang on it alone."""

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
    documents: tuple[Document, ...]
    days: tuple[DayLines, ...]
    changes: tuple[Badge, ...]


class ReferenceView(NamedTuple):
    """A document's page: `chain` leads from it to where its report comes from."""

    head: Head
    source: Link
    kind: str
    outside: str
    archived: str
    published: str
    accessed: str
    authors: str
    credit: str
    chain: tuple[Link, ...]
    language: str
    based_on: tuple[Link, ...]
    basis_of: tuple[Link, ...]
    consulted: bool
    cited_by: Link | None
    cites: tuple[Link, ...]
    copy_note: str
    copy_hash: str
    paywalled: bool
    note: str
    total: str
    events: tuple[EventLine, ...]
    changes: tuple[Badge, ...]


def pages(edition: Edition) -> Iterator[Page]:
    """A page for each source and each document, and the lists of them."""
    for id in edition.timeline.sources:
        yield Page(
            urls.entry("source", id),
            "source.html",
            partial(source_key, id),
            partial(source_view, id),
        )
    for id in edition.timeline.references:
        key, made = partial(reference_key, id), partial(reference_view, id)
        yield Page(urls.entry("reference", id), "reference.html", key, made)
    yield lists.page("source", "Sources", "Who published what we cite")
    yield lists.page("reference", "Reports cited", "Every document we cite")


def source_key(id: str, edition: Edition) -> bytes:
    """The digest of everything that a source's page shows."""
    keys, timeline = edition.keys, edition.timeline
    parts = [keys.site, keys.entry("source", id), keys.events(timeline.of_source.get(id, ()))]
    for document in edition.children("source", id):
        parts += [keys.entry("reference", document), keys.events(timeline.of_reference.get(document, ()))]
    return joined(parts)


def reference_key(id: str, edition: Edition) -> bytes:
    """The digest of everything that a document's page shows."""
    keys = edition.keys
    others = (*edition.children("reference", id), *edition.children("basis", id))
    cites = (keys.entry("reference", other) for other in others)
    events = keys.events(edition.timeline.of_reference.get(id, ()))
    return joined([keys.site, keys.entry("reference", id), events, *cites])


def source_view(id: str, edition: Edition) -> SourceView:
    """Everything that a source's page shows."""
    timeline, record = edition.timeline, edition.timeline.sources[id].record
    events = timeline.of_source.get(id, ())
    alone = tuple(event for event in events if event.origins == (id,))
    trail = (Link("Sources", urls.index("source")),)
    title = edition.text(record.name)
    return SourceView(
        head=Head(
            urls.entry("source", id),
            title,
            "source",
            f"What we took from {title}, and how far it carries.",
            trail,
            sort="Source",
        ),
        kind=words.SOURCE_KINDS[record.kind],
        scale=record.scale or "",
        country=record.country or "",
        languages=", ".join(record.languages),
        domains=record.domains,
        grade=words.RELIABILITIES[record.reliability] if record.reliability != "F" else "Not assessed by us",
        grade_note=edition.text(record.reliability_note),
        grade_reviewed=stated(record.reliability_reviewed) if record.reliability_reviewed else "",
        stake=words.STAKES[record.stake],
        actor=edition.link("actor", record.actor) if record.actor else None,
        policy=words.POLICIES[record.policy],
        wikidata=record.wikidata or "",
        note=edition.text(record.note),
        total=count(len(events), "event"),
        alone=lines(alone, edition),
        alone_total=count(len(alone), "event"),
        claims=_outcomes(events, edition),
        documents=tuple(_document(reference, edition) for reference in edition.children("source", id)),
        days=by_day(events, edition),
        changes=changes(record.changes, edition),
    )


def reference_view(id: str, edition: Edition) -> ReferenceView:
    """Everything that a document's page shows."""
    timeline, record = edition.timeline, edition.timeline.references[id].record
    events = timeline.of_reference.get(id, ())
    trail = (Link("Sources", urls.index("source")), edition.link("source", record.source))
    title = edition.text(record.title)
    publisher = edition.link("source", record.source)
    return ReferenceView(
        head=Head(
            urls.entry("reference", id),
            title,
            "reference",
            f"{title}, {publisher.text}",
            trail,
            sort=", ".join(["Report", publisher.text, *([stated(record.published)] if record.published else [])]),
        ),
        source=publisher,
        kind=record.kind.capitalize(),
        outside=record.url or "",
        archived=record.archived_url or "",
        published=stated(record.published) if record.published else "",
        accessed=stated(record.accessed) if record.accessed else "",
        authors=", ".join(record.authors),
        credit=edition.text(record.credit),
        chain=_chain(id, edition),
        language=record.lang or "",
        based_on=edition.links("reference", record.based_on),
        basis_of=edition.links("reference", edition.children("basis", id)),
        consulted=record.consulted,
        cited_by=edition.link("reference", record.cited_by) if record.cited_by else None,
        cites=edition.links("reference", edition.children("reference", id)),
        copy_note=edition.text(record.copy.note) if record.copy else "",
        copy_hash=(record.copy.sha256 or "") if record.copy else "",
        paywalled=record.paywalled,
        note=edition.text(record.note),
        total=count(len(events), "event"),
        events=tuple(line(event, edition) for event in events),
        changes=changes(record.changes, edition),
    )


def _outcomes(events: tuple[Event, ...], edition: Edition) -> tuple[tuple[str, str], ...]:
    """How many claims a source carried, and how they stand today; no grade is made of it."""
    statuses = Counter(made.claim.status for event in events for made in edition.timeline.claims_of(event))
    if not statuses:
        return ()
    rows = (("Carried", statuses.total()), *((label, statuses[status]) for status, label in _OUTCOMES.items()))
    return tuple((label, f"{number:,}") for label, number in rows)


def _document(id: str, edition: Edition) -> Document:
    record = edition.timeline.references[id].record
    used = len(edition.timeline.of_reference.get(id, ()))
    published = stated(record.published) if record.published else ""
    return Document(edition.link("reference", id), published, count(used, "event"), record.consulted)


def _chain(id: str, edition: Edition) -> tuple[Link, ...]:
    record = edition.timeline.references[id].record
    steps = dict.fromkeys((record.source, *record.syndicated_from, origin_of(record)))
    return tuple(origin_link(step, edition) for step in steps)

"""What the events on a page were written from: each document once, and what these cite that we have not read."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.origins import origin_link, publisher_link
from dayline.pages.wording import event_count, stated
from dayline.timeline.origins import ResolvedCitation
from dayline.timeline.timeline import Event
from dayline.words import gettext, ngettext

NAMED = 6  # documents and unread reports that are named, at most


class Document(NamedTuple):
    """A document, or all those of one origin and publisher, and in how many events it is cited."""

    link: Link
    number: str


class Documents(NamedTuple):
    """The documents that some events cite: those we have read, most used first, and those we know of through them."""

    total: str  # `6 events, 2 documents`
    read: tuple[Document, ...]
    others: str  # how many documents are not named, in words
    unread: tuple[Link, ...]  # who published what we have not read
    more_unread: str  # how many publishers are not named, in words


class _Use(NamedTuple):
    """A citation in an event, with the key of the document that it cites."""

    event: str
    document: str
    cite: ResolvedCitation


def documents(events: Sequence[Event], index: SiteIndex) -> Documents:
    """The documents that events cite."""
    uses = [use for event in events for use in _uses(event)]
    read = [use for use in uses if use.cite.consulted]
    named, others = _named(read, index)
    publishers = tuple(dict.fromkeys(publisher_link(use.cite, index) for use in uses if not use.cite.consulted))
    rest = len(publishers) - NAMED
    return Documents(
        total=_total(len(events), len({use.document for use in read})),
        read=named,
        others=ngettext("{number} other", "{number} others", others) if others else "",
        unread=publishers[:NAMED],
        more_unread=ngettext("{number} other", "{number} others", rest) if rest > 0 else "",
    )


def _total(events: int, read: int) -> str:
    return gettext(
        "{events}, {documents}",
        events=event_count(events),
        documents=ngettext("{number} document", "{number} documents", read),
    )


def _uses(event: Event) -> Iterator[_Use]:
    """Everything that an event cites; nothing of one that is withheld."""
    for number, cite in enumerate(event.cited if event.record.state != "withheld" else ()):
        own = f"{event.id} {number}"
        yield _Use(event.id, cite.reference.id if cite.reference else cite.citation.url or own, cite)


def _named(uses: Iterable[_Use], index: SiteIndex) -> tuple[tuple[Document, ...], int]:
    """The documents by origin and publisher, most used first, and how many documents are left out."""
    groups: dict[tuple[Link, Link], list[_Use]] = {}
    for use in uses:
        groups.setdefault((origin_link(use.cite.origin, index), publisher_link(use.cite, index)), []).append(use)
    ordered = sorted(groups.items(), key=lambda group: (-len({use.event for use in group[1]}), group[0]))
    left_out = {use.document for _, group in ordered[NAMED:] for use in group}
    return tuple(_document(*names, group, index) for names, group in ordered[:NAMED]), len(left_out)


def _document(origin: Link, publisher: Link, uses: Sequence[_Use], index: SiteIndex) -> Document:
    """The documents of one origin and publisher, as a link to the only one or to the publisher."""
    is_own = publisher.url == origin.url or publisher.text == origin.text
    name = origin.text if is_own else gettext("{origin} via {publisher}", origin=origin.text, publisher=publisher.text)
    number = len({use.document for use in uses})
    link = Link(ngettext("{name}, {number} document", "{name}, {number} documents", number, name=name), publisher.url)
    if number == 1:
        link = _single(name, uses[0].cite, publisher, index)
    return Document(link, f"{len({use.event for use in uses}):,}")


def _single(name: str, cite: ResolvedCitation, publisher: Link, index: SiteIndex) -> Link:
    """A document by who wrote it and when."""
    published = (cite.reference.record.published if cite.reference else None) or cite.citation.published
    text = gettext("{name}, {date}", name=name, date=stated(published)) if published else name
    return Link(text, index.url("reference", cite.reference.id) if cite.reference else publisher.url)

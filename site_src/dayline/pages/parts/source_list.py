"""Full citations: report, publisher and origin."""

from typing import NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.languages import other
from dayline.pages.links import Link
from dayline.pages.parts.origins import origin_link, own_title, publisher_link
from dayline.pages.parts.reference_facts import KINDS, ReferenceFacts, reference_facts
from dayline.pages.wording import stated
from dayline.schema import vocabulary as words
from dayline.timeline.origins import ResolvedCitation, origin_of
from dayline.timeline.timeline import Event
from dayline.words import gettext


class SourceLine(NamedTuple):
    """A full citation: report, publisher, place in the report, and origin."""

    title: str  # the title of the report
    lang: str  # the language of the title, if that is not the site's
    url: str  # where this site shows the report, unless that is right here
    outside: str  # the address of the report itself
    archived: str  # the address of an archived copy
    publisher: Link
    published: str
    role: str  # what it is cited for, in words
    locator: str  # where in the report
    credit: str
    origin: Link  # where the report comes from
    consulted: bool  # whether the desk has read it
    cited_by: Link | None  # the report that it is known from
    credibility: str  # how credible the information is, in words
    note: str
    anchor: str = ""  # its id on the page of the event
    facts: ReferenceFacts | None = None  # what else is recorded about a report that has no page of its own


def source_lines(event: Event, index: SiteIndex) -> tuple[SourceLine, ...]:
    """The citations of an event in full."""
    return tuple(_line(cite, index) for cite in event.cited)


def anchored_lines(event: Event, index: SiteIndex) -> tuple[SourceLine, ...]:
    """The citations of an event in full, for its own page, where each report has an id.

    A report that only this event cites is shown here with everything that is recorded about it, where it is cited
    first. The id stays when the report gets a page, so that links to it go on working.
    """
    lines, seen = [], {""}
    for cite in event.cited:
        line, id = _line(cite, index), cite.reference.id if cite.reference else ""
        if id not in seen and index.timeline.cited_once.get(id) == event.id:
            line = line._replace(url="", facts=_facts(cite, id, index))
        lines.append(line if id in seen else line._replace(anchor=urls.citation(id)))
        seen.add(id)
    return tuple(lines)


def _line(cite: ResolvedCitation, index: SiteIndex) -> SourceLine:
    citation, reference = cite.citation, cite.reference
    record = reference.record if reference else None
    publisher = publisher_link(cite, index)
    published = (record.published if record else None) or citation.published
    return SourceLine(
        title=_title(cite, publisher, index),
        lang=other(record.lang, index.language) if record else "",
        url=index.url("reference", reference.id) if reference else "",
        outside=(record.url if record else citation.url) or "",
        archived=(record.archived_url if record else None) or "",
        publisher=publisher,
        published=stated(published) if published else "",
        role=gettext(words.CITATION_ROLES[citation.role]),
        locator=index.text(citation.locator),
        credit=index.text(record.credit) if record else "",
        origin=origin_link(cite.origin, index),
        consulted=cite.consulted,
        cited_by=index.link("reference", record.cited_by) if record and record.cited_by else None,
        credibility=gettext(words.CREDIBILITIES[citation.credibility]) if citation.credibility != 6 else "",
        note=index.text(citation.note),
    )


def _title(cite: ResolvedCitation, publisher: Link, index: SiteIndex) -> str:
    """The title of a report; of one without an entry what it is, or who published it."""
    if cite.reference:
        return index.text(cite.reference.record.title)
    if cite.own:
        return own_title(cite)
    return gettext(KINDS[cite.citation.kind]) if cite.citation.kind else publisher.text


def _facts(cite: ResolvedCitation, id: str, index: SiteIndex) -> ReferenceFacts:
    """What is recorded about a report, without what its line and the list of origins say already."""
    facts, record = reference_facts(id, index), index.timeline.references[id].record
    return facts if cite.origin != origin_of(record) else facts._replace(chain=())

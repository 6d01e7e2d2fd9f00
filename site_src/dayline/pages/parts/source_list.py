"""Full citations: report, publisher and origin."""

from typing import NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.languages import other
from dayline.pages.links import Link
from dayline.pages.parts.origins import origin_link
from dayline.pages.wording import stated
from dayline.schema import vocabulary as words
from dayline.timeline.origins import ResolvedCitation
from dayline.words import gettext


class SourceLine(NamedTuple):
    """A full citation: report, publisher, place in the report, and origin."""

    title: str  # the title of the report
    lang: str  # the language of the title, if that is not the site's
    url: str  # the page of the report on this site
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


def source_line(cite: ResolvedCitation, index: SiteIndex) -> SourceLine:
    """A full citation."""
    citation, found = cite.citation, cite.reference
    record = found.record if found else None
    publisher = index.link("source", cite.source.id) if cite.source else Link(cite.origin)
    published = (record.published if record else None) or citation.published
    return SourceLine(
        title=index.text(record.title) if record else publisher.text,
        lang=other(record.lang, index.language) if record else "",
        url=urls.entry("reference", found.id) if found else "",
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

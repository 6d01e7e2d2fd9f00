"""What is recorded about a report itself: on its page or, if only one event cites it, on that event's page."""

from typing import NamedTuple

from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.change_badge import Badge, changes
from dayline.pages.parts.origins import origin_link
from dayline.pages.wording import stated
from dayline.timeline.origins import origin_of
from dayline.words import N_, gettext

KINDS = {
    "article": N_("Article"), "liveblog": N_("Liveblog"), "post": N_("Post"), "report": N_("Report"),
    "statement": N_("Statement"), "transcript": N_("Transcript"), "video": N_("Video"), "image": N_("Image"),
    "dataset": N_("Dataset"), "map": N_("Map"), "satellite": N_("Satellite"),
    "observation": N_("Observation"), "interview": N_("Interview"), "call": N_("Phone call"),
    "press-conference": N_("Press conference"), "document": N_("Document"), "email": N_("E-mail"),
}  # fmt: skip


class ReferenceFacts(NamedTuple):
    """A report: what kind it is, who wrote it, when the desk read it, and how it is tied to other reports."""

    kind: str  # the kind of report, in words
    authors: str
    language: str  # the code of its language
    accessed: str  # when the desk read it
    paywalled: bool
    chain: tuple[Link, ...]  # from its publisher to the origin of the report
    based_on: tuple[Link, ...]
    basis_of: tuple[Link, ...]  # the reports that are based on it
    cites: tuple[Link, ...]  # the reports that the desk knows from it alone
    copy_note: str  # what is said of the copy that the desk keeps
    copy_hash: str  # the SHA-256 digest of that copy
    note: str
    changes: tuple[Badge, ...]


def reference_facts(id: str, index: SiteIndex) -> ReferenceFacts:
    """What is recorded about a report."""
    record = index.timeline.references[id].record
    return ReferenceFacts(
        kind=gettext(KINDS[record.kind]),
        authors=", ".join(record.authors),
        language=record.lang or "",
        accessed=stated(record.accessed) if record.accessed else "",
        paywalled=record.paywalled,
        chain=_chain(id, index),
        based_on=index.links("reference", record.based_on),
        basis_of=index.links("reference", index.children("basis", id)),
        cites=index.links("reference", index.children("reference", id)),
        copy_note=index.text(record.copy.note) if record.copy else "",
        copy_hash=(record.copy.sha256 or "") if record.copy else "",
        note=index.text(record.note),
        changes=changes(record.changes, index),
    )


def _chain(id: str, index: SiteIndex) -> tuple[Link, ...]:
    record = index.timeline.references[id].record
    steps = dict.fromkeys((record.source, *record.syndicated_from, origin_of(record)))
    return tuple(origin_link(step, index) for step in steps)

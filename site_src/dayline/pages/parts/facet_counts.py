"""The values of a facet with their event counts."""

from typing import NamedTuple

from dayline import urls
from dayline.pages.by_month import Month
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.wording import type_name
from dayline.schema.statuses import STATUSES
from dayline.words import N_, gettext

TITLES = {"type": N_("Types of events"), "status": N_("Statuses"), "key": N_("Key events")}


class FacetCount(NamedTuple):
    """A value of a facet or a month, with the number of events, or of whatever a page lists.

    It links to its page if it has one; `meaning` says what a status means.
    """

    link: Link
    number: str
    meaning: str = ""


def facet_name(kind: str, value: str, index: SiteIndex) -> str:
    """The name of a facet value."""
    if kind == "type":
        return type_name(value, index.timeline)
    return gettext(STATUSES[value].label) if kind == "status" else gettext(TITLES[kind])


def facet_counts(kind: str, month: Month, index: SiteIndex) -> tuple[FacetCount, ...]:
    """The facet values of a month's events, most frequent first."""
    counts = {value: number for (of, value), number in index.lookups.facet_totals.get(month, ()) if of == kind}
    order = sorted(counts, key=lambda value: (-counts[value], value))
    return tuple(facet_count(kind, value, counts[value], month, index) for value in order)


def facet_count(kind: str, value: str, number: int, month: Month | None, index: SiteIndex) -> FacetCount:
    """A facet value with its event count, linked to its page or to its page for a month."""
    return FacetCount(Link(facet_name(kind, value, index), urls.facet(kind, value, *(month or ()))), f"{number:,}")

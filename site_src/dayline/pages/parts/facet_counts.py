"""The values of a facet, each with the number of its events."""

from typing import NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.wording import type_name
from dayline.schema import vocabulary as words
from dayline.words import N_, gettext

Month = tuple[int, int]
TITLES = {"type": N_("Types of events"), "status": N_("Statuses"), "key": N_("Key events")}


class FacetCount(NamedTuple):
    """A value of a facet or a month, and how many events it has."""

    link: Link
    number: str


def facet_name(kind: str, value: str, index: SiteIndex) -> str:
    """What a value of a facet is called."""
    if kind == "type":
        return type_name(value, index.timeline)
    return gettext(words.VERIFICATIONS[value] if kind == "status" else TITLES[kind])


def facet_counts(kind: str, month: Month, index: SiteIndex) -> tuple[FacetCount, ...]:
    """The values that events of a month have, the most frequent first."""
    found = {value: ids[month] for (of, value), ids in index.faceted.items() if of == kind and month in ids}
    order = sorted(found, key=lambda value: (-len(found[value]), value))
    return tuple(facet_count(kind, value, len(found[value]), month, index) for value in order)


def facet_count(kind: str, value: str, number: int, month: Month | None, index: SiteIndex) -> FacetCount:
    """A value of a facet with a number of events, linked to its page or to that of a month."""
    return FacetCount(Link(facet_name(kind, value, index), urls.facet(kind, value, *(month or ()))), f"{number:,}")

"""All pages of an edition."""

from collections.abc import Iterator

from dayline.pages import (
    actors,
    days,
    events,
    figures,
    free,
    glossary,
    home,
    machines,
    months,
    moved,
    places,
    sources,
    threads,
)
from dayline.pages.edition import Edition
from dayline.pages.page import Page
from dayline.timeline.timeline import Timeline

KINDS = (moved, home, days, events, threads, actors, places, sources, figures, glossary, months, free, machines)


def plan(timeline: Timeline) -> tuple[Page, ...]:
    """Every page of the site; two with one address are a bug, or a free page named like a folder of ours."""
    pages = tuple(_pages(Edition(timeline)))
    return (*pages, machines.sitemap(pages))


def _pages(edition: Edition) -> Iterator[Page]:
    for kind in KINDS:
        yield from kind.pages(edition)

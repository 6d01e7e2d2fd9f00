"""The pictures themselves, in the widths and formats that pages ask for."""

from collections.abc import Iterator
from functools import partial

from dayline.pages.edition import Edition
from dayline.pages.keys import digest
from dayline.pages.page import Page
from dayline.pages.pictures import address, on_pages, widths
from dayline.pages.variants import FORMATS, SETTINGS, Variant


def pages(edition: Edition) -> Iterator[Page]:
    """A file for each width and format of each picture that a page shows."""
    for id in on_pages(edition.timeline):
        entry = edition.timeline.pictures[id]
        for width in widths(entry.record.width):
            for ending in FORMATS:
                makes = partial(key, id, width, ending), partial(make, id, width, ending)
                yield Page(address(entry, width, ending), "", *makes)


def key(id: str, width: int, ending: str, edition: Edition) -> bytes:
    """The digest of the original with what is made of it."""
    return digest(edition.timeline.pictures[id].digest, width, ending, SETTINGS)


def make(id: str, width: int, ending: str, edition: Edition) -> Variant:
    """What makes the file where it is rendered."""
    return Variant(edition.site, edition.timeline.pictures[id].file, width, ending)

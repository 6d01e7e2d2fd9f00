"""The pictures themselves, in the widths and formats that pages ask for."""

from collections.abc import Iterator
from functools import partial

from dayline.pages.data.image_variants import FORMATS, Variant
from dayline.pages.index import SiteIndex
from dayline.pages.page import Page
from dayline.pages.parts.image import address, on_pages, widths


def pages(index: SiteIndex) -> Iterator[Page]:
    """A file for each width and format of each picture that a page shows."""
    for id in on_pages(index.timeline):
        entry = index.timeline.pictures[id]
        for width in widths(entry.record.width):
            for ending in FORMATS:
                yield Page(address(entry, width, ending), "", partial(make, id, width, ending))


def make(id: str, width: int, ending: str, index: SiteIndex) -> Variant:
    """The variant, which is encoded when it is rendered."""
    return Variant(index.site, index.timeline.pictures[id].file, width, ending)

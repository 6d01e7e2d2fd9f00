"""How a picture stands on a page: its files, its words, whose it is, and whether it is behind a click."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.digests import digest
from dayline.pages.data.image_variants import SETTINGS, WIDEST
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.wording import listing, stated
from dayline.read.entry import Entry
from dayline.schema import vocabulary as words
from dayline.schema.brief import BriefRecord
from dayline.schema.event import EventRecord, MediaUse
from dayline.schema.media import MediaRecord, PictureRecord, licence_name, licence_url
from dayline.timeline.timeline import Timeline

WIDTHS = (360, 720, 1080)


class Box(NamedTuple):
    """The most room that a picture takes on a wide screen, in CSS pixels."""

    width: int
    height: int


LEAD, COLUMN, SMALL = Box(796, 600), Box(608, 560), Box(288, 320)


class Picture(NamedTuple):
    """A picture."""

    src: str  # without it the picture is only described in words
    avif: str  # a `srcset` of its AVIF files
    webp: str  # a `srcset` of its WebP files
    sizes: str
    width: int
    height: int
    lazy: bool  # whether browsers load it only when it comes into view
    alt: str
    gate: str  # what to click on before it is shown; empty if it is shown at once
    caption: Markup
    credit: str
    licence: Link
    taken: str  # when it was taken
    place: Link | None
    people: tuple[Link, ...]
    source: Link | None
    checked: str  # whether the desk has verified it, in words


class Pictures(NamedTuple):
    """The picture that leads an item, and those that follow its text."""

    lead: Picture | None
    others: tuple[Picture, ...]


NONE = Pictures(None, ())


def of_event(record: EventRecord, index: SiteIndex) -> Pictures:
    """The pictures of an event on its own page."""
    return _arranged(record, index, LEAD)


def of_brief(record: BriefRecord, index: SiteIndex) -> Pictures:
    """The pictures of a brief."""
    return _arranged(record, index, COLUMN)


def beside(record: EventRecord, index: SiteIndex) -> Picture | None:
    """The one picture of an event that a day shows small, beside its text."""
    use = next(iter(sorted(record.media, key=lambda use: use.role != "lead")), None)
    return _picture(use, record, index, SMALL, lazy=True) if use else None


def on_pages(timeline: Timeline) -> list[str]:
    """The ids of the pictures that are shown on any page, in order."""
    events = (event.record for event in timeline.events.values() if "media" in event.record.__dict__)
    uses = [use for record in events if not _in_words(record) for use in record.media]
    uses += [use for entry in timeline.briefs.values() for use in entry.record.media]
    return sorted({use.media for use in uses} & timeline.pictures.keys())


def widths(width: int) -> tuple[int, ...]:
    """The widths that a picture of a width is made in, none wider than itself."""
    widest = min(width, WIDEST)
    return (*(one for one in WIDTHS if one < 0.9 * widest), widest)


def address(entry: Entry[PictureRecord], width: int, ending: str) -> str:
    """Where a picture is, at a width and in a format; another picture has another address."""
    return urls.picture(digest(entry.digest, SETTINGS).hex()[:16], width, ending)


def _arranged(record: EventRecord | BriefRecord, index: SiteIndex, box: Box) -> Pictures:
    if not record.media:
        return NONE
    lead = next((use for use in record.media if use.role == "lead"), None)
    others = (use for use in record.media if use is not lead)
    return Pictures(
        _picture(lead, record, index, box, lazy=False) if lead else None,
        tuple(_picture(use, record, index, COLUMN, lazy=True) for use in others),
    )


def _picture(use: MediaUse, item: EventRecord | BriefRecord, index: SiteIndex, box: Box, *, lazy: bool) -> Picture:
    said, entry = index.timeline.media[use.media].record, index.timeline.pictures[use.media]
    width, height = _within(box, entry.record)
    gate = _gate(said, item)
    shown = "" if _in_words(item) else address(entry, widths(entry.record.width)[0], "webp")
    return Picture(
        src=shown and address(entry, _nearest(entry.record.width, width), "webp"),
        avif=", ".join(_files(entry, "avif")),
        webp=", ".join(_files(entry, "webp")),
        sizes=f"(min-width: {width + 48}px) {width}px, 100vw" if width > 320 else f"{width}px",
        width=width,
        height=height,
        lazy=lazy or bool(gate),
        alt=index.text(said.alt),
        gate=gate if shown else "",
        caption=index.inline(use.caption or said.caption),
        credit=index.text(said.credit),
        licence=_licence(said, index),
        taken=stated(said.taken) if said.taken else "",
        place=index.link("place", said.place) if said.place else None,
        people=index.links("actor", said.people),
        source=index.link("reference", said.source) if said.source else None,
        checked=words.VERIFICATIONS[said.verification.status] if said.verification else "",
    )


def _in_words(item: EventRecord | BriefRecord) -> bool:
    """Whether an item's pictures are told in words only."""
    return isinstance(item, EventRecord) and item.sensitivity is not None and item.sensitivity.display == "text-only"


def _gate(said: MediaRecord, item: EventRecord | BriefRecord) -> str:
    """What stands where a picture is not shown before a click; empty if it is shown at once."""
    if said.content_warning:
        return f"The picture contains: {_warnings(said.content_warning)}."
    if item.content_warning:
        return f"The picture may show: {_warnings(item.content_warning)}."
    care = item.sensitivity if isinstance(item, EventRecord) else None
    return "A picture that not everybody wants to see." if care and care.display == "click-through" else ""


def _warnings(warnings: Iterable[str]) -> str:
    return listing([words.CONTENT_WARNINGS[warning] for warning in warnings])


def _within(box: Box, picture: PictureRecord) -> tuple[int, int]:
    """The sides of a picture as it is laid out, in CSS pixels: within a box, and never larger than it is."""
    width = max(1, min(picture.width, box.width, round(box.height * picture.width / picture.height)))
    return width, max(1, round(width * picture.height / picture.width))


def _nearest(own: int, shown: int) -> int:
    """The width of the file for browsers that choose none: the smallest that fills the room."""
    return next((width for width in widths(own) if width >= shown), widths(own)[-1])


def _files(entry: Entry[PictureRecord], ending: str) -> Iterator[str]:
    for width in widths(entry.record.width):
        yield f"{address(entry, width, ending)} {width}w"


def _licence(said: MediaRecord, index: SiteIndex) -> Link:
    if said.licence.startswith("permission:"):
        return Link("With permission: " + index.text(said.licence.removeprefix("permission:").strip()))
    url = licence_url(said.licence)
    return Link("Terms of use" if url == said.licence else licence_name(said.licence), url)

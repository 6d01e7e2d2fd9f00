"""Pictures on a page: files, caption, credit, and whether they are behind a click."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.digests import digest
from dayline.pages.data.image_variants import SETTINGS, WIDEST
from dayline.pages.index import SiteIndex
from dayline.pages.languages import other
from dayline.pages.links import Link
from dayline.pages.wording import listing, stated
from dayline.read.entry import Entry
from dayline.schema import vocabulary as words
from dayline.schema.brief import BriefRecord
from dayline.schema.event import EventRecord, MediaUse
from dayline.schema.media import MediaRecord, PictureRecord, licence_name, licence_url
from dayline.schema.statuses import STATUSES
from dayline.timeline.timeline import Timeline
from dayline.words import gettext

WIDTHS = (360, 720, 1080)


class Box(NamedTuple):
    """The maximum size of a picture on a wide screen, in CSS pixels."""

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
    lang: str  # the language of the caption, if that is not the site's
    credit: str
    licence: Link
    taken: str  # when it was taken
    place: Link | None
    people: tuple[Link, ...]
    source: Link | None
    checked: str  # whether the desk has verified it, in words


class Pictures(NamedTuple):
    """The lead picture of an item, and those after its text."""

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
    """The picture that a day page shows small beside an event's text."""
    use = next(iter(sorted(record.media, key=lambda use: use.role != "lead")), None)
    return _picture(use, record, index, SMALL, lazy=True) if use else None


def on_pages(timeline: Timeline) -> list[str]:
    """The ids of all pictures shown on any page, sorted."""
    events = (event.record for event in timeline.events.values() if "media" in event.record.__dict__)
    uses = [use for record in events if not _in_words(record) for use in record.media]
    uses += [use for entry in timeline.briefs.values() for use in entry.record.media]
    return sorted({use.media for use in uses} & timeline.pictures.keys())


def widths(width: int) -> tuple[int, ...]:
    """The widths of a picture's variants, none wider than the original."""
    widest = min(width, WIDEST)
    return (*(variant for variant in WIDTHS if variant < 0.9 * widest), widest)


def address(entry: Entry[PictureRecord], width: int, ending: str) -> str:
    """The address of a picture at a width and in a format; it changes with the picture."""
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
    media, entry = index.timeline.media[use.media].record, index.timeline.pictures[use.media]
    width, height = _within(box, entry.record)
    gate = _gate(media, item)
    shown = "" if _in_words(item) else address(entry, widths(entry.record.width)[0], "webp")
    return Picture(
        src=shown and address(entry, _nearest(entry.record.width, width), "webp"),
        avif=", ".join(_files(entry, "avif")),
        webp=", ".join(_files(entry, "webp")),
        sizes=f"(min-width: {width + 48}px) {width}px, 100vw" if width > 320 else f"{width}px",
        width=width,
        height=height,
        lazy=lazy or bool(gate),
        alt=index.text(media.alt),
        gate=gate if shown else "",
        caption=index.inline(use.caption or media.caption),
        lang=_caption_language(use, item, index),
        credit=index.text(media.credit),
        licence=_licence(media, index),
        taken=stated(media.taken) if media.taken else "",
        place=index.link("place", media.place) if media.place else None,
        people=index.links("actor", media.people),
        source=index.link("reference", media.source) if media.source else None,
        checked=gettext(STATUSES[media.verification.status].label) if media.verification else "",
    )


def _caption_language(use: MediaUse, item: EventRecord | BriefRecord, index: SiteIndex) -> str:
    """The language of a caption, if that is not the site's: an event's own captions are in that of the event."""
    return other(item.lang, index.language) if use.caption and isinstance(item, EventRecord) else ""


def _in_words(item: EventRecord | BriefRecord) -> bool:
    """Whether only descriptions of an item's pictures are shown."""
    return isinstance(item, EventRecord) and item.sensitivity is not None and item.sensitivity.display == "text-only"


def _gate(media: MediaRecord, item: EventRecord | BriefRecord) -> str:
    """The text in place of a picture until a click; empty if it is shown at once."""
    if media.content_warning:
        return gettext("The picture contains: {warnings}.", warnings=_warnings(media.content_warning))
    if item.content_warning:
        return gettext("The picture may show: {warnings}.", warnings=_warnings(item.content_warning))
    care = item.sensitivity if isinstance(item, EventRecord) else None
    is_gated = care is not None and care.display == "click-through"
    return gettext("A picture that not everybody wants to see.") if is_gated else ""


def _warnings(warnings: Iterable[str]) -> str:
    return listing([gettext(words.CONTENT_WARNINGS[warning]) for warning in warnings])


def _within(box: Box, picture: PictureRecord) -> tuple[int, int]:
    """The displayed size of a picture in CSS pixels: within a box, and never enlarged."""
    width = max(1, min(picture.width, box.width, round(box.height * picture.width / picture.height)))
    return width, max(1, round(width * picture.height / picture.width))


def _nearest(original: int, shown: int) -> int:
    """The width of the fallback file: the smallest that fills the space."""
    return next((width for width in widths(original) if width >= shown), widths(original)[-1])


def _files(entry: Entry[PictureRecord], ending: str) -> Iterator[str]:
    for width in widths(entry.record.width):
        yield f"{address(entry, width, ending)} {width}w"


def _licence(media: MediaRecord, index: SiteIndex) -> Link:
    if media.licence.startswith("permission:"):
        permission = index.text(media.licence.removeprefix("permission:").strip())
        return Link(gettext("With permission: {permission}", permission=permission))
    url = licence_url(media.licence)
    return Link(gettext("Terms of use") if url == media.licence else licence_name(media.licence), url)

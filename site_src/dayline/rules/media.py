"""Pictures and what is said of them."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.id_index import Known
from dayline.schema.closest import closest
from dayline.schema.fields import as_slug
from dayline.schema.media import MediaRecord
from dayline.timeline.timeline import Timeline

LONGEST_ALT = 250
_PICTURE_OF = re.compile(
    r"(?:an? |the )?(?:image|photo|photograph|picture|graphic) (?:of|shows|showing)\b", re.IGNORECASE
)
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|webp|avif|gif|heic)|(?:IMG|DSC|DCIM|PXL)[_-]?\S+", re.IGNORECASE)
_SHA256 = re.compile(r"[0-9a-f]{64}")


def undescribed(entry: Entry[MediaRecord]) -> Iterator[Problem]:
    """E25: a picture without words for those who can't see it, or with words that nobody is told."""
    record = entry.record
    if not record.alt and not record.decorative:
        help = "add `alt: …` with what is to be seen, in a sentence; `decorative: true` if it tells nothing"
        yield Problem("E25", entry.spot.at("alt"), "nothing says in words what the picture shows", help)
    elif record.alt and record.decorative:
        message = "the picture is `decorative`, so that its `alt` would be told to nobody"
        yield Problem("E25", entry.spot.at("decorative"), message, "take one of the two out")


def described_badly(entry: Entry[MediaRecord]) -> Iterator[Problem]:
    """W30: words for a picture that say nothing more, or too much."""
    alt, spot = (entry.record.alt or "").strip(), entry.spot.at("alt")
    caption = entry.record.caption or ""
    if alt and (_FILE_NAME.fullmatch(alt) or as_slug(alt) == entry.id.rpartition("/")[2]):
        yield Problem("W30", spot, "`alt` is the name of the file", "say what is to be seen, in a sentence")
    elif found := _PICTURE_OF.match(alt):
        help = "begin with what is to be seen: readers know that it is a picture"
        yield Problem("W30", entry.spot.at("alt", text=found[0]), f"`alt` begins with `{found[0]}`", help)
    elif len(alt) > LONGEST_ALT:
        message = f"`alt` has {len(alt)} characters, more than {LONGEST_ALT}"
        yield Problem("W30", spot, message, "say the rest in `caption`, for everybody")
    elif alt and alt.rstrip(".").lower() == caption.strip().rstrip(".").lower():
        help = "say in `alt` what is to be seen, and in `caption` what it means"
        yield Problem("W30", spot, "`alt` says the same as `caption`", help)


def no_digest(entry: Entry[MediaRecord]) -> Iterator[Problem]:
    """E25: a SHA-256 that can't be one, of the picture or of the manifest that it came with."""
    manifest = entry.record.provenance
    told = [(entry.spot.at("sha256"), entry.record.sha256)]
    told += [(entry.spot.at("provenance", "sha256"), manifest.sha256)] if manifest else []
    for spot, text in told:
        if text and not _SHA256.fullmatch(text):
            message, help = "this is not a SHA-256", "write its 64 digits (`0-9`, `a-f`), or take the line out"
            yield Problem("E25", spot, message, help)


def alone(known: Known) -> Iterator[Problem]:
    """E25: a picture without the file that says what it is, or such a file without its picture."""
    timeline = known.timeline
    for id, entry in timeline.pictures.items():
        if id not in timeline.media and not known.broken.covers("media", id):
            help = f"add the file `{entry.file}.yaml` with `alt`, `credit` and `licence`"
            yield Problem("E25", entry.spot, "nothing says what this picture shows and whose it is", help)
    for id, said in timeline.media.items():
        name = said.file.rpartition(".")[0]
        picture = timeline.pictures.get(id)
        if (picture is None or picture.file != name) and not known.broken.covers("picture", id):
            message = f"there is no picture `{PurePosixPath(name).name}` beside this file"
            yield Problem("E25", said.spot, message, _nearest(name, timeline))


def differs(timeline: Timeline) -> Iterator[Problem]:
    """E25: a picture that is not the one that its sidecar tells of."""
    for id, said in timeline.media.items():
        if id not in timeline.pictures:
            continue
        picture = timeline.pictures[id].record
        for field in ("sha256", "width", "height"):
            told, is_ = getattr(said.record, field), getattr(picture, field)
            if told and told != is_ and (field != "sha256" or _SHA256.fullmatch(told)):
                message = f"the picture’s `{field}` is another: {is_}"
                help = "put the picture back that this was written for; if the new one is meant, correct the line"
                yield Problem(
                    "E25", said.spot.at(field), message, help, ((timeline.pictures[id].spot, "this picture"),)
                )


def private(timeline: Timeline) -> Iterator[Problem]:
    """E24: somebody who is no public figure can be seen, and nothing says that they agreed."""
    for entry in timeline.media.values():
        for number, id in enumerate(entry.record.people):
            actor = timeline.actors.get(id)
            is_private = actor and actor.record.kind == "person" and not actor.record.public_figure
            if actor and is_private and not entry.record.consent:
                message = f"nothing says on what basis `{actor.record.name}` may be shown"
                help = "add `consent: …`, or show a picture in which nobody can be recognised"
                yield Problem("E24", entry.spot.at("people", number), message, help)


def _nearest(name: str, timeline: Timeline) -> str:
    folder, _, own = name.rpartition("/")
    there = {PurePosixPath(e.file).name: e.file for e in timeline.pictures.values() if e.file.startswith(f"{folder}/")}
    near = closest(own, there)
    return f"the picture with the closest name is `{there[near]}`" if near else f"add the picture as `{name}`"

"""Pictures and their sidecar files."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.id_index import Known
from dayline.rules.rule import IDS, TIMELINE, records, rule
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


@rule(
    "E25",
    "a picture has no words for those who can't see it, or is `decorative` and has some",
    on=records("media"),
)
def missing_alt(entry: Entry[MediaRecord]) -> Iterator[Problem]:
    record = entry.record
    if not record.alt and not record.decorative:
        help = "add `alt: …`, a sentence that says what it shows; or `decorative: true` if it only decorates"
        yield Problem("E25", entry.spot.at("alt"), "nothing says in words what the picture shows", help)
    elif record.alt and record.decorative:
        message = "the picture is `decorative`, so its `alt` would never be read out"
        yield Problem("E25", entry.spot.at("decorative"), message, "take one of the two out")


@rule(
    "W30",
    "the words for a picture are its file's name, its caption or too long, or begin with “picture of”",
    on=records("media"),
)
def poor_alt(entry: Entry[MediaRecord]) -> Iterator[Problem]:
    alt, spot = (entry.record.alt or "").strip(), entry.spot.at("alt")
    caption = entry.record.caption or ""
    if alt and (_FILE_NAME.fullmatch(alt) or as_slug(alt) == entry.id.rpartition("/")[2]):
        yield Problem("W30", spot, "`alt` is the name of the file", "say in a sentence what the picture shows")
    elif match := _PICTURE_OF.match(alt):
        help = "begin with what it shows: readers know that it is a picture"
        yield Problem("W30", entry.spot.at("alt", text=match[0]), f"`alt` begins with `{match[0]}`", help)
    elif len(alt) > LONGEST_ALT:
        message = f"`alt` has {len(alt)} characters, more than {LONGEST_ALT}"
        yield Problem("W30", spot, message, "say the rest in `caption`, for everybody")
    elif alt and alt.rstrip(".").lower() == caption.strip().rstrip(".").lower():
        help = "say in `alt` what the picture shows, and in `caption` what it means"
        yield Problem("W30", spot, "`alt` says the same as `caption`", help)


@rule("E25", "a `sha256` can't be one", on=records("media"))
def invalid_sha256(entry: Entry[MediaRecord]) -> Iterator[Problem]:
    manifest = entry.record.provenance
    digests = [(entry.spot.at("sha256"), entry.record.sha256)]
    digests += [(entry.spot.at("provenance", "sha256"), manifest.sha256)] if manifest else []
    for spot, text in digests:
        if text and not _SHA256.fullmatch(text):
            message, help = "this is not a SHA-256", "write its 64 digits (`0-9`, `a-f`), or take the line out"
            yield Problem("E25", spot, message, help)


@rule(
    "E25",
    "a picture lacks the file beside it with its words, credit and licence, or such a file its picture",
    on=IDS,
)
def missing_counterpart(known: Known) -> Iterator[Problem]:
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


@rule("E25", "a picture is not the one that its `sha256`, `width` or `height` say", on=TIMELINE)
def different_picture(timeline: Timeline) -> Iterator[Problem]:
    for id, said in timeline.media.items():
        if id not in timeline.pictures:
            continue
        picture = timeline.pictures[id].record
        for field in ("sha256", "width", "height"):
            told, is_ = getattr(said.record, field), getattr(picture, field)
            if told and told != is_ and (field != "sha256" or _SHA256.fullmatch(told)):
                message = f"the picture’s `{field}` is {is_}"
                help = "put back the picture that this was written for; if you mean the new one, correct the line"
                yield Problem(
                    "E25", said.spot.at(field), message, help, ((timeline.pictures[id].spot, "this picture"),)
                )


@rule(
    "E24",
    "a picture shows somebody who is not a public figure without saying on what basis",
    on=TIMELINE,
    fix="Add `consent` to the picture.",
)
def private_person(timeline: Timeline) -> Iterator[Problem]:
    for entry in timeline.media.values():
        for number, id in enumerate(entry.record.people):
            actor = timeline.actors.get(id)
            is_private = actor and actor.record.kind == "person" and not actor.record.public_figure
            if actor and is_private and not entry.record.consent:
                message = f"nothing says on what basis `{actor.record.name}` may be shown"
                help = "add `consent: …`, or show a picture in which nobody can be recognised"
                yield Problem("E24", entry.spot.at("people", number), message, help)


def _nearest(name: str, timeline: Timeline) -> str:
    folder, _, file_name = name.rpartition("/")
    there = {PurePosixPath(e.file).name: e.file for e in timeline.pictures.values() if e.file.startswith(f"{folder}/")}
    near = closest(file_name, there)
    return f"the picture with the closest name is `{there[near]}`" if near else f"add the picture as `{name}`"

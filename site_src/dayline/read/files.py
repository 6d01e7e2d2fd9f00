"""Which files there are in `content/`, and what each of them is by its place."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from dayline.edtf import EdtfError, parse
from dayline.problems import Problem, Spot
from dayline.read.scan import is_ignored, scan_tree
from dayline.read.stray import copied
from dayline.schema.fields import MAX_SLUG, SLUG, as_slug

KINDS = {
    "events": ("event", ".yaml"), "briefs": ("brief", ".md"), "references": ("reference", ".yaml"),
    "sources": ("source", ".yaml"), "actors": ("actor", ".yaml"), "places": ("place", ".yaml"),
    "threads": ("thread", ".yaml"), "figures": ("figure", ".yaml"), "glossary": ("term", ".md"),
    "questions": ("question", ".yaml"), "pages": ("page", ".md"), "vocab": ("vocabulary", ".yaml"),
    "media": ("media", ".yaml"), "maps": ("map", ".yaml"),
}  # fmt: skip
BESIDE = {
    ("threads", ".md"): ("thread-text", ".md"), ("figures", ".csv"): ("figure-table", ".csv"),
    ("maps", ".geojson"): ("map-shapes", ".geojson"),
}  # fmt: skip
PICTURES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".avif": "AVIF", ".gif": "GIF"}
_NO_PICTURES = {
    "svg": ("an SVG drawing can hold scripts and load things from elsewhere", "export it as PNG"),
    **dict.fromkeys(("heic", "heif", "tif", "tiff", "bmp", "raw", "dng"), (
        "most browsers can't show this kind of picture", "save it as JPEG, PNG, WebP or AVIF")),
    **dict.fromkeys(("mp4", "mov", "webm", "mp3"), (
        "films and sound are not shown", "take a frame of it, and cite the film as a source")),
}  # fmt: skip
_DATED_FOLDER = re.compile(r"(?:events|media)/(\d{4})(?:/(\d\d))?(?:/(\d\d))?")


class SourceFile(NamedTuple):
    """A file of content: `name` is its path relative to the site, `id` what its place says it is called."""

    name: str
    kind: str
    id: str


def walk(
    site: Path, known: Mapping[str, SourceFile] | None = None
) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """All files of `content/` in the order of their names, and what is wrong with where they stand.

    `known` are files by their names that need not be looked at again.
    """
    tree = scan_tree(site)
    files: list[SourceFile] = []
    problems = [Problem("E03", Spot(strange.name), strange.message, strange.help) for strange in tree.unreadable]
    names = sorted(name for name, _ in tree.files)
    there = frozenset(names)
    for name in names:
        found = (known and known.get(name)) or _copy(name, there) or classify(name)
        if isinstance(found, SourceFile):
            files.append(found)
        elif found:
            problems.append(found)
    return tuple(files), (*problems, *_collisions(files))


def _copy(name: str, there: frozenset[str]) -> Problem | None:
    """That a file is another version of one beside it, by its name; a sync conflict may be all that is left."""
    folder, _, own = name.rpartition("/")
    copy = None if is_ignored(name) else copied(own)
    if copy is None or not (copy.is_conflict or f"{folder}/{copy.of}" in there):
        return None
    what = "a sync conflict: another version" if copy.is_conflict else "a copy"
    message = f"this is {what} of `{copy.of}`"
    if f"{folder}/{copy.of}" not in there:
        return Problem(
            "E03", Spot(name), message, f"there is no `{copy.of}` any more: rename this file to it, or delete it"
        )
    help = f"compare it with `{folder}/{copy.of}`, keep what is right in that file, and delete this one"
    return Problem("E03", Spot(name), message, help, ((Spot(f"{folder}/{copy.of}"), "the other version"),))


def classify(name: str) -> SourceFile | Problem | None:
    """What a file is by its name; None for files that are nobody's business."""
    parts = name.split("/")[1:]
    if parts in (["site.yaml"], ["site.yml"]):
        return SourceFile(name, "site", "site")
    if is_ignored(name):
        return None
    if parts[0] not in KINDS or len(parts) == 1:
        help = "the folders are " + ", ".join(f"`{folder}`" for folder in KINDS)
        return Problem("E03", Spot(name), f"`{parts[0]}` has no place in `content`", help)
    return _media(name, parts) if parts[0] == "media" else _in_folder(name, parts)


def _in_folder(name: str, parts: list[str]) -> SourceFile | Problem:
    stem, dot, ending = parts[-1].rpartition(".")
    written = dot + ending.lower()
    kind, suffix = BESIDE.get((parts[0], written), KINDS[parts[0]])
    if (".yaml" if written == ".yml" else written) != suffix:
        return Problem(
            "E03",
            Spot(name),
            f"`{parts[0]}` holds {_endings(parts[0])} files only",
            {"map": "put the outlines into a `.geojson` file", "figure": "save a table as `.csv`"}.get(
                kind, f"give the file the ending `{suffix}`"
            ),
        )
    if not SLUG.fullmatch(stem) or len(stem) > MAX_SLUG:
        help = f"the nearest name that can be is `{as_slug(stem)}{suffix}`"
        return Problem("E03", Spot(name), f"`{stem}` can't be part of an address", help)
    if kind == "event":
        return _event(name, parts, stem)
    if kind == "vocabulary" and stem != "event-types":
        return Problem(
            "E03",
            Spot(name),
            f"there is no vocabulary `{stem}`",
            "the one that can be extended is `event-types.yaml`",
        )
    if kind == "brief" and not re.fullmatch(r"\d{4}-\d\d-\d\d", stem):
        return Problem(
            "E27", Spot(name), f"`{stem}` is not a day", "name the file after its day, as in `2022-03-14.md`"
        )
    if len(parts) > 2 and kind not in ("brief", "reference"):
        return Problem(
            "E03", Spot(name), f"`{parts[0]}` has no folders in it", f"move the file to `content/{parts[0]}/`"
        )
    return SourceFile(name, kind, stem)


def _endings(folder: str) -> str:
    """The endings of the files that a folder may hold."""
    return " and ".join(f"`{one}`" for one in (KINDS[folder][1], *(ending for at, ending in BESIDE if at == folder)))


def _media(name: str, parts: list[str]) -> SourceFile | Problem:
    """A picture (`bridge.jpg`), or what is said of it in the file beside it (`bridge.jpg.yaml`)."""
    plain, _, last = parts[-1].rpartition(".")
    is_sidecar = last.lower() in ("yaml", "yml")
    picture = plain if is_sidecar else parts[-1]
    stem, dot, ending = picture.rpartition(".")
    if f"{dot}{ending.lower()}" not in PICTURES:
        return Problem("E25", Spot(name), *_no_picture(picture, ending.lower(), is_sidecar=is_sidecar))
    if not SLUG.fullmatch(stem) or len(stem) > MAX_SLUG:
        help = f"the nearest name that can be is `{as_slug(stem)}.{ending.lower()}{'.yaml' if is_sidecar else ''}`"
        return Problem("E03", Spot(name), f"`{stem}` can't be part of an address", help)
    filed = _dated(name, parts, "a picture stands in the folder of a month, day or year", "content/media/2022/03/")
    return (
        filed if isinstance(filed, Problem) else SourceFile(name, ("picture", "media")[is_sidecar], f"{filed}/{stem}")
    )


def _no_picture(picture: str, ending: str, *, is_sidecar: bool) -> tuple[str, str]:
    """What is wrong with a file in `media` that is neither picture nor sidecar, by its name."""
    if is_sidecar:
        message = "the name does not say which picture this is about"
        return message, f"name it after the picture, with its ending, as in `{picture.partition('.')[0]}.jpg.yaml`"
    others = (
        "`media` holds pictures, each with a `.yaml` beside it",
        "the endings are " + ", ".join(f"`{known}`" for known in PICTURES),
    )
    return _NO_PICTURES.get(ending, others)


def _event(name: str, parts: list[str], stem: str) -> SourceFile | Problem:
    filed = _dated(name, parts, "an event stands in the folder of its day, month or year", "content/events/2022/03/14/")
    return filed if isinstance(filed, Problem) else SourceFile(name, "event", f"{filed}/{stem}")


def _dated(name: str, parts: list[str], rule: str, example: str) -> str | Problem:
    """The day, month or year that a file is filed under, as `2022-03-14`; the rule is said if there is none."""
    folder = _DATED_FOLDER.fullmatch("/".join(parts[:-1]))
    if not folder:
        help = f"move it to a folder named after its {'month' if 'media' in example else 'day'}, as in `{example}`"
        return Problem("E03", Spot(name), rule, help)
    filed = "-".join(part for part in folder.groups() if part)
    try:
        parse(filed)
    except EdtfError as error:
        return Problem("E03", Spot(name), error.message, "move it to the folder of a day, month or year that there is")
    return filed


def _collisions(files: list[SourceFile]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], SourceFile] = {}
    for file in files:
        other = seen.setdefault((file.kind, file.id.lower()), file)
        if other is not file:
            message = f"`{file.id}` is also the id of another file"
            also = ((Spot(other.name), "the other file"),)
            yield Problem("E03", Spot(file.name), message, "rename one of the two files", also)

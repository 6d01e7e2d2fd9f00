"""The files of `content/`, and what kind of record each holds, by its path."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from dayline.edtf import EdtfError, parse
from dayline.problems import Problem, Spot
from dayline.read.scan import is_ignored, scan_tree
from dayline.read.stray import copy_of
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
VOCABULARIES = {"event-types": "vocabulary", "figure-subjects": "figure-subjects", "synonyms": "synonyms"}
PICTURES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".avif": "AVIF", ".gif": "GIF"}
_UNSUPPORTED_MEDIA = {
    "svg": ("an SVG drawing can hold scripts and load things from elsewhere", "export it as PNG"),
    **dict.fromkeys(("heic", "heif", "tif", "tiff", "bmp", "raw", "dng"), (
        "most browsers can't show this kind of picture", "save it as JPEG, PNG, WebP or AVIF")),
    **dict.fromkeys(("mp4", "mov", "webm", "mp3"), (
        "films and sound are not shown", "take a frame of it, and cite the film as a source")),
}  # fmt: skip
_DATED_FOLDER = re.compile(r"(?:events|media)/(\d{4})(?:/(\d\d))?(?:/(\d\d))?")


class SourceFile(NamedTuple):
    """A file of content: `name` is its path relative to the site; `id` follows from that path."""

    name: str
    kind: str
    id: str


def walk(
    site: Path, known: Mapping[str, SourceFile] | None = None
) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """All files of `content/` in the order of their names, and the problems with misplaced ones.

    `known` are files, by name, that were classified before.
    """
    tree = scan_tree(site)
    files: list[SourceFile] = []
    problems = [Problem("E03", Spot(file.name), file.message, file.help) for file in tree.unreadable]
    names = sorted(name for name, _ in tree.files)
    all_names = frozenset(names)
    for name in names:
        file_or_problem = (known and known.get(name)) or _copy(name, all_names) or classify(name)
        if isinstance(file_or_problem, SourceFile):
            files.append(file_or_problem)
        elif file_or_problem:
            problems.append(file_or_problem)
    return tuple(files), (*problems, *_collisions(files))


def _copy(name: str, all_names: frozenset[str]) -> Problem | None:
    """The problem that a file is, by its name, a copy of another; a sync conflict is one even without the other."""
    folder, _, last = name.rpartition("/")
    copy = None if is_ignored(name) else copy_of(last)
    if copy is None:
        return None
    original = f"{folder}/{copy.of}"
    message = f"this is {'a sync conflict: another version' if copy.is_conflict else 'a copy'} of `{copy.of}`"
    if original in all_names:
        help = f"compare it with `{original}`, keep what is right in that file, and delete this one"
        return Problem("E03", Spot(name), message, help, ((Spot(original), "the other version"),))
    help = f"`{copy.of}` no longer exists: rename this file to `{copy.of}`, or delete it"
    return Problem("E03", Spot(name), message, help) if copy.is_conflict else None


def classify(name: str) -> SourceFile | Problem | None:
    """The kind and id of a file, by its name; None for ignored files."""
    parts = name.split("/")[1:]
    if parts in (["site.yaml"], ["site.yml"]):
        return SourceFile(name, "site", "site")
    if is_ignored(name):
        return None
    if parts[0] not in KINDS or len(parts) == 1:
        help = "the folders are " + ", ".join(f"`{folder}`" for folder in KINDS)
        return Problem("E03", Spot(name), f"`{parts[0]}` does not belong in `content`", help)
    return _media(name, parts) if parts[0] == "media" else _in_folder(name, parts)


def _in_folder(name: str, parts: list[str]) -> SourceFile | Problem:
    stem, dot, ending = parts[-1].rpartition(".")
    written = dot + ending.lower()
    kind, suffix = BESIDE.get((parts[0], written), KINDS[parts[0]])
    if (".yaml" if written == ".yml" else written) != suffix:
        return _wrong_ending(name, parts[0], kind, suffix)
    if not SLUG.fullmatch(stem) or len(stem) > MAX_SLUG:
        return _no_slug(name, stem, suffix)
    if kind == "event":
        return _event(name, parts, stem)
    if kind == "vocabulary":
        kind = VOCABULARIES.get(stem, "")
    if not kind:
        help = "the files of this folder are " + ", ".join(f"`{known}.yaml`" for known in VOCABULARIES)
        return Problem("E03", Spot(name), f"there is no vocabulary `{stem}`", help)
    if kind == "brief" and not re.fullmatch(r"\d{4}-\d\d-\d\d", stem):
        help = "name the file after its day, as in `2022-03-14.md`"
        return Problem("E27", Spot(name), f"`{stem}` is not a day", help)
    if len(parts) > 2 and kind not in ("brief", "reference"):
        help = f"move the file to `content/{parts[0]}/`"
        return Problem("E03", Spot(name), f"`{parts[0]}` can't contain folders", help)
    return SourceFile(name, kind, stem)


def _wrong_ending(name: str, folder: str, kind: str, suffix: str) -> Problem:
    others = (ending for parent, ending in BESIDE if parent == folder)
    endings = " and ".join(f"`{ending}`" for ending in (KINDS[folder][1], *others))
    helps = {"map": "put the outlines into a `.geojson` file", "figure": "save a table as `.csv`"}
    help = helps.get(kind, f"give the file the ending `{suffix}`")
    return Problem("E03", Spot(name), f"`{folder}` holds {endings} files only", help)


def _no_slug(name: str, stem: str, suffix: str) -> Problem:
    help = f"the closest valid name is `{as_slug(stem)}{suffix}`"
    return Problem("E03", Spot(name), f"`{stem}` can't be part of an address", help)


def _media(name: str, parts: list[str]) -> SourceFile | Problem:
    """A picture (`bridge.jpg`), or its description in the file beside it (`bridge.jpg.yaml`)."""
    described, _, last = parts[-1].rpartition(".")
    is_sidecar = last.lower() in ("yaml", "yml")
    picture = described if is_sidecar else parts[-1]
    stem, dot, ending = picture.rpartition(".")
    if f"{dot}{ending.lower()}" not in PICTURES:
        return Problem("E25", Spot(name), *_not_a_picture(picture, ending.lower(), is_sidecar=is_sidecar))
    if not SLUG.fullmatch(stem) or len(stem) > MAX_SLUG:
        return _no_slug(name, stem, f".{ending.lower()}{'.yaml' if is_sidecar else ''}")
    rule = "a picture belongs in a folder for its month, day or year"
    period = _period(name, parts, rule, "content/media/2022/03/")
    if isinstance(period, Problem):
        return period
    return SourceFile(name, "media" if is_sidecar else "picture", f"{period}/{stem}")


def _not_a_picture(picture: str, ending: str, *, is_sidecar: bool) -> tuple[str, str]:
    """Message and help for a file in `media` that is, by its name, neither a picture nor a sidecar."""
    if is_sidecar:
        message = "the name does not say which picture this describes"
        return message, f"name it after the picture, with its ending, as in `{picture.partition('.')[0]}.jpg.yaml`"
    others = (
        "`media` holds pictures, each with a `.yaml` beside it",
        "the endings are " + ", ".join(f"`{known}`" for known in PICTURES),
    )
    return _UNSUPPORTED_MEDIA.get(ending, others)


def _event(name: str, parts: list[str], stem: str) -> SourceFile | Problem:
    rule = "an event belongs in a folder for its day, month or year"
    period = _period(name, parts, rule, "content/events/2022/03/14/")
    return period if isinstance(period, Problem) else SourceFile(name, "event", f"{period}/{stem}")


def _period(name: str, parts: list[str], rule: str, example: str) -> str | Problem:
    """The day, month or year of the folder that a file is in, as `2022-03-14`; without one a problem with `rule`."""
    folder = _DATED_FOLDER.fullmatch("/".join(parts[:-1]))
    if not folder:
        help = f"move it to a folder named after its {'month' if 'media' in example else 'day'}, as in `{example}`"
        return Problem("E03", Spot(name), rule, help)
    period = "-".join(part for part in folder.groups() if part)
    try:
        parse(period)
    except EdtfError as error:
        return Problem("E03", Spot(name), error.message, "move it to the folder of a day, month or year that exists")
    return period


def _collisions(files: list[SourceFile]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], SourceFile] = {}
    for file in files:
        other = seen.setdefault((file.kind, file.id.lower()), file)
        if other is not file:
            message = f"`{file.id}` is also the id of another file"
            also = ((Spot(other.name), "the other file"),)
            yield Problem("E03", Spot(file.name), message, "rename one of the two files", also)

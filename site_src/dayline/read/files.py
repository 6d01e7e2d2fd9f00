"""Which files there are in `content/`, and what each of them is by its place."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from dayline.edtf import EdtfError, parse
from dayline.problems import Problem, Spot
from dayline.read.tree import grown, is_nobodys
from dayline.schema.fields import SLUG, as_slug

KINDS = {
    "events": ("event", ".yaml"), "briefs": ("brief", ".md"), "references": ("reference", ".yaml"),
    "sources": ("source", ".yaml"), "actors": ("actor", ".yaml"), "places": ("place", ".yaml"),
    "threads": ("thread", ".yaml"), "figures": ("figure", ".yaml"), "glossary": ("term", ".md"),
    "questions": ("question", ".yaml"), "pages": ("page", ".md"), "vocab": ("vocabulary", ".yaml"),
    "maps": ("map", ".yaml"),
}  # fmt: skip
BESIDE = {("thread", ".md"): ("thread-text", ".md"), ("map", ".geojson"): ("map-shapes", ".geojson")}
_EVENT_FOLDER = re.compile(r"events/(\d{4})(?:/(\d\d))?(?:/(\d\d))?")


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
    tree = grown(site)
    files: list[SourceFile] = []
    problems = [Problem("E03", Spot(strange.name), strange.message, strange.help) for strange in tree.strange]
    for name in sorted(name for name, _ in tree.files):
        found = (known and known.get(name)) or classify(name)
        if isinstance(found, SourceFile):
            files.append(found)
        elif found:
            problems.append(found)
    return tuple(files), (*problems, *_collisions(files))


def classify(name: str) -> SourceFile | Problem | None:
    """What a file is by its name; None for files that are nobody's business."""
    parts = name.split("/")[1:]
    if parts in (["site.yaml"], ["site.yml"]):
        return SourceFile(name, "site", "site")
    if is_nobodys(name):
        return None
    if parts[0] not in KINDS or len(parts) == 1:
        help = "the folders are " + ", ".join(f"`{folder}`" for folder in KINDS)
        return Problem("E03", Spot(name), f"`{parts[0]}` has no place in `content`", help)
    return _in_folder(name, parts)


def _in_folder(name: str, parts: list[str]) -> SourceFile | Problem:
    kind, suffix = KINDS[parts[0]]
    stem, dot, ending = parts[-1].rpartition(".")
    written = dot + ending.lower()
    kind, suffix = BESIDE.get((kind, written), (kind, suffix))
    if (".yaml" if written == ".yml" else written) != suffix:
        return Problem(
            "E03",
            Spot(name),
            f"`{parts[0]}` holds `{suffix}` {'and `.geojson` ' * (kind == 'map')}files only",
            "put the outlines into a `.geojson` file" if kind == "map" else f"give the file the ending `{suffix}`",
        )
    if not SLUG.fullmatch(stem) or len(stem) > 60:
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


def _event(name: str, parts: list[str], stem: str) -> SourceFile | Problem:
    folder = _EVENT_FOLDER.fullmatch("/".join(parts[:-1]))
    if not folder:
        help = "move it to a folder named after its day, as in `content/events/2022/03/14/`"
        return Problem("E03", Spot(name), "an event stands in the folder of its day, month or year", help)
    filed = "-".join(part for part in folder.groups() if part)
    try:
        parse(filed)
    except EdtfError as error:
        return Problem("E03", Spot(name), error.message, "move it to the folder of a day, month or year that there is")
    return SourceFile(name, "event", f"{filed}/{stem}")


def _collisions(files: list[SourceFile]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], SourceFile] = {}
    for file in files:
        other = seen.setdefault((file.kind, file.id.lower()), file)
        if other is not file:
            message = f"`{file.id}` is also the id of another file"
            also = ((Spot(other.name), "the other file"),)
            yield Problem("E03", Spot(file.name), message, "rename one of the two files", also)

"""The ids that exist, and those that would exist if their files could be read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from dayline.problems import Problem
from dayline.read.content import Content
from dayline.read.entry import Entry
from dayline.read.files import BESIDE, KINDS
from dayline.read.scan import CANT_BE_READ, LINK_NOT_FOLDER
from dayline.schema.fields import as_slug
from dayline.timeline.timeline import Timeline

FOLDERS = {kind: folder for folder, (kind, _) in KINDS.items()} | {
    kind: folder for (folder, _), (kind, _) in BESIDE.items()} | {"picture": "media"}  # fmt: skip
DATED = ("event", "media", "picture")
LINKED = ("event", "claim", "actor", "place", "thread", "figure", "source", "term", "question", "page", "reference",
          "media")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Broken:
    """The ids of files that could not be read, so that links to them are not reported as well.

    `folders` are the days ("2022-03-14") of lists of events with an entry that could not be read; `unread` are the
    folders ("content/events/2022") that could not be read at all.
    """

    ids: frozenset[tuple[str, str]] = frozenset()
    folders: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()

    @staticmethod
    def of(content: Content) -> "Broken":
        """The ids and folders of some content that could not be read."""
        misnamed = frozenset(filter(None, map(_misnamed, content.problems)))
        folders = (_folder(p) for p in content.problems if p.spot.path and isinstance(p.spot.path[0], int))
        unread = (problem.spot.file for problem in content.problems if _is_folder(problem))
        return Broken(content.broken | misnamed, frozenset(folders), frozenset(unread))

    def covers(self, kind: str, id: str) -> bool:
        """Whether an id may be missing only because its file could not be read."""
        if kind == "claim":
            return self.covers("event", id.partition("#")[0])
        if kind == "event" and id.partition("/")[0] in self.folders:
            return True
        return (kind, id) in self.ids or any(_may_hold(folder, kind, id) for folder in self.unread)

    def on_day(self, day: str) -> bool:
        """Whether something of a day could not be read."""
        is_unread = any(_may_hold(folder, kind, f"{day}/") for folder in self.unread for kind in ("event", "brief"))
        return is_unread or day in self.folders or any(id.partition("/")[0] == day for _, id in self.ids)

    @property
    def some_event(self) -> bool:
        """Whether there is an event that could not be read."""
        is_unread = any(_overlaps("content/events", folder) for folder in self.unread)
        return is_unread or bool(self.folders) or any(kind == "event" for kind, _ in self.ids)


@dataclass(frozen=True, slots=True)
class Known:
    """A timeline's registries by kind, including its days.

    Entries that are held back are in the registries too, as only unpublished entries link to them.
    """

    timeline: Timeline
    registries: Mapping[str, Mapping[str, Any]]
    broken: Broken

    @staticmethod
    def of(timeline: Timeline, broken: Broken | None = None) -> "Known":
        """The registries and days of a timeline."""
        days = {day.isoformat(): day for day in timeline.days}
        registries: dict[str, Mapping[str, Any]] = {kind: timeline.registry(kind) for kind in LINKED} | {"day": days}
        for (kind, id), entry in timeline.held_back.items():
            if kind in registries:
                registries[kind] = {**registries[kind], id: entry}
        return Known(timeline, registries, broken or Broken())

    def points(self) -> set[tuple[str, str]]:
        """All possible targets of ids and links, as (kind, id)."""
        entries = {(kind, id) for kind, registry in self.registries.items() for id in registry}
        return entries | {("day", day.isoformat()) for day in self.timeline.days}


def others(timeline: Timeline) -> Iterator[Entry[Any]]:
    """Every entry of a timeline that is not an event."""
    yield from timeline.briefs.values()
    yield from timeline.thread_texts.values()
    for kind in ("actor", "place", "thread", "figure", "source", "reference", "term", "media", "question", "page"):
        yield from timeline.registry(kind).values()


def _misnamed(problem: Problem) -> tuple[str, str] | None:
    """The id that was probably meant by a file name that can't be part of an address."""
    parts = PurePosixPath(problem.spot.file).parts
    if problem.code not in ("E03", "E25", "E27") or problem.spot.path or len(parts) < 3 or parts[1] not in KINDS:
        return None
    kind, name = KINDS[parts[1]][0], PurePosixPath(parts[-1]).stem
    slug = as_slug(PurePosixPath(name).stem if kind == "media" else name)
    return kind, f"{'-'.join(parts[2:-1])}/{slug}" if kind in ("event", "media") else slug


def _is_folder(problem: Problem) -> bool:
    """Whether the problem is a folder that can't be read, or a link to one, whose contents are unknown."""
    return problem.code == "E03" and problem.message.startswith((CANT_BE_READ, LINK_NOT_FOLDER))


def _may_hold(folder: str, kind: str, id: str) -> bool:
    """Whether a folder may contain the file of an id."""
    top = FOLDERS.get(kind, "")
    day = "/".join(id.partition("/")[0].split("-")) if kind in DATED else ""
    return top != "" and _overlaps(f"content/{top}/{day}", folder)


def _overlaps(path: str, folder: str) -> bool:
    """Whether one of two paths contains the other."""
    return all(a == b for a, b in zip(path.strip("/").split("/"), folder.split("/"), strict=False))


def _folder(problem: Problem) -> str:
    return "-".join(PurePosixPath(problem.spot.file).parts[2:-1])

"""What leads to what among the entries of registries."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from dayline.read.entry import Entry
from dayline.timeline.timeline import Timeline

Point = tuple[str, str]


def reached(entries: Mapping[Point, Entry[Any]]) -> dict[Point, list[Point]]:
    """For each entry itself and all others that it leads to, over any number of steps."""
    leads = {key: [point for point in _leads(key, entry) if point in entries] for key, entry in entries.items()}
    return {key: _reached(key, leads) for key in entries}


def by_parent(timeline: Timeline) -> dict[Point, list[str]]:
    """For each entry those that name it as their parent, organisation, publisher, basis or citing report."""
    found: defaultdict[Point, list[str]] = defaultdict(list)
    for kind in ("thread", "place", "actor"):
        for id, entry in sorted(timeline.registry(kind).items()):
            parents = [entry.record.parent]
            parents += [role.organisation for role in entry.record.roles] if kind == "actor" else []
            for parent in dict.fromkeys(filter(None, parents)):
                found[kind, parent].append(id)
    for id, entry in sorted(timeline.references.items()):
        for basis in entry.record.based_on:
            found["basis", basis].append(id)
        if entry.record.cited_by:
            found["reference", entry.record.cited_by].append(id)
        found["source", entry.record.source].append(id)
    return dict(found)


def by_owner(timeline: Timeline) -> dict[Point, list[str]]:
    """For each place and thread the figures that belong to it."""
    found: defaultdict[Point, list[str]] = defaultdict(list)
    for id, entry in sorted(timeline.figures.items()):
        for kind, owner in (("place", entry.record.place), ("thread", entry.record.thread)):
            if owner:
                found[kind, owner].append(id)
    return dict(found)


def pointing(timeline: Timeline) -> dict[Point, list[Point]]:
    """For each registered thing the entries of registries that point to it."""
    found: defaultdict[Point, list[Point]] = defaultdict(list)
    for kind in ("thread", "figure", "source", "actor", "question"):
        for id, entry in sorted(timeline.registry(kind).items()):
            for point in entry.points:
                found[point].append((kind, id))
    return dict(found)


def _leads(key: Point, entry: Entry[Any]) -> tuple[Point, ...]:
    """What an entry leads to; what is said of a picture leads to the picture."""
    return (*entry.points, ("picture", key[1])) if key[0] == "media" else entry.points


def _reached(start: Point, leads: dict[Point, list[Point]]) -> list[Point]:
    """An entry and all that can be reached from it, the entry first, the others in order."""
    seen = {start}
    queue = [start]
    while queue:
        for point in leads[queue.pop()]:
            if point not in seen:
                seen.add(point)
                queue.append(point)
    return [start, *sorted(seen - {start})]

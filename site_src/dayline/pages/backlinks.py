"""What leads to what among the entries of registries."""

from collections import defaultdict

from dayline.timeline.timeline import Timeline

Point = tuple[str, str]


def by_parent(timeline: Timeline) -> dict[Point, tuple[str, ...]]:
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
    return {point: tuple(others) for point, others in found.items()}


def by_owner(timeline: Timeline) -> dict[Point, tuple[str, ...]]:
    """For each place and thread the figures that belong to it."""
    found: defaultdict[Point, list[str]] = defaultdict(list)
    for id, entry in sorted(timeline.figures.items()):
        for kind, owner in (("place", entry.record.place), ("thread", entry.record.thread)):
            if owner:
                found[kind, owner].append(id)
    return {point: tuple(others) for point, others in found.items()}


def pointing(timeline: Timeline) -> dict[Point, tuple[Point, ...]]:
    """For each registered thing the entries of registries that point to it."""
    found: defaultdict[Point, list[Point]] = defaultdict(list)
    for kind in ("thread", "figure", "source", "actor", "question"):
        for id, entry in sorted(timeline.registry(kind).items()):
            for point in entry.points:
                found[point].append((kind, id))
    return {point: tuple(others) for point, others in found.items()}

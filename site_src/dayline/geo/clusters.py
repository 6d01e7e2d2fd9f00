"""Clusters: marks too close together to be told apart."""

from collections.abc import Sequence
from typing import NamedTuple


class Cluster(NamedTuple):
    """The numbers of some marks, and the middle between them by their weights."""

    x: float
    y: float
    members: tuple[int, ...]


def clustered(marks: Sequence[tuple[float, float, float]], distance: float) -> list[Cluster]:
    """Each mark (x, y, weight) in one cluster: the first, in the order of the marks, that begins within `distance`."""
    begun: list[tuple[float, float, list[int]]] = []
    for number, (x, y, _) in enumerate(marks):
        near = (members for u, v, members in begun if (x - u) ** 2 + (y - v) ** 2 <= distance * distance)
        members = next(near, None)
        if members is None:
            begun.append((x, y, [number]))
        else:
            members.append(number)
    return [_cluster(marks, members) for _, _, members in begun]


def _cluster(marks: Sequence[tuple[float, float, float]], members: list[int]) -> Cluster:
    total = sum(marks[n][2] for n in members)
    x, y = (sum(marks[n][axis] * marks[n][2] for n in members) / total for axis in (0, 1))
    return Cluster(x, y, tuple(members))

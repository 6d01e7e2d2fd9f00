"""Marks that lie too near to each other to be told apart, taken together."""

from collections.abc import Sequence
from typing import NamedTuple


class Cluster(NamedTuple):
    """The numbers of some marks, and the middle between them by their weights."""

    x: float
    y: float
    members: tuple[int, ...]


def clustered(marks: Sequence[tuple[float, float, float]], distance: float) -> list[Cluster]:
    """Each mark (x, y, weight) in one cluster, in the order of the marks: the first to take it is within `distance`."""
    middles: list[tuple[float, float, list[int]]] = []
    for number, (x, y, _) in enumerate(marks):
        near = (own for u, v, own in middles if (x - u) ** 2 + (y - v) ** 2 <= distance * distance)
        own = next(near, None)
        if own is None:
            middles.append((x, y, [number]))
        else:
            own.append(number)
    return [_cluster(marks, own) for _, _, own in middles]


def _cluster(marks: Sequence[tuple[float, float, float]], members: list[int]) -> Cluster:
    whole = sum(marks[n][2] for n in members)
    x, y = (sum(marks[n][axis] * marks[n][2] for n in members) / whole for axis in (0, 1))
    return Cluster(x, y, tuple(members))

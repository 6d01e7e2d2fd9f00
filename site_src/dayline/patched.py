"""Mappings with some of their values replaced, without a copy of the others."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V_co = TypeVar("V_co", covariant=True)


class Patched(Mapping[K, V_co]):
    """A mapping in which some keys have other values, or are new."""

    def __init__(self, under: Mapping[K, V_co], changes: Mapping[K, V_co]) -> None:
        earlier = under.changes if isinstance(under, Patched) else {}
        self.under: Mapping[K, V_co] = under.under if isinstance(under, Patched) else under
        self.changes: Mapping[K, V_co] = {**earlier, **changes}

    def __getitem__(self, key: K) -> V_co:
        return self.changes[key] if key in self.changes else self.under[key]

    def __contains__(self, key: object) -> bool:
        return key in self.changes or key in self.under

    def __iter__(self) -> Iterator[K]:
        yield from self.under
        yield from (key for key in self.changes if key not in self.under)

    def __len__(self) -> int:
        return len(self.under) + sum(key not in self.under for key in self.changes)

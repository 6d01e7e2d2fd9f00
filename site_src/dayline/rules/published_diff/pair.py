"""A published item as it was and as it is, and the changes logged in between."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from dayline.problems import Problem, Spot
from dayline.read.entry import Entry
from dayline.rules.rule import Scope
from dayline.schema import change_paths
from dayline.schema.markdown_fields import APOSTROPHES
from dayline.schema.record import Change


class Facts(NamedTuple):
    """An item at one of the two times."""

    entry: Entry[Any]

    @property
    def record(self) -> Any:
        return self.entry.record

    @property
    def log(self) -> tuple[Change, ...]:
        changes: tuple[Change, ...] = getattr(self.entry.record, "changes", ())
        return changes

    def spot(self, path: str) -> Spot:
        """The place of the value that a path means."""
        return self.entry.spot.at(*change_paths.data_path(self.entry.record, path))


class Pair:
    """A published item as it was (`was`) and as it is (`now`)."""

    def __init__(self, was: Entry[Any], now: Entry[Any]) -> None:
        self.was, self.now, self.kind = Facts(was), Facts(now), now.kind

    @cached_property
    def since(self) -> tuple[Change, ...]:
        """The changes that are logged now and were not."""
        return tuple(change for change in self.now.log if change not in self.was.log)

    @property
    def is_withheld(self) -> bool:
        """Whether the item shows nothing now but the reason."""
        return getattr(self.now.record, "state", "") == "withheld"

    def named(self, path: str) -> Iterator[Change]:
        """The changes since that name a path; one without a field is about the whole item."""
        return (change for change in self.since if not change.field or change_paths.covers(change.field, path))

    def before(self, path: str) -> tuple[tuple[Spot, str], ...]:
        """The second place of a problem: the value as it was published."""
        return ((self.was.spot(path), "as it was published"),)


PAIR: Scope[Callable[[Pair], Iterator[Problem]]] = Scope("a published item as it was and as it is", against=True)
COMPARISON: Scope[Callable[..., Any]] = Scope("what `compare` hands to a rule by its name", against=True)


def plain(text: str) -> str:
    """A text without what only shows how its lines were broken and its apostrophes typed."""
    return " ".join(text.translate(APOSTROPHES).split())

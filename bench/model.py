"""What a generated event is, and what later events can point to."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

T = TypeVar("T")
RECENT = 120  # how far back, in events, answers and relations reach


@dataclass(frozen=True)
class Citation:
    """What an event cites: its YAML, and a title and address for readers."""

    yaml: str
    title: str
    url: str
    origin: str


@dataclass(frozen=True)
class Event:
    """One event: what every generator of sites shows, and in `rest` the YAML that only Dayline knows."""

    id: str
    day: date
    date: str
    title: str
    summary: str
    type: str
    priority: str
    clock: str
    actors: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    threads: tuple[str, ...]
    citations: tuple[Citation, ...]
    claims: tuple[tuple[str, str], ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()
    is_planned: bool = False
    rest: str = ""

    @property
    def speaker(self) -> str:
        return self.actors[0][0]


@dataclass
class Past:
    """What was generated so far, that later events can point to."""

    last: date
    events: list[Event] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    rounds: dict[str, int] = field(default_factory=dict)

    def add(self, event: Event) -> None:
        """Take an event in."""
        self.events.append(event)
        self.claims.extend(f"{event.id}#{key}" for key, _ in event.claims)


@dataclass(frozen=True)
class Moment:
    """What the events of a day share: the seed, the day, the documents that can be cited."""

    seed: int
    day: date
    cited: tuple[Citation, ...]


def recent(chance: random.Random, made: Sequence[T]) -> T:
    """One of the last made."""
    return made[-chance.randint(1, min(RECENT, len(made)))]

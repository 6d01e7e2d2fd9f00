"""What a generated site is like: its size, its seed, whether it goes on, and how near its places are."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor

FIRST = date(2022, 1, 1)
LATEST = date(2025, 12, 31)  # no day of any size is in the future, and "today" is the same in every year
SIZES: Mapping[str, tuple[int, float]] = {
    "small": (100, 20),
    "year": (365, 20),
    "years": (1400, 20),
    "decades": (8000, 13.5),
}


@dataclass(frozen=True)
class Shape:
    """Days and events a day (13.5: 13 and 14 in turn); an open site's last day is its today."""

    days: int
    events: float
    seed: int = 1
    is_open: bool = False
    is_near: bool = False

    @property
    def first(self) -> date:
        """1 January 2022, or as much earlier as many days need."""
        return min(FIRST, LATEST - timedelta(days=self.days - 1))

    @property
    def last(self) -> date:
        return self.first + timedelta(days=self.days - 1)

    @property
    def now(self) -> str:
        """The moment to build for, as `--now` takes it: the end of the last day."""
        return f"{self.last}T23:59"

    @property
    def total(self) -> int:
        """The number of events of all days."""
        return floor(self.days * self.events)

    @property
    def title(self) -> str:
        """The shape in a heading's words."""
        status, places = "open" if self.is_open else "closed", "near each other" if self.is_near else "at random"
        return f"{self.days:,} days × {self.events:g} events, {status}, places {places}"

    @property
    def arguments(self) -> list[str]:
        """The shape as arguments of `corpus.py`."""
        flags = ["--open"] * self.is_open + ["--near"] * self.is_near
        return [f"--days={self.days}", f"--events={self.events:g}", f"--seed={self.seed}", *flags]

    def count(self, number: int) -> int:
        """How many events the day with a number, from 0, has."""
        return floor((number + 1) * self.events) - floor(number * self.events)


def size(text: str) -> tuple[int, float]:
    """A size from its name or from `365x20`: days, and events a day."""
    days, _, events = text.partition("x")
    return SIZES[text] if text in SIZES else (int(days), float(events))


def add_shape_arguments(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The parser with the options that say what a generated site is like, all but its size."""
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--open", action="store_true", help="the last day is today; the timeline is not closed")
    parser.add_argument("--near", action="store_true", help="towns of a region near each other, instead of at random")
    return parser


def shape_parser(description: str | None) -> argparse.ArgumentParser:
    """The parser of a program that writes one generated site into a folder."""
    parser = add_shape_arguments(argparse.ArgumentParser(description=description))
    parser.add_argument("folder")
    parser.add_argument("--size", type=size, help=f"{', '.join(SIZES)} or DAYSxEVENTS, instead of --days and --events")
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--events", type=float, default=20, help="a day; 13.5: 13 and 14 in turn")
    return parser


def shape(arguments: argparse.Namespace) -> Shape:
    """The shape that arguments of `shape_parser` describe."""
    days, events = arguments.size or (arguments.days, arguments.events)
    return Shape(days, events, arguments.seed, arguments.open, arguments.near)

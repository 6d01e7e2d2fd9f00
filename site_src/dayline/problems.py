"""What is wrong with the content: values that are collected, never raised."""

from dataclasses import dataclass, replace
from typing import Literal

Step = str | int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one line of a file; line and columns count from 1, in characters, `end` excluded."""

    line: int
    column: int
    end: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the content: a file, the way through its data, and what to point at there.

    `file` is relative to the site's folder, with forward slashes. `path` leads through mappings and
    lists (`("claims", 0, "text")`; a brief's or page's Markdown is `("body",)`); an empty path is the
    whole file. `on` says whether the key or the value is meant. `text` is the smallest part of the
    value to point at, `nth` which occurrence of it (from 0). `span` is set only where the reader
    itself found the mistake, so that there is no data to find a way through.
    """

    file: str
    path: tuple[Step, ...] = ()
    on: Literal["value", "key"] = "value"
    text: str = ""
    nth: int = 0
    span: Span | None = None

    def at(self, *steps: Step, on: Literal["value", "key"] = "value", text: str = "", nth: int = 0) -> "Spot":
        """The place that lies `steps` further down."""
        return replace(self, path=self.path + steps, on=on, text=text, nth=nth)


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: its code, where, what is wrong, and one thing that can be done about it.

    Codes are `E` (errors, nothing is written) or `W` (warnings) and two digits; docs/diagnostics.md
    lists them. `also` holds a second place with a few words of its own. A warning that is `strict`
    stops the build too.
    """

    code: str
    spot: Spot
    message: str
    help: str = ""
    also: tuple[tuple[Spot, str], ...] = ()
    strict: bool = False

    @property
    def is_error(self) -> bool:
        return self.strict or self.code.startswith("E")

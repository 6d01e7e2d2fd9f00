"""What is shown otherwise than it was meant, and the lines of its text."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from dayline.rules.rule import Scope
from dayline.schema.markdown.blocks import Block


class Finding(NamedTuple):
    """Something that is shown otherwise: where in the text, the words to point at, and what helps."""

    start: int
    part: str
    message: str
    help: str


class Lines:
    """The lines of a text by their numbers from 0."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def start(self, number: int) -> int:
        """Where a line begins."""
        return self._starts[number]

    def line(self, number: int) -> str:
        """A line as it is written."""
        return self.text[self._starts[number] : self._starts[number + 1] - 1]

    def words(self, number: int) -> tuple[int, str]:
        """Where the words of a line begin, and these."""
        line = self.line(number)
        words = line.strip()
        return self.start(number) + line.index(words), words


BLOCK: Scope[Callable[[Lines, Block], Iterator[Finding]]] = Scope("a block of a Markdown text")

"""Emphasis and strikethrough as the GitHub Flavored Markdown spec defines them."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, INLINE_PLACEHOLDER_RE, STX

_MARK = "\x0e"  # starts a placeholder for a tag until everything else is converted; content can't contain it
_RUN = r"\*+|_+|~+"
_MOST_TILDES = 2
_LETTERS = {"*": "es", "_": "es", "~": "dd"}
_NAMES = {"E": "<em>", "e": "</em>", "S": "<strong>", "s": "</strong>", "D": "<del>", "d": "</del>"}
_MARKED = re.compile(f"{_MARK}([EeSsDd])")
_ASCII = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


@dataclass(slots=True)
class _Run:
    """A delimiter run: how many characters are unused, whether it can open or close, and the tags made from it."""

    at: int
    mark: str
    length: int
    can_open: bool
    can_close: bool
    unused: int
    closing: list[str] = field(default_factory=list)
    opening: list[str] = field(default_factory=list)

    @property
    def output(self) -> str:
        """The run's output: closing tags, unused characters, opening tags."""
        return "".join(self.closing) + self.mark * self.unused + "".join(reversed(self.opening))


class Emphasis(InlineProcessor):
    """Matches all delimiter runs of a text at once and returns their placeholders one by one.

    Placeholders are plain text, not a tree: nothing is parsed twice and no nesting is too deep.
    """

    def __init__(self, md: Any) -> None:
        super().__init__(_RUN, md)
        self._outputs: list[str] = []
        self._inline: Any = md.treeprocessors["inline"]

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        """The replacement for one run."""
        if not self._outputs:
            runs = [self._run(match, data) for match in self.compiled_re.finditer(data, m.start())]
            self._outputs = [run.output for run in reversed(_match_runs(runs))]
        return self._outputs.pop(), m.start(), m.end()

    def _run(self, match: re.Match[str], data: str) -> _Run:
        mark, length = match[0][0], len(match[0])
        before, after = self._before(data, match.start()), self._after(data, match.end())
        left_flanking = not _is_space(after) and (
            not _is_punctuation(after) or _is_space(before) or _is_punctuation(before)
        )
        right_flanking = not _is_space(before) and (
            not _is_punctuation(before) or _is_space(after) or _is_punctuation(after)
        )
        can_open = left_flanking and (mark != "_" or not right_flanking or _is_punctuation(before))
        can_close = right_flanking and (mark != "_" or not left_flanking or _is_punctuation(after))
        fits = mark != "~" or length <= _MOST_TILDES
        return _Run(match.start(), mark, length, can_open and fits, can_close and fits, length)

    def _before(self, data: str, at: int) -> str:
        """The character before, ignoring tildes as GitHub does."""
        while at and data[at - 1] == "~":
            at -= 1
        if not at or data[at - 1] != ETX:
            return data[max(0, at - 1) : at]
        return self._stashed(data[data.rfind(STX, 0, at) : at])[-1:]

    def _after(self, data: str, at: int) -> str:
        while data[at : at + 1] == "~":
            at += 1
        if data[at : at + 1] != STX:
            return data[at : at + 1]
        return self._stashed(data[at : data.find(ETX, at) + 1])[:1]

    def _stashed(self, placeholder: str) -> str:
        """What a placeholder counts as for emphasis: the text of a bare URL, otherwise punctuation."""
        match = INLINE_PLACEHOLDER_RE.fullmatch(placeholder)
        node = self._inline.stashed_nodes.get(match[1]) if match else None
        return (getattr(node, "text", None) or ".") if getattr(node, "attrib", {}).get("bare") else "."


def insert_tags(html: str) -> str:
    """HTML with placeholders replaced by tags."""
    return _MARKED.sub(lambda match: _NAMES[match[1]], html)


def strip_placeholders(text: str) -> str:
    """The text without placeholders for tags."""
    return _MARKED.sub("", text)


def _is_space(character: str) -> bool:
    return not character or character in "\t\n\f\r" or unicodedata.category(character) == "Zs"


def _is_punctuation(character: str) -> bool:
    return character != "" and (character in _ASCII or unicodedata.category(character)[0] == "P")


def _match_runs(runs: list[_Run]) -> list[_Run]:
    """The runs after matching openers with closers: the spec's `process emphasis` procedure."""
    openers: list[_Run] = []
    searched: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        key = (run.mark, run.can_open, run.length % 3)
        while run.unused and run.can_close:
            at = _opener(openers, run, searched.get(key, -1))
            if at is None:
                searched[key] = openers[-1].at if openers else -1
                break
            del openers[at + 1 :]
            _match(openers[at], run)
            if not openers[at].unused:
                openers.pop()
        if run.unused and run.can_open:
            openers.append(run)
    return runs


def _opener(openers: list[_Run], run: _Run, bottom: int) -> int | None:
    """The index of the last opener that a run closes; those up to `bottom` have been tried already."""
    for at in range(len(openers) - 1, -1, -1):
        opener = openers[at]
        if opener.at <= bottom:
            return None
        if opener.mark == run.mark and _is_pair(opener, run):
            return at
    return None


def _is_pair(opener: _Run, run: _Run) -> bool:
    if run.mark == "~":
        return opener.length == run.length
    either = opener.can_close or run.can_open
    return not either or (opener.length + run.length) % 3 != 0 or (opener.length % 3 == 0 and run.length % 3 == 0)


def _match(opener: _Run, run: _Run) -> None:
    width = run.length if run.mark == "~" else min(2, opener.unused, run.unused)
    letter = _LETTERS[run.mark][width - 1]
    opener.opening.append(f"{_MARK}{letter.upper()}")
    run.closing.append(f"{_MARK}{letter}")
    opener.unused -= width
    run.unused -= width

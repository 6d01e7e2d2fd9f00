"""Emphasis and strike-through as the GitHub Flavored Markdown spec has them, whatever stands beside the marks."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, INLINE_PLACEHOLDER_RE, STX

_MARK = "\x0e"  # begins what stands for a tag until all else is made; content can't contain it
_RUN = r"\*+|_+|~+"
_MOST_TILDES = 2
_LETTERS = {"*": "es", "_": "es", "~": "dd"}
_NAMES = {"E": "<em>", "e": "</em>", "S": "<strong>", "s": "</strong>", "D": "<del>", "d": "</del>"}
_MARKED = re.compile(f"{_MARK}([EeSsDd])")
_ASCII = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


@dataclass(slots=True)
class _Run:
    """A run of one mark: how many of it are left, whether it can open and close, and the tags that it became."""

    at: int
    mark: str
    length: int
    opens: bool
    closes: bool
    left: int
    ends: list[str] = field(default_factory=list)
    begins: list[str] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """The run as it is written out: what it ends, what is left of it, what it begins."""
        return "".join(self.ends) + self.mark * self.left + "".join(reversed(self.begins))


class Emphasis(InlineProcessor):
    """Turns the runs of a text into marks for tags, all at once, and gives them out one by one.

    What is given out is no tree, so nothing is taken apart twice, and no depth is too deep.
    """

    def __init__(self, md: Any) -> None:
        super().__init__(_RUN, md)
        self._shown: list[str] = []
        self._inline: Any = md.treeprocessors["inline"]

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        """What one run becomes."""
        if not self._shown:
            runs = [self._run(found, data) for found in self.compiled_re.finditer(data, m.start())]
            self._shown = [run.shown for run in reversed(_matched(runs))]
        return self._shown.pop(), m.start(), m.end()

    def _run(self, found: re.Match[str], data: str) -> _Run:
        mark, length = found[0][0], len(found[0])
        before, after = self._before(data, found.start()), self._after(data, found.end())
        left = not _is_space(after) and (not _is_sign(after) or _is_space(before) or _is_sign(before))
        right = not _is_space(before) and (not _is_sign(before) or _is_space(after) or _is_sign(after))
        opens = left and (mark != "_" or not right or _is_sign(before))
        closes = right and (mark != "_" or not left or _is_sign(after))
        fits = mark != "~" or length <= _MOST_TILDES
        return _Run(found.start(), mark, length, opens and fits, closes and fits, length)

    def _before(self, data: str, at: int) -> str:
        """The character before, but for tildes, as GitHub looks past them."""
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
        """What is behind a placeholder, as far as emphasis goes: the words of a bare address, else just a sign."""
        found = INLINE_PLACEHOLDER_RE.fullmatch(placeholder)
        node = self._inline.stashed_nodes.get(found[1]) if found else None
        return (getattr(node, "text", None) or ".") if getattr(node, "attrib", {}).get("bare") else "."


def insert_tags(html: str) -> str:
    """HTML with tags for the marks in it."""
    return _MARKED.sub(lambda found: _NAMES[found[1]], html)


def strip_placeholders(text: str) -> str:
    """A text without marks for tags."""
    return _MARKED.sub("", text)


def _is_space(character: str) -> bool:
    return not character or character in "\t\n\f\r" or unicodedata.category(character) == "Zs"


def _is_sign(character: str) -> bool:
    return character != "" and (character in _ASCII or unicodedata.category(character)[0] == "P")


def _matched(runs: list[_Run]) -> list[_Run]:
    """The same runs, matched with each other by the spec's way (its appendix calls it `process emphasis`)."""
    openers: list[_Run] = []
    searched: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        key = (run.mark, run.opens, run.length % 3)
        while run.left and run.closes:
            at = _opener(openers, run, searched.get(key, -1))
            if at is None:
                searched[key] = openers[-1].at if openers else -1
                break
            del openers[at + 1 :]
            _match(openers[at], run)
            if not openers[at].left:
                openers.pop()
        if run.left and run.opens:
            openers.append(run)
    return runs


def _opener(openers: list[_Run], run: _Run, bottom: int) -> int | None:
    """Which of the openers, the last one first, a run closes; those up to the bottom were looked at before."""
    for at in range(len(openers) - 1, -1, -1):
        opener = openers[at]
        if opener.at <= bottom:
            return None
        if opener.mark == run.mark and _go_together(opener, run):
            return at
    return None


def _go_together(opener: _Run, run: _Run) -> bool:
    if run.mark == "~":
        return opener.length == run.length
    either = opener.closes or run.opens
    return not either or (opener.length + run.length) % 3 != 0 or (opener.length % 3 == 0 and run.length % 3 == 0)


def _match(opener: _Run, run: _Run) -> None:
    width = run.length if run.mark == "~" else min(2, opener.left, run.left)
    letter = _LETTERS[run.mark][width - 1]
    opener.begins.append(f"{_MARK}{letter.upper()}")
    run.ends.append(f"{_MARK}{letter}")
    opener.left -= width
    run.left -= width

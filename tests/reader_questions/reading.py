"""How much of a page a reader has read before something: a page as words, patterns of words, and seconds.

The model is a plain one. A reader who opens a page skips its header and menu and reads the text from its top, word
after word, 220 words a minute, until the answer begins. A link that leads to a place within a page starts the reading
there. To follow a link in the text everything before it has been read; to follow one in the menu or in the footer, the
menu or the footer before it. Each click costs three seconds more, and so do each field of a form and the way down to
the footer. Menu and footer are the same everywhere, so a reader uses them only on the page where the search begins.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

WORDS_A_MINUTE, SECONDS_A_CLICK = 220, 3
WORDS_FOR_SCROLLING = WORDS_A_MINUTE * SECONDS_A_CLICK // 60
GAP = 30  # the words that `…` in a pattern may stand for
_EDGES = re.compile(r"^[^\w]+|[^\w%]+$")
_JOINED = str.maketrans({"’": "'", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\u00ad": None})


class Exit(NamedTuple):
    """A link: the part of the page in which it is, the words before it, and its own."""

    part: str
    word: int
    label: str


class Text:
    """The words of a page in reading order, its links, and the places at which a reader can begin."""

    def __init__(self, pieces: Iterable[Mapping[str, Any]]) -> None:
        self.words: list[str] = []
        self.starts: dict[str, int] = {}  # by `#id`, by the name of a button; the text is ``, then `menu` and `foot`
        self.exits: dict[str, list[Exit]] = {}
        self._open, self._link = False, ""
        for piece in pieces:
            if "text" in piece:
                self._read(piece)
            else:
                self.starts[f"#{piece['id']}" if "id" in piece else piece["button"]] = len(self.words)

    def _read(self, piece: Mapping[str, Any]) -> None:
        text, part = piece["text"].translate(_JOINED), piece.get("part", "")
        words = text.split()
        joined = bool(words) and self._open and not text[0].isspace()
        if part:
            self.starts.setdefault("" if part == "text" else part, len(self.words))
        if words and piece.get("link"):
            self._note_link(piece["link"], Exit(part, len(self.words) - joined, " ".join(words)))
        if joined:
            self.words[-1] += words.pop(0)
        self.words += words
        self._open = not text[-1].isspace() if text else self._open
        self._link = piece.get("link", "") if words or joined else self._link

    def _note_link(self, link: str, exit: Exit) -> None:
        """A link, or one more piece of the link that was noted last."""
        exits = self.exits.setdefault(link, [])
        if link == self._link:
            exit = exits[-1]._replace(label=f"{exits.pop().label} {exit.label}")
        exits.append(exit)

    @cached_property
    def _line(self) -> str:
        return " ".join(_plain(word) or "–" for word in self.words)

    @cached_property
    def _read_before(self) -> list[int]:
        return [0, *accumulate(bool(_plain(word)) for word in self.words)]

    def find(self, pattern: str, start: int = 0) -> tuple[int, int] | None:
        """The first word and the word after the last of a pattern, at or after the word `start`."""
        begin = sum(len(word) + 1 for word in self._line.split(" ")[:start])
        match = re.compile(pattern).search(self._line, begin)
        return match and (self._line[: match.start()].count(" "), self._line[: match.end()].count(" ") + 1)

    def before(self, link: str, start: str = "", *, outside: bool = True) -> tuple[int, str] | None:
        """The fewest words that are read before a link by a reader who began at `start`, and what the link says.

        `outside` the text, in the menu and the footer, only readers look who have just begun.
        """
        exits = (exit for exit in self.exits.get(link, []) if outside or exit.part == "text")
        ways = [(self._between(exit, start), exit.label) for exit in exits]
        return min((way for way in ways if way[0] >= 0), default=None)

    def _between(self, exit: Exit, start: str) -> int:
        first = self.starts.get(start, self.starts.get("", 0)) if exit.part == "text" else self.starts[exit.part]
        return self.counted(first, exit.word) + (WORDS_FOR_SCROLLING if exit.part == "foot" else 0)

    def counted(self, first: int, last: int) -> int:
        """How many of the words between two places are read: signs alone are not."""
        return -1 if last < first else self._read_before[last] - self._read_before[first]


class Vocabulary:
    """Patterns of words: `…` is a gap of a few words, `*` the rest of a word, `{name}` the words of a status."""

    def __init__(self, names: Mapping[str, list[str]]) -> None:
        self._names = names

    def compiled(self, pattern: str) -> str:
        """A pattern as a regular expression over plain words."""
        return rf"(?<!\S){self._body(pattern)}(?!\S)"

    def _body(self, pattern: str) -> str:
        parts = [self._word(word) for word in pattern.translate(_JOINED).split()]
        return " ".join(part for part in parts if part).replace(" … ", rf" (?:\S+ ){{0,{GAP}}}?")

    def _word(self, word: str) -> str:
        if word == "…":
            return word
        if name := re.fullmatch(r"\{([\w-]+)\}", word):
            return f"(?:{'|'.join(self._body(alternative) for alternative in self._names[name[1]])})"
        return re.escape(_plain(word)) + (r"\S*" if word.endswith("*") else "")


def seconds(words: int, clicks: int) -> float:
    """How long it takes to read some words and to click some times."""
    return words / WORDS_A_MINUTE * 60 + clicks * SECONDS_A_CLICK


def _plain(word: str) -> str:
    return _EDGES.sub("", word.casefold())

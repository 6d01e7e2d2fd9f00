"""Words as search compares them, and their division into files by how they begin.

`templates/assets/names.js` folds and divides text in the same way.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from dayline.patterns import lazy_pattern

DEEPEST = 3  # letters that a part can be chosen by
_WORD = lazy_pattern(r"[^\W_]+")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ґ": "г", "ة": "ه", "ى": "ي", "ٱ": "ا",
     "ـ": "", "\u200c": "", "\u200d": "", **dict.fromkeys("'’ʼʹʻ‘`´", "")}
)  # fmt: skip


def folded(text: str) -> str:
    """A text in small letters, without accents, vowel signs and apostrophes."""
    marked = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in marked if not unicodedata.category(c).startswith("M")).translate(_LETTERS)


def words_in(text: str) -> list[str]:
    """The folded words of a text."""
    return _WORD.findall(folded(text))


def prefixes(words: Iterable[str], most: int, start: str = "") -> Iterator[str]:
    """The beginnings that divide words into parts of at most `most`, or by `DEEPEST` letters; "" is a part of all."""
    listed = list(words)
    if len(listed) <= most or len(start) == DEEPEST:
        yield start
        return
    groups: dict[str, list[str]] = {}
    for word in listed:
        groups.setdefault(word[: len(start) + 1], []).append(word)
    for beginning, group in sorted(groups.items()):
        yield from (start,) if beginning == start else prefixes(group, most, beginning)


def part_of(word: str, parts: frozenset[str]) -> str:
    """The part that a word is in: the longest beginning of it."""
    return next(word[:length] for length in range(DEEPEST, -1, -1) if word[:length] in parts)


def file_name(part: str) -> str:
    """The name of a part's file, without its ending: the code points of its letters."""
    return "-".join(f"{ord(letter):x}" for letter in part) or "all"

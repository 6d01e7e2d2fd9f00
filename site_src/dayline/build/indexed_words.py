"""The words of indexed pages, divided into files: with them the search page knows what Pagefind can find.

Pagefind answers a word that is nowhere with the longest beginning that is somewhere, so that `theater` finds `the`.
The search page therefore asks only for words that are here.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from dayline.patterns import lazy_pattern
from dayline.word_parts import file_name, part_of, prefixes, words_in

MOST = 1500  # words of a part
_INSIDE = 6  # characters of an unspaced text that are looked for from each of its signs
_BEGINNING = 12  # characters by which Pagefind finds such a text, which it takes for one word
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u0640\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094d"
    "\u0e31-\u0e4e"
)
_WORD = lazy_pattern(f"(?:[^\\W_]|[{_MARKS}]|['’ʼ‘](?=[^\\W_]))+")
UNSPACED = lazy_pattern(
    "[\u0e01-\u0e30\u0e80-\u0edf\u1000-\u109f\u1780-\u17df\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)


def word_files(texts: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The files of the words in some texts: the list of parts, and for each part its words and how they are spelled."""
    spelled = _spelled(texts)
    parts = frozenset(prefixes(spelled, MOST))
    divided: dict[str, dict[str, list[str]]] = {part: {} for part in sorted(parts)}
    for word in sorted(spelled):
        divided[part_of(word, parts)][word] = sorted(spelled[word] - {word})
    yield "words.json", _json({part: file_name(part) for part in divided})
    for part, words in divided.items():
        yield f"words/{file_name(part)}.json", _json([_row(word, spellings) for word, spellings in words.items()])


def _spelled(texts: Iterable[str]) -> Mapping[str, set[str]]:
    """The spellings in some texts of each folded word, and of what an unspaced sentence has from each of its signs."""
    spelled: dict[str, set[str]] = {}
    for text in texts:
        for token in set(text.lower().replace("\u200b", " ").split()):
            written = _WORD.findall(token)
            for word, spelling in _inside("".join(written)) if UNSPACED.search(token) else _each(written):
                spelled.setdefault(word, set()).add(spelling)
    return spelled


def _each(written: list[str]) -> Iterator[tuple[str, str]]:
    return ((word, spelling) for spelling in written for word in words_in(spelling))


def _inside(sentence: str) -> Iterator[tuple[str, str]]:
    """What a text without spaces and punctuation has from each of its signs, with the beginning that finds it."""
    for word in words_in(sentence):
        yield from ((word[start : start + _INSIDE], sentence[:_BEGINNING]) for start in range(len(word)))


def _row(word: str, spellings: list[str]) -> str | list[str]:
    return [word, *spellings] if spellings else word


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

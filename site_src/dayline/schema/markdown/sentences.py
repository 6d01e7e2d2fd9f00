"""Where the sentences of a text begin and end, in any script."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dayline.patterns import lazy_pattern
from dayline.schema.markdown_fields import quotations

SYNTAX = "\0"
"""Stands where a text had Markdown around its words; no content can hold it."""

_CLOSING = rf"{SYNTAX}*_~”’\"'»›)\]）」』】"
_STOP = lazy_pattern(rf"(?:([.!?…]+)|[。！？｡।॥؟۔։።፧។။]+)[{_CLOSING}]*")
_QUOTE_ENDS = "”’»」』"
_OPENING = lazy_pattern(rf"[\s{SYNTAX}*_~“‘\"'«‹(\[（「『【¿¡]*")
_TITLES = frozenset(
    "Mr Mrs Ms Mx Dr Prof St Gen Col Lt Maj Capt Cpt Sgt Cmdr Adm Gov Sen Rep Rev Hon Pres Mt Ft Fr Mme Mlle Dipl Ing"
    .split()
)  # fmt: skip
_BEFORE = frozenset("vs ca approx cf e.g i.e bzw vgl z.b d.h".split())
_EITHER = frozenset("etc inc ltd co corp jr sr al bros dept".split())
_NUMBERED = frozenset(
    "no nos nr p pp para art fig vol sec ch op jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_BEGINNERS = frozenset(
    "a after all also although an and as at because before both but by during each even for from he her his how if in "
    "it its many most no nobody none not nothing on one only or other she since so some that the their then there "
    "these they this those though to today two until we what when where whether which while who why with you"
    .split()
)  # fmt: skip

_NUMBER = lazy_pattern(rf"[\s{SYNTAX}]*\d{{1,9}}\\?")  # of an entry in a list, whose text follows

LEAST_WORDS = 3
"""The fewest words of a sentence that only its full stop tells from an abbreviation."""


class Stretch(NamedTuple):
    """The start and end of a part of a text."""

    start: int
    end: int


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Stretch]:
    """The sentences of a paragraph, the white space between them left out.

    A stop ends a sentence unless it is in a number, after one at the beginning (`15.`), after an
    abbreviation, before a small letter or within quotation marks that go on. Marks that close something
    belong to the sentence before them. Full stops of other scripts need no space after them.
    """
    end = len(text) if end is None else end
    held = [match.span() for match in quotations(text, start, end)]
    begin = start
    for stop in _STOP.finditer(text, start, end):
        is_number = stop[1] == "." and _NUMBER.fullmatch(text, begin, stop.start())
        if not is_number and not _is_held(held, stop) and _ends(text, stop, end):
            yield from _trimmed(text, begin, stop.end())
            begin = stop.end()
    yield from _trimmed(text, begin, end)


def first_sentence(text: str) -> str:
    """The first sentence of a paragraph of Markdown, or more of it where that would cut through a link or emphasis."""
    for sentence in sentences(text):
        if _is_whole(text[: sentence.end]):
            return text[: sentence.end].lstrip()
    return text


def is_statement(text: str) -> bool:
    """Whether words on their own, such as a heading, are a sentence: they end like one."""
    stop = next((stop for stop in _STOP.finditer(text) if stop.end() == len(text.rstrip())), None)
    if stop is None or stop[1] not in (None, "."):
        return False
    return stop[1] is None or (len(text.split()) >= LEAST_WORDS and _may_end(_word_before(text, stop.start()), ""))


def _is_whole(text: str) -> bool:
    """Whether no link, emphasis or code is left open."""
    pairs_close = all(text.count(opening) == text.count(closing) for opening, closing in ("[]", "()", "<>"))
    return pairs_close and not any(text.count(mark) % 2 for mark in "*_`")


def _is_held(held: Sequence[tuple[int, int]], stop: re.Match[str]) -> bool:
    """Whether a stop is inside a quotation that continues after it."""
    before = bisect_left(held, (stop.start(),)) - 1
    return before >= 0 and stop.end() < held[before][1]


def _trimmed(text: str, start: int, end: int) -> Iterator[Stretch]:
    """The stretch without white space around it; nothing if it holds no letter and no digit."""
    part = text[start:end]
    if any(map(str.isalnum, part)):
        yield Stretch(start + len(part) - len(part.lstrip()), start + len(part.rstrip()))


def _ends(text: str, stop: re.Match[str], end: int) -> bool:
    """Whether a sentence ends with a stop."""
    goes_on = stop.end() < end and not text[stop.end()].isspace()
    if not stop[1]:
        return not (goes_on and stop[0][-1] in _QUOTE_ENDS)
    if goes_on:
        return False
    opening = _OPENING.match(text, stop.end(), end)
    following = opening.end() if opening else stop.end()
    if following >= end:
        return True
    if text[following].islower():
        return False
    return stop[1] != "." or _may_end(_word_before(text, stop.start()), _word_at(text, following, end))


def _may_end(word: str, following: str) -> bool:
    """Whether a word with a full stop ends its sentence, by the word after it."""
    short = word.casefold()
    if word in _TITLES or short in _BEFORE or (short in _NUMBERED and following[:1].isdigit()):
        return False
    is_short = short in _EITHER or (len(word) == 1 and word.isalpha()) or _is_dotted(word)
    return not is_short or following.casefold() in _BEGINNERS


def _is_dotted(word: str) -> bool:
    """Whether a word is made of single letters with stops between them, as in U.S or a.m."""
    letters = word.split(".")
    return len(letters) > 1 and all(len(letter) == 1 and letter.isalpha() for letter in letters)


def _word_before(text: str, end: int) -> str:
    start = end
    while start > max(0, end - 12) and (text[start - 1].isalnum() or text[start - 1] == "."):
        start -= 1
    return text[start:end]


def _word_at(text: str, start: int, end: int) -> str:
    stop = start
    while stop < end and text[stop].isalnum():
        stop += 1
    return text[start:stop]

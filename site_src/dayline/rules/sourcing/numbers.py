"""The numbers in a text, however they are written."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: n for n, word in enumerate(_UNITS)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12,
}  # fmt: skip
COUNTED = 4
"""From how many on a number in words is taken for a reported one: two or three things writers count themselves."""
LONGEST = 20

_ALL = {*_WORDS, *_SCALES}
_SCALE = "|".join(_SCALES)
_WORD = "|".join((*_WORDS, *_SCALES))
_DIGITS = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)|\d{1,30}(?:[.,:'’]\d{1,30}){0,9}"
_PERCENT = r"\s?%|\sper\s?cent\b"
_IN_DIGITS = re.compile(rf"({_DIGITS})(?:({_PERCENT})|[\s-]?({_SCALE})\b)?", re.IGNORECASE)
_SPELLED = re.compile(rf"\b((?:{_WORD})(?:[\s-](?:and\s)?(?:{_WORD}))*)\b({_PERCENT})?", re.IGNORECASE)
_NAMING = re.compile(r"[^\W\d_][-‑]?\Z")
_LETTERS = re.compile(r"[a-z]+")
_DATE = re.compile(r"(\d{4})(?:-\d\d(?:-(\d\d))?)?")

_YEAR = re.compile(r"[12]\d{3}")
_COUNTED_NOUN = re.compile(r"\s+(?!(?:minute|hour|day|week|month|year)s?\b)[^\W\d_]")
_WORD_BEFORE = re.compile(r"(\w+)\s\Z|[^\W\d_][-‑]?\Z")
_GROUPED = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f.,'’]\d{3})+")
LAST_DAY = 31
"""Up to here a number in a heading is rather a day, an hour or the place in a list."""


class Number(NamedTuple):
    """A number in a text: what it may mean, to what it is rounded (0 if to nothing), and where it is.

    `is_own` says that it is a small count in words, which may be the writer's.
    """

    values: frozenset[Decimal]
    rounded: Decimal = Decimal(0)
    is_share: bool = False
    is_own: bool = False
    start: int = 0
    end: int = 0

    def agrees(self, other: "Number") -> bool:
        """Whether another number is this one, or this one is the other as rounded as it is written."""
        if self.is_share != other.is_share:
            return False
        return any(abs(one - two) * 2 <= self.rounded for one in self.values for two in other.values)


def numbers(text: str, *, in_words: bool = True) -> Iterator[Number]:
    """The numbers of a text: those in digits, and those in English words; not those in names, such as F-35."""
    for match in _IN_DIGITS.finditer(text):
        if not _NAMING.search(text, max(0, match.start() - 2), match.start()):
            yield from _in_digits(match)
    if in_words and not _ALL.isdisjoint(_LETTERS.findall(text.lower())):
        for match in _SPELLED.finditer(text):
            yield from _spelled(match)


def counts(text: str) -> bool:
    """Whether a heading or an aside counts something: a number above days and hours, or a share, with its noun."""
    return any(_is_count(text, match) for match in _IN_DIGITS.finditer(text))


def _is_count(text: str, match: re.Match[str]) -> bool:
    if match[2] or match[3]:
        return True
    if not _COUNTED_NOUN.match(text, match.end()):
        return False
    before = _WORD_BEFORE.search(text[max(0, match.start() - 40) : match.start()])
    is_name = before and (before[1] is None or before[1][0].isupper())
    is_large = match[1].isdecimal() and not _YEAR.fullmatch(match[1]) and int(match[1]) > LAST_DAY
    return bool(_GROUPED.fullmatch(match[1])) or (is_large and not is_name)


def measured(value: float, unit: str = "") -> Number:
    """The number that a value of a figure is, with the unit's `million` if there is one."""
    scale = next((times for word, times in _SCALES.items() if re.search(rf"\b{word}\b", unit)), 1)
    return Number(frozenset((Decimal(repr(value)) * scale,)), is_share="%" in unit or "percent" in unit)


def dated(text: str) -> Iterator[Number]:
    """The years and days of the month in a date as it is stored."""
    for match in _DATE.finditer(text):
        for part in filter(None, match.groups()):
            yield Number(frozenset((Decimal(part),)))


def _in_digits(match: re.Match[str]) -> Iterator[Number]:
    readings = tuple(_readings(match[1]))
    if readings:
        scale = Decimal(_SCALES[match[3].lower()]) if match[3] else Decimal(0)
        rounded = max(scale.scaleb(int(one.as_tuple().exponent)) for one in readings)
        values = frozenset(one * (scale or 1) for one in readings)
        yield Number(values, rounded, bool(match[2]), start=match.start(), end=match.end())


def _readings(digits: str) -> Iterator[Decimal]:
    """What digits may mean: `1,500` is fifteen hundred in some languages, and one and a half in others."""
    plain = re.sub(r"[\s'’]", "", digits).replace(":", ".")
    groups = re.split(r"[.,]", plain)
    marks = re.sub(r"\d", "", plain)
    if len(plain) > LONGEST:
        return
    if len(marks) < 2:
        yield Decimal(".".join(groups))
    if marks and len(set(marks)) == 1 and _are_thousands(groups):
        yield Decimal("".join(groups))
    if len(set(marks)) == 2 and _are_thousands(groups[:-1]):
        yield Decimal("".join(groups[:-1]) + "." + groups[-1])


def _are_thousands(groups: list[str]) -> bool:
    return len(groups[0]) < 4 and all(len(group) == 3 for group in groups[1:])


def _spelled(match: re.Match[str]) -> Iterator[Number]:
    words = [word for word in re.split(r"[\s-]+", match[1].lower()) if word != "and"]
    if words[0] in _SCALES:
        return
    total = last = 0
    for word in words:
        last = last * _SCALES[word] if word in _SCALES else last + _WORDS[word]
        if _SCALES.get(word, 0) >= 1000:
            total, last = total + last, 0
    value, rounded = Decimal(total + last), Decimal(_SCALES.get(words[-1], 0))
    is_own = value < COUNTED and not rounded
    yield Number(frozenset((value,)), rounded, bool(match[2]), is_own, match.start(), match.end())

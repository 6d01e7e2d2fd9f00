"""Words for thousands, millions and billions in column names and units."""

import re

TIMES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_AT_END = r"(?!\s+(?-i:[A-Z]))"  # "Thousand Oaks" is a place
_WORDS = (
    ("thousand", rf"\b(?:thousands?|tsd|tis)\b{_AT_END}|['’]000s?\b|\b(?:x|in)\s?1[,. ]?000s?\b|\((?:1[,. ]?)?000s?\)"),
    ("thousand", r"\((?-i:k)\)"),
    ("million", rf"\b(?:millions?|mio|mn|mln)\b{_AT_END}"),
    ("billion", rf"\b(?:billions?|bn|mrd)\b{_AT_END}"),
)
_PATTERNS = tuple((word, re.compile(pattern, re.IGNORECASE)) for word, pattern in _WORDS)


def scale(text: str) -> str:
    """The scale in a column name or unit, such as `thousand`; empty if there is none."""
    plain = text.replace("_", " ")
    return next((word for word, pattern in _PATTERNS if pattern.search(plain)), "")


def scale_help(word: str, unit: str) -> str:
    """The help line for a column whose scale is not in the unit of its figure."""
    full = f"write the values out in full (`{131 * TIMES[word] // 10}` for `13.1`) and rename the column in both files"
    return f"{full}; or, if the whole figure counts {word}s, write `unit: {word} {unit}`"

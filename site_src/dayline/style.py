"""Style sheets without the characters that mean nothing."""

import re

from dayline.patterns import lazy_pattern

_COMMENT = r"(?>/\*.*?(?:\*/|\Z))"
_GAP = rf"(?:\s|{_COMMENT})*+"
_TOKEN = lazy_pattern(
    rf"""
    (?P<kept> "(?:[^"\\]|\\.)*+" | '(?:[^'\\]|\\.)*+' | \\(?:[0-9a-f]{{1,6}}\s?|.)
            | (?<![\w-])url\(\s*+(?!["'])(?:[^)\\]|\\.)*+\) )
    | (?:\s|;|{_COMMENT})*+ (?P<end> \}} ) {_GAP}
    | {_GAP} (?P<both> [;{{,<>~=] ) (?:(?<=;);|\s|{_COMMENT})*+
    | {_GAP} (?P<before> [)\]!] )
    | (?P<after> [(\[:] ) {_GAP}
    | (?: \A{_GAP} | {_GAP}\Z ) (?P<edge> )
    | {_COMMENT}*+ \s {_GAP} (?P<space> )
    | {_COMMENT}++ (?P<comment> )
    """,
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
_BETWEEN = {"space": " ", "comment": "/**/"}


def minified_css(sheet: str) -> str:
    """A style sheet without comments, and without spaces where no CSS has a use for one.

    What a colon is for depends on the block around it, so a space before one stays: `.a :is(b)` is not `.a:is(b)`.
    """
    return _TOKEN.sub(_shortest, sheet)


def _shortest(token: re.Match[str]) -> str:
    kind = str(token.lastgroup)
    return _BETWEEN.get(kind, token[kind])

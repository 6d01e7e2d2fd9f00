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


_PIECE = lazy_pattern(
    rf"""
    {_COMMENT} | "(?:[^"\\]|\\.)*+" | '(?:[^'\\]|\\.)*+' | url\((?:[^)\\]|\\.)*+\)
    | [{{}};] | [^"'{{}};/u]++ | .
    """,
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
_DARK = lazy_pattern(r"@media[^{]*prefers-color-scheme:\s*dark[^{]*\{\s*:root\s*\{([^}]*)\}")
_TOKEN_NAME = lazy_pattern(r"(--[\w-]+)\s*:")
LIGHT = "@media not (prefers-color-scheme:dark)"


def in_both_modes(theme: str, own: str) -> str:
    """A site's own style sheet, whose colours for `:root` leave the theme's dark mode alone.

    A token that the theme has another value for in dark mode, and that is set without a word about modes, is meant for
    light mode: cream paper under the light ink of dark mode can't be read. A value with `light-dark()` is for both.
    """
    tokens = frozenset(name for block in _DARK.findall(theme) for name in _TOKEN_NAME.findall(block))
    if not any(token in own for token in tokens):
        return own
    written: list[str] = []
    preludes: list[str] = []
    text = ""
    for piece in _PIECE.findall(own):
        if piece == "{":
            preludes.append(_statements(text)[-1].strip())
            written.append(f"{text}{{")
            text = ""
        elif piece == "}":
            written.append(_both_modes(text, tokens) if _is_plain(preludes) else f"{text}}}")
            del preludes[-1:]
            text = ""
        else:
            text += piece
    return "".join([*written, text])


def _is_plain(preludes: list[str]) -> bool:
    """Whether a block is one for `:root`, outside of media queries: those are about modes, or about paper."""
    return preludes[-1:] == [":root"] and not any(prelude.startswith("@media") for prelude in preludes)


def _statements(text: str) -> list[str]:
    """The declarations in a block, or what stands before it, each without its semicolon."""
    parts = [""]
    for piece in _PIECE.findall(text):
        if piece == ";":
            parts.append("")
        elif not piece.startswith("/*"):
            parts[-1] += piece
    return parts


def _is_for_light_mode(declaration: str, tokens: frozenset[str]) -> bool:
    return declaration.partition(":")[0].strip() in tokens and "light-dark(" not in declaration


def _both_modes(block: str, tokens: frozenset[str]) -> str:
    """The rest of a block for `:root` and its end, and the tokens in it that are for light mode in one of their own."""
    light = [part.strip() for part in _statements(block) if _is_for_light_mode(part, tokens)]
    rest = ";".join(part for part in _statements(block) if not _is_for_light_mode(part, tokens))
    return f"{rest}}}" + (f"{LIGHT}{{:root{{{';'.join(light)}}}}}" if light else "")

"""Lookalike and hidden characters: their names, and texts with plain characters in their place."""

import unicodedata

HIDDEN = frozenset("\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")
_PLAIN = {
    **dict.fromkeys(("\u00a0", "\u1680", *map(chr, range(0x2000, 0x200B)), "\u202f", "\u205f", "\u3000"), " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys(HIDDEN, ""),
    **{chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)},  # full width
    **dict(zip("аеорсухіјѕһԁԛԝьвкмнт", "aeopcyxijshdqwbbkmht", strict=True)),
    **dict(zip("АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS", strict=True)),
    **dict(zip("αινορτυχ", "aivoptux", strict=True)),
}  # fmt: skip
_NAMES = {
    "\u00a0": "a no-break space", "\u202f": "a narrow no-break space", "\u00ad": "a soft hyphen",
    "\u2011": "a no-break hyphen", "\u2013": "an en dash", "\u2014": "an em dash", "\u2212": "a minus sign",
    "\u200b": "a zero-width space", "\u200c": "a zero-width non-joiner", "\u200d": "a zero-width joiner",
    "\u2060": "a word joiner", "\ufeff": "a byte order mark", "\u200e": "a left-to-right mark",
    "\u200f": "a right-to-left mark", "\u061c": "an Arabic letter mark",
}  # fmt: skip
_SCRIPTS = ("CYRILLIC", "GREEK", "FULLWIDTH")


def to_plain(text: str) -> str:
    """A text with lookalike characters replaced by plain ones and hidden characters removed, stripped."""
    if text.isascii():
        return text
    return "".join(_PLAIN.get(character, character) for character in text).strip()


def odd_character(text: str) -> str:
    """The first lookalike or hidden character of a text, as `a no-break space (U+00A0)`; empty if there is none."""
    for character in text if not text.isascii() else "":
        if to_plain(character) != character:
            return f"{_name(character)} (U+{ord(character):04X})"
    return ""


def _name(character: str) -> str:
    if character in _NAMES:
        return _NAMES[character]
    full = unicodedata.name(character, "a character without a name")
    script = next((script for script in _SCRIPTS if full.startswith(script)), None)
    if script and character.isalpha():
        return f"the {script.capitalize()} letter `{character}`"
    return f"the character “{full.lower()}”" if script is None else f"a full-width `{to_plain(character)}`"

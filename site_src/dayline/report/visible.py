"""Text that is safe to print: no terminal control characters, line breaks or unencodable characters."""

import unicodedata


def visible(text: str) -> str:
    """The text on one line; tabs become four spaces, control characters `�`."""
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character == "\t":
        return "    "
    return (
        "�" if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or _is_bidi_control(character) else character
    )


def _is_bidi_control(character: str) -> bool:
    return "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"

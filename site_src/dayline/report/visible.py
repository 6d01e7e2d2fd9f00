"""Text that can be printed anywhere: nothing in it steers a terminal, breaks a line or has no encoding."""

import unicodedata


def visible(text: str) -> str:
    """The text on one line, tabs as four spaces, whatever could steer a terminal as `�`."""
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character == "\t":
        return "    "
    return "�" if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or _turns(character) else character


def _turns(character: str) -> bool:
    return "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"

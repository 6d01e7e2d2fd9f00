"""What in a line of Markdown is code or an address: one rule for pages and for what is refused."""

import re
from collections.abc import Iterator

_ADDRESS = r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>"
_MAIL = r"<([\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)>"
TOKEN = re.compile(rf"\\([!-/:-@\[-`{{-~])|{_ADDRESS}|{_MAIL}|`+")
"""A character that a backslash makes a plain one (1), an address (2) or one of e-mail (3), or backticks."""
_TICKS = re.compile("`+")


def code_end(text: str, ticks: re.Match[str]) -> int | None:
    """Where code that begins with some backticks ends: after as many; None if it does not."""
    for other in _TICKS.finditer(text, ticks.end()):
        if len(other[0]) == len(ticks[0]):
            return other.end()
    return None


def set_apart(text: str) -> Iterator[tuple[str, int, int]]:
    """What is code, an address in angle brackets or a character after a backslash, with its marks: where to where."""
    at = 0
    while found := TOKEN.search(text, at):
        kind = "character" if found[1] else "address" if found[0][0] == "<" else "code"
        end = code_end(text, found) if kind == "code" else found.end()
        if end is not None:
            yield kind, found.start(), end
        at = end or found.end()

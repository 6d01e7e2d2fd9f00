"""Code and addresses inside a line of Markdown: one definition for pages and for what is refused."""

import re
from collections.abc import Iterator

_ADDRESS = r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>"
_EMAIL = r"<([\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)>"
TOKEN = re.compile(rf"\\([!-/:-@\[-`{{-~])|{_ADDRESS}|{_EMAIL}|`+")
"""An escaped character (group 1), a web address (2) or an email address (3) in angle brackets, or backticks."""
_BACKTICKS = re.compile("`+")


def code_end(text: str, backticks: re.Match[str]) -> int | None:
    """The offset at which a code span ends, just after as many backticks as opened it; None if it is never closed."""
    for closing in _BACKTICKS.finditer(text, backticks.end()):
        if len(closing[0]) == len(backticks[0]):
            return closing.end()
    return None


def literal_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Each part that is not read as Markdown: its kind (`code`, `address`, `character`), start and end offset.

    An `address` is one in angle brackets, a `character` one after a backslash. The offsets include the delimiters.
    """
    at = 0
    while token := TOKEN.search(text, at):
        kind = "character" if token[1] else "address" if token[0][0] == "<" else "code"
        end = code_end(text, token) if kind == "code" else token.end()
        if end is not None:
            yield kind, token.start(), end
        at = end or token.end()

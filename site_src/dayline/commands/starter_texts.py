"""The starter files of `dayline new`."""

import re
from pathlib import Path

_STARTERS = Path(__file__).parent / "starters"
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~](?:[^:#\n]|:(?=\S)|(?<=\S)#)*")


def quoted(text: str) -> str:
    """A text as a YAML value, in quotes only if it needs them."""
    if _PLAIN.fullmatch(text) and not text.endswith(":"):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def starter(name: str) -> str:
    """The text of a starter file, with names in braces for what is filled in."""
    return (_STARTERS / name).read_text("utf-8")


def starters_in(folder: str) -> list[str]:
    """The names of the starter files in a folder, without their endings."""
    return sorted(path.stem for path in (_STARTERS / folder).iterdir())

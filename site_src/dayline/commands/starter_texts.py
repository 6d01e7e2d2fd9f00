"""The starter files of `dayline new`."""

import re
from pathlib import Path

SITE = {
    "content/site.yaml": "site.yaml",
    "content/pages/about.md": "about.md",
    "content/pages/method.md": "method.md",
    "content/pages/corrections-policy.md": "corrections-policy.md",
    "content/events/{folder}/site-started.yaml": "first-event.yaml",
    "content/briefs/{year}/{day}.md": "first-brief.md",
    ".gitignore": "gitignore",
}
"""The files of a new site, and the starters that they are made from."""
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

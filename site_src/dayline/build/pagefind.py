"""Runs Pagefind on a list of pages, as a separate program that can be killed at any moment.

Pagefind numbers pages in the order in which it sees them. If it walks a folder itself, the order depends on the file
system, and so does the index. Standard library only, because this file is run by its path.
"""

import json
import re
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

if TYPE_CHECKING:
    from subprocess import Popen

PROGRAMS = ("pagefind_bin_extended", "pagefind_bin")  # the first can segment languages without spaces
_CHUNK = 1 << 20
_SHORT = 'class="timeline brisk"'  # a list of short cards
_TITLE = re.compile(r'<h3 id="t[^"]*"><a href="([^"]+)"')
_END = "</article>"
_SUMMARY, _TEXT = '<div class="standfirst"', '<div class="text">'  # of the page of an event
_ENDS = ('<section class="sources"', '<section class="changes"', '<div class="side">', _END)
_ID = re.compile(r' id="[^"]*"')


def installed() -> str:
    """The best Pagefind package that is installed; empty if none is."""
    return next((name for name in PROGRAMS if find_spec(name)), "")


def main() -> None:
    """Build the index described on standard input; on failure, print Pagefind's message and exit with 1."""
    import subprocess

    job = json.loads(sys.stdin.buffer.read())
    program = str(import_module(installed()).get_executable())
    with subprocess.Popen([program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as service:
        answer: dict[str, Any] = {}
        for number, request in enumerate(_requests(job["site"], job["pages"], job["config"]), 1):
            answer = _answer(service, {"message_id": number, "payload": request})
            if answer["type"] == "Error":
                service.kill()
                sys.exit(str(answer["message"]))
        service.terminate()
    _write(answer["files"], Path(job["output"]))


def _requests(site: str, pages: list[str], config: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The requests to Pagefind for an index of the pages in this order."""
    yield {"type": "NewIndex", "config": config}
    for page in pages:
        yield {"type": "AddFile", "index_id": 0, "file_path": page, "file_contents": indexed_text(Path(site), page)}
    yield {"type": "GetFiles", "index_id": 0}


def indexed_text(site: Path, page: str) -> str:
    """A day page, its short cards followed by what only the pages of their events have."""
    text = (site / page).read_text("utf-8")
    if _SHORT not in text:
        return text
    cards = text.split(_END)
    return "".join(card + _rest(site, page, card) + _END for card in cards[:-1]) + cards[-1]


def _rest(site: Path, page: str, card: str) -> str:
    """The text of the event that a card is of; empty for other articles, and if it has no page."""
    titles = _TITLE.findall(card)
    path = (site / page).parent / titles[-1] / "index.html" if titles else None
    if not path or not path.is_file():
        return ""
    event = path.read_text("utf-8")
    summary = event.partition(_SUMMARY)[2].partition("</div>")[0]
    rest = event.partition(_TEXT)[2]
    for end in _ENDS:
        rest = rest.partition(end)[0]
    opened = rest.count("<div") - rest.count("</div>")
    first = f"<div{summary}</div>" if summary else ""
    return f"{first}{'<div>' * -opened}{_ID.sub('', rest)}{'</div>' * opened}"


def _answer(service: "Popen[bytes]", message: dict[str, Any]) -> dict[str, Any]:
    """Pagefind's answer to a message; both are base64-encoded JSON followed by a comma."""
    questions, answers = cast("BinaryIO", service.stdin), cast("BufferedReader", service.stdout)
    questions.write(b64encode(json.dumps(message).encode()) + b",")
    questions.flush()
    raw = bytearray()
    while not raw.endswith(b",") and (chunk := answers.read1(_CHUNK)):
        raw += chunk
    if not raw.endswith(b","):
        return {"type": "Error", "message": raw.decode(errors="replace").strip() or "it ended without an answer"}
    payload: dict[str, Any] = json.loads(b64decode(raw[:-1]))["payload"]
    return payload


def _write(files: list[dict[str, str]], folder: Path) -> None:
    for file in files:
        path = folder / file["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b64decode(file["content"]))


if __name__ == "__main__":
    main()

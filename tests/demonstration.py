"""The demonstration site: a page of every kind, a server for them, and a smaller site made of the same files."""

import os
import re
import shutil
from collections import defaultdict
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import yaml

from dayline.page_kinds import is_reserved
from dayline.read.content import Content, read_content
from dayline.read.entry import Entry
from dayline.rules import of_record

ROOT = Path(__file__).parents[1]
EXAMPLES = yaml.safe_load(Path(__file__).with_name("examples.yaml").read_text("utf-8"))
"""For each page kind the pages that browsers visit: their names and addresses, and whether they are laid out."""
KINDS = {example["name"]: example["address"] for of_kind in EXAMPLES.values() for example in of_kind}
LONG = bool(os.environ.get("DAYLINE_LONG"))
LAID_OUT = tuple(
    example["name"] for of_kind in EXAMPLES.values() for example in of_kind if LONG or example.get("laid_out")
)
"""Those whose layout this tier checks."""


BODY = re.compile(rb'<body class="([^"]*)"')


def shape(address: str, body: str = "") -> tuple[str, ...]:
    """What is alike in the addresses of a page kind: numbers are `0`, names `*`, the names of folders at the root stay.

    `body` is the class of the page's body, which tells `2022/03/14/EVENT/` from other addresses of four parts.
    """
    top, *below = address.split("/")
    first = "0" if top.isdecimal() else top if is_reserved(top) or not top else "*"
    rest = (re.sub(r"\d+", "0", part) if re.fullmatch(r"\d[\dw-]*", part) else part and "*" for part in below)
    return (body, first, *rest)


def largest_of_each_shape(folder: Path) -> list[str]:
    """The address of the largest page of each shape in a built site, in their order; redirects are no pages."""
    largest: dict[tuple[str, ...], tuple[int, str]] = {}
    for path in sorted(folder.rglob("*.html")):
        page, address = path.read_bytes(), path.relative_to(folder).as_posix().removesuffix("index.html")
        if body := BODY.search(page):
            kind = shape(address, body[1].decode())
            largest[kind] = max(largest.get(kind, (0, "")), (len(page), address))
    return sorted(address for _, address in largest.values())


class Quiet(SimpleHTTPRequestHandler):
    """A plain file server that keeps its log to itself."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def copy_content(folder: Path) -> None:
    """Copy the content of the demonstration into a folder: all of it in the long tier, otherwise the richest records.

    Those are the two of each kind with most fields, and everything that they lead to, which is about a third.
    """
    shutil.copytree(ROOT / "content", folder / "content")
    if LONG:
        return
    kept = _reached(read_content(folder, of_record))
    for path in (folder / "content").rglob("*.*"):
        if _stem(path.relative_to(folder).as_posix()) not in kept:
            path.unlink()


def richest(content: Content, kind: str) -> list[Entry[Any]]:
    """The two entries of a kind with most fields."""
    entries = [entry for entry in content.entries if entry.kind == kind]
    return sorted(entries, key=lambda entry: (-len(getattr(entry.record, "__dict__", ())), entry.id))[:2]


def _reached(content: Content) -> set[str]:
    """The stems of the files of the richest records, and of those that they lead to."""
    stems: dict[tuple[str, str], str] = {}
    points = defaultdict[str, set[tuple[str, str]]](set)
    for entry in content.entries:
        stems[entry.kind, entry.id] = _stem(entry.file)
        points[_stem(entry.file)] |= {_event_of(*point) for point in entry.points}
    reached: set[str] = set()
    due = [_stem(entry.file) for kind in {kind for kind, _ in stems} for entry in richest(content, kind)]
    while due:
        stem = due.pop()
        if stem not in reached:
            reached.add(stem)
            due += [stems[point] for point in points[stem] if point in stems]
    return reached


def _event_of(kind: str, id: str) -> tuple[str, str]:
    """What to keep for a link: of a claim the event that it is made in."""
    return ("event", id.partition("#")[0]) if kind == "claim" else (kind, id)


def _stem(file: str) -> str:
    """A file's path without endings: a record shares it with its text, its table, its outlines or its picture."""
    return file.partition(".")[0]

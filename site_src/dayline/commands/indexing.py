"""The search index: Pagefind's program over the published day pages, and what of its files is published.

Pagefind knows pages, not what stands on them. So we add one file: for each page of the index its day, and at
which word each of its events begins. With the places of the words that Pagefind finds, the script of the
search page knows which events have them without loading any page.
"""

import json
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dayline import urls
from dayline.cache.memory import Memory
from dayline.cache.version import program
from dayline.commands.options import Options
from dayline.write import digest

DAYS = "[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9]/index.html"
ROOT = "main"
REPEATED = (
    ".turn, .state, .switch, .warning, .also, .facts, .changes, .strip-all, .side > section:not(.unknown), .course h2"
)
MISSING = "The search page has no index: Pagefind is not installed (pip install 'dayline[search]')."
_USED = re.compile(r"pagefind-entry\.json|pagefind\.js|pagefind\.[^/]+\.pf_meta|(?:index|fragment)/[^/]+")
_SIGNATURE = b"pagefind_dcd"
_EVENT = "e-"


class NotIndexed(Exception):
    """Pagefind ended with an error; the message says what it said."""


def is_wanted(options: Options) -> bool:
    """Whether there should be an index and the program for it is there."""
    return "search" in options.later and find_spec("pagefind_bin") is not None


def sealed(memory: Memory) -> bytes:
    """16 bytes for the contents of all day pages and for how they are indexed."""
    days = (f"{url} {made.content}" for url, made in sorted(memory.made.items()) if urls.is_day(url))
    return bytes.fromhex(digest("\n".join([DAYS, ROOT, REPEATED, *days]).encode() + program()))


def has_pages(memory: Memory) -> bool:
    """Whether there is any page to be indexed; where there is none Pagefind ends with an error."""
    return any(map(urls.is_day, memory.made))


def begun(output: Path, folder: Path) -> subprocess.Popen[bytes]:
    """Pagefind at work on the pages in `output`; its files go to `folder`."""
    command = [sys.executable, "-P", "-m", "pagefind_bin", "--site", str(output.absolute())]
    command += ["--output-path", str(folder)]
    command += ["--glob", DAYS, "--root-selector", ROOT, "--exclude-selectors", REPEATED, "--quiet"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=folder)


def ended(process: subprocess.Popen[bytes], folder: Path) -> dict[str, bytes]:
    """The files of the index by their paths, once Pagefind is done; raises NotIndexed."""
    said = process.communicate()[0].decode(errors="replace").strip()
    if process.returncode:
        lines = said.splitlines() or [f"it ended with {process.returncode}"]
        raise NotIndexed(f"the search index could not be made; Pagefind says: {lines[-1]}")
    return {urls.path(urls.search_index(name)): content for name, content in _files(folder)}


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """What readers' browsers ask for; Pagefind's own pages, styles and languages not in use are left out."""
    languages = json.loads((folder / "pagefind-entry.json").read_bytes())["languages"].values()
    engines = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in languages}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and (_USED.fullmatch(name) or name in engines):
            yield name, path.read_bytes()
    yield "events.json", starts(sorted((folder / "fragment").glob("*")))


def starts(fragments: list[Path]) -> bytes:
    """For each page of the index, by its name: its day, the seal of its events, and at which word each begins."""
    found = {path.stem: _start(_page(path.read_bytes())) for path in fragments}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _page(raw: bytes) -> dict[str, Any]:
    page: dict[str, Any] = json.loads(zlib.decompress(raw, 47).removeprefix(_SIGNATURE))
    return page


def _start(page: dict[str, Any]) -> tuple[str, str, list[int]]:
    """The day, the seal, and the words at which events begin, each counted from the one before."""
    from dayline.pages.columns import seal

    day = page["url"].strip("/").replace("/", "-")
    events = [(anchor["location"], anchor["id"]) for anchor in page["anchors"] if anchor["id"].startswith(_EVENT)]
    places = [place for place, _ in events]
    return day, seal(id for _, id in events), [b - a for a, b in zip([0, *places], places, strict=False)]
